//! The user's dictionaries, compiled and kept beside the index.

use std::fs;
use std::path::Path;

use tantivy::Directory;
use tantivy::directory::MmapDirectory;

use super::{Error, whole_file};
use crate::translation::Dictionary;

/// Writes a compiled dictionary whole or not at all, in place of one of the same name.
pub(super) fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    whole_file::write(folder, &file_name(name), bytes)
}

/// Removes a dictionary; whether there was one.
pub(super) fn remove(folder: &Path, name: &str) -> Result<bool, Error> {
    match fs::remove_file(folder.join(file_name(name))) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The names of the dictionaries, in order.
pub(super) fn names(folder: &Path) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        names.extend(name_in(&name.to_string_lossy()).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// Opens a dictionary, which stays on disk and is read where it is asked.
pub(super) fn open(folder: &Path, name: &str) -> Result<Dictionary, Error> {
    let damaged = |error: &dyn std::fmt::Display| Error::Dictionary {
        name: name.to_owned(),
        reason: error.to_string(),
    };
    let directory = MmapDirectory::open(folder).map_err(|error| damaged(&error))?;
    let file = directory.open_read(Path::new(&file_name(name))).map_err(|error| damaged(&error))?;
    Dictionary::open(file.read_bytes()?).map_err(|error| damaged(&error))
}

/// Whether a file name is that of a dictionary.
pub(super) fn is_name(name: &str) -> bool {
    name_in(name).is_some()
}

fn name_in(file_name: &str) -> Option<&str> {
    file_name.strip_prefix("dictionary-")?.strip_suffix(".bin").filter(|name| !name.is_empty())
}

fn file_name(name: &str) -> String {
    format!("dictionary-{name}.bin")
}
