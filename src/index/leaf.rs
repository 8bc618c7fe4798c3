//! Phrases, patterns, words near each other and words as they stand, as Tantivy's query objects.

use std::collections::BTreeMap;

use tantivy::query::{
    DisjunctionMaxQuery, EmptyQuery, PhraseQuery, Query as TantivyQuery, TermQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};
use unicode_normalization::UnicodeNormalization;

use super::compile::{Collection, Compiler};
use super::group::{Counts, scored};
use super::reader::record_at;
use super::signature::other_ways;
use super::{Error, PassageRecord};
use crate::analysis::{one_a_position, words};
use crate::query::{Leaf, Query};

impl Compiler<'_> {
    /// The words of a phrase side by side, and its other expansions; a signature however it is punctuated.
    pub(super) fn phrase(&mut self, leaf: &Leaf) -> Result<Box<dyn TantivyQuery>, Error> {
        let tokens = self.collection.analyzers.exact.tokens(&leaf.text);
        let terms: Vec<String> =
            one_a_position(&tokens).into_iter().map(|token| token.term.clone()).collect();
        let mut ways = vec![self.side_by_side(&terms, self.weights.phrase)];
        for way in other_ways(&terms) {
            ways.push(self.side_by_side(&way, self.weights.phrase));
        }
        ways.extend(self.expansions_of(&leaf.span)?);
        match ways.len() {
            1 => Ok(ways.remove(0)),
            _ => Ok(Box::new(DisjunctionMaxQuery::new(ways))),
        }
    }

    /// What needs positions, or every term a pattern stands for.
    pub(super) fn positional(&mut self, query: &Query) -> Result<Box<dyn TantivyQuery>, Error> {
        let counts = self.collection.positions(self.collection.fields.exact).counts(query)?;
        self.counted(query.to_string(), counts)
    }

    /// A word as it stands, capitals and all.
    pub(super) fn verbatim(&mut self, leaf: &Leaf) -> Result<Box<dyn TantivyQuery>, Error> {
        let wanted: Vec<String> = spellings(&leaf.text);
        let query = Query::Leaf(leaf.clone());
        let Collection { searcher, fields, .. } = self.collection;
        let positions = self.collection.positions(fields.exact);
        let mut counts = Vec::new();
        for (ord, segment) in (0..).zip(searcher.segment_readers()) {
            let mut of_segment = BTreeMap::new();
            for (doc, runs) in positions.find(&query, segment)? {
                let address = DocAddress::new(ord, doc);
                let passage: PassageRecord = record_at(searcher, fields.record, address)?;
                let there = spellings(passage.text());
                let stands = |(start, end): &&(u32, u32)| {
                    there.get(*start as usize..*end as usize) == Some(wanted.as_slice())
                };
                let count = runs.iter().filter(stands).count();
                if count > 0 {
                    of_segment.insert(doc, count as f32);
                }
            }
            counts.push((segment.clone(), of_segment));
        }
        self.counted(query.to_string(), counts)
    }

    /// What was found in the text, ranked by BM25 as if it were one term.
    fn counted(&mut self, what: String, counts: Counts) -> Result<Box<dyn TantivyQuery>, Error> {
        let found = scored(self.collection.statistics, self.collection.fields.exact, counts, 0)?;
        Ok(self.add(format!("exact:{what}"), Box::new(found), self.weights.phrase))
    }

    /// Words one after the other in the exact field.
    pub(super) fn side_by_side(&mut self, terms: &[String], weight: f32) -> Box<dyn TantivyQuery> {
        let exact = self.collection.fields.exact;
        let in_field: Vec<_> =
            terms.iter().map(|term| Term::from_field_text(exact, term)).collect();
        let query: Box<dyn TantivyQuery> = match &in_field[..] {
            [] => Box::new(EmptyQuery),
            [term] => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new(in_field)),
        };
        self.add(format!("exact:\"{}\"", terms.join(" ")), query, weight)
    }
}

/// The words of a text as they stand, without soft hyphens, one a position.
fn spellings(text: &str) -> Vec<String> {
    let words = words(text).into_iter().filter(|word| !word.joined);
    words.map(|word| text[word.span].nfc().filter(|c| *c != '\u{AD}').collect()).collect()
}
