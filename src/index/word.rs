//! A word of a query as Tantivy's query objects: its forms in every field.

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, Query as TantivyQuery, RegexQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::Error;
use super::compile::{Clause, Collection, Compiler, Need, union};
use super::schema::LanguageFields;
use super::signature::other_ways;
use crate::analysis::{Analyzer, Token, one_a_position};
use crate::document::{Language, Span};
use crate::query::Leaf;

/// What pieces of a word count at least.
const FOREIGN_PIECES: f32 = 0.3;

/// A word that is so many times rarer than its translation is foreign to the collection. For 1, which doubts the words of
/// a collection in both languages, nDCG@10 on the sample corpus is .755 instead of .766.
const FOREIGN_IS_RARER: f32 = 8.0;

impl Compiler<'_> {
    /// A word as typed, hyphens and all.
    pub(super) fn word(&mut self, leaf: &Leaf, need: Need) -> Result<Box<dyn TantivyQuery>, Error> {
        let tokens = self.collection.analyzers.exact.tokens(&leaf.text);
        let parts = one_a_position(&tokens);
        let mut clauses: Vec<Clause> = Vec::new();
        self.look_for_pieces(leaf, &tokens)?;
        if let [part] = parts[..] {
            clauses.extend(self.any_field(&leaf.text[part.span.clone()], &leaf.span, need));
            if need != Need::Optional {
                clauses.extend(self.infix(part)?);
            }
        } else {
            // `deutsch-polnische`: the parts side by side, all of them anywhere, or the whole written as one.
            let terms: Vec<String> = parts.iter().map(|part| part.term.clone()).collect();
            clauses.push((Occur::Should, self.side_by_side(&terms, self.weights.phrase)));
            let all = self.as_one(format!("all of {}", leaf.text), |compiler| {
                let words = parts.iter().map(|part| &leaf.text[part.span.clone()]);
                let all = words
                    .map(|word| union(compiler.any_field(word, &leaf.span, Need::Required)))
                    .collect();
                Box::new(BooleanQuery::intersection(all)) as Box<dyn TantivyQuery>
            });
            clauses.push((Occur::Should, all));
            if let Some(whole) = tokens.iter().find(|token| !parts.contains(token)) {
                clauses.extend(self.any_field(
                    &leaf.text[whole.span.clone()],
                    &leaf.span,
                    Need::Required,
                ));
                if need != Need::Optional {
                    clauses.extend(self.infix(whole)?);
                }
            }
        }
        let mut ways = self.expansions_of(&leaf.span)?;
        let terms: Vec<String> = parts.iter().map(|part| part.term.clone()).collect();
        for way in other_ways(&terms) {
            ways.push(self.side_by_side(&way, self.weights.phrase));
        }
        if ways.is_empty() {
            return Ok(union(clauses));
        }
        // Where a passage has the word and another it stands for, the better counts.
        ways.insert(0, union(clauses));
        Ok(Box::new(DisjunctionMaxQuery::new(ways)))
    }

    /// A word in every field it may stand in. Titles, headings and pieces only raise the score of what matches.
    fn any_field(&mut self, word: &str, place: &Span, need: Need) -> Vec<Clause> {
        let Collection { fields, analyzers, .. } = self.collection;
        let languages = [
            (Language::English, &analyzers.english, fields.english),
            (Language::German, &analyzers.german, fields.german),
        ];
        let mut by_language: Vec<Box<dyn TantivyQuery>> = Vec::new();
        let mut same_word = Vec::new();
        for (language, analyzer, of_language) in languages {
            if self.is_foreign(place, language) {
                continue;
            }
            for whole in analyzer.terms(word).iter().filter(|term| !term.is_part) {
                let all = [of_language.words, of_language.title, of_language.heading];
                same_word.extend(all.map(|field| (field, whole.text.clone())));
            }
            by_language.push(self.of_language(word, language, analyzer, of_language, need));
        }
        // A word is as frequent as all it is translated into: else it would count for most where it is foreign.
        same_word.extend(self.translated_terms(place));
        self.share_frequency(&same_word);
        // A passage analysed in both languages has the word once, not twice.
        let best: Box<dyn TantivyQuery> = Box::new(DisjunctionMaxQuery::new(by_language));
        let mut clauses = vec![(Occur::Should, best)];
        for term in analyzers.exact.terms(word) {
            for field in [fields.exact, fields.front] {
                clauses.push(self.term(field, &term.text, self.weights.exact));
            }
        }
        clauses
    }

    /// Looks the best passages through for pieces of a word and its parts.
    ///
    /// They count for less where the collection has the word translated, and hardly as it is: pieces of a foreign word
    /// are most often found in words that have nothing to do with it. MRR@10 on 1,495 queries, English to German and
    /// German to English: .407 and .406, in full .369 and .406.
    fn look_for_pieces(&mut self, leaf: &Leaf, tokens: &[Token]) -> Result<(), Error> {
        let Collection { fields, analyzers, .. } = self.collection;
        let mut factor = self.factor;
        if self.language != Language::Unknown {
            let field = fields.in_language(self.language).words;
            let own = analyzers.of(self.language).terms(&leaf.text).into_iter();
            let own = own.filter(|term| !term.is_part).map(|term| (field, term.text)).collect();
            let own = self.most_frequent(own)?;
            let translated = self.most_frequent(self.translated_terms(&leaf.span))?;
            if translated > 0 {
                let share = own as f32 / (own + translated) as f32;
                factor *= (FOREIGN_IS_RARER * share).clamp(FOREIGN_PIECES, 1.0);
            }
        }
        for token in tokens {
            self.pieces.add(&leaf.text[token.span.clone()], factor, analyzers);
        }
        Ok(())
    }

    /// In how many passages the most frequent of some terms stands.
    fn most_frequent(&self, terms: Vec<(Field, String)>) -> Result<u64, Error> {
        let mut most = 0;
        for (field, term) in terms {
            let term = Term::from_field_text(field, &term);
            most = most.max(self.collection.searcher.doc_freq(&term)?);
        }
        Ok(most)
    }

    /// A word and the parts of a compound in the fields of one language.
    fn of_language(
        &mut self,
        word: &str,
        language: Language,
        analyzer: &Analyzer,
        fields: LanguageFields,
        need: Need,
    ) -> Box<dyn TantivyQuery> {
        let is_other = self.language != Language::Unknown && self.language != language;
        let factor = if is_other { self.weights.other_language } else { 1.0 };
        let (mut wholes, mut parts) = (Vec::new(), Vec::new());
        for term in analyzer.terms(word) {
            let weight = if term.is_part { factor * self.weights.part } else { factor };
            let clause = self.term(fields.words, &term.text, weight * self.weights.words);
            for (field, of_field) in
                [(fields.title, self.weights.title), (fields.heading, self.weights.heading)]
            {
                let boost = self.term(field, &term.text, weight * of_field);
                self.boosts.push(boost);
            }
            match term.is_part {
                true => parts.push(clause),
                false => wholes.push(clause),
            }
        }
        if need == Need::Required && !parts.is_empty() {
            // A compound that must be there is there when all its parts are.
            let parts = parts.into_iter().map(|(_, part)| part).collect();
            wholes.push((Occur::Should, Box::new(BooleanQuery::intersection(parts))));
        } else {
            wholes.append(&mut parts);
        }
        match is_other {
            true => self.with_the_word(word, union(wholes)),
            false => union(wholes),
        }
    }

    /// In the language the query is probably not in, a stem counts in full only where the word itself stands: English
    /// *potato* is no form of a German word that has its stem.
    fn with_the_word(&self, word: &str, stems: Box<dyn TantivyQuery>) -> Box<dyn TantivyQuery> {
        let exact = self.collection.analyzers.exact.terms(word).into_iter().map(|term| {
            let term = Term::from_field_text(self.collection.fields.exact, &term.text);
            let query = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
            (Occur::Must, Box::new(BoostQuery::new(query, 0.0)) as Box<dyn TantivyQuery>)
        });
        let alone = BoostQuery::new(stems.box_clone(), self.weights.false_friend);
        let with: Vec<Clause> = exact.chain([(Occur::Must, stems)]).collect();
        Box::new(DisjunctionMaxQuery::new(vec![union(with), Box::new(alone)]))
    }

    /// Gives the terms of one word the document frequency of its forms in the passages of both languages.
    fn share_frequency(&mut self, same_word: &[(Field, String)]) {
        let words = [self.collection.fields.english.words, self.collection.fields.german.words];
        let counted = same_word.iter().filter(|(field, _)| words.contains(field));
        let counted: Vec<_> =
            counted.map(|(field, term)| Term::from_field_text(*field, term)).collect();
        for (field, term) in same_word {
            self.synonyms.insert(Term::from_field_text(*field, term), counted.clone());
        }
    }

    /// Every word that holds this one, as a substring search would find it.
    fn infix(&mut self, part: &Token) -> Result<Vec<Clause>, Error> {
        let pattern = format!(".*{}.*", regex::escape(&part.term));
        let mut clauses = Vec::new();
        for field in [self.collection.fields.exact, self.collection.fields.front] {
            let query = Box::new(RegexQuery::from_pattern(&pattern, field)?);
            let label =
                format!("{}:*{}*", self.collection.fields.schema.get_field_name(field), part.term);
            clauses.push((Occur::Should, self.add(label, query, self.weights.infix)));
        }
        Ok(clauses)
    }

    /// A term in a field.
    fn term(&mut self, field: Field, term: &str, weight: f32) -> Clause {
        let label = format!("{}:{term}", self.collection.fields.schema.get_field_name(field));
        let query =
            TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::WithFreqs);
        (Occur::Should, self.add(label, Box::new(query), weight))
    }
}
