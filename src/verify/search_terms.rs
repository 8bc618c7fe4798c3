//! The words of a quote that an index is asked for.

use std::collections::HashSet;

use super::fold::{Level, form};
use super::pieces::pieces;
use super::words::words;

/// Letters that a capital letter within a sentence, or a number, is worth: names and years are rare.
const NAME: usize = 4;

/// The words by which the source of a quote can be found, the likely rarest first, each once.
///
/// Long words come before short ones, names and numbers before others as long. They are spelled as in the quote, joined
/// where a line broke them; what the quote's author put in is not among them.
pub fn search_terms(quote: &str) -> Vec<String> {
    let mut terms: Vec<(usize, String)> = Vec::new();
    let mut seen = HashSet::new();
    for piece in pieces(quote) {
        let mut is_first = true;
        for span in words(&piece) {
            let word = form(&piece[span], Level::Spacing);
            let starts_sentence = std::mem::take(&mut is_first);
            if !word.starts_with(char::is_alphanumeric) {
                is_first = matches!(word.as_str(), "." | "!" | "?");
                continue;
            }
            if seen.insert(form(&word, Level::Spelling)) {
                terms.push((rarity(&word, starts_sentence), word));
            }
        }
    }
    terms.sort_by_key(|(rarity, _)| std::cmp::Reverse(*rarity));
    terms.into_iter().map(|(_, word)| word).collect()
}

fn rarity(word: &str, starts_sentence: bool) -> usize {
    let is_name = !starts_sentence && word.starts_with(char::is_uppercase);
    let is_number = word.starts_with(char::is_numeric);
    word.chars().count() + if is_name || is_number { NAME } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_come_first() {
        for (quote, expect) in [
            (
                "The union of 1815 was the work of Metternich.",
                vec!["Metternich", "1815", "union", "work", "The", "was", "of"],
            ),
            (
                "Er sagte [Bismarck]: der Bund der Konföde-\nration",
                vec!["Konföderation", "Bund", "sagte", "der", "Er"],
            ),
            ("… [?]", vec![]),
        ] {
            assert_eq!(search_terms(quote), expect, "{quote}");
        }
    }
}
