//! The terms of the words that have been seen, and of the text at hand.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use crate::analysis::{Analyzer, Analyzers, Term, Word, words};

/// Words whose terms are remembered: a collection's frequent words make up nearly all of its text.
const MAX_WORDS: usize = 200_000;

/// An analyzer that fills fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chain {
    Exact,
    English,
    German,
}

impl Chain {
    pub(super) fn analyzer(self, analyzers: &Analyzers) -> &Analyzer {
        match self {
            Chain::Exact => &analyzers.exact,
            Chain::English => &analyzers.english,
            Chain::German => &analyzers.german,
        }
    }
}

/// A term of a word.
#[derive(Clone, Copy, Debug)]
struct Listed {
    /// Where it stands in the letters of all terms.
    start: usize,
    len: usize,
    is_part: bool,
}

/// A word of the text at hand.
#[derive(Clone, Copy, Debug)]
struct Occurrence {
    /// Its number among the words.
    word: u32,
    /// Where it stands in the text.
    span: (u32, u32),
    position: u32,
    /// Whether it is a hyphenated whole, whose parts are words of their own.
    joined: bool,
}

/// Analyses the texts it is given, a word once and a text once for all fields.
///
/// A passage goes through several chains, and most of its words have gone through them before.
#[derive(Debug, Default)]
pub(super) struct TermMemory {
    /// The number of each word.
    words: HashMap<Box<str>, u32, FixedState>,
    /// The terms of each word, by chain: a range of `lists`.
    of_word: Vec<[Option<Range<usize>>; 3]>,
    lists: Vec<Listed>,
    /// All terms, those of a word side by side.
    letters: String,
    /// The text at hand and its words.
    text: String,
    occurrences: Vec<Occurrence>,
    cursor: Cursor,
}

/// Where the stream at hand stands.
#[derive(Debug, Default)]
struct Cursor {
    /// The next word, and the terms still to come of the last one.
    occurrence: usize,
    listed: Range<usize>,
    position: u32,
    joined: bool,
    chain: usize,
}

impl TermMemory {
    /// Whether this text is at hand.
    pub(super) fn holds(&self, text: &str) -> bool {
        self.text == text
    }

    /// Begins the stream of a text's terms.
    pub(super) fn begin(&mut self, text: &str, chain: Chain, analyzers: &Analyzers) {
        if !self.holds(text) {
            self.read(text);
        }
        for at in 0..self.occurrences.len() {
            let Occurrence { word, span, .. } = self.occurrences[at];
            if self.of_word[word as usize][chain as usize].is_none() {
                let word_text = &text[span.0 as usize..span.1 as usize];
                let terms = chain.analyzer(analyzers).terms(word_text);
                let start = self.lists.len();
                for Term { text, is_part } in terms {
                    self.lists.push(Listed { start: self.letters.len(), len: text.len(), is_part });
                    self.letters.push_str(&text);
                }
                self.of_word[word as usize][chain as usize] = Some(start..self.lists.len());
            }
        }
        self.cursor = Cursor { chain: chain as usize, ..Cursor::default() };
    }

    /// The next term and its position.
    pub(super) fn next(&mut self) -> Option<(&str, u32)> {
        loop {
            for at in self.cursor.listed.by_ref() {
                let Listed { start, len, is_part } = self.lists[at];
                if !(self.cursor.joined && is_part) {
                    return Some((&self.letters[start..start + len], self.cursor.position));
                }
            }
            let occurrence = *self.occurrences.get(self.cursor.occurrence)?;
            let word = occurrence.word as usize;
            self.cursor.occurrence += 1;
            self.cursor.joined = occurrence.joined;
            self.cursor.position = occurrence.position;
            let listed = self.of_word[word][self.cursor.chain].clone();
            self.cursor.listed = listed.unwrap_or_default();
        }
    }

    /// Finds the words of a text.
    fn read(&mut self, text: &str) {
        if self.words.len() >= MAX_WORDS {
            *self = TermMemory::default();
        }
        self.text.clear();
        self.text.push_str(text);
        self.occurrences.clear();
        for Word { span, position, joined } in words(text) {
            let spelling = &text[span.clone()];
            let word = match self.words.get(spelling) {
                Some(word) => *word,
                None => {
                    let word = self.of_word.len() as u32;
                    self.words.insert(spelling.into(), word);
                    self.of_word.push(Default::default());
                    word
                }
            };
            let span = (span.start as u32, span.end as u32);
            self.occurrences.push(Occurrence { word, span, position, joined });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Lexicon;

    fn terms(memory: &mut TermMemory, text: &str, chain: Chain, all: &Analyzers) -> String {
        memory.begin(text, chain, all);
        let mut terms = Vec::new();
        while let Some((term, position)) = memory.next() {
            terms.push(format!("{term}/{position}"));
        }
        terms.join(" ")
    }

    #[test]
    fn every_chain_gives_its_terms_again_and_again() {
        let all = Analyzers::new(Lexicon::embedded());
        let mut memory = TermMemory::default();
        for _ in 0..2 {
            let mut check = |text, chain, expect| {
                assert_eq!(terms(&mut memory, text, chain, &all), expect, "{text} {chain:?}");
            };
            let text = "Die Ost-West-Frage, die Frage";
            let exact = "die/0 ost/1 west/2 frage/3 ostwestfrage/1 die/4 frage/5";
            check(text, Chain::Exact, exact);
            check(text, Chain::German, "ost/1 west/2 frag/3 ostwestfrag/1 frag/5");
            check("", Chain::Exact, "");
            check("Botschaftsbericht", Chain::German, "botschaftsberich/0 botschaf/0 berich/0");
        }
    }
}
