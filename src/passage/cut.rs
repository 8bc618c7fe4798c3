//! Cuts a text that has no better place to be cut at blanks.

use unicode_normalization::char::is_combining_mark;

/// Length in bytes of the longest lead of `text` that keeps to both limits and ends where a word ends.
///
/// `text` is trimmed. A word is cut only when it alone is longer than `max_bytes`, and then not inside a combining
/// sequence, unless that too is longer. At least one character is taken from a text that is not empty.
pub(super) fn lead_len(text: &str, max_words: usize, max_bytes: usize) -> usize {
    let window = &text[..boundary_at_or_before(text, max_bytes)];
    let (mut words, mut end, mut word_start) = (0, 0, 0);
    for (at, blank) in window.match_indices(char::is_whitespace) {
        if at > word_start {
            words += 1;
            end = at;
            if words >= max_words {
                return end;
            }
        }
        word_start = at + blank.len();
    }
    let window_ends_a_word = text[window.len()..].chars().next().is_none_or(char::is_whitespace);
    if window_ends_a_word && word_start < window.len() {
        return window.len();
    }
    if end > 0 { end } else { hard_cut(text, window.len()) }
}

/// The last character boundary at or before `limit` that splits no combining sequence.
fn hard_cut(text: &str, limit: usize) -> usize {
    let mut end = limit;
    while end > 0 && is_inside_sequence(text, end) {
        end = boundary_at_or_before(text, end - 1);
    }
    let first_char = text.chars().next().map_or(0, char::len_utf8);
    if end > 0 { end } else { limit.max(first_char) }
}

/// Whether the characters on both sides of `at` are seen as one.
fn is_inside_sequence(text: &str, at: usize) -> bool {
    const ZERO_WIDTH_JOINER: char = '\u{200D}';
    let joins_back = |next: char| {
        is_combining_mark(next) || matches!(next, ZERO_WIDTH_JOINER | '\u{1F3FB}'..='\u{1F3FF}')
    };
    text[..at].ends_with(ZERO_WIDTH_JOINER) || text[at..].starts_with(joins_back)
}

fn boundary_at_or_before(text: &str, limit: usize) -> usize {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_ends_where_a_word_ends() {
        let check = |text: &str, max_words, max_bytes, expect: &str| {
            assert_eq!(
                &text[..lead_len(text, max_words, max_bytes)],
                expect,
                "{text} {max_words} {max_bytes}"
            );
        };
        check("one two three", 9, 99, "one two three");
        check("one two three", 2, 99, "one two");
        check("one  two three", 9, 8, "one  two");
        check("one two three", 9, 10, "one two");
        check("one two three", 9, 7, "one two");
        check("onetwothree", 9, 6, "onetwo");
        check("äöü", 9, 5, "äö");
        check("äöü", 0, 1, "ä");
        check("", 1, 10, "");
    }

    #[test]
    fn a_combining_sequence_stays_whole_if_it_can() {
        assert_eq!(lead_len("abu\u{308}c", 9, 3), 2);
        assert_eq!(lead_len("ab👩\u{200D}🚀", 9, 9), 2);
        assert_eq!(lead_len("u\u{308}\u{308}\u{308}", 9, 4), 3);
    }
}
