//! The spelling a headword is filed under.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::analysis::german_normal;

/// The language of a headword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// German.
    German,
    /// English.
    English,
}

/// What ends the key of an abbreviation, which no other key holds: *SALT* is not *salt*.
const ABBREVIATION: char = '.';

/// The words of a text in lower case without accents, German in its normal spelling, with one blank between them.
pub fn key(text: &str, side: Side) -> String {
    let mut key = String::with_capacity(text.len());
    for word in text.split(|c: char| !is_word_char(c)) {
        let word = word.trim_end_matches(is_apostrophe);
        let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word);
        let end = key.len();
        push_plain(word, side, &mut key);
        if end > 0 && key.len() > end {
            key.insert(end, ' ');
        }
    }
    key
}

fn push_plain(word: &str, side: Side, key: &mut String) {
    let lower = match word.is_ascii() {
        true => word.to_ascii_lowercase(),
        false => word.nfc().flat_map(char::to_lowercase).collect(),
    };
    let normal = if side == Side::German { german_normal(&lower) } else { lower };
    match normal.is_ascii() {
        true => key.extend(normal.chars().filter(char::is_ascii_alphanumeric)),
        false => {
            key.extend(normal.nfd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c)));
        }
    }
}

/// The key of a headword, apart from other words if it is an abbreviation.
pub fn headword_key(text: &str, side: Side) -> String {
    let key = key(text, side);
    if is_abbreviation(text) { abbreviation_key(&key) } else { key }
}

/// The key of the abbreviation that is spelled with the letters of `key`.
pub fn abbreviation_key(key: &str) -> String {
    format!("{key}{ABBREVIATION}")
}

/// Whether a text is a single word of which capitals are at least two and at least half: *DDR*, *MfS*, *KPdSU*.
pub fn is_abbreviation(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2 && capitals * 2 >= text.chars().count() && text.chars().all(char::is_alphanumeric)
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || is_apostrophe(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_headword_meet() {
        for (side, text, expect) in [
            (Side::German, "Außenminister", "aussenminister"),
            (Side::German, "Aussenminister", "aussenminister"),
            (Side::German, "Gespra\u{308}ch", "gesprach"),
            (Side::German, "Gespraech", "gesprach"),
            (Side::German, "ČSSR-Reise", "cssr reise"),
            (Side::English, "People’s Republic", "people republic"),
            (Side::English, "Workers' Party", "workers party"),
            (Side::English, "O'Neill", "oneill"),
            (Side::English, "naïve  non-aligned", "naive non aligned"),
            (Side::English, "Rome", "rome"),
            (Side::English, "' 's -- ", ""),
        ] {
            assert_eq!(key(text, side), expect, "{text}");
        }
    }

    #[test]
    fn abbreviations_are_apart() {
        for text in ["DDR", "MfS", "KPdSU", "GmbH", "US", "ČSSR"] {
            assert!(is_abbreviation(text), "{text}");
        }
        for text in ["Lkw", "A", "Bonn", "VR China", "BArch", ""] {
            assert!(!is_abbreviation(text), "{text}");
        }
        assert_ne!(headword_key("SALT", Side::English), headword_key("Salt", Side::English));
    }
}
