//! The words and marks of a text, one by one.

use unicode_normalization::char::is_combining_mark;

use super::footnotes::mark_at;
use super::typography::{is_dash, is_ignorable, is_quote_mark, is_word_char};
use crate::document::Span;

/// Where each word and each punctuation mark of `text` stands, in order.
///
/// A word goes on over apostrophes and hyphens, and over a hyphen at the end of a line when the next begins with a small
/// letter. Quotation marks, dashes and footnote marks are passed over. Linear in the text.
pub fn words(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let c = text[at..].chars().next()?;
            let start = at;
            if is_word_char(c) {
                at = word_end(text, at);
                return Some(start..at);
            }
            let mark = mark_at(&text[at..]).map(|(_, length)| length);
            at += mark.unwrap_or(c.len_utf8());
            let is_passed = c.is_whitespace()
                || is_quote_mark(c)
                || is_dash(c)
                || is_ignorable(c)
                || is_combining_mark(c);
            if mark.is_none() && !is_passed {
                return Some(start..at);
            }
        }
    })
}

fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().map(|(at, c)| (start + at, c)).peekable();
    while let Some((at, c)) = chars.next() {
        if is_word_char(c) || is_combining_mark(c) {
            end = at + c.len_utf8();
        } else if is_dash(c) && chars.peek().is_some_and(|(_, next)| next.is_whitespace()) {
            let is_gap = |(_, c): &(usize, char)| c.is_whitespace();
            let mut breaks = 0;
            while let Some((_, c)) = chars.next_if(is_gap) {
                breaks += usize::from(c == '\n');
            }
            if breaks != 1 || !chars.peek().is_some_and(|(_, next)| next.is_lowercase()) {
                break;
            }
        } else if is_joint(c) {
            if !chars.peek().is_some_and(|(_, c)| is_word_char(*c) || is_ignorable(*c)) {
                break;
            }
        } else if !is_ignorable(c) {
            break;
        }
    }
    end
}

/// What may stand between two letters of a word. Longer dashes part words.
fn is_joint(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '\u{2BC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_marks_are_parted() {
        for (text, expect) in [
            ("One, two.", vec!["One", ",", "two", "."]),
            ("Konföde-\nration, Ost- und", vec!["Konföde-\nration", ",", "Ost", "und"]),
            ("Ost-\nBerlin Ost-\n\nwind", vec!["Ost", "Berlin", "Ost", "wind"]),
            ("Korea’s *self*-help’ 1914–18", vec!["Korea’s", "self*-help", "1914", "18"]),
            ("„so“[^1] – ja¹", vec!["so", "ja"]),
            ("fo\u{308}r Wieder\u{AD}vereinigung", vec!["fo\u{308}r", "Wieder\u{AD}vereinigung"]),
        ] {
            let found: Vec<_> = words(text).map(|span| &text[span]).collect();
            assert_eq!(found, expect, "{text}");
        }
    }
}
