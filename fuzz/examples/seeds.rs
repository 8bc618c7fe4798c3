//! Writes what the targets begin from into `corpus/` and `dictionaries/`: `cargo run --example seeds`.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use docsearch_fuzz::{FAMILIES, Family, OTHERS};
use flate2::Compression;
use flate2::write::GzEncoder;

/// The largest file of the repository that is taken as a seed, in bytes.
const LARGEST: u64 = 1 << 16;

/// Lengths of the words of a dictionary, in bytes.
const WORDS: std::ops::RangeInclusive<usize> = 3..=24;

/// The first byte that asks for small passages of plain text.
const SMALL: u8 = 9;

fn main() -> io::Result<()> {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["../corpus", "../tests/fixtures"] {
        walk(&fuzz.join(folder), &mut files)?;
    }
    for family in &FAMILIES {
        let own = family.seeds.iter().map(|seed| seed.as_bytes().to_vec());
        let made = family.seeds.iter().map(|seed| family.file(seed.as_bytes()).into_owned());
        let mut seeds: Vec<Vec<u8>> = own.chain(made).collect();
        let selected = files.iter().filter(|file| is_of(file, family));
        for file in selected {
            seeds.push(fs::read(file)?);
        }
        if family.name == "archive" {
            seeds.extend(packed(&seeds[1])?);
        }
        write(fuzz, family.name, &seeds, family.seeds)?;
    }
    for (target, given) in OTHERS {
        // The first byte chooses how the others are read.
        let choice = |index: usize| (target == "passages").then_some(SMALL + index as u8);
        let seeds: Vec<Vec<u8>> = (0..)
            .zip(given)
            .map(|(index, seed)| choice(index).into_iter().chain(seed.bytes()).collect())
            .collect();
        write(fuzz, target, &seeds, given)?;
    }
    Ok(())
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), files)?;
        } else if entry.metadata()?.len() <= LARGEST {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// Whether a file has the extension of a family's files.
fn is_of(file: &Path, family: &Family) -> bool {
    file.extension().is_some() && file.extension() == Path::new(family.file_name).extension()
}

/// The same archive in the other ways that are read.
fn packed(archive: &[u8]) -> io::Result<Vec<Vec<u8>>> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in [("b.txt", b"text".as_slice()), ("c/d.zip", archive)] {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        builder.append_data(&mut header, name, bytes)?;
    }
    let tar = builder.into_inner()?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&tar)?;
    Ok(vec![encoder.finish()?, tar])
}

fn write(fuzz: &Path, target: &str, seeds: &[Vec<u8>], texts: &[&str]) -> io::Result<()> {
    let folder = fuzz.join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    for (index, seed) in seeds.iter().enumerate() {
        fs::write(folder.join(format!("seed-{index}")), seed)?;
    }
    let is_apart = |c: char| !c.is_ascii_alphanumeric() && !"-_:/\\.".contains(c);
    let words: BTreeSet<&str> = texts
        .iter()
        .flat_map(|text| text.split(is_apart))
        .filter(|word| WORDS.contains(&word.len()))
        .collect();
    let lines: String =
        words.iter().map(|word| format!("\"{}\"\n", word.replace('\\', "\\\\"))).collect();
    let folder = fuzz.join("dictionaries");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(format!("{target}.dict")), lines)
}
