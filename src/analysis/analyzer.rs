//! A chain of token filters behind the tokenizer.

use super::normalize::normalize;
use super::token_filter::TokenFilter;
use super::tokenizer::words;
use crate::document::Span;

/// A term and where it stands in the analysed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The term as the index holds it.
    pub term: String,
    /// The bytes of the word it comes from.
    pub span: Span,
    /// The word's number in the text.
    pub position: u32,
}

/// Text → words → terms of one field.
#[derive(Debug)]
pub struct Analyzer {
    name: &'static str,
    filters: Vec<Box<dyn TokenFilter>>,
}

impl Analyzer {
    /// A chain: every word is brought to its plain form, then goes through the filters in order.
    pub(super) fn new(name: &'static str, filters: Vec<Box<dyn TokenFilter>>) -> Self {
        Analyzer { name, filters }
    }

    /// The name of the chain, which is also that of the field it fills.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The terms of one word as typed: none for a stop word, several where a filter adds forms.
    pub fn terms(&self, word: &str) -> Vec<String> {
        let mut terms = vec![normalize(word)];
        for filter in &self.filters {
            filter.apply(&mut terms);
        }
        terms
    }

    /// The tokens of a text, in order of position.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let words = words(text);
        let mut tokens = Vec::with_capacity(words.len());
        for word in words {
            for term in self.terms(&text[word.span.clone()]) {
                tokens.push(Token { term, span: word.span.clone(), position: word.position });
            }
        }
        tokens
    }

    /// The terms of a text after each step, for people who want to see what the chain does.
    pub fn trace(&self, text: &str) -> Vec<(&'static str, Vec<String>)> {
        let words = words(text);
        let raw = words.iter().map(|word| text[word.span.clone()].to_owned()).collect();
        let mut terms: Vec<Vec<String>> =
            words.iter().map(|word| vec![normalize(&text[word.span.clone()])]).collect();
        let mut steps = vec![("tokenizer", raw), ("normalize", terms.concat())];
        for filter in &self.filters {
            terms.iter_mut().for_each(|terms| filter.apply(terms));
            steps.push((filter.name(), terms.concat()));
        }
        steps
    }
}
