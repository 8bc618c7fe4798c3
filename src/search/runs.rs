//! The words of a query in runs, as names and headwords of several words are looked up.

use std::cmp::Ordering;
use std::ops::Range;

use crate::analysis::{Analyzers, one_a_position};
use crate::document::{Language, Span};
use crate::query::{Leaf, LeafKind, Query};
use crate::translation::{By, Group, Translator};

/// The runs of a query, each looked up in the dictionaries.
pub(super) fn runs<'a>(
    query: &'a Query,
    analyzers: &Analyzers,
    translator: Option<&Translator>,
) -> Vec<Run<'a>> {
    let mut runs = Vec::new();
    collect_runs(query, &mut runs);
    runs.into_iter().map(|leaves| Run::of(leaves, analyzers, translator)).collect()
}

/// The words and phrases that are looked for as such: neighbours of a list together, each other one alone.
fn collect_runs<'a>(query: &'a Query, runs: &mut Vec<Vec<&'a Leaf>>) {
    match query {
        Query::Leaf(leaf) => runs.push(vec![leaf]),
        Query::Or(sides) => sides.iter().for_each(|side| collect_runs(side, runs)),
        Query::Clauses { must, should, .. } => {
            must.iter().for_each(|query| collect_runs(query, runs));
            let mut run = Vec::new();
            for query in should {
                match query {
                    Query::Leaf(leaf) if leaf.kind == LeafKind::Word => run.push(leaf),
                    other => {
                        runs.push(std::mem::take(&mut run));
                        collect_runs(other, runs);
                    }
                }
            }
            runs.push(run);
        }
        Query::Boost { query, .. } => collect_runs(query, runs),
        // A field is asked for as it stands, and what must be near something is named.
        Query::Near { .. } | Query::Field { .. } | Query::Filter { .. } => {}
    }
    runs.retain(|run| !run.is_empty());
}

/// A word of a run.
pub(super) struct RunWord {
    /// As typed.
    pub text: String,
    /// As the exact field has it.
    pub term: String,
    /// Which leaf of the run it stands in.
    pub leaf: usize,
}

/// Neighbouring words of a query, or a phrase.
pub(super) struct Run<'a> {
    pub leaves: Vec<&'a Leaf>,
    /// The words of the leaves, one a position.
    pub words: Vec<RunWord>,
    /// The translations of the words, should they be English, and should they be German.
    pub from_english: Vec<Group>,
    pub from_german: Vec<Group>,
}

impl<'a> Run<'a> {
    fn of(
        leaves: Vec<&'a Leaf>,
        analyzers: &Analyzers,
        translator: Option<&Translator>,
    ) -> Run<'a> {
        let mut words = Vec::new();
        for (number, leaf) in leaves.iter().enumerate() {
            if !matches!(leaf.kind, LeafKind::Word | LeafKind::Phrase { slop: 0 }) {
                continue;
            }
            let tokens = analyzers.exact.tokens(&leaf.text);
            words.extend(one_a_position(&tokens).into_iter().map(|token| RunWord {
                text: leaf.text[token.span.clone()].to_owned(),
                term: token.term.clone(),
                leaf: number,
            }));
        }
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let from = |language| match translator {
            Some(translator) => translator.translate(&texts, language, analyzers),
            None => Vec::new(),
        };
        let (from_english, from_german) = (from(Language::English), from(Language::German));
        Run { leaves, words, from_english, from_german }
    }

    /// Whether a word, by its number, stands in a dictionary of a language in one of these ways.
    fn is_in(groups: &[Group], word: usize, by: &[By]) -> bool {
        let of_word = groups.iter().filter(|group| group.words == (word..word + 1));
        of_word.flat_map(|group| &group.translations).any(|found| by.contains(&found.by))
    }

    /// Whether a word, in some inflection, stands in a dictionary, as names seldom do.
    pub(super) fn is_headword(&self, word: usize) -> bool {
        let by = [By::Exact, By::Stem];
        [&self.from_english, &self.from_german].iter().any(|from| Run::is_in(from, word, &by))
    }

    /// Where some words stand in the query; the whole of a hyphenated word for a part of it, and `None` for a part of a
    /// phrase.
    pub(super) fn place(&self, range: Range<usize>) -> Option<Span> {
        let words = &self.words;
        let (first, last) = (words.get(range.start)?, words.get(range.end.checked_sub(1)?)?);
        let other = |at: usize, leaf: usize| words.get(at).is_none_or(|word| word.leaf != leaf);
        let begins = range.start == 0 || other(range.start - 1, first.leaf);
        let ends = other(range.end, last.leaf);
        let are_words = range.clone().all(|at| self.is_word(at));
        let (first, last) = (self.leaves[first.leaf], self.leaves[last.leaf]);
        (begins && ends || are_words).then_some(first.span.start..last.span.end)
    }

    /// Whether a word, by its number, is one of the query and not of a phrase.
    pub(super) fn is_word(&self, word: usize) -> bool {
        self.leaves[self.words[word].leaf].kind == LeafKind::Word
    }

    /// Some of the words as typed.
    pub(super) fn text(&self, range: Range<usize>) -> String {
        let words = self.words.get(range).unwrap_or_default().iter();
        words.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// What a query is in, by the words that are headwords of dictionaries in one language alone.
pub(super) fn language_of_headwords(runs: &[Run]) -> Language {
    let by = [By::Exact, By::Stem, By::Parts];
    let (mut english, mut german) = (0, 0);
    for run in runs {
        for word in 0..run.words.len() {
            let is_in = |from| Run::is_in(from, word, &by);
            match (is_in(&run.from_english), is_in(&run.from_german)) {
                (true, false) => english += 1,
                (false, true) => german += 1,
                _ => {}
            }
        }
    }
    match english.cmp(&german) {
        Ordering::Greater => Language::English,
        Ordering::Less => Language::German,
        Ordering::Equal => Language::Unknown,
    }
}
