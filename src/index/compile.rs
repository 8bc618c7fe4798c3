//! A parsed query as Tantivy's query objects: the tree.

use std::collections::HashMap;

use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query as TantivyQuery};
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::pieces::QueryPieces;
use super::positions::Positions;
use super::schema::Fields;
use super::statistics::PassageStatistics;
use super::{Error, Weights};
use crate::analysis::{Analyzers, is_stop_word, one_a_position};
use crate::document::Language;
use crate::query::{ExpandedQuery, Expansion, Leaf, LeafKind, Query};

pub(super) type Clause = (Occur, Box<dyn TantivyQuery>);

/// A part of a query that adds to the score on its own.
pub(super) struct Component {
    /// The field and what is looked for in it.
    pub label: String,
    pub query: Box<dyn TantivyQuery>,
}

/// A query for Tantivy.
pub(super) struct Compiled {
    pub query: Box<dyn TantivyQuery>,
    /// The parts whose scores add up to that of a hit.
    pub components: Vec<Component>,
    /// For each term of a language's words, the terms the same query word has in all languages: they share one
    /// document frequency, else a word would count for more where it is foreign and therefore rare.
    pub synonyms: HashMap<Term, Vec<Term>>,
    /// What the best passages are looked through for.
    pub pieces: QueryPieces,
}

/// How a word stands to its query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Other words may match in its place.
    Optional,
    /// The only word: whatever it finds is a hit.
    Alone,
    /// A passage without it is no hit.
    Required,
}

/// What a query is compiled for.
#[derive(Clone, Copy)]
pub(super) struct Collection<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub analyzers: &'a Analyzers,
    pub statistics: &'a PassageStatistics<'a>,
}

impl<'a> Collection<'a> {
    /// Looks words up in a field that has positions.
    pub(super) fn positions(&self, field: Field) -> Positions<'a> {
        Positions { searcher: self.searcher, analyzers: self.analyzers, field }
    }
}

/// Turns a query, probably in `language`, into Tantivy's query objects.
pub(super) fn compile(
    query: &ExpandedQuery,
    language: Language,
    collection: Collection,
    weights: &Weights,
) -> Result<Compiled, Error> {
    let leaves: Vec<_> = query.query.words().collect();
    let is_stop = |leaf: &&Leaf| leaf.kind == LeafKind::Word && is_stop_word(&leaf.text, language);
    let mut compiler = Compiler {
        collection,
        weights,
        language,
        expansions: &query.expansions,
        only_stop_words: leaves.iter().all(is_stop),
        factor: 1.0,
        components: Vec::new(),
        boosts: Vec::new(),
        synonyms: HashMap::new(),
        pieces: QueryPieces::default(),
    };
    let need = if leaves.len() == 1 { Need::Alone } else { Need::Optional };
    let matching = compiler.node(&query.query, need)?;
    let mut clauses = vec![(Occur::Must, matching)];
    clauses.append(&mut compiler.boosts);
    let query = union(clauses);
    let Compiler { components, synonyms, pieces, .. } = compiler;
    Ok(Compiled { query, components, synonyms, pieces })
}

pub(super) struct Compiler<'a> {
    pub collection: Collection<'a>,
    pub weights: &'a Weights,
    /// What the query is probably in; its stop words are left out where other words remain.
    pub language: Language,
    pub expansions: &'a [Expansion],
    only_stop_words: bool,
    /// What `^` makes of a part.
    pub factor: f32,
    components: Vec<Component>,
    /// What raises the score of a passage that matches.
    pub boosts: Vec<Clause>,
    pub synonyms: HashMap<Term, Vec<Term>>,
    pub pieces: QueryPieces,
}

impl Compiler<'_> {
    fn node(&mut self, query: &Query, need: Need) -> Result<Box<dyn TantivyQuery>, Error> {
        match query {
            Query::Leaf(leaf) => match leaf.kind {
                LeafKind::Word => self.word(leaf, need),
                LeafKind::Phrase { slop: 0 } => self.phrase(leaf),
                LeafKind::Exact => self.verbatim(leaf),
                _ => self.positional(query),
            },
            Query::Near { .. } => self.positional(query),
            Query::Or(sides) => {
                let sides: Result<Vec<_>, _> =
                    sides.iter().map(|side| self.node(side, need)).collect();
                Ok(Box::new(BooleanQuery::union(sides?)))
            }
            Query::Clauses { must, should, must_not, restrict } => {
                self.clauses(must, should, must_not, restrict)
            }
            Query::Field { field, query, .. } => self.field(*field, query),
            Query::Filter { filter, .. } => self.filter(filter),
            Query::Boost { query, factor } => {
                let before = self.factor;
                self.factor *= factor;
                let query = self.node(query, need);
                self.factor = before;
                query
            }
        }
    }

    fn clauses(
        &mut self,
        must: &[Query],
        should: &[Query],
        must_not: &[Query],
        restrict: &[Query],
    ) -> Result<Box<dyn TantivyQuery>, Error> {
        let mut clauses: Vec<Clause> = Vec::new();
        for query in must {
            clauses.push((Occur::Must, self.node(query, Need::Required)?));
        }
        for query in restrict {
            clauses.push((Occur::Must, self.node(query, Need::Required)?));
        }
        // A list with a word of its own is answered by one of its words, whatever else is required.
        let need = match (should.len(), must.is_empty()) {
            (1, true) => Need::Alone,
            _ => Need::Optional,
        };
        let mut list: Vec<Clause> = Vec::new();
        for query in should {
            if !self.is_noise(query) {
                list.push((Occur::Should, self.node(query, need)?));
            }
        }
        list.extend(self.over_neighbours(should)?);
        self.pairs(should);
        match must.is_empty() && !restrict.is_empty() && !list.is_empty() {
            true => clauses.push((Occur::Must, union(list))),
            false => clauses.append(&mut list),
        }
        let (added, boosts) = (self.components.len(), self.boosts.len());
        let pieces = self.pieces.len();
        for query in must_not {
            clauses.push((Occur::MustNot, self.node(query, Need::Required)?));
        }
        // What is excluded adds nothing.
        self.components.truncate(added);
        self.boosts.truncate(boosts);
        self.pieces.truncate(pieces);
        Ok(union(clauses))
    }

    /// A stop word of the query's language beside words that tell more.
    fn is_noise(&self, query: &Query) -> bool {
        let Query::Leaf(leaf) = query else { return false };
        !self.only_stop_words
            && leaf.kind == LeafKind::Word
            && is_stop_word(&leaf.text, self.language)
    }

    /// Raises passages in which neighbours of the query are neighbours too.
    fn pairs(&mut self, should: &[Query]) {
        let analyzers = self.collection.analyzers;
        for pair in should.windows(2) {
            let ([Query::Leaf(first), Query::Leaf(second)], false) =
                (pair, pair.iter().any(|query| self.is_noise(query)))
            else {
                continue;
            };
            if first.kind != LeafKind::Word || second.kind != LeafKind::Word {
                continue;
            }
            let tokens = analyzers.exact.tokens(&first.text);
            let after = analyzers.exact.tokens(&second.text);
            if let (Some(first), Some(second)) =
                (one_a_position(&tokens).last(), one_a_position(&after).first())
            {
                let terms = [first.term.clone(), second.term.clone()];
                let pair = self.side_by_side(&terms, self.weights.pairs);
                self.boosts.push((Occur::Should, pair));
            }
        }
    }

    /// Weighs a part of the query and keeps it for explanations.
    pub(super) fn add(
        &mut self,
        label: String,
        query: Box<dyn TantivyQuery>,
        weight: f32,
    ) -> Box<dyn TantivyQuery> {
        let weight = weight * self.factor;
        let query = if weight == 1.0 { query } else { Box::new(BoostQuery::new(query, weight)) };
        self.components.push(Component { label, query: query.box_clone() });
        query
    }

    /// Several parts of the query that explanations show as one.
    pub(super) fn as_one(
        &mut self,
        label: String,
        build: impl FnOnce(&mut Self) -> Box<dyn TantivyQuery>,
    ) -> Box<dyn TantivyQuery> {
        let added = self.components.len();
        let query = build(self);
        self.components.truncate(added);
        self.components.push(Component { label, query: query.box_clone() });
        query
    }
}

pub(super) fn union(clauses: Vec<Clause>) -> Box<dyn TantivyQuery> {
    Box::new(BooleanQuery::new(clauses))
}
