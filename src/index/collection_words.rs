//! What is known of all words of the collection, in a file beside the index that follows each commit.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::schema::Field;
use tantivy::termdict::TermMerger;
use tantivy::{Index, Searcher, Term};

use super::pieces::PieceTable;
use super::records::{from_bytes, to_bytes};
use super::schema::{Fields, PASSAGE};
use super::{Error, Manifest, whole_file};
use crate::analysis::Analyzers;
use crate::variant::VariantTable;

const NAME: &str = "words.bin";

/// The tables, and the commit they were made of.
#[derive(Debug, Default)]
pub(super) struct CollectionWords {
    /// Tantivy's number of the commit.
    pub commit: u64,
    /// `None` in an index without pieces.
    pub pieces: Option<PieceTable>,
    /// The spellings of all words.
    pub variants: VariantTable,
}

/// The tables as they are stored.
#[derive(Serialize, Deserialize)]
struct Stored {
    commit: u64,
    pieces: Option<PieceTable>,
    variants: Vec<u8>,
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
    let vocabulary = vocabulary(&searcher, fields.exact)?;
    let passages = searcher.doc_freq(&Term::from_field_text(fields.kind, PASSAGE))?;
    let pieces = match manifest.ngrams {
        true => Some(PieceTable::of(&vocabulary, passages, analyzers)?),
        false => None,
    };
    let variants = VariantTable::new(vocabulary).as_bytes().to_vec();
    whole_file::write(folder, NAME, &to_bytes(&Stored { commit, pieces, variants })?)
}

/// The terms of a field, each with the number of passages that have it.
fn vocabulary(searcher: &Searcher, field: Field) -> Result<Vec<(String, u64)>, Error> {
    let mut inverted = Vec::new();
    for segment in searcher.segment_readers() {
        inverted.push(segment.inverted_index(field)?);
    }
    let streams: Result<Vec<_>, _> = inverted.iter().map(|index| index.terms().stream()).collect();
    let mut merged = TermMerger::new(streams?);
    let mut vocabulary = Vec::new();
    while merged.advance() {
        let infos = merged.current_segment_ords_and_term_infos();
        let frequency = infos.map(|(_, info)| u64::from(info.doc_freq)).sum();
        vocabulary.push((String::from_utf8_lossy(merged.key()).into_owned(), frequency));
    }
    Ok(vocabulary)
}

/// Reads the tables; those of a commit before tell nearly the same, and an index that holds nothing yet has none.
///
/// # Errors
/// [`Error::Damaged`] for a file that can't be read.
pub(super) fn read(folder: &Path) -> Result<CollectionWords, Error> {
    match fs::read(folder.join(NAME)) {
        Ok(bytes) => {
            let Stored { commit, pieces, variants } = from_bytes(&bytes)?;
            let variants = VariantTable::from_bytes(variants);
            let damaged = || Error::Damaged(format!("`{NAME}` is another one"));
            Ok(CollectionWords { commit, pieces, variants: variants.ok_or_else(damaged)? })
        }
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
