//! The index folder: made, opened, checked, emptied.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::MmapDirectory;
use tantivy::{Index, IndexSettings};

use super::schema::Fields;
use super::{
    Error, Manifest, Reader, Writer, analysis_bridge, collection_words, dictionary_file,
    lexicon_file,
};
use crate::analysis::{Analyzers, Lexicon};
use crate::translation::Dictionary;

/// Bytes of records compressed together. Four times Tantivy's default: a tenth less on disk, and a hit still costs well
/// under a millisecond.
const STORE_BLOCK: usize = 65_536;

/// An open index folder.
pub struct Store {
    pub(super) folder: PathBuf,
    pub(super) index: Index,
    pub(super) fields: Fields,
    pub(super) analyzers: Arc<Analyzers>,
    pub(super) manifest: Manifest,
}

impl Store {
    /// Opens an index that exists.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Version`] when it was made by another version, [`Error::Damaged`].
    pub fn open(folder: &Path) -> Result<Store, Error> {
        if !folder.join("meta.json").exists() {
            return Err(Error::Missing(folder.to_owned()));
        }
        let index =
            Index::open_in_dir(folder).map_err(|error| Error::Damaged(error.to_string()))?;
        let metas = index.load_metas().map_err(|error| Error::Damaged(error.to_string()))?;
        let manifest = match metas.payload.as_deref() {
            // Made, but never committed to.
            None => Manifest::default(),
            Some(payload) => serde_json::from_str(payload)?,
        };
        let fields = Fields::new();
        if !manifest.is_current() || index.schema() != fields.schema {
            return Err(Error::Version {
                folder: folder.to_owned(),
                found: manifest.version(),
                expected: Manifest::default().version(),
            });
        }
        let lexicon = match &manifest.lexicon {
            Some(note) => lexicon_file::read(folder, &note.hash)?,
            None => Lexicon::embedded(),
        };
        let analyzers = Arc::new(Analyzers::new(lexicon));
        analysis_bridge::register(index.tokenizers(), &analyzers);
        Ok(Store { folder: folder.to_owned(), index, fields, analyzers, manifest })
    }

    /// Opens an index, or makes one where the folder is missing or empty.
    ///
    /// # Errors
    /// As [`Store::open`], and [`Error::NotAnIndex`] when the folder holds other files.
    pub fn open_or_create(folder: &Path) -> Result<Store, Error> {
        match Store::open(folder) {
            Err(Error::Missing(_)) => {}
            opened => return opened,
        }
        fs::create_dir_all(folder)?;
        refuse_other_files(folder)?;
        let directory =
            MmapDirectory::open(folder).map_err(|error| Error::Damaged(error.to_string()))?;
        let settings =
            IndexSettings { docstore_blocksize: STORE_BLOCK, ..IndexSettings::default() };
        Index::create(directory, Fields::new().schema, settings)?;
        Store::open(folder)
    }

    /// Empties an index folder for a rebuild and gives the manifest it had, as far as it is readable.
    ///
    /// Only files that an index is made of are removed.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::NotAnIndex`] when other files lie there, [`Error::Locked`] while another process
    /// writes, [`Error::Io`].
    pub fn clear(folder: &Path) -> Result<Option<Manifest>, Error> {
        if !folder.join("meta.json").exists() {
            return Err(Error::Missing(folder.to_owned()));
        }
        refuse_other_files(folder)?;
        let manifest = read_payload(folder);
        let directory =
            MmapDirectory::open(folder).map_err(|error| Error::Damaged(error.to_string()))?;
        let lock =
            tantivy::Directory::acquire_lock(&directory, &tantivy::directory::INDEX_WRITER_LOCK)
                .map_err(|_| Error::Locked(folder.to_owned()))?;
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            // A dictionary belongs to no commit.
            if is_index_file(&name.to_string_lossy())
                && !dictionary_file::is_name(&name.to_string_lossy())
            {
                fs::remove_file(entry.path())?;
            }
        }
        drop(lock);
        Ok(manifest)
    }

    /// The analyzers the index was made with.
    pub fn analyzers(&self) -> Arc<Analyzers> {
        Arc::clone(&self.analyzers)
    }

    /// What the index covers.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Bytes of the index on disk.
    pub fn size(&self) -> u64 {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let sizes = entries
            .filter(|entry| is_index_file(&entry.file_name().to_string_lossy()))
            .map(|entry| entry.metadata().map_or(0, |metadata| metadata.len()));
        sizes.sum()
    }

    /// The names of the dictionaries that queries are translated with, besides the program's own.
    ///
    /// # Errors
    /// [`Error::Io`] when the folder can't be read.
    pub fn dictionaries(&self) -> Result<Vec<String>, Error> {
        dictionary_file::names(&self.folder)
    }

    /// A dictionary by its name.
    ///
    /// # Errors
    /// [`Error::Dictionary`] when it can't be read.
    pub fn dictionary(&self, name: &str) -> Result<Dictionary, Error> {
        dictionary_file::open(&self.folder, name)
    }

    /// Keeps a compiled dictionary beside the index, in place of one of the same name.
    ///
    /// # Errors
    /// [`Error::Io`] when it can't be written.
    pub fn import_dictionary(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        dictionary_file::write(&self.folder, name, bytes)
    }

    /// Removes a dictionary; whether there was one.
    ///
    /// # Errors
    /// [`Error::Io`] when it can't be removed.
    pub fn remove_dictionary(&self, name: &str) -> Result<bool, Error> {
        dictionary_file::remove(&self.folder, name)
    }

    /// A view of the last commit.
    ///
    /// # Errors
    /// [`Error::Damaged`] when a file of the index is missing or broken.
    pub fn reader(&self) -> Result<Reader, Error> {
        // Tantivy 0.27.0 panics on a segment file shorter than its footer.
        match catch_unwind(AssertUnwindSafe(|| Reader::new(self))) {
            Ok(Ok(reader)) => Ok(reader),
            Ok(Err(Error::Tantivy(error))) => Err(Error::Damaged(one_line(&error.to_string()))),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(Error::Damaged("a file is too short".to_owned())),
        }
    }

    /// The one writer.
    ///
    /// # Errors
    /// [`Error::Locked`] while another process writes.
    pub fn writer(&self) -> Result<Writer, Error> {
        Writer::new(self)
    }
}

/// The first part of a message of Tantivy, whose rest is for its developers.
fn one_line(message: &str) -> String {
    message
        .split(['{', '\n'])
        .next()
        .unwrap_or_default()
        .trim_end_matches([' ', ':', '\''])
        .to_owned()
}

/// An index shares its folder with nothing but a project's notes.
fn refuse_other_files(folder: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !is_index_file(&name.to_string_lossy()) && !is_folder_note(&name.to_string_lossy()) {
            return Err(Error::NotAnIndex(folder.to_owned()));
        }
    }
    Ok(())
}

/// The manifest of an index of any version, where it can be read.
fn read_payload(folder: &Path) -> Option<Manifest> {
    let meta: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("meta.json")).ok()?).ok()?;
    let payload = meta.get("payload")?.as_str()?;
    serde_json::from_str(payload).ok()
}

/// Whether a file name is one Tantivy gives: `meta.json`, locks, half-written files, segments (32 hex digits).
pub(super) fn is_index_file(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    matches!(name, "meta.json" | ".managed.json" | ".tantivy-writer.lock" | ".tantivy-meta.lock")
        || name.starts_with(".tmp")
        || lexicon_file::is_name(name)
        || collection_words::is_name(name)
        || dictionary_file::is_name(name)
        || (stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Notes a project keeps beside the index.
fn is_folder_note(name: &str) -> bool {
    matches!(name, "README.md" | ".gitignore" | ".gitkeep")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_an_index_are_taken_for_such() {
        for name in [
            "meta.json",
            ".tmpAb12",
            "0123456789abcdef0123456789abcdef.store",
            ".tantivy-writer.lock",
        ] {
            assert!(is_index_file(name), "{name}");
        }
        for name in ["thesis.txt", "README.md", "meta.json.bak", "0123.store"] {
            assert!(!is_index_file(name), "{name}");
        }
    }

    #[test]
    fn a_folder_with_other_files_is_left_alone() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::write(dir.path().join("thesis.txt"), "text").expect("a file");
        assert!(matches!(Store::open_or_create(dir.path()), Err(Error::NotAnIndex(_))));
        assert!(matches!(Store::open(dir.path()), Err(Error::Missing(_))));
        assert!(matches!(Store::clear(dir.path()), Err(Error::Missing(_))));
    }
}
