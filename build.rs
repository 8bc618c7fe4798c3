//! Compiles the German lexicon into the form the program searches: a finite-state map of 180 kB.

#[allow(dead_code, reason = "the program looks entries up, the build script only parses them")]
#[path = "src/analysis/lexicon/entry.rs"]
mod entry;
#[path = "src/analysis/spelling.rs"]
mod spelling;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

const SOURCE: &str = "src/analysis/lexicon/german.tsv";

fn main() -> Result<(), Box<dyn Error>> {
    for file in [SOURCE, "src/analysis/lexicon/entry.rs", "src/analysis/spelling.rs"] {
        println!("cargo::rerun-if-changed={file}");
    }
    let mut entries: BTreeMap<String, entry::Entry> = BTreeMap::new();
    for line in fs::read_to_string(SOURCE)?.lines().filter(|line| !line.starts_with('#')) {
        let (word, entry) = entry::parse(line, spelling::german_normal)
            .ok_or_else(|| format!("not an entry: {line}"))?;
        // Words that differ in their umlauts alone share an entry.
        entries.entry(word).or_default().merge(entry);
    }
    let mut map = fst::MapBuilder::memory();
    for (word, entry) in entries {
        map.insert(word, entry.to_value())?;
    }
    let path = Path::new(&std::env::var("OUT_DIR")?).join("german.fst");
    fs::write(path, map.into_inner()?)?;
    Ok(())
}
