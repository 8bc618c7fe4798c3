//! Where Unicode normalisation form C can change a text.

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// The first character that can combine or be replaced.
const FIRST_COMBINING: char = '\u{300}';

/// Whether the character is the same in NFC whatever stands around it, unless a combining character follows.
pub fn is_stable(c: char) -> bool {
    c < FIRST_COMBINING
        || canonical_combining_class(c) == 0
            && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
}

/// Whether what stands before the character cannot combine with it: text cut here is normalised in parts.
pub fn starts_segment(c: char) -> bool {
    let mut first = None;
    decompose_canonical(c, |part| {
        first.get_or_insert(part);
    });
    first.is_some_and(is_stable)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn marks_and_replaced_characters_are_not_stable() {
        assert!(is_stable('a') && is_stable('ä') && is_stable('–') && is_stable('漢'));
        assert!(!is_stable('\u{308}') && !is_stable('\u{212B}') && !is_stable('\u{1161}'));
        assert!(starts_segment('ä') && starts_segment('\u{212B}') && starts_segment('\u{AC01}'));
        assert!(
            !starts_segment('\u{308}') && !starts_segment('\u{1161}') && !starts_segment('\u{F73}')
        );
    }

    proptest! {
        #[test]
        fn text_is_normalised_in_parts(left in any::<char>(), right in any::<char>()) {
            prop_assume!(starts_segment(right));
            let whole: String = [left, right].iter().copied().nfc().collect();
            let parts: String = std::iter::once(left).nfc().chain(std::iter::once(right).nfc()).collect();
            prop_assert_eq!(whole, parts);
        }
    }
}
