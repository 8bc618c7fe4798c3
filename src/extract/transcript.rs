//! What an extractor makes of a file that is not its own text: the text in reading order, and what is known of it.

use crate::document::{BlockKind, Metadata, Page, Span};

/// A document's text as its extractor read it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transcript {
    /// Everything a reader sees, in reading order; lines end with `\n`, pages with `\n`.
    pub text: String,
    /// The blocks in order, disjoint spans of `text` with nothing but white space between them. `None` where the
    /// format knows lines only (PDF): paragraphs are then found by layout.
    pub blocks: Option<Vec<TranscriptBlock>>,
    /// Where each page begins in `text`, with the number printed on it (or that the format declares). Empty where the
    /// format has no pages. The first starts at 0.
    pub pages: Vec<Page>,
    /// What the format's own properties say.
    pub metadata: Metadata,
    /// Everything else the format knows: `author`, `date`, `publisher` and so on, as typed.
    pub facts: Vec<(String, String)>,
    /// Where in the file the document stands when the file holds several: `message 3`, `letters/a.txt`, `record 17`.
    pub part: Option<String>,
    /// What was guessed, damaged or left out, a line each, fit for a report (`page 3: no text layer`).
    pub warnings: Vec<String>,
}

/// A block of a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranscriptBlock {
    /// Its bytes in the text.
    pub span: Span,
    /// Heading (with level 1 to 6) or paragraph.
    pub kind: BlockKind,
    /// Whether its line ends are the author's (verse, tables, code) or the printer's (joined when read, divided words
    /// made whole).
    pub keeps_lines: bool,
}
