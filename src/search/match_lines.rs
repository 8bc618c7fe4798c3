//! The lines of the source that a match stands in.

use unicode_normalization::UnicodeNormalization;

use crate::document::{Locator, Span};
use crate::index::PassageRecord;

/// The passage's place, narrowed to the lines of each match; `spans` are disjoint, in order, and point into the
/// passage's text.
///
/// The text is walked along the source's own, letter by letter. Where they differ in more than blanks, hyphens and
/// punctuation (markup, a page number left out), a match has the lines of its passage. Pages and bytes stay the
/// passage's.
pub(super) fn locators(record: &PassageRecord, spans: &[Span]) -> Vec<Locator> {
    let whole = &record.locator;
    let lines = lines(record.text(), &record.quote, spans);
    let breaks = record.quote.trim_end().matches('\n').count() as u64;
    // Lines may count otherwise where a passage goes over a page.
    let is_sure = whole.line_start + breaks == whole.line_end;
    let locator = |line: Option<(u64, u64)>| match line {
        Some((first, last)) if is_sure => Locator {
            line_start: whole.line_start + first,
            line_end: whole.line_start + last,
            ..whole.clone()
        },
        _ => whole.clone(),
    };
    lines.into_iter().map(locator).collect()
}

/// How many line breaks of the source stand before the first and the last letter of each span.
fn lines(text: &str, source: &str, spans: &[Span]) -> Vec<Option<(u64, u64)>> {
    let mut lines = vec![None; spans.len()];
    let mut source = source.nfc();
    let mut line = 0;
    let mut span = 0;
    for (at, letter) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        loop {
            match source.next() {
                Some('\n') => line += 1,
                Some(c) if c == letter => break,
                Some(c) if !c.is_alphanumeric() => {}
                _ => return lines,
            }
        }
        while spans.get(span).is_some_and(|span| span.end <= at) {
            span += 1;
        }
        let Some(current) = spans.get(span) else { break };
        if at >= current.start {
            let (first, _) = *lines[span].get_or_insert((line, line));
            lines[span] = Some((first, line));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, source: &str, word: &str, expect: &[Option<(u64, u64)>]) {
        let spans: Vec<_> =
            text.match_indices(word).map(|(at, word)| at..at + word.len()).collect();
        assert_eq!(lines(text, source, &spans), expect, "{source:?}");
    }

    #[test]
    fn a_match_has_its_lines() {
        let one = |line| Some((line, line));
        check("a w b w", "a w\nb\n\nw", "w", &[one(0), one(3)]);
        check(
            "der Konföderation Ende",
            "der Konfö-\r\nderation Ende",
            "Konföderation",
            &[Some((0, 1))],
        );
        check("ein *w* é w", "ein *w*\ne\u{301}\nw", "w", &[one(0), one(2)]);
        check("a w b w", "a w\n<b>b</b>\nw", "w", &[one(0), None]);
        check("a w", "", "w", &[None]);
        check("- w", "w", "-", &[None]);
    }
}
