//! A source on its way to reading text: markup gone, wording and line ends as they were.

use std::borrow::Cow;

use super::repair::{Line, SOFT_HYPHEN, non_blank_lines};
use crate::document::{BlockKind, Metadata, Page, Span};

/// What a format makes of a decoded source.
pub struct Draft<'s> {
    pub flow: Flow<'s>,
    pub metadata: Metadata,
    /// What could not be read, a line each.
    pub warnings: Vec<String>,
}

/// What the line ends inside a block mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Nothing: the text runs on.
    Joined,
    /// Something, as in program code; a blank line ends the block.
    Kept,
}

/// A block before repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawBlock {
    /// Where it stands in [`Flow::text`].
    pub span: Span,
    pub kind: BlockKind,
    pub lines: Lines,
}

/// Where blocks and pages stand in a text.
#[derive(Debug, Default)]
pub struct Layout {
    pub blocks: Vec<RawBlock>,
    /// Where each page begins, with its number; empty or a single one where the text has none. No block runs over one.
    pub pages: Vec<Page>,
    /// Whether the pages are known by the numbers printed on them only.
    pub has_soft_pages: bool,
    /// Lines that stand in no block: running heads and page numbers.
    pub left_out: Vec<Span>,
}

/// A stretch of the flow and the stretch of the source it came from.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Where it stands in [`Flow::text`].
    pub span: Span,
    pub source: Span,
    /// Whether both are the same text; if not, the piece is one unit.
    pub is_verbatim: bool,
}

/// The text of a source without its markup, in blocks.
pub struct Flow<'s> {
    source: &'s str,
    pub text: Cow<'s, str>,
    pub layout: Layout,
    /// What ends a line, see [`crate::document::line_starts`].
    pub line_end: char,
    pieces: Vec<Piece>,
    open: RawBlock,
}

/// A state of a flow to go back to.
pub struct Mark {
    text: usize,
    pieces: usize,
    blocks: usize,
    open: RawBlock,
}

impl<'s> Flow<'s> {
    /// A flow that the format writes into.
    pub fn new(source: &'s str) -> Self {
        let open = RawBlock { span: 0..0, kind: BlockKind::Paragraph, lines: Lines::Joined };
        Flow {
            source,
            text: Cow::Owned(String::new()),
            layout: Layout::default(),
            line_end: line_end(source),
            pieces: Vec::new(),
            open,
        }
    }

    /// The source itself, cut into blocks.
    pub fn of_source(source: &'s str, layout: Layout) -> Self {
        let whole = Piece { span: 0..source.len(), source: 0..source.len(), is_verbatim: true };
        Flow { text: Cow::Borrowed(source), layout, pieces: vec![whole], ..Flow::new(source) }
    }

    /// The source.
    pub fn source(&self) -> &'s str {
        self.source
    }

    /// Appends a stretch of the source as it is.
    pub fn verbatim(&mut self, source: Span) {
        self.append(&self.source[source.clone()], source, true);
    }

    /// Appends text that stands for a stretch of the source.
    pub fn replaced(&mut self, text: &str, source: Span) {
        self.append(text, source, false);
    }

    /// Appends a line end that stands for a stretch of the source.
    pub fn line_break(&mut self, source: Span) {
        self.append(self.line_end.encode_utf8(&mut [0; 4]), source, false);
    }

    fn append(&mut self, text: &str, source: Span, is_verbatim: bool) {
        if !text.is_empty() {
            let start = self.text.len();
            self.text.to_mut().push_str(text);
            self.pieces.push(Piece { span: start..self.text.len(), source, is_verbatim });
        }
    }

    /// Ends the open block; what follows is a block of this kind.
    ///
    /// A heading is over with the first text it got, even where the source forgets to end it.
    pub fn start_block(&mut self, kind: BlockKind, lines: Lines) {
        let end = self.text.len();
        let span = self.open.span.start..end;
        if !self.text[span.clone()].trim().is_empty() {
            self.layout.blocks.push(RawBlock { span, ..self.open.clone() });
        }
        self.open = RawBlock { span: end..end, kind, lines };
    }

    /// Ends the open block; what follows is of the same kind, or a paragraph after a heading that got its text.
    pub fn end_block(&mut self) {
        let before = self.layout.blocks.len();
        let RawBlock { kind, lines, .. } = self.open;
        self.start_block(kind, lines);
        if self.layout.blocks.len() > before {
            self.open.kind = BlockKind::Paragraph;
        }
    }

    /// The flow as it stands.
    pub fn mark(&self) -> Mark {
        Mark {
            text: self.text.len(),
            pieces: self.pieces.len(),
            blocks: self.layout.blocks.len(),
            open: self.open.clone(),
        }
    }

    /// The text since a mark.
    pub fn since(&self, mark: &Mark) -> &str {
        &self.text[mark.text..]
    }

    /// Takes back everything since a mark.
    pub fn roll_back(&mut self, mark: Mark) {
        self.text.to_mut().truncate(mark.text);
        self.pieces.truncate(mark.pieces);
        self.layout.blocks.truncate(mark.blocks);
        self.open = mark.open;
    }

    /// The lines of a block that hold text.
    pub fn lines(&self, block: &RawBlock) -> impl Iterator<Item = Line> {
        non_blank_lines(&self.text, block.span.clone(), self.line_end)
    }

    /// The last line of a paragraph and the first of the next where a page begins between them.
    pub fn page_turn(&self, block: usize) -> Option<(Line, Line)> {
        let blocks = &self.layout.blocks;
        let (block, next) = (blocks.get(block)?, blocks.get(block + 1)?);
        let is_text =
            |block: &RawBlock| block.kind == BlockKind::Paragraph && block.lines == Lines::Joined;
        let page = |at: usize| self.layout.pages.partition_point(|page| page.start <= at);
        let turns = page(next.span.start) == page(block.span.start) + 1;
        if !turns || !is_text(block) || !is_text(next) {
            return None;
        }
        let mut last = self.lines(block).last()?;
        // A block ends before its last soft hyphen.
        last.ends_softly = self.text[last.span.end..].starts_with(SOFT_HYPHEN);
        Some((last, self.lines(next).next()?))
    }

    /// The pieces under a span of the flow, the verbatim ones cut to it.
    pub fn pieces(&self, span: Span) -> impl Iterator<Item = Piece> {
        let first = self.pieces.partition_point(|piece| piece.span.end <= span.start);
        let within =
            self.pieces[first..].iter().take_while(move |piece| piece.span.start < span.end);
        within.map(move |piece| {
            let cut = piece.span.start.max(span.start)..piece.span.end.min(span.end);
            let source = match piece.is_verbatim {
                true => {
                    let start = piece.source.start + (cut.start - piece.span.start);
                    start..start + cut.len()
                }
                false => piece.source.clone(),
            };
            Piece { span: cut, source, is_verbatim: piece.is_verbatim }
        })
    }
}

/// What ends a line of the source.
fn line_end(source: &str) -> char {
    if source.contains('\n') || !source.contains('\r') { '\n' } else { '\r' }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADING: BlockKind = BlockKind::Heading(1);

    fn blocks(flow: &Flow) -> Vec<(String, BlockKind)> {
        flow.layout
            .blocks
            .iter()
            .map(|block| (flow.text[block.span.clone()].to_owned(), block.kind))
            .collect()
    }

    #[test]
    fn pieces_know_their_source() {
        let source = "<p>f&uuml;r</p>";
        let mut flow = Flow::new(source);
        flow.verbatim(3..4);
        flow.replaced("ü", 4..10);
        flow.verbatim(10..11);
        flow.end_block();
        assert_eq!(flow.text, "für");
        let sources: Vec<Span> = flow.pieces(0..4).map(|piece| piece.source).collect();
        assert_eq!(sources, [3..4, 4..10, 10..11]);
        assert_eq!(flow.pieces(3..4).next().map(|piece| piece.source), Some(10..11));
    }

    #[test]
    fn blocks_without_text_are_dropped_and_headings_end() {
        let mut flow = Flow::new("Title para rest");
        flow.start_block(HEADING, Lines::Joined);
        flow.end_block();
        flow.verbatim(0..5);
        flow.end_block();
        flow.verbatim(5..10);
        flow.end_block();
        assert_eq!(
            blocks(&flow),
            [("Title".into(), HEADING), (" para".into(), BlockKind::Paragraph)]
        );
    }

    #[test]
    fn a_mark_takes_everything_back() {
        let mut flow = Flow::new("one two three");
        flow.verbatim(0..3);
        let mark = flow.mark();
        flow.start_block(HEADING, Lines::Kept);
        flow.verbatim(3..7);
        assert_eq!(flow.since(&mark), " two");
        flow.roll_back(mark);
        flow.verbatim(7..13);
        flow.end_block();
        assert_eq!(blocks(&flow), [("one three".into(), BlockKind::Paragraph)]);
        assert_eq!(flow.pieces(0..9).count(), 2);
    }
}
