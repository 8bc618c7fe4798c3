//! Text to words.

use unicode_normalization::char::is_combining_mark;

use crate::document::Span;

/// Longer runs of letters are cut into pieces of this many characters, each a word of its own, so that nothing is lost.
pub const MAX_TOKEN_CHARS: usize = 255;

/// A word as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text, soft hyphens and all.
    pub span: Span,
    /// Its number in the text; a hyphenated whole shares the number of its first part.
    pub position: u32,
    /// Whether it is a hyphenated whole, whose parts are words too.
    pub joined: bool,
}

/// The words of a text, in order of position.
///
/// A word is a run of letters, marks and digits, with inner apostrophes (`O'Neill`), soft hyphens and joiners. Parts
/// tied by hyphens (`self-reliance`) are words, and so is the whole, which follows its parts.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut position = 0;
    let mut at = 0;
    while let Some(start) = next_word_start(text, at) {
        let first = position;
        let mut end = push_run(text, start, &mut position, &mut words);
        let mut parts = 1;
        while let Some(next) = after_hyphen(text, end) {
            end = push_run(text, next, &mut position, &mut words);
            parts += 1;
        }
        if parts > 1
            && text[start..end].chars().take(MAX_TOKEN_CHARS + 1).count() <= MAX_TOKEN_CHARS
        {
            words.push(Word { span: start..end, position: first, joined: true });
        }
        at = end;
    }
    words
}

/// Pushes the run of word characters at `start`, in pieces when it is too long; gives its end.
fn push_run(text: &str, start: usize, position: &mut u32, words: &mut Vec<Word>) -> usize {
    let bytes = text.as_bytes();
    let mut piece = start;
    let mut chars = 0;
    let mut end = start;
    loop {
        // The quick way through most words.
        let quick = bytes[end..].iter().take(MAX_TOKEN_CHARS - chars);
        let quick = quick.take_while(|byte| byte.is_ascii_alphanumeric()).count();
        chars += quick;
        end += quick;
        let mut rest = text[end..].chars();
        let Some(c) = rest.next() else { break };
        let inner = is_inner(c) && rest.next().is_some_and(char::is_alphanumeric);
        if !(is_word_char(c) || inner) {
            break;
        }
        if chars >= MAX_TOKEN_CHARS && c.is_alphanumeric() {
            words.push(Word { span: piece..end, position: *position, joined: false });
            *position += 1;
            piece = end;
            chars = 0;
        }
        chars = (chars + 1).min(MAX_TOKEN_CHARS);
        end += c.len_utf8();
    }
    words.push(Word { span: piece..end, position: *position, joined: false });
    *position += 1;
    end
}

fn next_word_start(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let gap = text.as_bytes()[at..].iter();
        at += gap.take_while(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()).count();
        let c = text[at..].chars().next()?;
        if c.is_alphanumeric() {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// The start of the part that follows a hyphen at `end`, if one does.
fn after_hyphen(text: &str, end: usize) -> Option<usize> {
    let mut chars = text[end..].chars();
    let hyphen = chars.next().filter(|c| is_hyphen(*c))?;
    chars.next().filter(|c| c.is_alphanumeric())?;
    Some(end + hyphen.len_utf8())
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_ignorable(c) || is_combining_mark(c)
}

/// Apostrophes hold a word together when a letter follows.
fn is_inner(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}')
}

/// A hyphen that ties two parts into one word: hyphen-minus, hyphen, non-breaking hyphen.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Characters without width that a word may hold and that say nothing: soft hyphen, zero-width joiners and blanks.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, u32)]) {
        let got: Vec<_> =
            words(text).into_iter().map(|w| (text[w.span].to_owned(), w.position)).collect();
        let expect: Vec<_> = expect.iter().map(|(word, at)| (word.to_string(), *at)).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn words_are_letters_marks_and_digits() {
        check("Über 3,5 km/h.", &[("Über", 0), ("3", 1), ("5", 2), ("km", 3), ("h", 4)]);
        check("Gespra\u{308}ch", &[("Gespra\u{308}ch", 0)]);
        check("Konfö\u{AD}de\u{AD}ration", &[("Konfö\u{AD}de\u{AD}ration", 0)]);
        check("", &[]);
        check("—!?", &[]);
    }

    #[test]
    fn apostrophes_hold_inside_a_word_only() {
        check("O’Neill's 'quoted'", &[("O’Neill's", 0), ("quoted", 1)]);
    }

    #[test]
    fn hyphenated_words_come_as_parts_and_whole() {
        check(
            "a self-reliance-plan -x b-",
            &[
                ("a", 0),
                ("self", 1),
                ("reliance", 2),
                ("plan", 3),
                ("self-reliance-plan", 1),
                ("x", 4),
                ("b", 5),
            ],
        );
    }

    #[test]
    fn a_run_without_end_is_cut_and_nothing_lost() {
        let text = "x".repeat(600);
        let lengths: Vec<_> = words(&text).iter().map(|w| w.span.len()).collect();
        assert_eq!(lengths, [255, 255, 90]);
    }
}
