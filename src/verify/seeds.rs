//! The parts of a long text that may hold a changed quote: where its rarest words stand close together.

use std::collections::HashMap;

use super::align::Token;
use super::fold::{Level, form};
use crate::document::Span;

/// Parts that are looked at.
const MAX_PARTS: usize = 3;

/// Places of a quote's words in a text that are counted, the rarest words first.
const MAX_PLACES: usize = 200_000;

/// Places in the quote of one word that are counted.
const MAX_REPEATS: usize = 4;

/// Tokens that may be left out of the source where its author left something out: as far as [`super::locate::MAX_GAP`].
const GAP: usize = 1_000;

/// Tokens of the text that may be the quote's, as ranges of `places`; the likeliest first.
///
/// Every place of a word in the text proposes a beginning of the quote. Where many propose the same, within a few words,
/// the quote may stand; where its author left something out, it may begin earlier and end later. Linear in the text.
pub fn parts(quote: &[Option<Token>], text: &str, places: &[Span]) -> Vec<Span> {
    let tokens: Vec<&Token> = quote.iter().flatten().collect();
    let bin = (tokens.len() / 8).max(8);
    let gaps = GAP * (quote.len() - tokens.len());
    let slack = 8 + tokens.len() / 2;
    let part = |index: usize| {
        // Votes are moved by the length of the quote, so that none is for a beginning before the text.
        let start = index * bin;
        let first = start.saturating_sub(tokens.len() + gaps + slack).min(places.len());
        first..(start + 2 * bin + gaps + slack).min(places.len())
    };
    likeliest(&votes(&tokens, text, places, bin)).into_iter().map(part).collect()
}

/// How much speaks for each bin of beginnings.
fn votes(quote: &[&Token], text: &str, places: &[Span], bin: usize) -> Vec<u32> {
    let mut words: HashMap<&str, Word> = HashMap::new();
    for (at, token) in quote.iter().enumerate().filter(|(_, token)| token.is_word()) {
        let word = words.entry(&token.form).or_default();
        if word.in_quote.len() < MAX_REPEATS {
            word.in_quote.push(at);
        }
    }
    for (at, span) in places.iter().enumerate() {
        if let Some(word) = words.get_mut(form(&text[span.clone()], Level::Spelling).as_str()) {
            word.in_text.push(at);
        }
    }
    let mut words: Vec<Word> =
        words.into_values().filter(|word| !word.in_text.is_empty()).collect();
    words.sort_by(|a, b| (a.in_text.len(), &a.in_quote).cmp(&(b.in_text.len(), &b.in_quote)));

    let mut votes = vec![0; (places.len() + quote.len()) / bin + 2];
    let mut left = MAX_PLACES;
    for word in words {
        // A word that stands everywhere says little of a place.
        let weight = 20u32.saturating_sub(word.in_text.len().ilog2());
        for (in_text, in_quote) in word
            .in_text
            .iter()
            .flat_map(|text| word.in_quote.iter().map(move |quote| (text, quote)))
        {
            votes[(in_text + quote.len() - in_quote) / bin] += weight;
        }
        left = left.saturating_sub(word.in_text.len() * word.in_quote.len());
        if left == 0 {
            break;
        }
    }
    votes
}

#[derive(Default)]
struct Word {
    in_quote: Vec<usize>,
    in_text: Vec<usize>,
}

/// The bins with the most votes, each together with the next; not two in a row.
fn likeliest(votes: &[u32]) -> Vec<usize> {
    let sum = |index: usize| votes[index] + votes.get(index + 1).copied().unwrap_or_default();
    let mut best: Vec<usize> = Vec::new();
    for _ in 0..MAX_PARTS {
        let is_free = |index: &usize| best.iter().all(|other| other.abs_diff(*index) > 1);
        let most =
            (0..votes.len()).filter(is_free).max_by_key(|index| (sum(*index), votes.len() - index));
        best.extend(most.filter(|index| sum(*index) > 0));
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::align::tokens;
    use crate::verify::words::words;

    fn first_part(quote: &str, text: &str) -> Option<Span> {
        let quote: Vec<_> = tokens(quote).into_iter().map(Some).collect();
        parts(&quote, text, &words(text).collect::<Vec<_>>()).into_iter().next()
    }

    #[test]
    fn the_part_with_the_rarest_words_comes_first() {
        let filler = "the states of the union and the law ".repeat(500);
        let text = format!("{filler} the rare confederal states of the old union agree {filler}");
        let part =
            first_part("rare confederal states of a new union agree", &text).expect("a part");
        assert!(part.contains(&4_001) && part.contains(&4_008), "{part:?}");
        assert!(part.len() < 100);
        assert_eq!(first_part("nothing here stands there", &filler), None);
        assert_eq!(first_part("", ""), None);
    }
}
