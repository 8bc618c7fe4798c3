//! A quote cut where its author left something out or put something in.

use super::footnotes::mark_at;
use super::typography::{is_quote_mark, is_word_char};

/// Bytes of the longest insertion in brackets; a longer one is taken for text of the source.
const MAX_INSERTION: usize = 200;

/// Dots and blanks of the longest ellipsis.
const MAX_DOTS: usize = 12;

/// Letters of a bracket that only changes how a word begins: `[T]he`.
const MAX_LETTERS: usize = 2;

/// The pieces of a quote, which stand in its source one after the other.
///
/// Cuts are `…`, `...`, `[…]`, `(...)` and insertions such as `[Koreans]`. Footnote marks are left out. In `[T]he`
/// the bracket goes and the letter stays. Pieces of less than two letters or digits say nothing and are left out.
pub fn pieces(quote: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut rest = quote;
    while let Some(c) = rest.chars().next() {
        let length = if let Some((_, length)) = mark_at(rest) {
            length
        } else if let Some(length) = ellipsis(rest) {
            pieces.push(String::new());
            length
        } else if let Some((inside, length)) = bracket(rest) {
            pieces.push(String::new());
            let goes_on = rest[length..].starts_with(is_word_char);
            let is_letters = inside.chars().all(char::is_alphabetic);
            if goes_on && is_letters && inside.chars().nth(MAX_LETTERS).is_none() {
                pieces.push(inside.to_owned());
            }
            length
        } else {
            if let Some(piece) = pieces.last_mut() {
                piece.push(c);
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    let trimmed = pieces
        .iter()
        .map(|piece| piece.trim_matches(|c: char| c.is_whitespace() || is_quote_mark(c)));
    let says_something = |piece: &&str| piece.chars().filter(|c| is_word_char(*c)).nth(1).is_some();
    trimmed.filter(says_something).map(str::to_owned).collect()
}

/// The length of the ellipsis that `text` begins with, with the brackets around it.
fn ellipsis(text: &str) -> Option<usize> {
    let (open, close) = [("\\[", "\\]"), ("[", "]"), ("(", ")")]
        .into_iter()
        .find(|(open, _)| text.starts_with(open))
        .unwrap_or_default();
    let inside = &text[open.len()..];
    if !inside.starts_with(['.', '…']) {
        return None;
    }
    let is_dot = |c: &char| matches!(c, '.' | '…' | ' ');
    let dots: String = inside.chars().take(MAX_DOTS).take_while(is_dot).collect();
    let dots = dots.trim_end();
    let is_ellipsis = dots.contains('…') || dots.matches('.').count() >= 3;
    (is_ellipsis && inside[dots.len()..].starts_with(close))
        .then_some(open.len() + dots.len() + close.len())
}

/// What stands in the square bracket that `text` begins with, and the length of the whole.
fn bracket(text: &str) -> Option<(&str, usize)> {
    let open = text.strip_prefix("\\[").or_else(|| text.strip_prefix('['))?;
    let end = open.bytes().take(MAX_INSERTION).position(|byte| byte == b']')?;
    let inside = open[..end].trim_end_matches('\\');
    Some((inside, text.len() - open.len() + end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_cut_at_what_its_author_did() {
        for (quote, expect) in [
            ("one two", vec!["one two"]),
            ("one … two", vec!["one", "two"]),
            ("one ... two. . . . three", vec!["one", "two", "three"]),
            ("one […] two (...) three [. . .]", vec!["one", "two", "three"]),
            ("one \\[...\\] two", vec!["one", "two"]),
            ("the [Koreans] agree", vec!["the", "agree"]),
            ("[T]he state and [t]he law", vec!["The state and", "the law"]),
            ("the Staat[es] here", vec!["the Staat", "here"]),
            ("one[^1] two.² three", vec!["one two. three"]),
            ("“one” and ‘two’", vec!["one” and ‘two"]),
            ("one [two", vec!["one [two"]),
            ("(one) two.. three.", vec!["(one) two.. three."]),
            ("a … . … —", vec![]),
        ] {
            assert_eq!(pieces(quote), expect, "{quote}");
        }
    }
}
