//! Which words of a passage answer a query: found by analysing the passage as the index did.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::response::{MatchKind, TermMatch};
use crate::analysis::{Analyzers, Token, one_a_position};
use crate::document::{Language, Span};
use crate::index::{PassageRecord, Pattern};
use crate::query::{ExpandedQuery, Expansion, ExpansionKind, Leaf, LeafKind};

/// The matches in a passage.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Highlights {
    /// Disjoint byte ranges into the text, in order.
    pub spans: Vec<Span>,
    /// Every word that matched, once for each way.
    pub matches: Vec<TermMatch>,
}

/// What a query looks for, analysed once for all passages.
pub(super) struct Highlighter<'a> {
    analyzers: &'a Analyzers,
    exact: HashSet<String>,
    /// The terms of the query's words in each language, and whether each is a part of a compound.
    stems: [(Language, HashMap<String, bool>); 2],
    phrases: Vec<Phrase>,
    prefixes: Vec<String>,
    patterns: Vec<Pattern>,
    /// Words that must stand exactly as typed.
    verbatim: HashSet<String>,
    /// Other spellings of the query's words.
    variants: HashSet<String>,
    /// The terms of translations in each language, a list for each of several words.
    translations: [(Language, Vec<Vec<String>>); 2],
}

/// Words side by side, or with so many more between them.
struct Phrase {
    terms: Vec<String>,
    slop: u32,
    kind: MatchKind,
}

impl<'a> Highlighter<'a> {
    pub(super) fn new(analyzers: &'a Analyzers, query: &ExpandedQuery) -> Self {
        let mut highlighter = Highlighter {
            analyzers,
            exact: HashSet::new(),
            stems: [(Language::English, HashMap::new()), (Language::German, HashMap::new())],
            phrases: Vec::new(),
            prefixes: Vec::new(),
            patterns: Vec::new(),
            verbatim: HashSet::new(),
            variants: HashSet::new(),
            translations: [(Language::English, Vec::new()), (Language::German, Vec::new())],
        };
        for leaf in query.query.words() {
            highlighter.add(leaf);
        }
        for expansion in &query.expansions {
            highlighter.expand(expansion);
        }
        highlighter
    }

    /// Only what the query says as a whole, not the parts of its compounds: *Plan* is no *Friedensplan*.
    pub(super) fn without_parts(mut self) -> Self {
        for (_, stems) in &mut self.stems {
            stems.retain(|_, is_part| !*is_part);
        }
        self
    }

    /// Where longer words hold those of the query by their letters, or are such words; whatever else matches.
    pub(super) fn infixes(&self, text: &str) -> impl Iterator<Item = Span> + use<> {
        let mut found = Vec::new();
        self.infixes_in(text, &self.analyzers.exact.tokens(text), &mut found);
        found.into_iter().map(|(span, _)| span)
    }

    fn add(&mut self, leaf: &Leaf) {
        let tokens = self.analyzers.exact.tokens(&leaf.text);
        let parts = one_a_position(&tokens);
        match leaf.kind {
            LeafKind::Word => {
                self.exact.extend(tokens.iter().map(|token| token.term.clone()));
                for (language, stems) in &mut self.stems {
                    let analyzer = self.analyzers.of(*language);
                    for token in analyzer.tokens(&leaf.text) {
                        let is_part = stems.entry(token.term).or_insert(token.is_part);
                        *is_part &= token.is_part;
                    }
                }
            }
            LeafKind::Phrase { slop } => {
                let terms: Vec<_> = parts.iter().map(|part| part.term.clone()).collect();
                let kind = if terms.len() == 1 { MatchKind::Exact } else { MatchKind::Phrase };
                self.phrases.push(Phrase { terms, slop, kind });
            }
            LeafKind::Exact => {
                self.verbatim
                    .extend(parts.iter().map(|part| leaf.text[part.span.clone()].to_owned()));
            }
            // What can't be compiled was refused before.
            LeafKind::Wildcard | LeafKind::Fuzzy { .. } | LeafKind::Regex => {
                self.patterns.extend(Pattern::of(leaf, self.analyzers));
            }
            LeafKind::Prefix => {
                if let Some((last, before)) = parts.split_last() {
                    self.prefixes.push(last.term.clone());
                    self.exact.extend(before.iter().map(|part| part.term.clone()));
                }
            }
        }
    }

    fn expand(&mut self, expansion: &Expansion) {
        for alternative in &expansion.alternatives {
            match expansion.kind {
                ExpansionKind::Variant => {
                    let tokens = self.analyzers.exact.tokens(&alternative.text);
                    let parts = one_a_position(&tokens);
                    let terms: Vec<_> = parts.iter().map(|part| part.term.clone()).collect();
                    match &terms[..] {
                        [term] => drop(self.variants.insert(term.clone())),
                        _ => self.phrases.push(Phrase { terms, slop: 0, kind: MatchKind::Variant }),
                    }
                }
                ExpansionKind::Translation(into) => {
                    for (language, translations) in &mut self.translations {
                        if *language == into {
                            let analyzer = self.analyzers.of(into);
                            let tokens = analyzer.tokens(&alternative.text);
                            let parts = one_a_position(&tokens);
                            translations.push(parts.iter().map(|part| part.term.clone()).collect());
                        }
                    }
                }
            }
        }
    }

    /// The matches in a passage; words inside longer ones only where nothing else matches.
    pub(super) fn highlight(&self, passage: &PassageRecord) -> Highlights {
        let text = passage.text();
        let tokens = self.analyzers.exact.tokens(text);
        let mut found: Vec<(Span, MatchKind)> = Vec::new();
        self.phrases_in(&tokens, &mut found);
        for token in &tokens {
            if self.exact.contains(&token.term) {
                found.push((token.span.clone(), MatchKind::Exact));
            } else if self.prefixes.iter().any(|prefix| token.term.starts_with(prefix)) {
                found.push((token.span.clone(), MatchKind::Prefix));
            } else if self.verbatim.contains(&text[token.span.clone()]) {
                found.push((token.span.clone(), MatchKind::Exact));
            } else if self.patterns.iter().any(|pattern| pattern.matches(&token.term)) {
                found.push((token.span.clone(), MatchKind::Pattern));
            } else if self.variants.contains(&token.term) {
                found.push((token.span.clone(), MatchKind::Variant));
            }
        }
        for ((language, stems), (_, translations)) in self.stems.iter().zip(&self.translations) {
            if passage.language == *language || passage.language == Language::Unknown {
                let tokens = self.analyzers.of(*language).tokens(text);
                let translated = translated(&tokens, translations);
                for token in tokens {
                    if let Some(is_part) = stems.get(&token.term) {
                        let is_part = token.is_part || *is_part;
                        let kind = if is_part { MatchKind::Part } else { MatchKind::Stem };
                        found.push((token.span, kind));
                    } else if translated.contains(&token.term) {
                        found.push((token.span, MatchKind::Translation));
                    }
                }
            }
        }
        if found.is_empty() {
            self.infixes_in(text, &tokens, &mut found);
        }
        let mut highlights = collect(text, found);
        self.above(passage, &mut highlights);
        highlights
    }

    fn phrases_in(&self, tokens: &[Token], found: &mut Vec<(Span, MatchKind)>) {
        let tokens = one_a_position(tokens);
        for Phrase { terms, slop, kind } in self.phrases.iter().filter(|p| !p.terms.is_empty()) {
            if *slop == 0 {
                for window in tokens.windows(terms.len()) {
                    if window.iter().map(|token| &token.term).eq(terms) {
                        found.push((window[0].span.start..window[terms.len() - 1].span.end, *kind));
                    }
                }
                continue;
            }
            let wide = (terms.len() + *slop as usize).min(tokens.len());
            for window in tokens.windows(wide.max(1)) {
                let all = terms.iter().all(|term| window.iter().any(|token| token.term == *term));
                for token in window.iter().filter(|token| all && terms.contains(&token.term)) {
                    found.push((token.span.clone(), *kind));
                }
            }
        }
    }

    fn infixes_in(&self, text: &str, tokens: &[Token], found: &mut Vec<(Span, MatchKind)>) {
        for token in one_a_position(tokens) {
            if let Some(part) =
                self.exact.iter().filter(|part| token.term.contains(*part)).max_by_key(|p| p.len())
            {
                found.push((self.inside(text, token, part), MatchKind::Infix));
            }
        }
    }

    /// Where in a word a folded part stands; the whole word where folding hides it.
    fn inside(&self, text: &str, token: &Token, part: &str) -> Span {
        let word = &text[token.span.clone()];
        let mut folded = String::new();
        let mut starts = Vec::new();
        for (offset, c) in word.char_indices() {
            starts.push((folded.len(), offset));
            for letter in self.analyzers.exact.terms(c.encode_utf8(&mut [0; 4])) {
                folded.push_str(&letter.text);
            }
        }
        starts.push((folded.len(), word.len()));
        let at = |place: usize| {
            starts.iter().find(|(in_folded, _)| *in_folded == place).map(|(_, offset)| *offset)
        };
        let place = folded.find(part).and_then(|start| Some((at(start)?, at(start + part.len())?)));
        match place {
            Some((start, end)) => token.span.start + start..token.span.start + end,
            None => token.span.clone(),
        }
    }

    /// Matches in the title and the headings that the passage itself does not have.
    fn above(&self, passage: &PassageRecord, highlights: &mut Highlights) {
        let headings = passage.headings.join("\n");
        let places = [
            (passage.document.metadata.title.as_deref().unwrap_or_default(), MatchKind::Title),
            (&headings, MatchKind::Heading),
        ];
        for (text, kind) in places {
            for (language, stems) in &self.stems {
                if passage.language != *language && passage.language != Language::Unknown {
                    continue;
                }
                for token in self.analyzers.of(*language).tokens(text) {
                    let term = text[token.span.clone()].to_owned();
                    let is_new = !highlights.matches.iter().any(|known| known.term == term);
                    if is_new && stems.contains_key(&token.term) {
                        highlights.matches.push(TermMatch { term, kind });
                    }
                }
            }
        }
    }
}

/// The terms of the translations all of whose words stand in a text.
fn translated<'t>(tokens: &[Token], translations: &'t [Vec<String>]) -> HashSet<&'t String> {
    let here: HashSet<&String> = tokens.iter().map(|token| &token.term).collect();
    let whole = translations.iter().filter(|terms| terms.iter().all(|term| here.contains(term)));
    whole.flatten().collect()
}

/// Sorts, keeps the best way a word matches, merges what overlaps.
fn collect(text: &str, mut found: Vec<(Span, MatchKind)>) -> Highlights {
    found.sort_by_key(|(span, kind)| (span.start, std::cmp::Reverse(span.end), *kind));
    found.dedup_by(|next, kept| next.0 == kept.0);
    let mut spans: Vec<Span> = Vec::new();
    let mut matches = BTreeSet::new();
    for (span, kind) in found {
        matches.insert(TermMatch { term: text[span.clone()].to_owned(), kind });
        match spans.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => spans.push(span),
        }
    }
    Highlights { spans, matches: matches.into_iter().collect() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::Lexicon;
    use crate::document::{Locator, Metadata};
    use crate::index::DocumentRecord;
    use crate::query::parse;

    fn passage(text: &str, language: Language) -> PassageRecord {
        PassageRecord {
            id: String::new(),
            document: Arc::new(DocumentRecord {
                metadata: Metadata {
                    title: Some("The Koryo Proposal".to_owned()),
                    ..Metadata::default()
                },
                ..DocumentRecord::default()
            }),
            ordinal: 0,
            language,
            headings: vec!["Reception".to_owned()],
            locator: Locator::default(),
            quote: text.to_owned(),
            text: None,
        }
    }

    fn check(query: &str, text: &str, language: Language, expect: &[(&str, MatchKind)]) {
        let analyzers = Analyzers::new(Lexicon::embedded());
        let query = parse(query).expect("a query");
        let got = Highlighter::new(&analyzers, &query.into()).highlight(&passage(text, language));
        let got: Vec<_> =
            got.matches.iter().map(|found| (found.term.as_str(), found.kind)).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn each_way_of_matching_has_its_name() {
        use MatchKind::*;
        let text = "Die Konföderation und die Konfoederationen der Außenministerkonferenz";
        check(
            "Konföderation",
            text,
            Language::German,
            &[("Konfoederationen", Stem), ("Konföderation", Exact)],
        );
        check("Konferenz", text, Language::German, &[("konferenz", Part)]);
        check("onferen", text, Language::German, &[("onferen", Infix)]);
        check(
            "konf*",
            text,
            Language::German,
            &[("Konfoederationen", Prefix), ("Konföderation", Prefix)],
        );
        check("\"und die\"", text, Language::German, &[("und die", Phrase)]);
        check("proposals", "Nothing here", Language::English, &[("Proposal", Title)]);
        check("reception", "Nothing here", Language::English, &[("Reception", Heading)]);
    }

    #[test]
    fn stems_of_the_other_language_do_not_match() {
        check("treaties", "Die Treaty", Language::German, &[]);
    }
}
