//! What else a query's words may stand for, as Tantivy's query objects.

use std::collections::BTreeMap;

use tantivy::DocId;
use tantivy::index::SegmentReader;
use tantivy::query::{Occur, Query as TantivyQuery};
use tantivy::schema::Field;

use super::Error;
use super::compile::{Clause, Collection, Compiler, union};
use super::group::{counts_of, scored};
use super::positions::Positions;
use super::schema::LanguageFields;
use crate::analysis::{Analyzer, one_a_position};
use crate::document::{Language, Span};
use crate::query::{Alternative, Expansion, ExpansionKind, Query};

/// How much of their weight titles and headings keep for translations, which are often of another sense of a word.
const ABOVE: f32 = 0.5;

/// Other words shown in an explanation; there may be dozens.
const SHOWN: usize = 3;

impl Compiler<'_> {
    /// The expansions of the words at this place of the query: each set of other spellings or names, and all
    /// translations together, for those of a hyphenated word's parts add up.
    pub(super) fn expansions_of(
        &mut self,
        place: &Span,
    ) -> Result<Vec<Box<dyn TantivyQuery>>, Error> {
        let (mut ways, mut translations) = (Vec::new(), Vec::new());
        for expansion in self.expansions.iter().filter(|expansion| expansion.of == *place) {
            let found = self.expansion(expansion)?;
            match expansion.kind {
                ExpansionKind::Variant => ways.push(found),
                ExpansionKind::Translation(_) => translations.push((Occur::Should, found)),
            }
        }
        if !translations.is_empty() {
            ways.push(union(translations));
        }
        Ok(ways)
    }

    /// Whether the word at this place is in another language than this, and translated into it: there, it counts as one
    /// with its translations.
    pub(super) fn is_foreign(&self, place: &Span, language: Language) -> bool {
        self.language != Language::Unknown
            && self.language != language
            && self.expansions.iter().any(|expansion| {
                expansion.of == *place && expansion.kind == ExpansionKind::Translation(language)
            })
    }

    /// The terms of the single words that the one at this place is translated into.
    pub(super) fn translated_terms(&self, place: &Span) -> Vec<(Field, String)> {
        let mut terms = Vec::new();
        for expansion in self.expansions.iter().filter(|expansion| expansion.of == *place) {
            let ExpansionKind::Translation(language) = expansion.kind else { continue };
            let (fields, analyzer) = self.of(language);
            for other in &expansion.alternatives {
                if let [token] = &analyzer.tokens(&other.text)[..] {
                    terms.push((fields.words, token.term.clone()));
                }
            }
        }
        terms
    }

    fn of(&self, language: Language) -> (LanguageFields, &Analyzer) {
        let Collection { fields, analyzers, .. } = self.collection;
        match language {
            Language::German => (fields.german, &analyzers.german),
            _ => (fields.english, &analyzers.english),
        }
    }

    /// The expansions of neighbouring words in a list.
    pub(super) fn over_neighbours(&mut self, should: &[Query]) -> Result<Vec<Clause>, Error> {
        let leaves: Vec<_> = should
            .iter()
            .filter_map(|query| match query {
                Query::Leaf(leaf) => Some(leaf),
                _ => None,
            })
            .collect();
        let mut clauses = Vec::new();
        for expansion in self.expansions {
            let Span { start, end } = expansion.of;
            let first = leaves.iter().position(|leaf| leaf.span.start == start);
            let last = leaves.iter().position(|leaf| leaf.span.end == end);
            if let (Some(first), Some(last)) = (first, last)
                && first < last
            {
                clauses.push((Occur::Should, self.expansion(expansion)?));
            }
        }
        Ok(clauses)
    }

    fn expansion(&mut self, expansion: &Expansion) -> Result<Box<dyn TantivyQuery>, Error> {
        let own = expansion.own.as_str();
        let itself = Alternative { text: own.to_owned(), weight: 1.0 };
        let members: Vec<&Alternative> =
            std::iter::once(&itself).chain(&expansion.alternatives).collect();
        let shown: Vec<_> =
            expansion.alternatives.iter().take(SHOWN).map(|other| other.text.as_str()).collect();
        let label = |field| format!("{field}:{own}→{}", shown.join("|"));
        let collection = self.collection;
        match expansion.kind {
            ExpansionKind::Variant => {
                let exact = collection.fields.exact;
                let found =
                    self.together(exact, &members, |segment, text| self.as_typed(segment, text))?;
                Ok(self.add(label("exact"), found, expansion.weight * self.weights.words))
            }
            ExpansionKind::Translation(language) => {
                let (fields, _) = self.of(language);
                for (field, weight) in
                    [(fields.title, self.weights.title), (fields.heading, self.weights.heading)]
                {
                    let found = self.together(field, &members, |segment, text| {
                        inflected(segment, text, field, self.of(language).1)
                    })?;
                    let name = collection.fields.schema.get_field_name(field);
                    let raised = self.add(label(name), found, expansion.weight * weight * ABOVE);
                    self.boosts.push((Occur::Should, raised));
                }
                let found = self.together(fields.words, &members, |segment, text| {
                    inflected(segment, text, fields.words, self.of(language).1)
                })?;
                let name = collection.fields.schema.get_field_name(fields.words);
                Ok(self.add(label(name), found, expansion.weight * self.weights.words))
            }
        }
    }

    /// Words that count as one in a field.
    fn together(
        &self,
        field: Field,
        members: &[&Alternative],
        find: impl Fn(&SegmentReader, &str) -> Result<BTreeMap<DocId, u32>, Error>,
    ) -> Result<Box<dyn TantivyQuery>, Error> {
        let mut counts = Vec::new();
        for segment in self.collection.searcher.segment_readers() {
            let mut all: BTreeMap<DocId, f32> = BTreeMap::new();
            for member in members {
                for (doc, count) in find(segment, &member.text)? {
                    *all.entry(doc).or_default() += count as f32 * member.weight;
                }
            }
            counts.push((segment.clone(), all));
        }
        Ok(Box::new(scored(self.collection.statistics, field, counts)?))
    }

    /// Words as they are typed, side by side.
    fn as_typed(&self, segment: &SegmentReader, text: &str) -> Result<BTreeMap<DocId, u32>, Error> {
        let collection = self.collection;
        let tokens = collection.analyzers.exact.tokens(text);
        let terms: Vec<_> =
            one_a_position(&tokens).into_iter().map(|token| token.term.as_str()).collect();
        let exact = collection.fields.exact;
        if let [term] = terms[..] {
            return Ok(counts_of(segment, exact, &[term.to_owned()])?);
        }
        let positions = Positions {
            searcher: collection.searcher,
            analyzers: collection.analyzers,
            field: exact,
        };
        let inverted = segment.inverted_index(exact)?;
        let found = positions.phrase(&terms, 0, &inverted)?;
        Ok(found.into_iter().map(|(doc, runs)| (doc, runs.len() as u32)).collect())
    }
}

/// Words in any inflection, all of them in one passage.
fn inflected(
    segment: &SegmentReader,
    text: &str,
    field: Field,
    analyzer: &Analyzer,
) -> Result<BTreeMap<DocId, u32>, Error> {
    let tokens = analyzer.tokens(text);
    let terms: Vec<String> =
        one_a_position(&tokens).into_iter().map(|token| token.term.clone()).collect();
    Ok(counts_of(segment, field, &terms)?)
}
