//! A parsed query as Tantivy's query objects.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery,
    Query as TantivyQuery, RegexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::schema::Fields;
use crate::analysis::{Analyzers, Token, identify_query, is_stop_word};
use crate::document::Language;
use crate::query::{Leaf, LeafKind, Query};

/// How much each field adds to the score: a weighted sum of BM25.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Stemmed words of a language; the others are relative to this.
    pub words: f32,
    /// The word exactly as typed, up to spelling of umlauts and accents.
    pub exact: f32,
    /// The document's title.
    pub title: f32,
    /// The headings above the passage.
    pub heading: f32,
    /// Factor for the language the query is probably not in.
    pub other_language: f32,
    /// A phrase or prefix that matches.
    pub phrase: f32,
    /// A word found only inside a longer one: enough to be listed, below all else.
    pub infix: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            words: 1.0,
            exact: 0.2,
            title: 0.3,
            heading: 0.3,
            other_language: 0.5,
            phrase: 1.0,
            infix: 0.01,
        }
    }
}

/// What a hit must fulfil besides the query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Passages in this language, or in neither or both.
    pub language: Option<Language>,
    /// Passages of files whose path matches one of these globs.
    pub paths: Vec<String>,
}

type Clause = (Occur, Box<dyn TantivyQuery>);

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
}

/// Turns a query into Tantivy's query objects.
pub(super) fn compile(
    query: &Query,
    fields: &Fields,
    analyzers: &Analyzers,
    weights: &Weights,
) -> tantivy::Result<Compiled> {
    let leaves: Vec<_> = query.words().collect();
    let text: Vec<_> = leaves.iter().map(|leaf| leaf.text.as_str()).collect();
    let language = identify_query(&text.join(" "));
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
    };
    let matching = compiler.node(query, leaves.len() == 1)?;
    let mut clauses = vec![(Occur::Must, matching)];
    clauses.append(&mut compiler.boosts);
    let query = union(clauses);
    Ok(Compiled { query, components: compiler.components, synonyms: compiler.synonyms })
}

struct Compiler<'a> {
    fields: &'a Fields,
    analyzers: &'a Analyzers,
    weights: &'a Weights,
    /// What the query is probably in; its stop words are left out where other words remain.
    language: Language,
    only_stop_words: bool,
    components: Vec<Component>,
    /// What raises the score of a passage that matches.
    boosts: Vec<Clause>,
    synonyms: HashMap<Term, Vec<Term>>,
}

impl Compiler<'_> {
    /// `required`: whether a passage without it can't be a hit. Such a word must be found inside longer words too, as
    /// a substring search would.
    fn node(&mut self, query: &Query, required: bool) -> tantivy::Result<Box<dyn TantivyQuery>> {
        match query {
            Query::Leaf(leaf) => match leaf.kind {
                LeafKind::Word => self.word(leaf, required),
                LeafKind::Phrase => Ok(self.phrase(leaf)),
                LeafKind::Prefix => self.prefix(leaf),
            },
            Query::Or(sides) => {
                let sides: Result<Vec<_>, _> =
                    sides.iter().map(|side| self.node(side, required)).collect();
                Ok(Box::new(BooleanQuery::union(sides?)))
            }
            Query::Clauses { must, should, must_not } => {
                let mut clauses: Vec<Clause> = Vec::new();
                for query in must {
                    clauses.push((Occur::Must, self.node(query, true)?));
                }
                for query in should {
                    if !self.is_noise(query) {
                        clauses.push((Occur::Should, self.node(query, false)?));
                    }
                }
                let (added, boosts) = (self.components.len(), self.boosts.len());
                for query in must_not {
                    clauses.push((Occur::MustNot, self.node(query, false)?));
                }
                // What is excluded adds nothing.
                self.components.truncate(added);
                self.boosts.truncate(boosts);
                Ok(Box::new(BooleanQuery::new(clauses)))
            }
        }
    }

    /// A stop word of the query's language beside words that tell more.
    fn is_noise(&self, query: &Query) -> bool {
        let Query::Leaf(leaf) = query else {
            return false;
        };
        !self.only_stop_words
            && leaf.kind == LeafKind::Word
            && is_stop_word(&leaf.text, self.language)
    }

    fn word(&mut self, leaf: &Leaf, required: bool) -> tantivy::Result<Box<dyn TantivyQuery>> {
        let tokens = self.analyzers.exact.tokens(&leaf.text);
        let parts = parts(&tokens);
        let mut clauses: Vec<Clause> = Vec::new();
        if let [part] = parts[..] {
            clauses.extend(self.any_field(&leaf.text[part.span.clone()]));
            if required {
                clauses.extend(self.infix(part)?);
            }
        } else {
            // `deutsch-polnische`: the parts side by side, all of them anywhere, or the whole written as one.
            clauses.push((Occur::Should, self.side_by_side(&parts)));
            let added = self.components.len();
            let all = parts
                .iter()
                .map(|part| union(self.any_field(&leaf.text[part.span.clone()])))
                .collect();
            self.components.truncate(added);
            let all = self.add(
                format!("all of {}", leaf.text),
                Box::new(BooleanQuery::intersection(all)),
                1.0,
            );
            clauses.push((Occur::Should, all));
            if let Some(whole) = tokens.iter().find(|token| !parts.contains(token)) {
                clauses.extend(self.any_field(&leaf.text[whole.span.clone()]));
                if required {
                    clauses.extend(self.infix(whole)?);
                }
            }
        }
        Ok(union(clauses))
    }

    /// A word in every field it may stand in. Titles and headings only raise the score of what matches.
    fn any_field(&mut self, word: &str) -> Vec<Clause> {
        let languages = [
            (Language::English, &self.analyzers.english, self.fields.english),
            (Language::German, &self.analyzers.german, self.fields.german),
        ];
        let mut by_language: Vec<Box<dyn TantivyQuery>> = Vec::new();
        let mut same_word = Vec::new();
        for (language, analyzer, fields) in languages {
            let is_other = self.language != Language::Unknown && self.language != language;
            let factor = if is_other { self.weights.other_language } else { 1.0 };
            for term in analyzer.terms(word) {
                by_language.push(self.term(fields.words, &term, factor * self.weights.words).1);
                let title = self.term(fields.title, &term, factor * self.weights.title);
                let heading = self.term(fields.heading, &term, factor * self.weights.heading);
                self.boosts.extend([title, heading]);
                same_word.extend(
                    [fields.words, fields.title, fields.heading].map(|field| (field, term.clone())),
                );
            }
        }
        self.share_frequency(&same_word);
        // A passage analysed in both languages has the word once, not twice.
        let best: Box<dyn TantivyQuery> = Box::new(DisjunctionMaxQuery::new(by_language));
        let mut clauses = vec![(Occur::Should, best)];
        for term in self.analyzers.exact.terms(word) {
            for field in [self.fields.exact, self.fields.front] {
                clauses.push(self.term(field, &term, self.weights.exact));
            }
        }
        clauses
    }

    /// Gives the terms of one word the document frequency of its forms in the passages of both languages.
    fn share_frequency(&mut self, same_word: &[(Field, String)]) {
        let is_words =
            |field: Field| [self.fields.english.words, self.fields.german.words].contains(&field);
        let counted = same_word.iter().filter(|(field, _)| is_words(*field));
        let counted: Vec<_> =
            counted.map(|(field, term)| Term::from_field_text(*field, term)).collect();
        for (field, term) in same_word {
            self.synonyms.insert(Term::from_field_text(*field, term), counted.clone());
        }
    }

    fn term(&mut self, field: Field, term: &str, weight: f32) -> Clause {
        let label = format!("{}:{term}", self.fields.schema.get_field_name(field));
        let query =
            TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::WithFreqs);
        (Occur::Should, self.add(label, Box::new(query), weight))
    }

    fn phrase(&mut self, leaf: &Leaf) -> Box<dyn TantivyQuery> {
        let tokens = self.analyzers.exact.tokens(&leaf.text);
        self.side_by_side(&parts(&tokens))
    }

    /// Words one after the other in the exact field.
    fn side_by_side(&mut self, parts: &[&Token]) -> Box<dyn TantivyQuery> {
        let terms: Vec<_> =
            parts.iter().map(|part| Term::from_field_text(self.fields.exact, &part.term)).collect();
        let words: Vec<_> = parts.iter().map(|part| part.term.as_str()).collect();
        let query: Box<dyn TantivyQuery> = match &terms[..] {
            [] => Box::new(EmptyQuery),
            [term] => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new(terms)),
        };
        self.add(format!("exact:\"{}\"", words.join(" ")), query, self.weights.phrase)
    }

    fn prefix(&mut self, leaf: &Leaf) -> tantivy::Result<Box<dyn TantivyQuery>> {
        let tokens = self.analyzers.exact.tokens(&leaf.text);
        let parts = parts(&tokens);
        let Some((last, before)) = parts.split_last() else {
            return Ok(Box::new(EmptyQuery));
        };
        let pattern = format!("{}.*", escape(&last.term));
        let query = Box::new(RegexQuery::from_pattern(&pattern, self.fields.exact)?);
        let begins = self.add(format!("exact:{}*", last.term), query, self.weights.phrase);
        if before.is_empty() {
            return Ok(begins);
        }
        // `deutsch-poln*`: the finished parts must be there too.
        Ok(Box::new(BooleanQuery::intersection(vec![self.side_by_side(before), begins])))
    }

    /// Every word that holds this one.
    fn infix(&mut self, part: &Token) -> tantivy::Result<Vec<Clause>> {
        let pattern = format!(".*{}.*", escape(&part.term));
        let mut clauses = Vec::new();
        for field in [self.fields.exact, self.fields.front] {
            let query = Box::new(RegexQuery::from_pattern(&pattern, field)?);
            let label = format!("{}:*{}*", self.fields.schema.get_field_name(field), part.term);
            clauses.push((Occur::Should, self.add(label, query, self.weights.infix)));
        }
        Ok(clauses)
    }

    /// Weighs a part of the query and keeps it for explanations.
    fn add(
        &mut self,
        label: String,
        query: Box<dyn TantivyQuery>,
        weight: f32,
    ) -> Box<dyn TantivyQuery> {
        let query = if weight == 1.0 { query } else { Box::new(BoostQuery::new(query, weight)) };
        self.components.push(Component { label, query: query.box_clone() });
        query
    }
}

fn union(clauses: Vec<Clause>) -> Box<dyn TantivyQuery> {
    Box::new(BooleanQuery::new(clauses))
}

/// The tokens that are not the joined form of a hyphenated word: one a position.
fn parts(tokens: &[Token]) -> Vec<&Token> {
    let mut parts: Vec<&Token> = Vec::new();
    for token in tokens {
        if parts.last().is_none_or(|last| token.position > last.position) {
            parts.push(token);
        }
    }
    parts
}

/// A term as a pattern that matches it alone.
fn escape(term: &str) -> String {
    let mut pattern = String::with_capacity(term.len());
    for c in term.chars() {
        if !c.is_alphanumeric() {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
