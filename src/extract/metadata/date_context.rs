//! What stands around a number and shows that it is, or is not, a date.

use super::date_words::{BEFORE_NUMBER, month};

/// Whether the text before a number shows that it is a part of a longer one, or of a reference.
pub fn is_part_of_number(before: &str) -> bool {
    let mut signs = before.chars().rev();
    let is_divided = match signs.next() {
        Some('.' | ',' | '-' | '–' | '/' | ':') => {
            signs.next().is_some_and(|c| c.is_ascii_digit())
        }
        Some('§' | '#' | '$' | '€' | '£' | '№' | '+' | '=' | '_') => true,
        _ => false,
    };
    let is_reference = || {
        let signs_between = before.trim_end_matches([' ', '\u{A0}', '\t', '.', '\n']);
        let blanks = before.len() - signs_between.len();
        let word = last_word(signs_between);
        blanks > 0 && blanks <= 4 && BEFORE_NUMBER.contains(&word.to_lowercase().as_str())
            || signs_between.ends_with(['§', '#', '№', 'º', '°'])
            // A shelf mark: DY 1959/60.
            || blanks == 1 && is_shelf_mark(word)
    };
    is_divided || is_reference()
}

/// Whether the number of a volume stands before, so that what follows are pages: `163(17), 2058-2065`.
pub fn follows_volume(before: &str) -> bool {
    let before = before.trim_end();
    let volume = before.strip_suffix([',', ':', ';']).unwrap_or_default();
    volume.ends_with(|c: char| c == ')' || c.is_ascii_digit())
}

/// Whether a word is the letters of a shelf mark.
fn is_shelf_mark(word: &str) -> bool {
    let is_month = month(word).is_some();
    (1..=3).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_uppercase())
        && !is_month
        && !matches!(word, "IN" | "IM" | "BY" | "AM" | "ON" | "DEN" | "VOM" | "THE")
}

/// The word that stands right before, with nothing but blanks between.
pub fn before_word(before: &str) -> Option<&str> {
    let word = last_word(before.trim_end_matches([' ', '\u{A0}', '\n']));
    (!word.is_empty()).then_some(word)
}

/// The letters at the end of a text, empty where there are none or too many.
fn last_word(text: &str) -> &str {
    let letters = text.chars().rev().take(16).take_while(|c| c.is_alphabetic());
    &text[text.len() - letters.map(char::len_utf8).sum::<usize>()..]
}

/// Whether brackets stand right around.
pub fn is_enclosed(before: &str, after: &str) -> bool {
    let after = after.strip_prefix('?').unwrap_or(after);
    before.ends_with('(') && after.starts_with(')')
        || before.ends_with('[') && after.starts_with(']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_other_things_are_known() {
        for before in ["5.", "12/", "1,", "§ ", "S. ", "Nr. ", "Version ", "DY ", "R "] {
            assert!(is_part_of_number(before), "{before}");
        }
        for before in ["", "am ", "Berlin, ", "(", "vom ", "MAY ", "IM ", "Ende. "] {
            assert!(!is_part_of_number(before), "{before}");
        }
        assert!(
            follows_volume("163(17), ") && follows_volume("64: ") && !follows_volume("Berlin, ")
        );
        assert!(is_enclosed("(", ")") && is_enclosed("[", "?]") && !is_enclosed("(", "]"));
        assert_eq!((before_word("im Jahre "), before_word("a, ")), (Some("Jahre"), None));
    }
}
