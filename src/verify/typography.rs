//! The signs that printers and editors set differently while the words stay the same.

/// Hyphens and dashes of every length, and the sign that old files break a word with.
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '¬' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2E17}' | '\u{2E3A}' | '\u{2E3B}'
    )
}

/// Quotation marks and apostrophes, single and double, of every country.
pub fn is_quote_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '´' | '«' | '»' | '‹' | '›' | '\u{2BC}' | '\u{2018}'
            ..='\u{201F}' | '′' | '″'
    )
}

/// What is not read: soft hyphens, joiners, the marks of emphasis and escape of Markdown.
pub fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '*' | '_' | '\\')
}

/// A letter or digit of running text; the raised digits of footnotes are none.
pub fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() && raised_digit(c).is_none()
}

/// The digit that a raised digit stands for.
pub fn raised_digit(c: char) -> Option<char> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    // Most characters need no search.
    if c < '²' {
        return None;
    }
    (b'0'..=b'9').zip(RAISED).find(|(_, raised)| *raised == c).map(|(digit, _)| char::from(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_digits_are_no_part_of_a_word() {
        for (c, digit) in
            [('¹', Some('1')), ('²', Some('2')), ('⁹', Some('9')), ('1', None), ('a', None)]
        {
            assert_eq!(raised_digit(c), digit, "{c}");
            assert_eq!(is_word_char(c), digit.is_none(), "{c}");
        }
    }
}
