//! Compiles what the program embeds: the German lexicon, a finite-state map of 180 kB, and the bilingual glossary.

#[path = "src/analysis"]
mod analysis {
    #[allow(dead_code, reason = "the program looks entries up, the build script only parses them")]
    #[path = "lexicon/entry.rs"]
    pub mod entry;
    mod spelling;
    pub use spelling::german_normal;
}

#[allow(dead_code, reason = "the program reads more than the build script")]
#[path = "src/translation"]
mod translation {
    mod compile;
    mod key;
    mod tsv;
    pub use compile::Compiler;
    pub use tsv::pairs;
}

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use analysis::{entry, german_normal};

const LEXICON: &str = "src/analysis/lexicon/german.tsv";
const GLOSSARY: &str = "src/translation/glossary.tsv";

fn main() -> Result<(), Box<dyn Error>> {
    for file in [
        LEXICON,
        "src/analysis/lexicon/entry.rs",
        "src/analysis/spelling.rs",
        GLOSSARY,
        "src/translation/compile.rs",
        "src/translation/key.rs",
        "src/translation/tsv.rs",
    ] {
        println!("cargo::rerun-if-changed={file}");
    }
    let out = std::env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("german.fst"), lexicon(&fs::read_to_string(LEXICON)?)?)?;
    fs::write(Path::new(&out).join("glossary.bin"), glossary(&fs::read_to_string(GLOSSARY)?)?)?;
    Ok(())
}

fn lexicon(source: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut entries: BTreeMap<String, entry::Entry> = BTreeMap::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let (word, entry) =
            entry::parse(line, german_normal).ok_or_else(|| format!("not an entry: {line}"))?;
        // Words that differ in their umlauts alone share an entry.
        entries.entry(word).or_default().merge(entry);
    }
    let mut map = fst::MapBuilder::memory();
    for (word, entry) in entries {
        map.insert(word, entry.to_value())?;
    }
    Ok(map.into_inner()?)
}

fn glossary(source: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut compiler = translation::Compiler::default();
    for pair in translation::pairs(source) {
        compiler.add(&pair.german, &pair.english);
    }
    Ok(compiler.finish()?)
}
