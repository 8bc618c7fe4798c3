//! What is known of all words of the collection, in a file beside the index that follows each commit.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::{Index, Term};

use super::pieces::PieceTable;
use super::records::{from_bytes, to_bytes};
use super::schema::{Fields, PASSAGE};
use super::{Error, Manifest};
use crate::analysis::Analyzers;

const NAME: &str = "words.bin";

/// The tables, and the commit they were made of.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct CollectionWords {
    /// Tantivy's number of the commit.
    pub commit: u64,
    /// `None` in an index without pieces.
    pub pieces: Option<PieceTable>,
}

/// Writes the tables of the last commit, unless they are there.
///
/// # Errors
/// [`Error::Tantivy`] when the index can't be read, [`Error::Io`] when the file can't be written.
pub(super) fn refresh(
    folder: &Path,
    index: &Index,
    fields: &Fields,
    manifest: &Manifest,
    analyzers: &Analyzers,
) -> Result<(), Error> {
    let commit = index.load_metas()?.opstamp;
    if read(folder).is_ok_and(|words| words.commit == commit) {
        return Ok(());
    }
    let searcher = index.reader()?.searcher();
    let passages = searcher.doc_freq(&Term::from_field_text(fields.kind, PASSAGE))?;
    let pieces = match manifest.ngrams {
        true => Some(PieceTable::of(&searcher, fields.exact, passages, analyzers)?),
        false => None,
    };
    let half = folder.join(".tmp-words");
    fs::write(&half, to_bytes(&CollectionWords { commit, pieces })?)?;
    fs::rename(half, folder.join(NAME))?;
    Ok(())
}

/// Reads the tables; those of a commit before tell nearly the same, and an index that holds nothing yet has none.
///
/// # Errors
/// [`Error::Damaged`] for a file that can't be read.
pub(super) fn read(folder: &Path) -> Result<CollectionWords, Error> {
    match fs::read(folder.join(NAME)) {
        Ok(bytes) => from_bytes(&bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Ok(CollectionWords::default())
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether a file name is that of the tables.
pub(super) fn is_name(name: &str) -> bool {
    name == NAME
}
