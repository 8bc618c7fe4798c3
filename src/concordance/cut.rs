//! Cutting text to size, between words where it can be and never inside a grapheme.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The longest end of a text that measures at most `max`, by the measure of a grapheme (1 for one that is a plain
/// letter).
///
/// It begins with a whole word, unless no word in it is whole: then the word is cut.
pub(super) fn tail(text: &str, max: usize, measure: impl Fn(&str) -> usize) -> &str {
    let mut start = text.len();
    if is_simple(text) {
        start = text.char_indices().rev().take(max).last().map_or(start, |(at, _)| at);
    } else {
        let mut room = max;
        for (at, grapheme) in text.grapheme_indices(true).rev() {
            let Some(rest) = room.checked_sub(measure(grapheme)) else { break };
            (room, start) = (rest, at);
        }
    }
    let (cut, kept) = text.split_at(start);
    if cut.is_empty() || cut.ends_with(' ') {
        return kept;
    }
    let whole = kept.find(' ').map(|blank| kept[blank..].trim_start_matches(' '));
    whole.filter(|whole| !whole.is_empty()).unwrap_or(kept)
}

/// The longest beginning of a text that measures at most `max`; it ends as [`tail`] begins.
pub(super) fn head(text: &str, max: usize, measure: impl Fn(&str) -> usize) -> &str {
    let mut end = 0;
    if is_simple(text) {
        end = text.chars().take(max).map(char::len_utf8).sum();
    } else {
        let mut room = max;
        for grapheme in text.graphemes(true) {
            let Some(rest) = room.checked_sub(measure(grapheme)) else { break };
            room = rest;
            end += grapheme.len();
        }
    }
    let (kept, cut) = text.split_at(end);
    if cut.is_empty() || cut.starts_with(' ') {
        return kept;
    }
    let whole = kept.rfind(' ').map(|blank| kept[..blank].trim_end_matches(' '));
    whole.filter(|whole| !whole.is_empty()).unwrap_or(kept)
}

/// The columns a text takes in a terminal.
pub(super) fn columns(text: &str) -> usize {
    if is_simple(text) {
        return text.chars().count();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Whether each character is a grapheme of one column: Latin letters as they are composed, and the dashes and quotation
/// marks of print. Most text is, and it is measured many times faster so.
fn is_simple(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}')
            || matches!(c, '\u{2010}'..='\u{2027}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_where_they_fit() {
        // Text, size, the end and the beginning that fit.
        for (text, max, end, beginning) in [
            ("one two three", 13, "one two three", "one two three"),
            ("one two three", 9, "two three", "one two"),
            ("one two three", 8, "three", "one two"),
            ("one two three", 2, "ee", "on"),
            ("one two ", 4, "two ", "one"),
            (" two", 2, "wo", " t"),
            ("one", 0, "", ""),
            ("", 5, "", ""),
            ("e\u{301}e\u{301}", 1, "e\u{301}", "e\u{301}"),
            ("漢字", 3, "字", "漢"),
        ] {
            assert_eq!(tail(text, max, UnicodeWidthStr::width), end, "{text:?}, {max}");
            assert_eq!(head(text, max, UnicodeWidthStr::width), beginning, "{text:?}, {max}");
        }
    }

    #[test]
    fn columns_are_those_of_a_terminal() {
        for (text, expect) in
            [("Maß", 3), ("漢字", 4), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("שלום", 4), ("", 0)]
        {
            assert_eq!(columns(text), expect, "{text}");
        }
    }

    #[test]
    fn simple_characters_are_graphemes_of_one_column() {
        let simple: String =
            ('\0'..'\u{3000}').filter(|c| is_simple(c.encode_utf8(&mut [0; 4]))).collect();
        assert!(simple.contains('ß') && simple.contains('„') && !simple.contains('\u{AD}'));
        for text in [simple.clone(), simple.chars().rev().collect()] {
            assert_eq!(text.graphemes(true).count(), text.chars().count());
        }
        assert!(simple.chars().all(|c| c.encode_utf8(&mut [0; 4]).width() == 1));
    }
}
