//! The response: the contract of `docs/json-output.md`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::about::About;
use super::citing::Cited;
use crate::concordance::Facet;
use crate::document::Language;
use crate::index::Contribution;

/// The version of the JSON contract.
pub const SCHEMA_VERSION: u32 = 1;

/// What a search found.
#[derive(Clone, Debug, Serialize)]
pub struct SearchResponse {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The query as typed.
    pub query: String,
    /// How many passages match, or how many documents when grouped.
    pub total: usize,
    /// The selected ones, best first.
    pub hits: Vec<Hit>,
    /// Other spellings and names that the query's words were taken to stand for, as `{"Pusanow": ["Puzanov"]}`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub expanded: BTreeMap<String, Vec<String>>,
    /// Translations that were looked for as well, as `{"treaty": ["Vertrag", "Abkommen"]}`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub translated: BTreeMap<String, Vec<String>>,
    /// Words of the collection that may have been meant, where little is found, as `{"confedration": ["confederation"]}`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub suggestions: BTreeMap<String, Vec<String>>,
    /// How many of all matches have each value of a trait, where asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facets: Vec<Facet>,
    /// What the user should know about how the query was read.
    pub notes: Vec<String>,
}

impl SearchResponse {
    /// No hits yet.
    pub(super) fn nothing(query: String) -> SearchResponse {
        SearchResponse {
            schema_version: SCHEMA_VERSION,
            query,
            total: 0,
            hits: Vec::new(),
            expanded: BTreeMap::new(),
            translated: BTreeMap::new(),
            suggestions: BTreeMap::new(),
            facets: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// A passage that matches.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    /// Its place in the ranking, from 1; offsets count.
    pub rank: usize,
    /// Comparable within one query only.
    pub score: f64,
    /// For `docsearch show`.
    pub passage_id: String,
    /// Its language.
    pub language: Language,
    /// Where it stands.
    pub source: Source,
    /// What is known about its document.
    pub document: About,
    /// The source's own text at `byte_start..byte_end`, decoded, otherwise unchanged.
    pub quote: String,
    /// The reading text: NFC, hyphenation and line breaks repaired, markup gone.
    pub text: String,
    /// The matches as byte ranges into `text`.
    pub highlights: Vec<Highlight>,
    /// What matched, and how.
    pub matches: Vec<TermMatch>,
    /// Title, file, page and lines.
    pub citation: String,
    /// The citation in the styles asked for, by their names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub citations: BTreeMap<&'static str, serde_json::Value>,
    /// Passages ranked below that say nearly the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub duplicates: Vec<Duplicate>,
    /// How many passages of the document match, when grouped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passages_in_document: Option<usize>,
    /// For citations in other styles.
    #[serde(skip)]
    pub cited: Cited,
    /// How the score comes about, when asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub explanation: Vec<Contribution>,
}

/// A passage that says nearly the same as a hit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Duplicate {
    /// For `docsearch show`.
    pub passage_id: String,
    /// Path below the folder that was indexed.
    pub path: String,
    /// First line, from 1.
    pub line_start: u64,
    /// Last line, inclusive.
    pub line_end: u64,
}

/// Where a passage stands.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// Path below the folder that was indexed.
    pub path: String,
    /// Where in the file its document stands when the file holds several: `message 3`, `document 2`.
    pub place: Option<String>,
    /// The document's title.
    pub title: Option<String>,
    /// The headings above it, joined by ` > `.
    pub heading: Option<String>,
    /// The sheet, from 1, where the source has pages.
    pub page: Option<u32>,
    /// The number printed on the page.
    pub page_label: Option<String>,
    /// The number of the paragraph, from 1, where the file is no text and has no pages.
    pub paragraph: Option<u64>,
    /// First line, from 1; on the page, for a file that is no text but has pages.
    pub line_start: u64,
    /// Last line, inclusive.
    pub line_end: u64,
    /// First byte.
    pub byte_start: u64,
    /// One past the last byte.
    pub byte_end: u64,
    /// What the bytes are counted in.
    pub offsets_in: Offsets,
    /// SHA-256 of the file when it was indexed.
    pub sha256: String,
    /// The file on disk, for links.
    #[serde(skip)]
    pub absolute: std::path::PathBuf,
}

/// What the bytes of a source are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Offsets {
    /// The file.
    File,
    /// The text that was read from the file, which is no text: `docsearch inspect --text` prints it.
    Text,
}

/// A byte range into a hit's `text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Highlight {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// How a word of the text answers a word of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchKind {
    /// The same word, up to capitals, accents and the spelling of umlauts.
    Exact,
    /// Another form of the word.
    Stem,
    /// A part of a compound, in the text or of the query's word.
    Part,
    /// The words of a phrase.
    Phrase,
    /// A word that begins so.
    Prefix,
    /// A word that a pattern stands for.
    Pattern,
    /// Another spelling of the word, or another name.
    Variant,
    /// A translation of the word.
    Translation,
    /// A longer word that holds it.
    Infix,
    /// A word of the document's title, not of the passage.
    Title,
    /// A word of a heading above the passage.
    Heading,
}

/// A word that matched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TermMatch {
    /// The word as it stands in the text.
    pub term: String,
    /// How it matches.
    pub kind: MatchKind,
}
