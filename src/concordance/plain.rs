//! Text of a document on one line, with nothing in it that a terminal would obey.

use std::borrow::Cow;

/// Stands for a character that is not shown.
const HIDDEN: &str = "\u{FFFD}";

/// What is shown for a grapheme of a running text: a blank for white space of any kind, a replacement character for a
/// control character or a change of writing direction.
pub(super) fn visible(grapheme: &str) -> &str {
    if grapheme.chars().all(char::is_whitespace) {
        " "
    } else if grapheme.starts_with(is_harmful) {
        // Such a character is a grapheme by itself.
        HIDDEN
    } else {
        grapheme
    }
}

/// The same for a short text that is kept as it is otherwise: a path, a citation.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let is_break =
        |c: char| c.is_whitespace() && c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if !text.contains(|c| is_break(c) || is_harmful(c)) {
        return Cow::Borrowed(text);
    }
    let shown = |c| match c {
        _ if is_break(c) => ' ',
        _ if is_harmful(c) => char::REPLACEMENT_CHARACTER,
        _ => c,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// Whether a terminal would obey the character: controls, marks and embeddings of writing direction.
pub(super) fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_obeys_comes_through() {
        assert_eq!(one_line("a\tb\r\nc\u{2028}d"), "a b  c d");
        assert_eq!(one_line("\x1b[2J\u{9b}\u{202e}x"), "\u{FFFD}[2J\u{FFFD}\u{FFFD}x");
        assert!(matches!(one_line("akten/a b.txt"), Cow::Borrowed(_)));
        for (grapheme, shown) in [
            ("\r\n", " "),
            ("\u{A0}", " "),
            ("\x1b", HIDDEN),
            ("\u{2067}", HIDDEN),
            ("e\u{301}", "e\u{301}"),
        ] {
            assert_eq!(visible(grapheme), shown);
        }
    }
}
