//! The lines of the source that a part of a passage stands on.

use crate::document::{Locator, Span};

/// Bytes of the longest tag or address that is passed over.
const MAX_MARKUP: usize = 2_000;

/// Bytes of the longest character reference, such as `&uuml;`.
const MAX_REFERENCE: usize = 12;

/// The place of a part of a passage: `span` of its reading text, `quote` the source's own text at `locator`.
///
/// The letters of both are counted: what repair and markup change is not among them.
pub(super) fn locate(text: &str, quote: &str, locator: &Locator, span: &Span) -> Locator {
    let breaks = locator.line_end.saturating_sub(locator.line_start);
    let Some(line_end) = line_break(quote, breaks).filter(|_| breaks > 0) else {
        return locator.clone();
    };
    let count = |part: &str| part.chars().filter(|c| c.is_alphanumeric()).count();
    let (before, inside) = (count(&text[..span.start]), count(&text[span.clone()]));
    let total = before + inside + count(&text[span.end..]);
    let letters = letters(quote, total);
    if letters.is_empty() {
        return locator.clone();
    }
    // Where something else was left out or put in, the same part of the whole.
    let place = |number: usize| match letters.len() == total {
        true => letters[number.min(letters.len() - 1)],
        false => letters[(number * letters.len() / total.max(1)).min(letters.len() - 1)],
    };
    let line = |offset: usize| {
        let before = quote[..offset].bytes().filter(|byte| *byte == line_end).count() as u64;
        locator.line_start + before.min(breaks)
    };
    let last = (before + inside).saturating_sub(1).max(before);
    Locator { line_start: line(place(before)), line_end: line(place(last)), ..locator.clone() }
}

/// The byte that ends the lines of a text that runs over so many line ends.
fn line_break(quote: &str, breaks: u64) -> Option<u8> {
    let count = |end: u8| quote.bytes().filter(|byte| *byte == end).count() as u64;
    [b'\n', b'\r'].into_iter().find(|end| count(*end) == breaks)
}

/// Where the letters and digits of a source stand: all of them, or only those outside of markup where that gives the
/// wanted number, or comes nearer.
fn letters(quote: &str, wanted: usize) -> Vec<usize> {
    let is_letter = |(at, c): (usize, char)| c.is_alphanumeric().then_some(at);
    let all: Vec<usize> = quote.char_indices().filter_map(is_letter).collect();
    if all.len() == wanted {
        return all;
    }
    let outside = letters_outside_markup(quote);
    if outside.len().abs_diff(wanted) < all.len().abs_diff(wanted) { outside } else { all }
}

fn letters_outside_markup(quote: &str) -> Vec<usize> {
    let mut letters = Vec::new();
    let mut at = 0;
    while let Some(c) = quote[at..].chars().next() {
        let rest = &quote[at..];
        let closed = |end: u8, limit: usize| {
            rest.bytes().take(limit).position(|byte| byte == end).map(|length| length + 1)
        };
        let markup = match c {
            '<' if rest[1..].starts_with(opens_tag) => closed(b'>', MAX_MARKUP),
            ']' if rest.starts_with("](") => closed(b')', MAX_MARKUP),
            '&' => closed(b';', MAX_REFERENCE).filter(|length| {
                rest[1..length - 1].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
            }),
            _ => None,
        };
        if c.is_alphanumeric() || (c == '&' && markup.is_some()) {
            letters.push(at);
        }
        at += markup.unwrap_or(c.len_utf8());
    }
    letters
}

/// Whether a tag, comment or declaration may go on so after `<`.
fn opens_tag(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Finds `part` in `text` and gives the lines it has in `quote`, which begins at line 10.
    fn check(quote: &str, text: &str, part: &str, expect: (u64, u64)) {
        let breaks = quote.matches(['\n', '\r']).count() as u64;
        let locator = Locator { line_start: 10, line_end: 10 + breaks, ..Locator::default() };
        let start = text.find(part).expect("the part");
        let found = locate(text, quote, &locator, &(start..start + part.len()));
        assert_eq!((found.line_start, found.line_end), expect, "{part}");
    }

    #[test]
    fn parts_stand_on_lines_of_their_own() {
        let (quote, text) =
            ("one two\nthree Kon-\nföderation\nfour", "one two three Konföderation four");
        check(quote, text, "two", (10, 10));
        check(quote, text, "two three", (10, 11));
        check(quote, text, "Konföderation", (11, 12));
        check(quote, text, "four", (13, 13));
        check(&quote.replace('\n', "\r"), text, "four", (13, 13));
        check("one two", "one two", "two", (10, 10));
    }

    #[test]
    fn markup_has_no_letters() {
        let html = "one <a href=\"long\nname\">two</a>\n&uuml;ber\n<i>vier</i>";
        check(html, "one two über vier", "two", (11, 11));
        check(html, "one two über vier", "über", (12, 12));
        check(html, "one two über vier", "vier", (13, 13));
        let markdown = "[one](http://example.org/a \"b\")\n*two*\nthree < four\n> five";
        check(markdown, "one two three < four five", "two", (11, 11));
        check(markdown, "one two three < four five", "four five", (12, 13));
    }

    proptest! {
        #[test]
        fn lines_are_those_of_the_passage(
            text in "[a-cä \n]{1,30}",
            quote in "[a-cä<>&;()\\[\\] \n]{0,40}",
            start in 0usize..30,
        ) {
            let breaks = quote.matches('\n').count() as u64;
            let locator = Locator { line_start: 10, line_end: 10 + breaks, ..Locator::default() };
            let start = text.floor_char_boundary(start.min(text.len()));
            let found = locate(&text, &quote, &locator, &(start..text.len()));
            prop_assert!(10 <= found.line_start);
            prop_assert!(found.line_start <= found.line_end);
            prop_assert!(found.line_end <= 10 + breaks);
        }
    }
}
