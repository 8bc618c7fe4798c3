//! Choosing the window.

use crate::document::Span;

/// A part of a text with the matches in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Where the part stands in the text.
    pub span: Span,
    /// The matches, as byte ranges into the part.
    pub highlights: Vec<Span>,
}

/// The window of at most `max_bytes` bytes that holds the most distinct matched words, then the most matches, centred
/// on them; it begins and ends between words. The whole text when it is short enough.
///
/// `highlights` are disjoint byte ranges into `text`, in order, at character boundaries. A match wider than the
/// window is kept whole.
pub fn snippet(text: &str, highlights: &[Span], max_bytes: usize) -> Snippet {
    if text.len() <= max_bytes {
        return Snippet { span: 0..text.len(), highlights: highlights.to_vec() };
    }
    let (first, last) = best_run(text, highlights, max_bytes);
    let core = match highlights.get(first) {
        Some(start) => start.start..highlights[last].end,
        None => 0..0,
    };
    let spare = max_bytes.saturating_sub(core.len());
    // What one side can't use, the other takes.
    let before = (spare / 2).max(spare.saturating_sub(text.len() - core.end)).min(core.start);
    let start = word_start(text, core.start - before, core.start);
    let end = word_end(text, (core.end + spare - before).min(text.len()), core.end);
    let inside = highlights.iter().filter(|span| span.start >= start && span.end <= end);
    Snippet {
        span: start..end,
        highlights: inside.map(|span| span.start - start..span.end - start).collect(),
    }
}

/// First and last of the neighbouring highlights that fit the window and say the most.
fn best_run(text: &str, highlights: &[Span], max_bytes: usize) -> (usize, usize) {
    let mut best = (0, 0, 0, 0);
    let mut first = 0;
    for last in 0..highlights.len() {
        while first < last && highlights[last].end - highlights[first].start > max_bytes {
            first += 1;
        }
        let mut words: Vec<_> =
            highlights[first..=last].iter().map(|span| text[span.clone()].to_lowercase()).collect();
        words.sort_unstable();
        words.dedup();
        let count = last - first + 1;
        if (words.len(), count) > (best.0, best.1) {
            best = (words.len(), count, first, last);
        }
    }
    (best.2, best.3)
}

/// The nearest start of a word at or after `from`, at most `limit`.
fn word_start(text: &str, from: usize, limit: usize) -> usize {
    if from == 0 {
        return 0;
    }
    let from = text.ceil_char_boundary(from);
    match text[from..limit.max(from)].find(char::is_whitespace) {
        Some(blank) => {
            let rest = &text[from + blank..];
            from + blank + (rest.len() - rest.trim_start().len())
        }
        None => from,
    }
    .min(limit)
}

/// The nearest end of a word at or before `to`, at least `limit`.
fn word_end(text: &str, to: usize, limit: usize) -> usize {
    if to == text.len() {
        return to;
    }
    let to = text.floor_char_boundary(to).max(limit);
    match text[limit..to].rfind(char::is_whitespace) {
        Some(blank) => limit + text[limit..limit + blank].trim_end().len(),
        None => to,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, words: &[&str], max: usize, expect: &str) {
        let mut spans: Vec<Span> = words
            .iter()
            .flat_map(|word| text.match_indices(word).map(|(at, found)| at..at + found.len()))
            .collect();
        spans.sort_by_key(|span| span.start);
        let snippet = snippet(text, &spans, max);
        assert_eq!(&text[snippet.span], expect);
    }

    #[test]
    fn the_window_is_centred_on_the_matches() {
        let text = "one two three four five six seven eight nine ten";
        check(text, &["five"], 20, "four five six");
        check(text, &["one"], 10, "one two");
        check(text, &["ten"], 10, "nine ten");
        check(text, &[], 10, "one two");
        check(text, &["five"], 100, text);
    }

    #[test]
    fn distinct_words_count_more_than_repeated_ones() {
        check(
            "war war war war . . . . . . . . . . war and peace",
            &["war", "peace"],
            13,
            "war and peace",
        );
    }

    proptest! {
        #[test]
        fn any_text_gives_a_valid_window(text in "[a-zäß \u{301}\n]{0,200}", at in 0usize..200, len in 1usize..30, max in 1usize..80) {
            let start = text.floor_char_boundary(at.min(text.len()));
            let end = text.ceil_char_boundary((start + len).min(text.len()));
            let spans: Vec<Span> = if start < end { std::iter::once(start..end).collect() } else { Vec::new() };
            let snippet = snippet(&text, &spans, max);
            let shown = &text[snippet.span.clone()];
            for span in &snippet.highlights {
                prop_assert!(shown.get(span.clone()).is_some());
            }
            if !spans.is_empty() {
                prop_assert_eq!(snippet.highlights.len(), 1);
            }
        }
    }
}
