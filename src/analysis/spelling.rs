//! The normal spelling of German words, which the lexicon and the chain share.

/// ä/ae → a, ö/oe → o, ü/ue → u (not after q or a vowel: *Quelle*, *neue*), ß → ss.
///
/// Expects lower case. The rule is that of Lucene's `GermanNormalizationFilter`.
pub fn german_normal(word: &str) -> String {
    let mut normal = String::with_capacity(word.len());
    let mut before = ' ';
    let mut last = ' ';
    for c in word.chars() {
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
