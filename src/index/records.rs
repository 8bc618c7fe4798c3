//! What the index stores of a file and of a passage.

use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Error;
use crate::document::{Language, Locator, MediaType, Metadata};

/// How a file fared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileStatus {
    /// Its passages are in the index.
    Indexed,
    /// It holds nothing docsearch reads: another format, binary, empty.
    Skipped,
    /// It should have been read and could not be.
    #[default]
    Failed,
}

/// A source file as it was when it was last indexed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Number of its root in [`super::Manifest::roots`].
    pub root: u32,
    /// Path below the root's folder.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Last change in nanoseconds since 1970.
    pub modified_ns: i64,
    /// When it was read, in nanoseconds since 1970: a change just before then may not show in `modified_ns`.
    pub read_ns: i64,
    /// SHA-256 of its bytes in hexadecimal; empty when it could not be read.
    pub sha256: String,
    /// How it fared.
    pub status: FileStatus,
    /// Why it was skipped or failed; what was guessed or damaged.
    pub notes: Vec<String>,
    /// Its format, where one was recognised.
    pub media_type: Option<MediaType>,
    /// Version of the extractor and of the passage rules that read it.
    pub version: u32,
    /// The encoding it was decoded from.
    pub encoding: String,
    /// The language of the whole.
    pub language: Language,
    /// What describes it from outside: name, size and date of the file beside it, and a hash of what a METS file says of
    /// it; empty where nothing does.
    pub sidecar: String,
    /// How many documents it holds.
    pub documents: u32,
    /// How many pages it has, where it has pages.
    pub pages: u32,
    /// How many passages it gave.
    pub passages: u32,
    /// Bytes of reading text.
    pub text_bytes: u64,
}

/// What the passages of a document share.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// The file it stands in; stored once for all of its documents.
    #[serde(skip)]
    pub file: Arc<FileRecord>,
    /// Where it stands in the file when the file holds several: `message 3`, `letters/a.txt`, `document 2`.
    pub place: Option<String>,
    /// Whether the file is no text, so that bytes count in the text as it was read, and lines on each page.
    pub is_transcript: bool,
    /// What is known about it.
    #[serde(with = "metadata_as_json")]
    pub metadata: Metadata,
}

/// A document with its passages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentPassages {
    /// What they share.
    pub record: DocumentRecord,
    /// The passages in order.
    pub passages: Vec<PassageRecord>,
}

/// A passage as it is shown and cited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PassageRecord {
    /// Stable identifier: a hash of the text, then one of the place.
    pub id: String,
    /// The document it stands in; stored once for all of its passages.
    #[serde(skip)]
    pub document: Arc<DocumentRecord>,
    /// Its number in the file, from 0.
    pub ordinal: u32,
    /// Its language.
    pub language: Language,
    /// The headings above it, outermost first.
    pub headings: Vec<String>,
    /// Where it stands in the file.
    pub locator: Locator,
    /// The source's own text.
    pub quote: String,
    /// The reading text, when it differs from the quote.
    pub text: Option<String>,
}

impl PassageRecord {
    /// The reading text: what was analysed, and what highlights point into.
    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or(&self.quote)
    }
}

/// Metadata as JSON in a record, its own or shared: what is not known takes no room, and a field more needs no other
/// format. For `#[serde(with = …)]`.
pub mod metadata_as_json {
    use std::borrow::Borrow;

    use serde::{Deserialize, Deserializer, Serializer};

    use crate::document::Metadata;

    /// Writes it.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(
        metadata: &impl Borrow<Metadata>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let json = serde_json::to_string(metadata.borrow()).map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(&json)
    }

    /// Reads it.
    ///
    /// # Errors
    /// When it is no such JSON.
    pub fn deserialize<'de, D: Deserializer<'de>, M: From<Metadata>>(
        deserializer: D,
    ) -> Result<M, D::Error> {
        let json = String::deserialize(deserializer)?;
        serde_json::from_str(&json).map(Metadata::into).map_err(serde::de::Error::custom)
    }
}

/// A record as the index stores it.
pub(super) fn to_bytes(record: &impl Serialize) -> Result<Vec<u8>, Error> {
    postcard::to_allocvec(record).map_err(|error| Error::Damaged(error.to_string()))
}

/// A record that the index stored.
pub(super) fn from_bytes<Record: DeserializeOwned>(bytes: &[u8]) -> Result<Record, Error> {
    postcard::from_bytes(bytes).map_err(|error| Error::Damaged(error.to_string()))
}

/// The key of a document: that of its file for the first.
pub(super) fn document_key(file: u64, number: usize) -> u64 {
    // A step that is odd and random: keys of different files' documents meet as seldom as those of files.
    file.wrapping_add((number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// The key a file and its passages share in the index: the same for the same path below the same folder.
pub(super) fn file_key(folder: &Path, path: &str) -> u64 {
    let mut hasher = Sha256::new();
    hasher.update(folder.to_string_lossy().as_bytes());
    hasher.update([0]);
    hasher.update(path.as_bytes());
    let digest = hasher.finalize();
    digest[..8].iter().fold(0, |key, byte| key << 8 | u64::from(*byte))
}
