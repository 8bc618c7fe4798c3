//! The words of a quote laid beside those of a source, with as few differences as can be.

use std::collections::HashMap;

use super::fold::{Level, form};
use super::words::words;
use crate::document::Span;

/// What it costs to add or leave out a punctuation mark, a short word, a long one.
const MARK: u32 = 1;
const SHORT_WORD: u32 = 2;
const LONG_WORD: u32 = 4;

/// What it costs besides, to put a word in the place of one that is nothing like it: rather leave one out and keep the
/// words around it.
const UNLIKE: u32 = 1;

/// Letters of the longest short word: most are function words, which two texts share by chance.
const SHORT: usize = 3;

/// Bytes of a word that are looked at to tell whether another is like it.
const MAX_LIKENESS: usize = 32;

/// Size of the largest table, in cells of a byte: a quote of 2,000 words beside 25,000, for it may be cut in pieces.
const MAX_CELLS: usize = 60_000_000;

/// A word or a punctuation mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in its text.
    pub span: Span,
    /// Its form up to spelling.
    pub form: String,
    /// What it costs to add it or to leave it out.
    pub weight: u32,
}

impl Token {
    /// The token at `span` of `text`.
    pub fn new(text: &str, span: Span) -> Token {
        let word = &text[span.clone()];
        let weight = match word.chars().filter(|c| c.is_alphanumeric()).take(SHORT + 1).count() {
            0 => MARK,
            1..=SHORT => SHORT_WORD,
            _ => LONG_WORD,
        };
        Token { form: form(word, Level::Spelling), weight, span }
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.weight > MARK
    }
}

/// The tokens of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    words(text).map(|span| Token::new(text, span)).collect()
}

/// Two texts side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// What the differences cost together.
    pub cost: u32,
    /// What stands beside what, in order, from the first token of the quote to the last.
    pub rows: Vec<Row>,
}

impl Alignment {
    /// The span of the source from its first token beside one of the quote to the last.
    pub fn source_span(&self, source: &[Token]) -> Option<Span> {
        let beside = |row: &Row| match row {
            Row::Both(_, at) => Some(*at),
            _ => None,
        };
        let first = self.rows.iter().find_map(beside)?;
        let last = self.rows.iter().rev().find_map(beside)?;
        Some(source[first].span.start..source[last].span.end)
    }
}

/// A row of an alignment: numbers of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A token of the quote and one of the source, alike or not.
    Both(usize, usize),
    /// A token that only the quote has.
    Quote(usize),
    /// A token that only the source has.
    Source(usize),
    /// The quote's author left something out.
    Break,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    Both,
    Quote,
    Source,
}

/// Lays a quote beside the part of a source that is most like it; `None` where the two together are too long.
///
/// In `quote`, `None` stands where its author left something out: what the source has there costs nothing. So does
/// what comes before and after in the source. Takes time and memory by the product of the lengths.
pub fn align(quote: &[Option<Token>], source: &[Token]) -> Option<Alignment> {
    let width = source.len() + 1;
    if width.checked_mul(quote.len() + 1).is_none_or(|cells| cells > MAX_CELLS) {
        return None;
    }
    let numbers = Numbers::new(source);
    let mut moves = vec![Move::Source; width * (quote.len() + 1)];
    let mut above = vec![0u32; width];
    let mut row = vec![0u32; width];
    for (index, token) in quote.iter().enumerate() {
        let moves = &mut moves[(index + 1) * width..][..width];
        match token {
            None => break_row(&above, &mut row, moves),
            Some(token) => {
                let number = numbers.of(token);
                row[0] = above[0] + token.weight;
                moves[0] = Move::Quote;
                for (at, other) in source.iter().enumerate() {
                    let is_same = Some(numbers.source[at]) == number;
                    let both = above[at] + if is_same { 0 } else { change(token, other) };
                    let only_quote = above[at + 1] + token.weight;
                    let only_source = row[at] + other.weight;
                    let least = both.min(only_quote).min(only_source);
                    // Of equals, the one that keeps more of the quote.
                    moves[at + 1] = match least {
                        _ if least == both => Move::Both,
                        _ if least == only_source => Move::Source,
                        _ => Move::Quote,
                    };
                    row[at + 1] = least;
                }
            }
        }
        std::mem::swap(&mut above, &mut row);
    }
    let end = (0..width).min_by_key(|at| above[*at])?;
    Some(Alignment { cost: above[end], rows: trace(quote, &moves, width, end) })
}

/// At a break, the source may go on for nothing.
fn break_row(above: &[u32], row: &mut [u32], moves: &mut [Move]) {
    (row[0], moves[0]) = (above[0], Move::Quote);
    for at in 1..row.len() {
        (row[at], moves[at]) = match above[at] <= row[at - 1] {
            true => (above[at], Move::Quote),
            false => (row[at - 1], Move::Source),
        };
    }
}

fn trace(quote: &[Option<Token>], moves: &[Move], width: usize, end: usize) -> Vec<Row> {
    let mut rows = Vec::with_capacity(quote.len());
    let (mut line, mut at) = (quote.len(), end);
    while line > 0 {
        let is_break = quote[line - 1].is_none();
        match moves[line * width + at] {
            Move::Both => {
                (line, at) = (line - 1, at - 1);
                rows.push(Row::Both(line, at));
            }
            Move::Quote => {
                line -= 1;
                rows.push(if is_break { Row::Break } else { Row::Quote(line) });
            }
            Move::Source => {
                at -= 1;
                if !is_break {
                    rows.push(Row::Source(at));
                }
            }
        }
    }
    rows.reverse();
    rows
}

/// Words by number, so that a comparison is one of numbers.
struct Numbers<'s> {
    numbers: HashMap<&'s str, usize>,
    source: Vec<usize>,
}

impl<'s> Numbers<'s> {
    fn new(source: &'s [Token]) -> Self {
        let mut numbers = HashMap::new();
        let mut number = |token: &'s Token| {
            let next = numbers.len();
            *numbers.entry(token.form.as_str()).or_insert(next)
        };
        let source = source.iter().map(&mut number).collect();
        Numbers { numbers, source }
    }

    fn of(&self, token: &Token) -> Option<usize> {
        self.numbers.get(token.form.as_str()).copied()
    }
}

/// What it costs to put one token in the place of another that differs.
///
/// Words with a common beginning or end, together half of the longer, are forms of one word or misread: they cost half.
fn change(one: &Token, other: &Token) -> u32 {
    let full =
        one.weight.max(other.weight) + u32::from(one.is_word() != other.is_word()) * LONG_WORD;
    if one.weight < LONG_WORD || other.weight < LONG_WORD {
        return full + UNLIKE;
    }
    let bytes = |token: &'_ Token| token.form.len().min(MAX_LIKENESS);
    let (a, b) = (&one.form.as_bytes()[..bytes(one)], &other.form.as_bytes()[..bytes(other)]);
    let alike = |pair: &(&u8, &u8)| pair.0 == pair.1;
    let first = a.iter().zip(b).take_while(alike).count();
    let last = a.iter().rev().zip(b.iter().rev()).take_while(alike).count();
    let longer = a.len().max(b.len());
    if 2 * (first + last).min(longer) >= longer { full / 2 } else { full + UNLIKE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(quote: &str, source: &str) -> (u32, String) {
        let parts: Vec<&str> = quote.split(" … ").collect();
        let mut words = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                words.push(None);
            }
            words.extend(tokens(part).into_iter().map(Some));
        }
        let source_tokens = tokens(source);
        let alignment = align(&words, &source_tokens).expect("short texts");
        let show = |row: &Row| match row {
            Row::Both(_, at) => source[source_tokens[*at].span.clone()].to_owned(),
            Row::Quote(at) => format!("-{}", words[*at].as_ref().expect("a token").form),
            Row::Source(at) => format!("+{}", source_tokens[*at].form),
            Row::Break => "…".to_owned(),
        };
        (alignment.cost, alignment.rows.iter().map(show).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn differences_are_as_few_as_can_be() {
        for (quote, source, expect) in [
            ("alpha beta gamma", "was alpha beta gamma here", (0, "alpha beta gamma")),
            ("alpha beta gamma", "alpha gamma", (LONG_WORD, "alpha -beta gamma")),
            ("alpha gamma delta", "alpha beta gamma delta", (LONG_WORD, "alpha +beta gamma delta")),
            ("alpha beta gamma", "alpha delta gamma", (LONG_WORD + UNLIKE, "alpha delta gamma")),
            ("alpha states gamma", "alpha stated gamma", (LONG_WORD / 2, "alpha stated gamma")),
            ("alpha … gamma", "alpha beta beta gamma", (0, "alpha … gamma")),
            ("alpha, gamma", "alpha gamma", (MARK, "alpha -, gamma")),
            ("alpha … alpha", "alpha alpha beta alpha", (0, "alpha … alpha")),
        ] {
            assert_eq!(rows(quote, source), (expect.0, expect.1.to_owned()), "{quote} / {source}");
        }
    }

    #[test]
    fn what_is_too_long_is_not_tried() {
        let long = tokens(&"a ".repeat(8_000));
        let quote: Vec<_> = long.iter().cloned().map(Some).collect();
        assert_eq!(align(&quote, &long), None);
        assert!(align(&[], &[]).is_some());
    }
}
