//! The quotations of a manuscript.

use serde::Serialize;

use super::footnotes::{Note, mark_at, notes};
use super::pairing::outermost_pairs;
use super::pieces::pieces;
use super::words::words;
use crate::document::Span;

/// Words of the shortest quotation: what is shorter is a term or a title, and would be found anywhere.
pub const MIN_WORDS: usize = 4;

/// Bytes between a quotation and the mark of its note, at most.
const MAX_TO_MARK: usize = 300;

/// A quotation in a manuscript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quotation {
    /// What is quoted, without the marks around it; of a block quotation, without the `>` of its lines.
    pub text: String,
    /// Where it stands: bytes of the manuscript, between the marks, or the lines of the block.
    pub span: Span,
    /// The footnote whose mark follows in the sentence.
    pub note: Option<Note>,
}

/// The quotations of a manuscript that have [`MIN_WORDS`] words or more, in order.
///
/// Takes Markdown or plain text; footnotes are marked `[^1]` or `¹` and explained in lines that begin with `[^1]:` or
/// `¹`. A quotation stands between marks in one paragraph, or in a block of lines that begin with `>`. Quotations
/// within one belong to it.
pub fn quotations(text: &str) -> Vec<Quotation> {
    let notes = notes(text);
    let mut found = Vec::new();
    for part in parts(text) {
        let quoted = &text[part.span.clone()];
        if part.is_block {
            found.push((block_text(quoted), part.span));
        } else {
            found.extend(outermost_pairs(quoted).into_iter().map(|pair| {
                let span = part.span.start + pair.start..part.span.start + pair.end;
                (text[span.clone()].to_owned(), span)
            }));
        }
    }
    found.retain(|(quoted, _)| word_count(quoted) >= MIN_WORDS);
    let starts = found.iter().skip(1).map(|(_, span)| span.start).chain([text.len()]);
    let limits: Vec<usize> = starts.collect();
    let quotation = |((quoted, span), limit): ((String, Span), usize)| {
        let mark = mark_in_end(&quoted).or_else(|| mark_after(&text[span.end..limit]));
        let note =
            mark.map(|mark| Note { text: notes.get(&mark).cloned().unwrap_or_default(), mark });
        Quotation { text: quoted, span, note }
    };
    found.into_iter().zip(limits).map(quotation).collect()
}

fn word_count(quoted: &str) -> usize {
    let is_word = |piece: &str, span: Span| piece[span].starts_with(char::is_alphanumeric);
    pieces(quoted)
        .iter()
        .map(|piece| words(piece).filter(|word| is_word(piece, word.clone())).count())
        .sum()
}

/// Lines in a row that belong together.
struct Part {
    span: Span,
    is_block: bool,
}

/// The paragraphs and block quotations of a text.
fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut ended = true;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = at..at + line.len();
        at = span.end;
        let is_block = line.trim_start().starts_with('>');
        match parts.last_mut().filter(|part| !ended && part.is_block == is_block) {
            _ if line.trim().is_empty() => ended = true,
            Some(part) => part.span.end = span.end,
            None => {
                parts.push(Part { span, is_block });
                ended = false;
            }
        }
    }
    parts
}

/// The lines of a block quotation without their marks, and without one that names the author.
fn block_text(block: &str) -> String {
    let unmarked = |line: &str| line.trim_start_matches(['>', ' ', '\t']).trim_end().to_owned();
    let mut lines: Vec<String> = block.lines().map(unmarked).collect();
    let names_author =
        |line: &String| ["— ", "– ", "-- ", "―"].iter().any(|dash| line.starts_with(dash));
    if lines.len() > 1 && lines.last().is_some_and(names_author) {
        lines.pop();
    }
    lines.join("\n").trim().to_owned()
}

/// The mark that a quotation ends with, inside.
fn mark_in_end(quoted: &str) -> Option<String> {
    let end = quoted.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != ']');
    let tail_start = end.rfind(|c: char| c.is_whitespace()).unwrap_or(0);
    let tail = &end[tail_start..];
    tail.char_indices()
        .filter_map(|(at, _)| Some((at, mark_at(&tail[at..])?)))
        .find(|(at, (_, length))| at + length == tail.len())
        .map(|(_, (mark, _))| mark)
}

/// The first mark after a quotation, in the same sentence and paragraph.
fn mark_after(text: &str) -> Option<String> {
    let near = &text[..text.floor_char_boundary(MAX_TO_MARK)];
    let near = near.split("\n\n").next().unwrap_or_default();
    let mut before = ' ';
    for (at, c) in near.char_indices() {
        // A power (10²) is no note.
        if let Some((mark, _)) = mark_at(&text[at..]).filter(|_| !before.is_ascii_digit()) {
            return Some(mark);
        }
        if c.is_whitespace() && matches!(before, '.' | '!' | '?') {
            return None;
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quoted(text: &str) -> Vec<(String, Option<String>)> {
        let found = quotations(text).into_iter();
        found.map(|quotation| (quotation.text, quotation.note.map(|note| note.mark))).collect()
    }

    #[test]
    fn quotations_are_found_with_their_notes() {
        for (text, expect) in [
            ("He said “one two three four”.[^1] Then", vec![("one two three four", Some("1"))]),
            ("Er sagte: „eins zwei drei vier“,² dann", vec![("eins zwei drei vier", Some("2"))]),
            ("„eins zwei drei vier“, schrieb er.¹² Und", vec![("eins zwei drei vier", Some("12"))]),
            ("“one two three four.[^9]” Then", vec![("one two three four.[^9]", Some("9"))]),
            // The note of another sentence, of the next quotation.
            ("“one two three four”. Then.[^1]", vec![("one two three four", None)]),
            (
                "“one two three four” and “five six seven eight”[^3]",
                vec![("one two three four", None), ("five six seven eight", Some("3"))],
            ),
            // Too short; insertions are not quoted.
            ("the “cold war” and “one two [three] four”", vec![]),
            ("“one\n\ntwo three four five”", vec![]),
            (
                "Text:\n\n> One two\n> “three” four.[^2]\n> — Bismarck\n\nMore.",
                vec![("One two\n“three” four.[^2]", Some("2"))],
            ),
            ("> one two\n>\n> three four\n", vec![("one two\n\nthree four", None)]),
        ] {
            let expect: Vec<_> = expect
                .iter()
                .map(|(text, mark)| ((*text).to_owned(), mark.map(str::to_owned)))
                .collect();
            assert_eq!(quoted(text), expect, "{text}");
        }
    }

    #[test]
    fn a_note_says_what_its_line_says() {
        let found = quotations("“one two three four”[^a]\n\n[^a]: Smith, p. 3.\n");
        let note = Note { mark: "a".to_owned(), text: "Smith, p. 3.".to_owned() };
        assert_eq!(found[0].note.as_ref(), Some(&note));
        assert_eq!(found[0].span, 3..21);
    }

    proptest! {
        #[test]
        fn any_manuscript_is_read(text in "([a-zä ]{1,5}|[„“”\"»«›‹‘’‚>\n\\[\\]^1¹….]){0,60}") {
            let mut reached = 0;
            for quotation in quotations(&text) {
                prop_assert!(quotation.span.start >= reached);
                prop_assert!(text.get(quotation.span.clone()).is_some());
                reached = quotation.span.end;
            }
        }
    }
}
