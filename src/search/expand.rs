//! What else the words of a query may stand for: names in other spellings, other names, translations.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::runs::{Run, language_of_headwords, runs};
use crate::analysis::{identify_query, is_stop_word};
use crate::document::{Language, Span};
use crate::index::{self, Reader, Weights};
use crate::query::{Alternative, ExpandedQuery, Expansion, ExpansionKind, Query};
use crate::translation::{By, Translator};
use crate::variant::{Aliases, Variant};

/// What a name in another spelling counts beside the one typed.
const NAME: f32 = 0.6;

/// What an old or modern spelling counts beside the one typed.
const SPELLING: f32 = 0.5;

/// What a misread word counts beside the one typed, before its likeness; at most as much as that.
const MISREAD: f32 = 1.3;

/// What a misread word that holds the one typed counts, before its likeness.
const MISREAD_LONGER: f32 = 0.5;

/// How much more pieces of words count where letters are misread.
const MISREAD_PIECES: f32 = 1.8;

/// Inflections of a word whose misread forms are looked for.
const INFLECTIONS: usize = 5;

/// Words looked through for inflections.
const MAX_BEGINNING_ALIKE: usize = 2000;

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

impl Expanders {
    /// The weights of the fields, for queries that are expanded so.
    pub(super) fn weights(&self, weights: &Weights) -> Weights {
        let ngrams = if self.ocr { weights.ngrams * MISREAD_PIECES } else { weights.ngrams };
        Weights { ngrams, ..weights.clone() }
    }
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
    let translator = expanders.translator.as_deref();
    let runs = runs(&query, reader.analyzers(), translator);
    let mut expansion =
        Expander { reader, expanders, expansions: Vec::new(), shown: Expanded::default() };
    // The collection's vocabulary says little here: in one of German passages, all words look German.
    let text: Vec<_> = query.words().map(|leaf| leaf.text.as_str()).collect();
    let language = identify_query(&text.join(" "));
    let language = match language {
        Language::Unknown => language_of_headwords(&runs),
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

struct Expander<'a> {
    reader: &'a Reader,
    expanders: &'a Expanders,
    expansions: Vec<Expansion>,
    shown: Expanded,
}

impl Expander<'_> {
    /// Other spellings of each word.
    fn spellings(&mut self, run: &Run) {
        let table = self.reader.variants();
        for (number, word) in run.words.iter().enumerate() {
            let is_part = run.words.iter().filter(|other| other.leaf == word.leaf).count() > 1;
            if is_part || !run.is_word(number) {
                continue;
            }
            let leaf = run.leaves[word.leaf];
            let is_common = is_stop_word(&word.text, Language::Unknown);
            let is_name = (word.text.starts_with(char::is_uppercase)
                || table.documents(&word.term) == 0)
                && !run.is_headword(number);
            let own = self.stems(&word.term);
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
                add(table.ocr(&word.term), MISREAD);
                for inflection in self.inflections(&word.term, &own) {
                    add(table.ocr(&inflection), MISREAD);
                }
                add(table.ocr_in_longer(&word.term), MISREAD_LONGER);
            }
            // Another inflection of the word is found as such, and so is a word that holds it.
            found.retain(|(variant, _)| {
                !variant.term.contains(&word.term) && !self.shares_stem(&variant.term, &own)
            });
            let alternatives = found.into_iter().map(|(variant, weight)| Alternative {
                weight: (weight * variant.similarity as f32).min(1.0),
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

    /// The most frequent inflections in the collection of a word with these stems.
    fn inflections(&self, term: &str, stems: &[String]) -> Vec<String> {
        let table = self.reader.variants();
        let letters = term.chars().count();
        // No ending of either language is longer.
        let beginning: String = term.chars().take(letters.saturating_sub(3).max(4)).collect();
        let mut inflections = table.with_prefix(&beginning, MAX_BEGINNING_ALIKE);
        inflections.retain(|other| other != term && self.shares_stem(other, stems));
        inflections.sort_by_key(|other| std::cmp::Reverse(table.documents(other)));
        inflections.truncate(INFLECTIONS);
        inflections
    }

    /// Other names of what the words of a run name.
    fn aliases(&mut self, run: &Run) -> Result<(), index::Error> {
        let Some(aliases) = &self.expanders.aliases else { return Ok(()) };
        let terms: Vec<String> = run.words.iter().map(|word| word.term.clone()).collect();
        for found in aliases.find(&terms) {
            let Some(place) = run.place(found.words.clone()) else { continue };
            let mut alternatives = Vec::new();
            for alias in found.others {
                if self.stands_in_collection(&alias.terms)? {
                    alternatives.push(Alternative { text: alias.name, weight: ALIAS });
                }
            }
            let own = run.text(found.words);
            self.add(place, &own, ExpansionKind::Variant, alternatives, 1.0);
        }
        Ok(())
    }

    /// Translations of the words of a run into the other language; into both where the query may be in either.
    fn translations(&mut self, run: &Run, language: Language) -> Result<(), index::Error> {
        for (groups, to) in
            [(&run.from_english, Language::German), (&run.from_german, Language::English)]
        {
            if language == to {
                continue;
            }
            for group in groups {
                let Some(place) = run.place(group.words.clone()) else { continue };
                let mut alternatives = Vec::new();
                for translation in &group.translations {
                    // What is quoted is meant as a whole.
                    if translation.by == By::Parts && !run.is_word(group.words.start) {
                        continue;
                    }
                    let text = translation.words.join(" ");
                    if self.reader.has_words(&text, to)? {
                        alternatives.push(Alternative { text, weight: translation.weight() });
                    }
                }
                let own = run.text(group.words.clone());
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

    fn shares_stem(&self, word: &str, stems: &[String]) -> bool {
        self.stems(word).iter().any(|stem| stems.contains(stem))
    }

    fn stems(&self, text: &str) -> Vec<String> {
        let analyzers = self.reader.analyzers();
        let terms = analyzers.english.terms(text).into_iter().chain(analyzers.german.terms(text));
        terms.filter(|term| !term.is_part).map(|term| term.text).collect()
    }

    fn stands_in_collection(&self, terms: &[String]) -> Result<bool, index::Error> {
        for term in terms {
            if !self.reader.has_term(term)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// A term of the index with a capital where the word typed has one.
fn like(typed: &str, term: &str) -> String {
    let mut letters = term.chars();
    match (typed.starts_with(char::is_uppercase), letters.next()) {
        (true, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => term.to_owned(),
    }
}
