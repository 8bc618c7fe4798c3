//! A document as the rooms after extraction see it.

use super::{LocatorMap, Metadata, OffsetMap, Span};

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; level 1 is the highest.
    Heading(u8),
    /// Running text: a paragraph, a list item, a quotation, a table row, a code block.
    Paragraph,
}

/// A paragraph or heading of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in [`Document::text`]; never empty, never across a page break.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// One of several documents that stand one after the other in a text, each with metadata of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Where it begins in [`Document::text`]: at the start of a block.
    pub start: usize,
    /// What it says about itself.
    pub metadata: Metadata,
}

/// A text, ready to be cut into passages: a source file, or one of several in it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The reading text: NFC, markup gone, soft hyphens gone, line-end hyphens joined, wrapped lines
    /// rejoined with a blank. Blocks are separated by `\n\n`.
    pub text: String,
    /// Every paragraph and heading in order, disjoint, together covering all that is not white space
    /// and not left out.
    pub blocks: Vec<Block>,
    /// The decoded source, unrepaired: what a quote is taken from. For a format that is no text (PDF, DOCX), the text as
    /// its extractor read it.
    pub source: String,
    /// What stands in `source` but in no block: running heads and page numbers, in order.
    pub left_out: Vec<Span>,
    /// From offsets in `text` to the source, its bytes, lines and pages.
    pub locators: LocatorMap,
    /// What the document says about itself.
    pub metadata: Metadata,
    /// The documents in the text, where there are several; the first starts at 0.
    pub parts: Vec<Part>,
    /// Where in the file it stands when the file holds several: `message 3`, `letters/a.txt`, `record 17`.
    pub place: Option<String>,
    /// The name of the encoding the bytes were decoded from (WHATWG label, such as `windows-1252`); empty for a
    /// format that is no text.
    pub encoding: String,
    /// What was guessed, left out or damaged: one line each, for the report.
    pub warnings: Vec<String>,
}

impl Document {
    /// The source's own text behind a span of the reading text, unrepaired.
    pub fn quote(&self, span: &Span) -> &str {
        &self.source[self.locators.source_span(span)]
    }

    /// Makes the bytes of its places count in `source`, where those of the file are no text.
    pub fn count_in_text(&mut self) {
        self.locators.is_transcript = true;
        self.locators.to_bytes = OffsetMap::identity(self.source.len());
    }
}
