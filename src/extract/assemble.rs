//! The document made of a flow: its reading text with a map back to the source.

use unicode_normalization::UnicodeNormalization;

use super::Error;
use super::encoding::Decoded;
use super::flow::{Draft, Flow, Lines, RawBlock};
use super::repair::{
    Division, Joint, Line, SOFT_HYPHEN, Vocabulary, division, footnote_numbers, is_english,
    is_stable, starts_segment,
};
use crate::document::{
    Block, BlockKind, Document, Field, LocatorMap, Metadata, OffsetMap, Origin, Page, Span,
    line_starts,
};

/// Rises when the same flow gives another reading text.
pub const VERSION: u32 = 3;

/// What stands between two blocks.
const BLOCK_GAP: &str = "\n\n";

/// Makes a document of a decoded source; `draft` is what its format does.
pub fn document(decoded: Decoded, draft: fn(&str) -> Draft<'_>) -> Result<Document, Error> {
    let Draft { flow, metadata, warnings } = draft(&decoded.text);
    let mut document = of_flow(&flow, metadata, [decoded.warnings, warnings].concat())?;
    document.locators.to_bytes = decoded.to_bytes;
    document.source = decoded.text;
    document.encoding = decoded.encoding.to_owned();
    Ok(document)
}

/// Makes a document of a flow and what its format says of it, all but the source and the way from there to the bytes.
pub fn of_flow(
    flow: &Flow,
    metadata: Metadata,
    mut warnings: Vec<String>,
) -> Result<Document, Error> {
    let Writer { text, to_source, blocks, pages, .. } = Writer::write(flow);
    if blocks.is_empty() {
        return Err(Error::without_text(&warnings));
    }
    let left_out = left_out(flow);
    match left_out.len() {
        0 => {}
        1 => warnings.push("1 line left out as running head or page number".to_owned()),
        count => warnings.push(format!("{count} lines left out as running heads or page numbers")),
    }
    let locators = LocatorMap {
        to_source,
        line_starts: line_starts(flow.source()),
        pages,
        has_soft_pages: flow.layout.has_soft_pages,
        ..LocatorMap::default()
    };
    let metadata = described(metadata, &text, &blocks);
    Ok(Document { text, blocks, left_out, locators, metadata, warnings, ..Document::default() })
}

/// What a format says of a document, and the first of the highest headings where it says no title.
fn described(mut metadata: Metadata, text: &str, blocks: &[Block]) -> Metadata {
    metadata.title =
        metadata.title.as_deref().and_then(one_line).filter(|title| !is_left_over(title));
    for field in Field::ALL {
        if !metadata.slot(field).is_empty() {
            metadata.origins.entry(field).or_insert(Origin::Format);
        }
    }
    if metadata.title.is_none()
        && let Some(title) = title(text, blocks)
    {
        metadata.title = Some(title);
        metadata.origins.insert(Field::Title, Origin::Text);
    }
    metadata
}

/// Whether a title is what a program fills in where nobody gave one: its own name, or that of a file.
fn is_left_over(title: &str) -> bool {
    const FILLED_IN: [&str; 6] = [
        "microsoft word - ",
        "microsoft powerpoint - ",
        "untitled",
        "unbenannt",
        "document1",
        "dokument1",
    ];
    const ENDINGS: [&str; 9] =
        [".doc", ".docx", ".rtf", ".odt", ".pdf", ".tif", ".indd", ".qxd", ".htm"];
    let lower = title.to_lowercase();
    FILLED_IN.iter().any(|start| lower.starts_with(start))
        || !lower.contains(' ') && ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Where in the source the lines stand that no block holds.
fn left_out(flow: &Flow) -> Vec<Span> {
    let source = |span: &Span| {
        let mut pieces = flow.pieces(span.clone()).map(|piece| piece.source);
        let first = pieces.next()?;
        let end = pieces.last().map_or(first.end, |last| last.end);
        Some(first.start..end)
    };
    flow.layout.left_out.iter().filter_map(source).collect()
}

/// Text as reading text on a line, `None` if nothing is left.
pub fn one_line(text: &str) -> Option<String> {
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

/// Where the hyphen of a division stands; a soft one stands after the line.
fn hyphen(text: &str, line: &Line, division: &Division) -> Option<Span> {
    let end = line.span.end;
    match division.hyphen_len {
        0 => text[end..].starts_with(SOFT_HYPHEN).then(|| end..end + SOFT_HYPHEN.len_utf8()),
        len => Some(end - len..end),
    }
}

/// The reading text as it grows.
struct Writer<'f> {
    flow: &'f Flow<'f>,
    vocabulary: Vocabulary,
    /// Where the numbers of footnotes begin in the flow that are glued to what stands before them.
    footnotes: Vec<usize>,
    /// Whether the text as a whole is English.
    is_english: bool,
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
            footnotes: footnote_numbers(flow),
            is_english: is_english(&flow.text) == Some(true),
            text: String::with_capacity(flow.text.len()),
            to_source: OffsetMap::default(),
            blocks: Vec::with_capacity(flow.layout.blocks.len()),
            pages: Vec::new(),
        };
        if let Some(first) = flow.layout.pages.first() {
            writer.pages.push(Page { start: 0, label: first.label.clone() });
        }
        for (index, block) in flow.layout.blocks.iter().enumerate() {
            writer.block(index, block);
        }
        writer
    }

    fn block(&mut self, index: usize, block: &RawBlock) {
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
                Seam::End if lines.peek().is_none() => self.last_line(index, block, &line),
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

    /// Writes the last line of a block. A word that goes on overleaf is written whole, its rest standing for the hyphen:
    /// so it is found on this page, and what is quoted is what stands on it.
    fn last_line(&mut self, index: usize, block: &RawBlock, line: &Line) {
        let flow = self.flow;
        let turn = flow.page_turn(index);
        let divided = turn.as_ref().and_then(|(last, next)| division(&flow.text, last, next));
        let joined = divided
            .filter(|division| self.joint(block, division, &mut None) == Joint::Join)
            .and_then(|division| Some((hyphen(&flow.text, line, &division)?, division.right)));
        let Some((hyphen, rest)) = joined else { return self.line(line.span.clone()) };
        self.line(line.span.start..line.span.end.min(hyphen.start));
        let rest: String = rest.chars().filter(|c| *c != SOFT_HYPHEN).nfc().collect();
        self.replace(&rest, hyphen);
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
        let pages = &self.flow.layout.pages;
        let begun = pages.partition_point(|page| page.start <= at);
        let new = pages[..begun].iter().skip(self.pages.len());
        self.pages.extend(new.map(|page| Page { start, label: page.label.clone() }));
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
        match self.joint(block, &division, is_english_block) {
            Joint::Join => Seam::Hyphen(division.hyphen_len),
            Joint::Keep => Seam::Text(""),
            Joint::Blank => Seam::Text(" "),
        }
    }

    fn joint(
        &self,
        block: &RawBlock,
        division: &Division,
        is_english_block: &mut Option<bool>,
    ) -> Joint {
        let ask = || is_english(&self.flow.text[block.span.clone()]).unwrap_or(self.is_english);
        self.vocabulary.joint(division, || *is_english_block.get_or_insert_with(ask))
    }

    /// Writes what stands in a line, with a blank before numbers of footnotes that are glued to it.
    fn line(&mut self, span: Span) {
        let first = self.footnotes.partition_point(|at| *at <= span.start);
        let mut start = span.start;
        for index in first..self.footnotes.len() {
            let at = self.footnotes[index];
            if at >= span.end {
                break;
            }
            self.stretch(start..at);
            self.text.push(' ');
            self.to_source.push(1, 0);
            start = at;
        }
        self.stretch(start..span.end);
    }

    /// Writes a stretch of a line: NFC, white space collapsed, soft hyphens gone.
    fn stretch(&mut self, span: Span) {
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
