//! A parsed query as Tantivy's query objects: the tree.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, EmptyQuery, Occur, PhraseQuery, Query as TantivyQuery, RegexQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::Weights;
use super::pieces::QueryPieces;
use super::schema::Fields;
use crate::analysis::{Analyzers, Token, is_stop_word, one_a_position};
use crate::document::Language;
use crate::query::{Leaf, LeafKind, Query};

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

/// Turns a query, probably in `language`, into Tantivy's query objects.
pub(super) fn compile(
    query: &Query,
    language: Language,
    fields: &Fields,
    analyzers: &Analyzers,
    weights: &Weights,
) -> tantivy::Result<Compiled> {
    let leaves: Vec<_> = query.words().collect();
    let is_stop = |leaf: &&Leaf| leaf.kind == LeafKind::Word && is_stop_word(&leaf.text, language);
    let mut compiler = Compiler {
        fields,
        analyzers,
        weights,
        language,
        only_stop_words: leaves.iter().all(is_stop),
        components: Vec::new(),
        boosts: Vec::new(),
        synonyms: HashMap::new(),
        pieces: QueryPieces::default(),
    };
    let need = if leaves.len() == 1 { Need::Alone } else { Need::Optional };
    let matching = compiler.node(query, need)?;
    let mut clauses = vec![(Occur::Must, matching)];
    clauses.append(&mut compiler.boosts);
    let query = union(clauses);
    let Compiler { components, synonyms, pieces, .. } = compiler;
    Ok(Compiled { query, components, synonyms, pieces })
}

pub(super) struct Compiler<'a> {
    pub fields: &'a Fields,
    pub analyzers: &'a Analyzers,
    pub weights: &'a Weights,
    /// What the query is probably in; its stop words are left out where other words remain.
    pub language: Language,
    only_stop_words: bool,
    components: Vec<Component>,
    /// What raises the score of a passage that matches.
    pub boosts: Vec<Clause>,
    pub synonyms: HashMap<Term, Vec<Term>>,
    pub pieces: QueryPieces,
}

impl Compiler<'_> {
    fn node(&mut self, query: &Query, need: Need) -> tantivy::Result<Box<dyn TantivyQuery>> {
        match query {
            Query::Leaf(leaf) => match leaf.kind {
                LeafKind::Word => self.word(leaf, need),
                LeafKind::Phrase => Ok(self.phrase(leaf)),
                LeafKind::Prefix => self.prefix(leaf),
            },
            Query::Or(sides) => {
                let sides: Result<Vec<_>, _> =
                    sides.iter().map(|side| self.node(side, need)).collect();
                Ok(Box::new(BooleanQuery::union(sides?)))
            }
            Query::Clauses { must, should, must_not } => self.clauses(must, should, must_not),
        }
    }

    fn clauses(
        &mut self,
        must: &[Query],
        should: &[Query],
        must_not: &[Query],
    ) -> tantivy::Result<Box<dyn TantivyQuery>> {
        let mut clauses: Vec<Clause> = Vec::new();
        for query in must {
            clauses.push((Occur::Must, self.node(query, Need::Required)?));
        }
        for query in should {
            if !self.is_noise(query) {
                clauses.push((Occur::Should, self.node(query, Need::Optional)?));
            }
        }
        self.pairs(should);
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
        for pair in should.windows(2) {
            let ([Query::Leaf(first), Query::Leaf(second)], false) =
                (pair, pair.iter().any(|query| self.is_noise(query)))
            else {
                continue;
            };
            let tokens = self.analyzers.exact.tokens(&first.text);
            let after = self.analyzers.exact.tokens(&second.text);
            if let (Some(first), Some(second)) =
                (one_a_position(&tokens).last(), one_a_position(&after).first())
            {
                let pair = self.side_by_side(&[*first, *second], self.weights.pairs);
                self.boosts.push((Occur::Should, pair));
            }
        }
    }

    fn phrase(&mut self, leaf: &Leaf) -> Box<dyn TantivyQuery> {
        let tokens = self.analyzers.exact.tokens(&leaf.text);
        self.side_by_side(&one_a_position(&tokens), self.weights.phrase)
    }

    fn prefix(&mut self, leaf: &Leaf) -> tantivy::Result<Box<dyn TantivyQuery>> {
        let tokens = self.analyzers.exact.tokens(&leaf.text);
        let parts = one_a_position(&tokens);
        let Some((last, before)) = parts.split_last() else { return Ok(Box::new(EmptyQuery)) };
        let pattern = format!("{}.*", escape(&last.term));
        let query = Box::new(RegexQuery::from_pattern(&pattern, self.fields.exact)?);
        let begins = self.add(format!("exact:{}*", last.term), query, self.weights.phrase);
        if before.is_empty() {
            return Ok(begins);
        }
        // `deutsch-poln*`: the finished parts must be there too.
        let before = self.side_by_side(before, self.weights.phrase);
        Ok(Box::new(BooleanQuery::intersection(vec![before, begins])))
    }

    /// Words one after the other in the exact field.
    pub(super) fn side_by_side(&mut self, parts: &[&Token], weight: f32) -> Box<dyn TantivyQuery> {
        let terms: Vec<_> =
            parts.iter().map(|part| Term::from_field_text(self.fields.exact, &part.term)).collect();
        let words: Vec<_> = parts.iter().map(|part| part.term.as_str()).collect();
        let query: Box<dyn TantivyQuery> = match &terms[..] {
            [] => Box::new(EmptyQuery),
            [term] => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new(terms)),
        };
        self.add(format!("exact:\"{}\"", words.join(" ")), query, weight)
    }

    /// A term in a field.
    pub(super) fn term(&mut self, field: Field, term: &str, weight: f32) -> Clause {
        let label = format!("{}:{term}", self.fields.schema.get_field_name(field));
        let query =
            TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::WithFreqs);
        (Occur::Should, self.add(label, Box::new(query), weight))
    }

    /// Weighs a part of the query and keeps it for explanations.
    pub(super) fn add(
        &mut self,
        label: String,
        query: Box<dyn TantivyQuery>,
        weight: f32,
    ) -> Box<dyn TantivyQuery> {
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
        self.add(label, query, 1.0)
    }
}

pub(super) fn union(clauses: Vec<Clause>) -> Box<dyn TantivyQuery> {
    Box::new(BooleanQuery::new(clauses))
}

/// A term as a pattern that matches it alone.
pub(super) fn escape(term: &str) -> String {
    let mut pattern = String::with_capacity(term.len());
    for c in term.chars() {
        if !c.is_alphanumeric() {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
