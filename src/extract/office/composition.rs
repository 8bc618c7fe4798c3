//! Blocks and page starts put together into a transcript.

use super::limits::{Failure, Limits};
use super::transcript::{Transcript, TranscriptBlock};
use crate::document::{BlockKind, Language, Page};

/// A table row up to this size, in bytes, is one block; cells with more in them are read one after the other, for
/// tables are used to lay out whole pages, too.
const ROW: usize = 1000;

/// What stands between two cells.
const CELL_END: &str = " | ";

/// The highest number of heading levels.
const LEVELS: u8 = 6;

/// A part of a document in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph or heading; a `\n` in it is a line end that the author set.
    Block(BlockKind, String),
    /// A page starts here, with the number or name it bears.
    Page(Option<String>),
}

impl Piece {
    /// A paragraph.
    pub fn paragraph(text: impl Into<String>) -> Piece {
        Piece::Block(BlockKind::Paragraph, text.into())
    }

    /// A heading where there is a level, counted from 1, else a paragraph.
    pub fn of_level(level: Option<u8>, text: impl Into<String>) -> Piece {
        let kind =
            level.map_or(BlockKind::Paragraph, |level| BlockKind::Heading(level.clamp(1, LEVELS)));
        Piece::Block(kind, text.into())
    }

    /// Its length in bytes.
    pub fn size(&self) -> usize {
        match self {
            Piece::Block(_, text) => text.len(),
            Piece::Page(_) => 0,
        }
    }

    /// Whether a reader sees anything of it.
    pub fn is_blank(&self) -> bool {
        match self {
            Piece::Block(_, text) => text.trim().is_empty(),
            Piece::Page(_) => true,
        }
    }
}

/// A paragraph being read, or the content of anything that holds paragraphs.
#[derive(Default)]
pub struct Paragraph {
    /// What stood before the last page break in it.
    pub done: Vec<Piece>,
    pub text: String,
    pub level: Option<u8>,
    /// Whether it is a paragraph of OpenDocument: text elsewhere is only the white space between elements.
    pub is_open: bool,
    /// Whether it is the big first letter of the next paragraph.
    pub is_initial: bool,
    /// What comes after it: notes, text boxes, and the paragraphs in it.
    pub after: Vec<Piece>,
}

impl Paragraph {
    /// Starts a page in it.
    pub fn break_page(&mut self) {
        self.end_block();
        self.done.push(Piece::Page(None));
    }

    /// All that it holds, in order.
    pub fn into_pieces(mut self) -> Vec<Piece> {
        self.end_block();
        self.done
    }

    fn end_block(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.done.push(Piece::of_level(self.level, text));
        }
        self.done.append(&mut self.after);
    }
}

/// Puts a mark such as `[1]` or `[comment]` before the first block.
pub fn marked(mark: &str, mut pieces: Vec<Piece>) -> Vec<Piece> {
    match pieces.iter_mut().find(|piece| !piece.is_blank()) {
        Some(Piece::Block(_, text)) => *text = format!("[{mark}] {}", text.trim_start()),
        _ => return Vec::new(),
    }
    pieces
}

/// The pieces of a table row.
pub fn row(mut cells: Vec<Vec<Piece>>) -> Vec<Piece> {
    // A row that runs over a page break has it in every cell.
    let mut has_break = false;
    for cell in &mut cells {
        cell.retain(|piece| match piece {
            Piece::Page(_) => !has_break,
            Piece::Block(..) => !piece.is_blank(),
        });
        has_break |= cell.iter().any(|piece| matches!(piece, Piece::Page(_)));
    }
    cells.retain(|cell| !cell.is_empty());
    let pages = cells
        .first()
        .map_or(0, |cell| cell.iter().take_while(|piece| matches!(piece, Piece::Page(_))).count());
    let mut out: Vec<Piece> = match cells.first_mut() {
        Some(first) => first.drain(..pages).collect(),
        None => return Vec::new(),
    };
    match line(&cells) {
        Some(line) => out.push(Piece::paragraph(line)),
        None => out.extend(cells.into_iter().flatten()),
    }
    out
}

/// The row as one line, if it is fit for that.
fn line(cells: &[Vec<Piece>]) -> Option<String> {
    let mut size = 0;
    let mut texts = Vec::new();
    for cell in cells.iter().filter(|cell| !cell.is_empty()) {
        let mut words = Vec::new();
        for piece in cell {
            let Piece::Block(_, text) = piece else { return None };
            size += text.len();
            words.extend(text.split_whitespace());
        }
        if size > ROW {
            return None;
        }
        texts.push(words.join(" "));
    }
    let is_single = cells.iter().map(Vec::len).sum::<usize>() < 2;
    (!is_single).then(|| texts.join(CELL_END))
}

/// Writes the pieces into a transcript.
///
/// Text before the first page start stands on a page without a label, where there are pages at all. Fails with
/// [`Failure::Empty`] when there is no text, with [`Failure::TooLarge`] when there is too much.
pub fn compose(pieces: Vec<Piece>, limits: &Limits) -> Result<Transcript, Failure> {
    let mut text = String::new();
    let mut blocks = Vec::new();
    let mut pages: Vec<Page> = Vec::new();
    let has_pages = pieces.iter().any(|piece| matches!(piece, Piece::Page(_)));
    for piece in pieces {
        if has_pages && pages.is_empty() && !matches!(piece, Piece::Page(_)) {
            pages.push(Page { start: 0, label: None });
        }
        match piece {
            Piece::Page(label) => pages.push(Page { start: text.len(), label }),
            Piece::Block(kind, block) => {
                let start = text.len();
                for line in block.trim().lines() {
                    text.push_str(line.trim_end());
                    text.push('\n');
                }
                let end = text.trim_end().len();
                if end <= start {
                    text.truncate(start);
                    continue;
                }
                text.truncate(end);
                let keeps_lines = text[start..].contains('\n') && !divides_words(&text[start..]);
                blocks.push(TranscriptBlock { span: start..end, kind, keeps_lines });
                text.push_str("\n\n");
                if text.len() > limits.max_text {
                    return Err(Failure::TooLarge(format!(
                        "over {} bytes of text",
                        limits.max_text
                    )));
                }
            }
        }
    }
    if blocks.is_empty() {
        return Err(Failure::Empty);
    }
    Ok(Transcript { text, blocks: Some(blocks), pages, ..Transcript::default() })
}

/// Whether a line ends inside a word: such line ends were the printer's before they became the author's.
fn divides_words(text: &str) -> bool {
    text.split('\n').zip(text.split('\n').skip(1)).any(|(line, next)| {
        let stem = line.strip_suffix(['-', '¬', '\u{ad}', '\u{2010}']);
        stem.is_some_and(|stem| stem.ends_with(char::is_lowercase))
            && next.starts_with(char::is_lowercase)
    })
}

impl Transcript {
    /// Adds what the format knows of the document; blank values are none.
    pub fn add_fact(&mut self, key: &str, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() {
            return;
        }
        match key {
            "title" if self.metadata.title.is_none() => self.metadata.title = Some(value.clone()),
            "language" if self.metadata.language.is_none() => {
                self.metadata.language = Language::from_code(&value);
            }
            _ => {}
        }
        self.facts.push((key.to_owned(), value));
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A transcript as text: `# ` before headings, `---` and the label before pages.
    pub fn show(transcript: &Transcript) -> String {
        let mut pages = transcript.pages.iter().peekable();
        let mut lines = Vec::new();
        for block in transcript.blocks.iter().flatten() {
            while let Some(page) = pages.next_if(|page| page.start <= block.span.start) {
                lines
                    .push(format!("--- {}", page.label.as_deref().unwrap_or("")).trim().to_owned());
            }
            let mark = match block.kind {
                BlockKind::Heading(level) => "#".repeat(level.into()) + " ",
                BlockKind::Paragraph => String::new(),
            };
            lines.push(format!("{mark}{}", &transcript.text[block.span.clone()]));
        }
        lines.join("\n")
    }

    /// What every transcript keeps to.
    pub fn assert_sound(transcript: &Transcript) {
        let text = &transcript.text;
        let mut end = 0;
        for block in transcript.blocks.iter().flatten() {
            assert!(text[end..block.span.start].trim().is_empty(), "text between blocks");
            assert_eq!(text[block.span.clone()].trim(), &text[block.span.clone()]);
            assert!(!block.span.is_empty());
            let crosses =
                |page: &Page| block.span.start < page.start && page.start < block.span.end;
            assert!(!transcript.pages.iter().any(crosses), "a block crosses a page");
            end = block.span.end;
        }
        assert!(text[end..].trim().is_empty());
        assert!(transcript.pages.is_sorted_by_key(|page| page.start));
        assert!(transcript.pages.first().is_none_or(|page| page.start == 0));
    }

    fn check(pieces: Vec<Piece>, expect: &str) {
        let transcript = compose(pieces, &Limits::default()).expect("a transcript");
        assert_sound(&transcript);
        assert_eq!(show(&transcript), expect);
    }

    fn page(label: &str) -> Piece {
        Piece::Page((!label.is_empty()).then(|| label.to_owned()))
    }

    #[test]
    fn blocks_and_pages_come_in_order() {
        check(
            vec![
                Piece::of_level(Some(9), " One\n"),
                page("2"),
                Piece::paragraph("\n \n"),
                Piece::paragraph("two\nthree "),
            ],
            "---\n###### One\n--- 2\ntwo\nthree",
        );
        check(vec![page("i"), page("ii"), Piece::paragraph("a")], "--- i\n--- ii\na");
        check(vec![Piece::paragraph("a")], "a");
    }

    #[test]
    fn no_text_and_too_much_are_failures() {
        let limits = Limits { max_text: 10, ..Limits::default() };
        assert_eq!(compose(vec![page("1")], &limits).err(), Some(Failure::Empty));
        let much = compose(vec![Piece::paragraph("0123456789")], &limits);
        assert!(matches!(much, Err(Failure::TooLarge(_))));
    }

    #[test]
    fn line_ends_inside_words_are_the_printers() {
        let keeps = |text: &str| {
            let transcript = compose(vec![Piece::paragraph(text)], &Limits::default());
            transcript.map(|transcript| transcript.blocks.is_some_and(|b| b[0].keeps_lines))
        };
        assert_eq!(keeps("Konfö-\nderation"), Ok(false));
        assert_eq!(keeps("Elsaß-\nLothringen"), Ok(true));
        assert_eq!(keeps("Wer reitet so spät\ndurch Nacht und Wind"), Ok(true));
        assert_eq!(keeps("one line"), Ok(false));
    }

    #[test]
    fn rows_are_one_line_unless_they_hold_much() {
        let cell = |text: &str| vec![Piece::paragraph(text)];
        let check = |cells: Vec<Vec<Piece>>, expect: &str| check(row(cells), expect);
        check(vec![cell("a"), cell(""), vec![], cell("b\nc")], "a | b c");
        check(vec![cell("a"), vec![Piece::paragraph("b"), Piece::paragraph("c")]], "a | b c");
        check(vec![vec![Piece::of_level(Some(1), "Title")], cell("")], "# Title");
        let long = "x".repeat(ROW);
        check(vec![cell("a"), cell(&long)], &format!("a\n{long}"));
        check(
            vec![vec![page("2"), Piece::paragraph("a")], vec![page("2"), Piece::paragraph("b")]],
            "--- 2\na | b",
        );
    }

    #[test]
    fn the_first_title_and_language_are_those_of_the_document() {
        let mut transcript = Transcript::default();
        transcript.add_fact("title", " The\nTitle ");
        transcript.add_fact("title", "Series");
        transcript.add_fact("language", "de-CH");
        transcript.add_fact("author", " ");
        assert_eq!(transcript.facts.len(), 3);
        assert_eq!(transcript.metadata.title.as_deref(), Some("The Title"));
        assert_eq!(transcript.metadata.language, Some(Language::German));
    }
}
