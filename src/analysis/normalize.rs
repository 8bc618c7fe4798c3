//! One word brought to its plain form: the step every chain begins with.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::tokenizer::{is_hyphen, is_ignorable};

/// A word in NFC and lower case, with ligatures and the long s resolved, without hyphens, soft hyphens and joiners,
/// with straight apostrophes and without a possessive `'s`.
pub(super) fn normalize(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    if word.is_ascii() {
        plain.extend(word.chars().filter(|c| *c != '-').map(|c| c.to_ascii_lowercase()));
    } else {
        let composed = compose(word);
        for c in composed.chars().filter(|c| !is_hyphen(*c) && !is_ignorable(*c)) {
            push_plain(c, &mut plain);
        }
        // Lower-casing can leave a letter and a mark that have a composed form.
        if let Cow::Owned(again) = compose(&plain) {
            plain = again;
        }
    }
    if let Some(stem) = plain.strip_suffix("'s").filter(|stem| !stem.is_empty()) {
        plain.truncate(stem.len());
    }
    plain
}

fn compose(word: &str) -> Cow<'_, str> {
    match is_nfc_quick(word.chars()) {
        IsNormalized::Yes => Cow::Borrowed(word),
        _ => Cow::Owned(word.nfc().collect()),
    }
}

fn push_plain(c: char, plain: &mut String) {
    match c {
        'ſ' => plain.push('s'),
        '\u{2019}' | '\u{02BC}' => plain.push('\''),
        // The Latin ligatures ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ.
        '\u{FB00}'..='\u{FB06}' => plain.extend(std::iter::once(c).nfkc()),
        'ẞ' => plain.push('ß'),
        // The sigma that ends a word.
        'ς' => plain.push('σ'),
        _ => plain.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_meet() {
        for (word, plain) in [
            ("Gespra\u{308}ch", "gespräch"),
            ("GESPRÄCH", "gespräch"),
            ("Wieder\u{AD}vereinigung", "wiedervereinigung"),
            ("Geſandten", "gesandten"),
            ("oﬃcial", "official"),
            ("self-reliance", "selfreliance"),
            ("Kim’s", "kim"),
            ("O’Neill", "o'neill"),
            ("GROẞ", "groß"),
            ("'s", "'s"),
        ] {
            assert_eq!(normalize(word), plain, "{word}");
        }
    }
}
