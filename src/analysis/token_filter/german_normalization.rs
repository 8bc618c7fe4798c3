//! German spellings of one sound brought together before stemming.

use super::TokenFilter;

/// ä/ae → a, ö/oe → o, ü/ue → u (not after q or a vowel: *Quelle*, *neue*), ß → ss, so that a word is found however
/// its umlauts are typed. The rule is that of Lucene's `GermanNormalizationFilter`.
#[derive(Debug)]
pub(in crate::analysis) struct GermanNormalization;

impl TokenFilter for GermanNormalization {
    fn name(&self) -> &'static str {
        "german_normalization"
    }

    fn apply(&self, terms: &mut Vec<String>) {
        for term in terms {
            *term = normalize(term);
        }
    }
}

fn normalize(term: &str) -> String {
    let mut normal = String::with_capacity(term.len());
    // What stood before, to guard `ue` and to drop the `e` of a written-out umlaut.
    let mut before = ' ';
    let mut last = ' ';
    for c in term.chars() {
        match c {
            'ä' => normal.push('a'),
            'ö' => normal.push('o'),
            'ü' => normal.push('u'),
            'ß' => normal.push_str("ss"),
            'e' if matches!(last, 'a' | 'o')
                || (last == 'u' && !is_vowel(before) && before != 'q') => {}
            _ => normal.push(c),
        }
        before = last;
        last = c;
    }
    normal
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'ü')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlaut_spellings_meet() {
        for (term, normal) in [
            ("konföderation", "konfoderation"),
            ("konfoederation", "konfoderation"),
            ("müller", "muller"),
            ("mueller", "muller"),
            ("straße", "strasse"),
            ("quelle", "quelle"),
            ("neue", "neue"),
            ("mauer", "mauer"),
            ("treue", "treue"),
        ] {
            assert_eq!(normalize(term), normal);
        }
    }
}
