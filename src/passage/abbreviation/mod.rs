//! Tells a period that belongs to an abbreviation, an initial or an ordinal number from one that ends a sentence.

mod english;
mod german;

use crate::document::Language;

/// Words of one language, in lower case and sorted.
struct Lists {
    /// Abbreviations that nothing but a word they belong to can follow: titles, `z.B.`, `vgl.`
    never_end: &'static [&'static str],
    /// Words that are abbreviations before a number only: `no. 5`, `art. 3`, `Dec. 7`.
    before_number: &'static [&'static str],
    /// Abbreviations that may also close a sentence (`etc.`, `Mio.`), and those spelled like a word (`max.`).
    may_end: &'static [&'static str],
    /// Words that in capitals begin a sentence: articles, pronouns, prepositions, conjunctions.
    openers: &'static [&'static str],
}

/// What a period after a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// The word is none that carries a period: the sentence ends.
    Ends,
    /// It belongs to the word.
    Abbreviates,
    /// It belongs to the word if a number follows.
    AbbreviatesBeforeNumber,
    /// It belongs to the word, and ends the sentence if the next word is one that begins sentences.
    MayEnd,
}

fn lists(language: Language) -> &'static [&'static Lists] {
    match language {
        Language::English => &[&english::LISTS],
        Language::German => &[&german::LISTS],
        Language::Unknown => &[&english::LISTS, &german::LISTS],
    }
}

/// What the period after `word` says; `after_initial` when a single letter and a period stand before the word.
pub(super) fn period(word: &str, after_initial: bool, language: Language) -> Period {
    let lower = word.to_lowercase();
    let listed = |pick: fn(&Lists) -> &'static [&'static str]| {
        lists(language).iter().any(|lists| pick(lists).binary_search(&lower.as_str()).is_ok())
    };
    if listed(|lists| lists.never_end) {
        Period::Abbreviates
    } else if listed(|lists| lists.before_number) {
        Period::AbbreviatesBeforeNumber
    } else if listed(|lists| lists.may_end) {
        Period::MayEnd
    } else if is_dotted_letters(word) {
        // `U.S.`, `J.` and `Plan B.` may end a sentence, `z.B.` and the second part of `z. B.` or `N. S.` do not.
        if word.starts_with(char::is_uppercase) && !after_initial {
            Period::MayEnd
        } else {
            Period::Abbreviates
        }
    } else if language != Language::English && (is_german_ordinal(word) || lower.ends_with("str")) {
        Period::MayEnd
    } else {
        Period::Ends
    }
}

/// Whether a word, as it is written, is one that begins a sentence rather than a name.
pub(super) fn is_opener(word: &str, language: Language) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.all(char::is_lowercase)
        && lists(language)
            .iter()
            .any(|lists| lists.openers.binary_search(&word.to_lowercase().as_str()).is_ok())
}

/// Whether a word is a number in digits or a Roman one of two letters or more (`I` is more often a pronoun).
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|char: char| char.is_ascii_digit()) || (word.len() > 1 && is_roman(word))
}

/// Whether a word that begins a sentence only numbers it: `3. The Soviet side …`, `2.1.`, `IV.`, `a.`
pub(super) fn is_list_number(word: &str) -> bool {
    word.split('.').all(|part| is_short_number(part) || is_roman(part) || is_dotted_letters(part))
}

/// `3. September`, `100. Geburtstag`, `XX. Parteitag`.
fn is_german_ordinal(word: &str) -> bool {
    is_short_number(word) || is_roman(word)
}

fn is_short_number(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_roman(word: &str) -> bool {
    word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// Single letters with periods between them, or one alone: `U.S`, `z.B`, `J`.
fn is_dotted_letters(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_lower_case_sorted_and_disjoint() {
        for lists in lists(Language::Unknown) {
            let all = [lists.never_end, lists.before_number, lists.may_end];
            for list in all.iter().chain([&lists.openers]) {
                assert!(list.iter().all(|word| *word == word.to_lowercase()));
                for pair in list.windows(2) {
                    assert!(pair[0] < pair[1], "{pair:?}");
                }
            }
            for word in all.concat() {
                assert_eq!(all.iter().filter(|list| list.contains(&word)).count(), 1, "{word}");
            }
        }
    }

    #[test]
    fn a_period_is_read_by_the_word_before_it() {
        use Language::*;
        let check = |word: &str, language, expect| {
            assert_eq!(period(word, false, language), expect, "{word}")
        };
        check("Dr", English, Period::Abbreviates);
        check("Vgl", German, Period::Abbreviates);
        check("Vgl", English, Period::Ends);
        check("Vgl", Unknown, Period::Abbreviates);
        check("No", English, Period::AbbreviatesBeforeNumber);
        check("z.B", English, Period::Abbreviates);
        check("U.S", English, Period::MayEnd);
        check("8", German, Period::MayEnd);
        check("8", English, Period::Ends);
        check("1960", German, Period::Ends);
        check("XX", Unknown, Period::MayEnd);
        check("Wilhelmstr", German, Period::MayEnd);
        check("house", English, Period::Ends);
        assert_eq!(period("B", true, German), Period::Abbreviates);
    }

    #[test]
    fn openers_are_capitalised_but_not_in_capitals() {
        assert!(is_opener("The", Language::English));
        assert!(is_opener("A", Language::English));
        assert!(!is_opener("THE", Language::English));
        assert!(!is_opener("the", Language::English));
        assert!(!is_opener("The", Language::German));
        assert!(!is_opener("", Language::Unknown));
    }
}
