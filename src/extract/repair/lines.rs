//! Lines of a text, as spans of what stands in them.

use crate::document::Span;

/// A hyphen that shows only at a line end.
pub const SOFT_HYPHEN: char = '\u{AD}';

/// What stands in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From the first to the last character that shows; never empty.
    pub span: Span,
    /// Whether a soft hyphen stands after the last one.
    pub ends_softly: bool,
    /// Whether the line before is blank.
    pub is_after_blank: bool,
}

/// The lines in `span` of `text` that are not blank.
pub fn non_blank_lines(text: &str, span: Span, line_end: char) -> impl Iterator<Item = Line> {
    let mut is_after_blank = false;
    split(text, span, line_end).filter_map(move |line| {
        let content = trim(text, line.clone());
        let ends_softly = text[content.end..line.end].starts_with(SOFT_HYPHEN);
        let was_after_blank = std::mem::replace(&mut is_after_blank, content.is_empty());
        let line = Line { span: content, ends_softly, is_after_blank: was_after_blank };
        (!line.span.is_empty()).then_some(line)
    })
}

/// The spans between the separators in `span` of `text`; the separator is an ASCII character.
pub fn split(text: &str, span: Span, separator: char) -> impl Iterator<Item = Span> {
    let mut start = span.start;
    text[span].split(separator).map(move |part| {
        let at = start;
        start += part.len() + separator.len_utf8();
        at..at + part.len()
    })
}

/// The span without white space and soft hyphens at its ends.
pub fn trim(text: &str, span: Span) -> Span {
    let is_blank = |c: char| c.is_whitespace() || c == SOFT_HYPHEN;
    let start = span.end - text[span.clone()].trim_start_matches(is_blank).len();
    start..start + text[start..span.end].trim_end_matches(is_blank).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, bool, bool)]) {
        let lines: Vec<Line> = non_blank_lines(text, 0..text.len(), '\n').collect();
        let found: Vec<_> = lines
            .iter()
            .map(|line| (&text[line.span.clone()], line.ends_softly, line.is_after_blank))
            .collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn lines_are_trimmed_and_blank_ones_left_out() {
        check(" one \r\n\t\n\u{AD}\ntwo\n", &[("one", false, false), ("two", false, true)]);
        check("Konfö\u{AD}\nderation", &[("Konfö", true, false), ("deration", false, false)]);
        check("  \n ", &[]);
        check("", &[]);
    }

    #[test]
    fn splitting_keeps_empty_parts() {
        assert_eq!(split("a\x0C\x0Cb", 0..4, '\x0C').collect::<Vec<_>>(), [0..1, 2..2, 3..4]);
    }
}
