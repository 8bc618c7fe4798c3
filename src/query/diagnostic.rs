//! What is wrong with a query, shown under the place where it is wrong.

use textwrap::core::display_width;

use crate::document::Span;

/// The widest query line shown: fits a terminal of 80 columns with an indent.
const MAX_COLUMNS: usize = 72;

/// Columns shown before the place when the query is cut.
const LEAD_COLUMNS: usize = 24;

/// The most characters of the query repeated in a message.
const MAX_QUOTED_CHARS: usize = 30;

/// Why a query cannot be answered as written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Diagnostic {
    /// What is meant and what to write instead.
    pub message: String,
    /// The place in the query, in bytes.
    pub span: Span,
}

impl Diagnostic {
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        Diagnostic { message: message.into(), span }
    }

    /// Three lines: the query, cut to 72 columns around the place, a line of `^` under the place, the message.
    ///
    /// `query` is the text that was parsed; characters that would move the cursor are replaced.
    pub fn render(&self, query: &str) -> String {
        let start = boundary(query, self.span.start);
        let end = boundary(query, self.span.end);
        let is_cut = columns(query) > MAX_COLUMNS;
        let from = if is_cut { lead_start(query, start) } else { 0 };
        let room = if is_cut { MAX_COLUMNS - 2 } else { MAX_COLUMNS };

        let mut line = String::new();
        let (mut used, mut indent, mut marked) = (0, 0, 0);
        if from > 0 {
            line.push('…');
            indent += 1;
        }
        for (offset, ch) in query[from..].char_indices() {
            let (at, ch) = (from + offset, visible(ch));
            let width = char_columns(ch);
            used += width;
            if used > room {
                line.push('…');
                break;
            }
            line.push(ch);
            if at < start {
                indent += width;
            } else if at < end {
                marked += width;
            }
        }
        let message: String = self.message.chars().map(visible).collect();
        format!("{line}\n{}{}\n{message}", " ".repeat(indent), "^".repeat(marked.max(1)))
    }
}

/// Part of the query as it is repeated in a message: in backticks, cut when long.
pub(super) fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(MAX_QUOTED_CHARS).map(visible).collect();
    if text.chars().nth(MAX_QUOTED_CHARS).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// The nearest character boundary at or before `at`.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where the shown part of a cut query begins.
fn lead_start(query: &str, place: usize) -> usize {
    let mut used = 0;
    query[..place]
        .char_indices()
        .rev()
        .take_while(|(_, ch)| {
            used += char_columns(visible(*ch));
            used <= LEAD_COLUMNS
        })
        .last()
        .map_or(place, |(at, _)| at)
}

fn columns(text: &str) -> usize {
    text.chars().map(|ch| char_columns(visible(ch))).sum()
}

fn char_columns(ch: char) -> usize {
    display_width(ch.encode_utf8(&mut [0; 4]))
}

/// White space as a blank; control characters, line separators and changes of writing direction as `�`.
fn visible(ch: char) -> char {
    match ch {
        _ if ch.is_whitespace() => ' ',
        '\u{200E}'
        | '\u{200F}'
        | '\u{061C}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        _ if ch.is_control() => '\u{FFFD}',
        _ => ch,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(query: &str, span: Span, expect: &str) {
        let rendered = Diagnostic::new(span, "message").render(query);
        assert_eq!(rendered, format!("{expect}\nmessage"), "{query}");
    }

    #[test]
    fn carets_stand_under_the_place() {
        check("a AND", 2..5, "a AND\n  ^^^");
        check("größe AND", 8..11, "größe AND\n      ^^^");
        check("gro\u{308}ße AND", 9..12, "gro\u{308}ße AND\n      ^^^");
        check("条約 AND", 7..10, "条約 AND\n     ^^^");
        check("a\tb\u{1b}[2J\n(", 8..9, "a b\u{FFFD}[2J (\n        ^");
        check("", 0..0, "\n^");
        check("ä", 1..99, "ä\n^");
    }

    #[test]
    fn long_queries_are_cut_around_the_place() {
        let text = "0123456789".repeat(10);
        let expect = format!("{}…\n^^", &text[..70]);
        check(&text, 0..2, &expect);
        let expect = format!("…{}…\n{}^^^", &text[26..96], " ".repeat(25));
        check(&text, 50..53, &expect);
        let expect = format!("…{}\n{}^", &text[75..], " ".repeat(25));
        check(&text, 99..100, &expect);
        let expect = format!("…{}…\n{}{}", &text[6..76], " ".repeat(25), "^".repeat(46));
        check(&text, 30..100, &expect);
        check(&text[..72], 71..72, &format!("{}\n{}^", &text[..72], " ".repeat(71)));
    }

    #[test]
    fn quoted_text_is_cut() {
        assert_eq!(quoted("wort\n"), "`wort `");
        assert_eq!(quoted(&"ä".repeat(31)), format!("`{}…`", "ä".repeat(30)));
    }

    proptest! {
        #[test]
        fn rendering_is_three_clean_narrow_lines(query in any::<String>(), message in any::<String>(), a in 0usize..99, b in 0usize..99) {
            let rendered = Diagnostic::new(a..b, message).render(&query);
            let lines: Vec<_> = rendered.split('\n').collect();
            prop_assert_eq!(lines.len(), 3);
            prop_assert!(!lines.concat().contains(char::is_control), "{:?}", rendered);
            prop_assert!(columns(lines[0]) <= MAX_COLUMNS && lines[1].len() <= MAX_COLUMNS + 1, "{:?}", rendered);
            prop_assert!(lines[1].ends_with('^'));
        }
    }
}
