//! What else the words of a query may stand for: names in other spellings, other names, translations.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::{identify_query, is_stop_word, one_a_position};
use crate::document::{Language, Span};
use crate::index::{self, Reader};
use crate::query::{Alternative, ExpandedQuery, Expansion, ExpansionKind, Leaf, LeafKind, Query};
use crate::translation::{By, Translator};
use crate::variant::{Aliases, Variant};

/// What a name in another spelling counts beside the one typed.
const NAME: f32 = 0.6;

/// What an old or modern spelling, or a misread word, counts beside the one typed.
const SPELLING: f32 = 0.5;

/// What another name of the same thing counts.
const ALIAS: f32 = 0.8;

/// What a translation counts beside a word in the query's own language.
const TRANSLATION: f32 = 0.8;

/// Shorter words have too many that look like them.
const MIN_NAME: usize = 4;

/// What a query is expanded with, and by what.
#[derive(Clone, Debug, Default)]
pub struct Expanders {
    /// Names in other transliterations.
    pub names: bool,
    /// Old and modern German spellings.
    pub old_spelling: bool,
    /// What scanners may have made of a word.
    pub ocr: bool,
    /// Other names of people, places and bodies.
    pub aliases: Option<Arc<Aliases>>,
    /// Translations into the other language.
    pub translator: Option<Arc<Translator>>,
}

/// What was added to a query, as the response shows it: word → other words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expanded {
    /// Other spellings and names.
    pub variants: BTreeMap<String, Vec<String>>,
    /// Translations.
    pub translations: BTreeMap<String, Vec<String>>,
}

/// Expands a query by what is switched on and stands in the collection.
///
/// # Errors
/// When the index can't be read.
pub fn expand(
    query: Query,
    reader: &Reader,
    expanders: &Expanders,
) -> Result<(ExpandedQuery, Expanded), index::Error> {
    let mut runs = Vec::new();
    collect_runs(&query, &mut runs);
    let mut expansion =
        Expander { reader, expanders, expansions: Vec::new(), shown: Expanded::default() };
    // The collection's vocabulary says little here: in one of German passages, all words look German.
    let text: Vec<_> = query.words().map(|leaf| leaf.text.as_str()).collect();
    let language = identify_query(&text.join(" "));
    let language = match language {
        Language::Unknown => expansion.language_of_headwords(&runs),
        language => language,
    };
    for run in &runs {
        expansion.spellings(run);
        expansion.aliases(run)?;
        expansion.translations(run, language)?;
    }
    let Expander { expansions, mut shown, .. } = expansion;
    shown.variants.retain(|_, others| !others.is_empty());
    shown.translations.retain(|_, others| !others.is_empty());
    Ok((ExpandedQuery { query, expansions, language }, shown))
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
struct RunWord {
    /// As typed.
    text: String,
    /// As the exact field has it.
    term: String,
    /// Which leaf of the run it stands in.
    leaf: usize,
}

struct Expander<'a> {
    reader: &'a Reader,
    expanders: &'a Expanders,
    expansions: Vec<Expansion>,
    shown: Expanded,
}

impl Expander<'_> {
    /// Other spellings of each word.
    fn spellings(&mut self, run: &[&Leaf]) {
        let table = self.reader.variants();
        for leaf in run.iter().filter(|leaf| leaf.kind == LeafKind::Word) {
            let [word] = &self.words(&[leaf])[..] else { continue };
            let is_common = is_stop_word(&word.text, Language::Unknown);
            let is_name = (word.text.starts_with(char::is_uppercase)
                || table.documents(&word.term) == 0)
                && !self.is_headword(word);
            let mut found: Vec<(Variant, f32)> = Vec::new();
            let mut add = |variants: Vec<Variant>, weight: f32| {
                for variant in variants {
                    if !found.iter().any(|(known, _)| known.term == variant.term) {
                        found.push((variant, weight));
                    }
                }
            };
            if self.expanders.names
                && is_name
                && !is_common
                && word.term.chars().count() >= MIN_NAME
            {
                add(table.names(&word.term), NAME);
            }
            if self.expanders.old_spelling {
                add(table.old_spelling(&word.term), SPELLING);
            }
            if self.expanders.ocr && !is_common {
                add(table.ocr(&word.term), SPELLING);
            }
            let stems = |text: &str| self.stems(text);
            let own = stems(&word.term);
            // Another inflection of the word is found as such, and so is a word that holds it.
            found.retain(|(variant, _)| {
                !variant.term.contains(&word.term)
                    && stems(&variant.term).iter().all(|stem| !own.contains(stem))
            });
            let alternatives = found.into_iter().map(|(variant, weight)| Alternative {
                weight: weight * variant.similarity as f32,
                text: like(&word.text, &variant.term),
            });
            self.add(
                leaf.span.clone(),
                &leaf.text,
                ExpansionKind::Variant,
                alternatives.collect(),
                1.0,
            );
        }
    }

    /// Other names of what the words of a run name.
    fn aliases(&mut self, run: &[&Leaf]) -> Result<(), index::Error> {
        let Some(aliases) = &self.expanders.aliases else { return Ok(()) };
        let words = self.words(run);
        let terms: Vec<String> = words.iter().map(|word| word.term.clone()).collect();
        for found in aliases.find(&terms) {
            let Some(place) = place(run, &words, found.words.clone()) else { continue };
            let mut alternatives = Vec::new();
            for alias in found.others {
                if self.stands_in_collection(&alias.terms)? {
                    alternatives.push(Alternative { text: alias.name, weight: ALIAS });
                }
            }
            let own = own(&words, found.words);
            self.add(place, &own, ExpansionKind::Variant, alternatives, 1.0);
        }
        Ok(())
    }

    /// What a query is in, by the words that are headwords of dictionaries in one language alone.
    fn language_of_headwords(&self, runs: &[Vec<&Leaf>]) -> Language {
        let (mut english, mut german) = (0, 0);
        for word in runs.iter().flat_map(|run| self.words(run)) {
            let is_in =
                |language| self.translates(&word, language, &[By::Exact, By::Stem, By::Parts]);
            match (is_in(Language::English), is_in(Language::German)) {
                (true, false) => english += 1,
                (false, true) => german += 1,
                _ => {}
            }
        }
        match english.cmp(&german) {
            Ordering::Greater => Language::English,
            Ordering::Less => Language::German,
            Ordering::Equal => Language::Unknown,
        }
    }

    /// Whether a word, in some inflection, stands in a dictionary, as names seldom do.
    fn is_headword(&self, word: &RunWord) -> bool {
        [Language::English, Language::German]
            .into_iter()
            .any(|language| self.translates(word, language, &[By::Exact, By::Stem]))
    }

    fn translates(&self, word: &RunWord, from: Language, by: &[By]) -> bool {
        let Some(translator) = &self.expanders.translator else { return false };
        let groups = translator.translate(&[&word.text], from, self.reader.analyzers());
        groups.iter().flat_map(|group| &group.translations).any(|found| by.contains(&found.by))
    }

    /// Translations of the words of a run into the other language; into both where the query may be in either.
    fn translations(&mut self, run: &[&Leaf], language: Language) -> Result<(), index::Error> {
        let Some(translator) = &self.expanders.translator else { return Ok(()) };
        let words = self.words(run);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        for (from, to) in
            [(Language::English, Language::German), (Language::German, Language::English)]
        {
            if language == to {
                continue;
            }
            for group in translator.translate(&texts, from, self.reader.analyzers()) {
                let Some(place) = place(run, &words, group.words.clone()) else { continue };
                let mut alternatives = Vec::new();
                let is_phrase = run[words[group.words.start].leaf].kind != LeafKind::Word;
                let own = own(&words, group.words);
                for translation in &group.translations {
                    // What is quoted is meant as a whole.
                    if is_phrase && translation.by == By::Parts {
                        continue;
                    }
                    let text = translation.words.join(" ");
                    if self.reader.has_words(&text, to)? {
                        alternatives.push(Alternative { text, weight: translation.weight() });
                    }
                }
                self.add(place, &own, ExpansionKind::Translation(to), alternatives, TRANSLATION);
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        of: Span,
        own: &str,
        kind: ExpansionKind,
        alternatives: Vec<Alternative>,
        weight: f32,
    ) {
        if alternatives.is_empty() {
            return;
        }
        let shown = match kind {
            ExpansionKind::Variant => &mut self.shown.variants,
            ExpansionKind::Translation(_) => &mut self.shown.translations,
        };
        let shown = shown.entry(own.to_owned()).or_default();
        for alternative in &alternatives {
            // A name may be the same in both languages.
            let is_own = alternative.text.to_lowercase() == own.to_lowercase();
            if !is_own && !shown.contains(&alternative.text) {
                shown.push(alternative.text.clone());
            }
        }
        let own = own.to_owned();
        self.expansions.push(Expansion { of, own, kind, alternatives, weight });
    }

    /// The words of leaves, one a position.
    fn words(&self, run: &[&Leaf]) -> Vec<RunWord> {
        let analyzer = &self.reader.analyzers().exact;
        let mut words = Vec::new();
        for (number, leaf) in run.iter().enumerate() {
            if !matches!(leaf.kind, LeafKind::Word | LeafKind::Phrase { slop: 0 }) {
                continue;
            }
            let tokens = analyzer.tokens(&leaf.text);
            words.extend(one_a_position(&tokens).into_iter().map(|token| RunWord {
                text: leaf.text[token.span.clone()].to_owned(),
                term: token.term.clone(),
                leaf: number,
            }));
        }
        words
    }

    fn stems(&self, text: &str) -> Vec<String> {
        let analyzers = self.reader.analyzers();
        let terms = analyzers.english.terms(text).into_iter().chain(analyzers.german.terms(text));
        terms.filter(|term| !term.is_part).map(|term| term.text).collect()
    }

    fn stands_in_collection(&self, terms: &[String]) -> Result<bool, index::Error> {
        let table = self.reader.variants();
        for term in terms {
            // The table knows no short words.
            if term.chars().count() >= 3 && table.documents(term) == 0 {
                return Ok(false);
            }
            if term.chars().count() < 3 && !self.reader.has_term(term)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Where some words of a run stand in the query; the whole of a hyphenated word for a part of it, and `None` for a part
/// of a phrase.
fn place(run: &[&Leaf], words: &[RunWord], range: std::ops::Range<usize>) -> Option<Span> {
    let (first, last) = (words.get(range.start)?, words.get(range.end.checked_sub(1)?)?);
    let other = |at: usize, leaf: usize| words.get(at).is_none_or(|word| word.leaf != leaf);
    let begins = range.start == 0 || other(range.start - 1, first.leaf);
    let ends = other(range.end, last.leaf);
    let are_words = range.clone().all(|at| run[words[at].leaf].kind == LeafKind::Word);
    (begins && ends || are_words).then(|| run[first.leaf].span.start..run[last.leaf].span.end)
}

fn own(words: &[RunWord], range: std::ops::Range<usize>) -> String {
    let words: Vec<_> =
        words.get(range).unwrap_or_default().iter().map(|word| word.text.as_str()).collect();
    words.join(" ")
}

/// A term of the index with a capital where the word typed has one.
fn like(typed: &str, term: &str) -> String {
    let mut letters = term.chars();
    match (typed.starts_with(char::is_uppercase), letters.next()) {
        (true, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => term.to_owned(),
    }
}
