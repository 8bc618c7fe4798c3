//! The lexicon an index was made with, kept in a file beside it.

use std::fs;
use std::path::Path;

use super::{Error, whole_file};
use crate::analysis::Lexicon;

/// Writes a lexicon whole or not at all.
pub(super) fn write(folder: &Path, lexicon: &Lexicon) -> Result<(), Error> {
    whole_file::write(folder, &name(&lexicon.hash()), lexicon.as_bytes())
}

/// Reads the lexicon with this hash.
pub(super) fn read(folder: &Path, hash: &str) -> Result<Lexicon, Error> {
    let bytes = fs::read(folder.join(name(hash))).ok();
    let lexicon = bytes.and_then(Lexicon::from_bytes).filter(|lexicon| lexicon.hash() == hash);
    lexicon.ok_or_else(|| Error::Damaged("its lexicon is missing or another one".to_owned()))
}

/// Whether a file name is that of a lexicon.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with("lexicon-") && name.ends_with(".fst")
}

fn name(hash: &str) -> String {
    format!("lexicon-{hash}.fst")
}
