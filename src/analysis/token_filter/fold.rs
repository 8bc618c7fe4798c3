//! Accents and umlauts written out, so that spellings of one letter meet.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Form, TokenFilter};

/// Writes ä ö ü ß as ae oe ue ss and takes other accents off (é → e, ł → l, ø → oe).
///
/// Umlauts are written out, not dropped: `Müller` meets `Mueller`, while `Uber` does not meet `über`. Each character
/// is folded alone, so that a part of a word folds to a part of the folded word.
#[derive(Debug)]
pub(in crate::analysis) struct Fold;

impl TokenFilter for Fold {
    fn name(&self) -> &'static str {
        "fold"
    }

    fn apply(&self, forms: &mut Vec<Form>) {
        for form in forms.iter_mut().filter(|form| !form.text.is_ascii()) {
            form.text = fold(&form.text);
        }
    }
}

fn fold(term: &str) -> String {
    let mut folded = String::with_capacity(term.len() + 4);
    for c in term.chars() {
        match c {
            'ä' | 'æ' => folded.push_str("ae"),
            'ö' | 'ø' | 'œ' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'þ' => folded.push_str("th"),
            _ => folded.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c))),
        }
    }
    // A word of nothing but marks keeps them: it must still find itself.
    if folded.is_empty() { term.to_owned() } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_but_plain_vowels_do_not() {
        for (term, folded) in [
            ("müller", "mueller"),
            ("straße", "strasse"),
            ("café", "cafe"),
            ("łódź", "lodz"),
            ("uber", "uber"),
            ("über", "ueber"),
            ("\u{301}", "\u{301}"),
        ] {
            assert_eq!(fold(term), folded);
        }
    }
}
