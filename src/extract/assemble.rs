//! The document made of a flow: its reading text with a map back to the source.

use unicode_normalization::UnicodeNormalization;

use super::Error;
use super::encoding::Decoded;
use super::flow::{Draft, Flow, Lines, RawBlock};
use super::repair::{
    Joint, Line, SOFT_HYPHEN, Vocabulary, division, is_english, is_stable, starts_segment,
};
use crate::document::{Block, BlockKind, Document, LocatorMap, OffsetMap, Page, Span, line_starts};

/// Rises when the same flow gives another reading text.
pub const VERSION: u32 = 1;

/// What stands between two blocks.
const BLOCK_GAP: &str = "\n\n";

/// Makes a document of a decoded source; `draft` is what its format does.
pub fn document(decoded: Decoded, draft: fn(&str) -> Draft<'_>) -> Result<Document, Error> {
    let Draft { flow, mut metadata } = draft(&decoded.text);
    let Writer { text, to_source, blocks, pages, .. } = Writer::write(&flow);
    if blocks.is_empty() {
        return Err(Error::Empty);
    }
    metadata.title = metadata.title.as_deref().and_then(one_line).or_else(|| title(&text, &blocks));
    let line_starts = line_starts(&decoded.text);
    Ok(Document {
        text,
        blocks,
        locators: LocatorMap { to_source, to_bytes: decoded.to_bytes, line_starts, pages },
        source: decoded.text,
        metadata,
        encoding: decoded.encoding.to_owned(),
        warnings: decoded.warnings,
    })
}

/// Text as reading text on a line, `None` if nothing is left.
fn one_line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line: String = words.join(" ").chars().filter(|c| *c != SOFT_HYPHEN).nfc().collect();
    (!line.is_empty()).then_some(line)
}

/// The first of the highest headings.
fn title(text: &str, blocks: &[Block]) -> Option<String> {
    let level = |block: &&Block| match block.kind {
        BlockKind::Heading(level) => level,
        BlockKind::Paragraph => u8::MAX,
    };
    let first =
        blocks.iter().min_by_key(level).filter(|block| block.kind != BlockKind::Paragraph)?;
    Some(text[first.span.clone()].to_owned())
}

/// What stands between two lines of a block.
enum Seam {
    Text(&'static str),
    /// Nothing, for a hyphen of this many bytes goes.
    Hyphen(usize),
    /// The end of the block.
    End,
}

/// The reading text as it grows.
struct Writer<'f> {
    flow: &'f Flow<'f>,
    vocabulary: Vocabulary,
    text: String,
    to_source: OffsetMap,
    blocks: Vec<Block>,
    pages: Vec<Page>,
}

impl<'f> Writer<'f> {
    fn write(flow: &'f Flow<'f>) -> Self {
        let mut writer = Writer {
            flow,
            vocabulary: Vocabulary::of(flow),
            text: String::with_capacity(flow.text.len()),
            to_source: OffsetMap::default(),
            blocks: Vec::with_capacity(flow.blocks.len()),
            pages: Vec::new(),
        };
        if !flow.page_breaks.is_empty() {
            writer.pages.push(Page { start: 0, label: None });
        }
        for block in &flow.blocks {
            writer.block(block);
        }
        writer
    }

    fn block(&mut self, block: &RawBlock) {
        let mut is_english_block = None;
        let mut start = None;
        let mut lines = self.flow.lines(block).peekable();
        while let Some(line) = lines.next() {
            let start_here = *start.get_or_insert_with(|| self.open_block(line.span.start));
            let seam = match lines.peek() {
                None => Seam::End,
                Some(next) if block.lines == Lines::Kept && next.is_after_blank => Seam::End,
                Some(_) if block.lines == Lines::Kept => Seam::Text("\n"),
                Some(next) => self.seam(block, &line, next, &mut is_english_block),
            };
            match seam {
                Seam::Hyphen(len) => self.line(line.span.start..line.span.end - len),
                _ => self.line(line.span.clone()),
            }
            match (seam, lines.peek()) {
                (Seam::Text(text), Some(next)) => {
                    self.replace(text, line.span.end..next.span.start)
                }
                (Seam::Hyphen(_), _) => {}
                _ => {
                    self.blocks.push(Block { span: start_here..self.text.len(), kind: block.kind });
                    start = None;
                }
            }
        }
    }

    /// Begins a block, and the pages that ended before it; gives its start in the reading text.
    fn open_block(&mut self, at: usize) -> usize {
        if !self.text.is_empty() {
            let source = self
                .flow
                .pieces(at..at + 1)
                .next()
                .map_or(self.to_source.from_len(), |piece| piece.source.start);
            let gap = source.saturating_sub(self.to_source.from_len());
            self.text.push_str(BLOCK_GAP);
            // A gap of the same length is a copy, and copies share one run of the map.
            match gap == BLOCK_GAP.len() {
                true => self.to_source.copy(gap),
                false => self.to_source.push(BLOCK_GAP.len(), gap),
            }
        }
        let start = self.text.len();
        let ended = self.flow.page_breaks.partition_point(|page_break| *page_break < at);
        if ended > 0 {
            self.pages.resize(ended + 1, Page { start, label: None });
        }
        start
    }

    /// What stands between two lines that run on.
    fn seam(
        &self,
        block: &RawBlock,
        line: &Line,
        next: &Line,
        is_english_block: &mut Option<bool>,
    ) -> Seam {
        let Some(division) = division(&self.flow.text, line, next) else {
            return Seam::Text(" ");
        };
        let ask = || {
            *is_english_block.get_or_insert_with(|| is_english(&self.flow.text[block.span.clone()]))
        };
        match self.vocabulary.joint(&division, ask) {
            Joint::Join => Seam::Hyphen(division.hyphen_len),
            Joint::Keep => Seam::Text(""),
            Joint::Blank => Seam::Text(" "),
        }
    }

    /// Writes what stands in a line: NFC, white space collapsed, soft hyphens gone.
    fn line(&mut self, span: Span) {
        let text: &str = &self.flow.text;
        let bytes = text.as_bytes();
        let (mut copied, mut at) = (span.start, span.start);
        while at < span.end {
            // The quick way through most of most texts.
            let next_is_plain = || bytes.get(at + 1).is_some_and(u8::is_ascii_graphic);
            if bytes[at].is_ascii_graphic() || bytes[at] == b' ' && next_is_plain() {
                at += 1;
                continue;
            }
            let rest = &text[at..span.end];
            let Some(c) = rest.chars().next() else { break };
            if c.is_whitespace() {
                let end = span.end
                    - rest
                        .trim_start_matches(|c: char| c.is_whitespace() || c == SOFT_HYPHEN)
                        .len();
                if &text[at..end] != " " {
                    self.copy(copied..at);
                    self.replace(" ", at..end);
                    copied = end;
                }
                at = end;
            } else if c != SOFT_HYPHEN && is_stable(c) {
                at += c.len_utf8();
            } else {
                let before = text[copied..at]
                    .chars()
                    .next_back()
                    .filter(|_| c == SOFT_HYPHEN || !starts_segment(c));
                let base = at - before.map_or(0, char::len_utf8);
                self.copy(copied..base);
                at = self.segment(base..span.end);
                copied = at;
            }
        }
        self.copy(copied..span.end);
    }

    /// Writes the characters at the start of `span` that may combine; gives the offset after them.
    fn segment(&mut self, span: Span) -> usize {
        let text: &str = &self.flow.text;
        let mut characters = String::new();
        let (mut shown_end, mut end) = (span.start, span.start);
        for c in text[span.clone()].chars() {
            if !characters.is_empty() && c != SOFT_HYPHEN && starts_segment(c) {
                break;
            }
            end += c.len_utf8();
            if c != SOFT_HYPHEN {
                characters.push(c);
                shown_end = end;
            }
        }
        let composed: String = characters.nfc().collect();
        match composed == text[span.start..shown_end] {
            true => self.copy(span.start..shown_end),
            false => self.replace(&composed, span.start..shown_end),
        }
        end
    }

    /// Writes a span of the flow as it is.
    fn copy(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        self.text.push_str(&self.flow.text[span.clone()]);
        for piece in self.flow.pieces(span) {
            self.skip_to(piece.source.start);
            match piece.is_verbatim {
                true => self.to_source.copy(piece.span.len()),
                false => self.to_source.push(
                    piece.span.len(),
                    piece.source.end.saturating_sub(self.to_source.from_len()),
                ),
            }
        }
    }

    /// Writes text that stands for a span of the flow.
    fn replace(&mut self, text: &str, span: Span) {
        self.text.push_str(text);
        let mut pieces = self.flow.pieces(span).map(|piece| piece.source);
        let source = pieces.next().unwrap_or(self.to_source.from_len()..self.to_source.from_len());
        let end = pieces.last().unwrap_or(source.clone()).end;
        self.skip_to(source.start);
        self.to_source.push(text.len(), end.saturating_sub(self.to_source.from_len()));
    }

    fn skip_to(&mut self, source: usize) {
        self.to_source.skip(source.saturating_sub(self.to_source.from_len()));
    }
}
