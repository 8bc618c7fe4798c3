//! What is known of all words of the collection, in a file beside the index that follows each commit.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
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

/// Bytes that the rest of the file is checked by.
const CHECK: usize = 8;

/// The tables, and the commit they were made of.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct CollectionWords {
    /// Tantivy's number of the commit.
    pub commit: u64,
    /// `None` in an index without pieces.
    pub pieces: Option<PieceTable>,
    /// The spellings of all words.
    pub variants: VariantTable,
    /// How many of the rare words look misread, from 0 to 1.
    pub misread_share: f64,
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
    let variants = VariantTable::new(vocabulary);
    let misread_share = variants.misread_share();
    let words = CollectionWords { commit, pieces, variants, misread_share };
    whole_file::write(folder, NAME, &checked(&to_bytes(&words)?))
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
        Ok(bytes) => match unchecked(&bytes) {
            Some(bytes) => from_bytes(bytes),
            None => Err(Error::Damaged(format!("`{NAME}` is not as it was written"))),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Ok(CollectionWords::default())
        }
        Err(error) => Err(error.into()),
    }
}

/// Bytes behind the first of their SHA-256.
fn checked(bytes: &[u8]) -> Vec<u8> {
    [&Sha256::digest(bytes)[..CHECK], bytes].concat()
}

/// The bytes that [`checked`] was given; `None` when any of them is another.
fn unchecked(bytes: &[u8]) -> Option<&[u8]> {
    let (check, bytes) = bytes.split_at_checked(CHECK)?;
    (*check == Sha256::digest(bytes)[..CHECK]).then_some(bytes)
}

/// Whether a file name is that of the tables.
pub(super) fn is_name(name: &str) -> bool {
    name == NAME
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_bytes_are_read() {
        let variants = VariantTable::new([("bund", 3)]);
        let words = CollectionWords { commit: 7, pieces: None, variants, misread_share: 0.0 };
        let bytes = checked(&to_bytes(&words).expect("tables"));
        let whole = unchecked(&bytes).expect("whole bytes");
        let again: CollectionWords = from_bytes(whole).expect("tables");
        assert_eq!((again.commit, again.variants.documents("bund")), (7, 3));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert!(unchecked(&damaged).is_none(), "{at}");
            assert!(unchecked(&bytes[..at]).is_none(), "{at}");
        }
    }
}
