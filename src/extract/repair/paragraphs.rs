//! Paragraphs and headings of a plain text, known by its layout alone.

use super::super::flow::{Layout, Lines, RawBlock};
use super::line_signs as signs;
use super::lines::{SOFT_HYPHEN, split};
use super::page_numbers::soft_pages;
use super::running_heads::running_heads;
use super::wrap::{Gap, Row, rows, wrap_width};
use crate::document::{BlockKind, Page, Span};

/// Longest title, in columns of all its rows.
const TITLE: usize = 160;

/// Most rows of a title in wrapped text.
const TITLE_ROWS: usize = 2;

/// Widest heading that is known by capitals or a number only, in columns.
const HEADING: usize = 80;

/// Columns that no wrapped line exceeds, so that a wider one is a paragraph of its own.
const PARAGRAPH: usize = 130;

/// Share of the rows in capitals from which capitals are no sign of a heading, as in telegrams, in percent.
const TELEGRAM_SHARE: usize = 34;

/// Columns by which a row must stand further in than the row before to begin a paragraph.
const INDENT: usize = 2;

/// A row narrower than this share of the width was ended on purpose, in percent.
const SHORT: usize = 82;

/// A row narrower than this share was ended on purpose though it ends no sentence, in percent.
const VERY_SHORT: usize = 60;

/// The pages of a text, between its form feeds.
pub fn form_feed_pages(text: &str) -> Vec<Span> {
    split(text, 0..text.len(), '\x0C').collect()
}

/// Cuts the pages of a text into blocks. A text of one page may show by its lines that it had more.
///
/// In wrapped text a block is what the typist meant as a paragraph, in other text it is a line.
pub fn paragraphs(text: &str, line_end: char, pages: &[Span]) -> Layout {
    let soft = if pages.len() < 2 { soft_pages(text, line_end) } else { None };
    let has_soft_pages = soft.is_some();
    let (mut left_out, labels, pages) = match soft {
        Some(soft) => (soft.lines, soft.labels, soft.pages),
        None => {
            let (lines, labels) = running_heads(text, pages);
            (lines, labels, pages.to_vec())
        }
    };
    let mut kept = rows(text, line_end, &pages, &left_out);
    if kept.is_empty() {
        // Numbers around nothing are the text.
        left_out.clear();
        kept = rows(text, line_end, &pages, &left_out);
    }
    let blocks = blocks(text, &kept);
    let starts = pages.iter().map(|page| page.start);
    let mut pages: Vec<Page> =
        starts.zip(labels).map(|(start, label)| Page { start, label }).collect();
    if pages.len() < 2 && !has_soft_pages {
        pages.clear();
    }
    Layout { blocks, pages, has_soft_pages, left_out }
}

/// Cuts rows into blocks.
fn blocks(text: &str, rows: &[Row]) -> Vec<RawBlock> {
    let layout = Rows::new(text, rows);
    let title_rows = layout.title_rows();
    let mut blocks: Vec<RawBlock> = Vec::new();
    let mut open: Option<Open> = None;
    for (at, row) in rows.iter().enumerate() {
        let is_title = at < title_rows;
        let heading = if is_title { Some(1) } else { layout.heading(at, open.as_ref()) };
        let stands_alone = heading.is_some() || layout.is_ornament(at);
        match &mut open {
            Some(open) if is_title || !stands_alone && layout.goes_on(at, open) => {
                open.rows += 1;
                if let Some(block) = blocks.last_mut() {
                    block.span.end = row.span.end;
                }
            }
            _ => {
                let kind = heading.map_or(BlockKind::Paragraph, BlockKind::Heading);
                blocks.push(RawBlock { span: row.span.clone(), kind, lines: Lines::Joined });
                open = Some(Open {
                    rows: 1,
                    stands_alone,
                    is_list_item: signs::is_list_item(layout.line(at)),
                });
            }
        }
    }
    blocks
}

/// The block that the next row may go on with.
struct Open {
    rows: usize,
    /// Whether it is a heading or a rule, with which nothing goes on.
    stands_alone: bool,
    is_list_item: bool,
}

struct Rows<'t> {
    text: &'t str,
    rows: &'t [Row],
    width: Option<usize>,
    has_telegram_capitals: bool,
    /// Whether rows that stand further in begin a paragraph; else they go on with a hanging entry.
    indents_begin: bool,
}

impl<'t> Rows<'t> {
    fn new(text: &'t str, rows: &'t [Row]) -> Self {
        let width = wrap_width(text, rows);
        let capitals =
            rows.iter().filter(|row| signs::is_capitals(&text[row.span.clone()])).count();
        let has_telegram_capitals = capitals * 100 > rows.len() * TELEGRAM_SHARE;
        let (mut indented, mut after_sentence) = (0, 0);
        for pair in rows.windows(2).filter(|pair| is_indented(&pair[0], &pair[1])) {
            indented += 1;
            after_sentence += usize::from(signs::ends_sentence(&text[pair[0].span.clone()]));
        }
        let indents_begin = after_sentence * 2 >= indented;
        Rows { text, rows, width, has_telegram_capitals, indents_begin }
    }

    fn line(&self, at: usize) -> &'t str {
        &self.text[self.rows[at].span.clone()]
    }

    /// Whether nothing follows the row on its page but a gap.
    fn is_followed_by_gap(&self, at: usize) -> bool {
        self.rows.get(at + 1).is_none_or(|next| next.gap != Gap::None)
    }

    /// The level of the heading that the row is, if it is sure to be one.
    fn heading(&self, at: usize, open: Option<&Open>) -> Option<u8> {
        let (row, line) = (&self.rows[at], self.line(at));
        let is_apart = row.gap != Gap::None
            || open.is_none_or(|open| open.stands_alone)
            || self.is_after_end(at);
        if row.right > HEADING || !is_apart {
            return None;
        }
        if signs::is_document_number(line) {
            return Some(1);
        }
        let is_last = self.is_followed_by_gap(at);
        let next = self.rows.get(at + 1).map(|_| self.line(at + 1));
        let next_goes_on =
            !is_last && next.is_some_and(|next| next.starts_with(char::is_lowercase));
        if !next_goes_on && !self.has_telegram_capitals && signs::is_capitals(line) {
            return Some(2);
        }
        let depth = signs::numbered_depth(line).filter(|_| row.gap != Gap::None && is_last)?;
        // Numbers that follow each other are a list.
        next.is_some_and(|next| !signs::is_list_item(next)).then_some(1 + depth)
    }

    /// How many rows at the start are a title: no sentence, and what follows cannot be the rest of it.
    fn title_rows(&self) -> usize {
        let has_second_row = self.rows.len() > 1 && !self.is_after_end(1);
        let most = if has_second_row { TITLE_ROWS } else { 1 };
        let can_indent = self.indents_begin || self.width.is_none();
        let ends = |rows: &usize| {
            self.rows.get(*rows).is_some_and(|next| {
                next.gap != Gap::None
                    || next.right > PARAGRAPH
                    || can_indent && is_indented(&self.rows[rows - 1], next)
            })
        };
        let Some(rows) = (1..=most).find(ends) else { return 0 };
        let last = self.line(rows - 1);
        let is_no_sentence = !last.ends_with(['.', ',', ';', ':', '-'])
            && (0..rows).any(|at| self.line(at).contains(char::is_alphabetic));
        let columns: usize = self.rows[..rows].iter().map(|row| row.right).sum();
        if is_no_sentence && columns <= TITLE { rows } else { 0 }
    }

    /// Whether the row is a rule, or a page number at the edge of a page.
    fn is_ornament(&self, at: usize) -> bool {
        let is_page = |at: usize| self.rows.get(at).is_none_or(|row| row.gap == Gap::Page);
        signs::is_rule(self.line(at))
            || (is_page(at) || is_page(at + 1)) && signs::is_page_number(self.line(at))
    }

    /// Whether the first word of the row would have found room in the row before.
    fn is_after_end(&self, at: usize) -> bool {
        let Some(width) = self.width else { return true };
        let right = self.rows[at - 1].right;
        let word = self.line(at).split_whitespace().next().map_or(0, |word| word.chars().count());
        right * 100 < width * SHORT && right + 1 + word <= width
    }

    /// Whether the row belongs to the same paragraph as the row before.
    fn goes_on(&self, at: usize, open: &Open) -> bool {
        let (before, row) = (&self.rows[at - 1], &self.rows[at]);
        let (line_before, line) = (self.line(at - 1), self.line(at));
        if row.gap != Gap::None || open.stands_alone || signs::is_opening(line) {
            return false;
        }
        let Some(width) = self.width else {
            // A word may be divided where nothing else is wrapped. A row ends before its soft hyphen.
            let ends_softly = self.text[before.span.end..].starts_with(SOFT_HYPHEN);
            return is_divided(line_before, line)
                || ends_softly && line.starts_with(char::is_lowercase);
        };
        let ends_sentence = signs::ends_sentence(line_before);
        let is_after_end = self.is_after_end(at);
        let is_indented = is_indented(before, row) && !open.is_list_item;
        // After two rows, standing further out ends a quotation or a hanging entry; after one, it is the indent of a
        // first line that ends.
        let is_outdented = row.indent + INDENT <= before.indent && open.rows > 1;
        if (ends_sentence || is_after_end)
            && (is_indented || is_outdented || signs::is_list_item(line))
            || self.indents_begin && is_indented && signs::starts_upper(line)
        {
            return false;
        }
        let is_very_short =
            before.right * 100 < width * VERY_SHORT && !line_before.ends_with([',', '-']);
        !(is_after_end && signs::starts_upper(line) && (ends_sentence || is_very_short))
    }
}

/// Whether the last word of a line goes on in the next: a hyphen after a letter, then a small letter.
fn is_divided(line: &str, next: &str) -> bool {
    let stem = line.strip_suffix(['-', '\u{2010}', '⸗', '¬']);
    stem.is_some_and(|stem| stem.ends_with(char::is_alphabetic))
        && next.starts_with(char::is_lowercase)
}

/// Whether a row stands further in than the row right before it.
fn is_indented(before: &Row, row: &Row) -> bool {
    row.gap == Gap::None && row.indent >= before.indent + INDENT
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks with `#` for each level of a heading.
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> = paragraphs(text, '\n', &form_feed_pages(text))
            .blocks
            .iter()
            .map(|block| {
                let level = if let BlockKind::Heading(level) = block.kind { level } else { 0 };
                let words: Vec<&str> = text[block.span.clone()].split_whitespace().collect();
                "#".repeat(level.into()) + &words.join(" ")
            })
            .collect();
        assert_eq!(found, expect);
    }

    /// Rows of 53 columns.
    const ROWS: &str = "Die Regierung legte im Sommer einen Plan vor, der sehr\n\
                        bald von den anderen Mächten abgelehnt wurde, weil er\n\
                        die freie Wahl des ganzen deutschen Volkes übersah und\n";

    /// The same, joined.
    fn joined() -> String {
        ROWS.replace('\n', " ")
    }

    #[test]
    fn a_line_is_a_paragraph_where_nothing_is_wrapped() {
        let (first, second) = ("Erster Absatz. ".repeat(12), "Zweiter Absatz. ".repeat(12));
        let (first, second) = (first.trim(), second.trim());
        check(&format!("{first}\n{second}\n"), &[first, second]);
        check(&format!("{first}\n\n{second}"), &[first, second]);
        check("Milch\nbrot\neier", &["Milch", "brot", "eier"]);
        check("", &[]);
    }

    #[test]
    fn a_divided_word_goes_on_where_nothing_is_wrapped() {
        check(
            "Man sprach von Wieder-\nvereinigung.\nUnd so.",
            &["Man sprach von Wieder- vereinigung.", "Und so."],
        );
        check("Die Konfö\u{AD}\nderation\nEnde", &["Die Konfö\u{AD} deration", "Ende"]);
    }

    #[test]
    fn wrapped_lines_make_paragraphs() {
        let text = format!(
            "{ROWS}scheiterte.\nIm Herbst folgte der zweite Entwurf, der in allem dem\n{ROWS}glich.\n\nEnde."
        );
        let first = joined() + "scheiterte.";
        let second =
            format!("Im Herbst folgte der zweite Entwurf, der in allem dem {}glich.", joined());
        check(&text, &[&first, &second, "Ende."]);
    }

    #[test]
    fn an_indent_begins_a_paragraph() {
        let paragraph = format!(
            "   Am Anfang stand der Plan der Regierung, und wer ihn\n{ROWS}kannte, verlor am Ende doch noch jede Hoffnung darauf.\n"
        );
        let first = format!(
            "Am Anfang stand der Plan der Regierung, und wer ihn {}kannte, verlor am Ende doch noch jede Hoffnung darauf.",
            joined()
        );
        check(&paragraph.repeat(3), &[&first, &first, &first]);
        let titled = format!(
            "Der Plan, den im Sommer dieses Jahres wohl noch\nniemand wollte\n{paragraph}{paragraph}"
        );
        check(
            &titled,
            &["#Der Plan, den im Sommer dieses Jahres wohl noch niemand wollte", &first, &first],
        );
        let subtitled = format!(
            "DER PLAN\nWas von ihm im Winter übrig blieb und was nicht\n{paragraph}{paragraph}"
        );
        check(
            &subtitled,
            &["##DER PLAN", "Was von ihm im Winter übrig blieb und was nicht", &first, &first],
        );
    }

    #[test]
    fn hanging_entries_go_on() {
        let entry = "Die Regierung legte im Sommer einen Plan vor, der sehr\n    \
                     Bald von den anderen Mächten abgelehnt wurde, und\n    zwar einmütig.\n";
        let joined = entry.split_whitespace().collect::<Vec<_>>().join(" ");
        check(&entry.repeat(3), &[&joined, &joined, &joined]);
    }

    #[test]
    fn only_sure_headings_are_headings() {
        check("Der Plan\n\nEin Absatz.\n\nMehr Text", &["#Der Plan", "Ein Absatz.", "Mehr Text"]);
        check("Lieber Hans,\n\nein Absatz.", &["Lieber Hans,", "ein Absatz."]);
        check("Ein Wort", &["Ein Wort"]);
        check(
            "DOCUMENT NO. 1\nTitel\n\nDER PLAN VON 1957\n\n1. Der Anfang\n\nEs begann.\n\n3. September 1957\n\nEnde",
            &[
                "#DOCUMENT NO. 1",
                "Titel",
                "##DER PLAN VON 1957",
                "##1. Der Anfang",
                "Es begann.",
                "3. September 1957",
                "Ende",
            ],
        );
        check("1. Brot\n\n2. Milch\n\n3. Eier", &["#1. Brot", "2. Milch", "3. Eier"]);
        check("MOSKAU\nAN BERLIN\nKOMME MORGEN", &["MOSKAU", "AN BERLIN", "KOMME MORGEN"]);
    }

    #[test]
    fn rules_lists_and_page_numbers_stand_alone() {
        let text = format!(
            "{ROWS}war, wie man in der Stadt erst am Abend und damit am\n3. September bekannt wurde.\n***\n{ROWS}{ROWS}sagte:\n- erstens\n- zweitens\n[Source: Archiv]\n217\x0Cund so weiter."
        );
        let first = joined()
            + "war, wie man in der Stadt erst am Abend und damit am 3. September bekannt wurde.";
        let second = joined() + &joined() + "sagte:";
        check(
            &text,
            &[
                &first,
                "***",
                &second,
                "- erstens",
                "- zweitens",
                "[Source: Archiv]",
                "217",
                "und so weiter.",
            ],
        );
    }
}
