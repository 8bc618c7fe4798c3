//! A chain of token filters behind the tokenizer.

use super::normalize::normalize;
use super::spelling::german_normal;
use super::token_filter::{Form, TokenFilter};
use super::tokenizer::{Word, words};
use crate::document::Span;

/// A term and where it stands in the analysed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The term as the index holds it.
    pub term: String,
    /// The bytes of the word it comes from, or of the part of it.
    pub span: Span,
    /// The word's number in the text.
    pub position: u32,
    /// Whether it is a part of a compound.
    pub is_part: bool,
}

/// The tokens that are no joined form of a hyphenated word and no part of a compound: one a position.
pub fn one_a_position(tokens: &[Token]) -> Vec<&Token> {
    let mut firsts: Vec<&Token> = Vec::new();
    for token in tokens {
        if firsts.last().is_none_or(|last| token.position > last.position) {
            firsts.push(token);
        }
    }
    firsts
}

/// A term of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As the index holds it.
    pub text: String,
    /// Whether it is a part of a compound.
    pub is_part: bool,
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
    pub fn terms(&self, word: &str) -> Vec<Term> {
        let forms = self.forms(word).into_iter();
        forms.map(|form| Term { is_part: form.part.is_some(), text: form.text }).collect()
    }

    /// The tokens of a text, in order of position.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let words = words(text);
        let mut tokens = Vec::with_capacity(words.len());
        for Word { span, position, joined } in words {
            let word = &text[span.clone()];
            // The parts of a hyphenated word are words already.
            for form in self.forms(word).into_iter().filter(|form| !joined || form.part.is_none()) {
                let is_part = form.part.is_some();
                let inner = form.part.and_then(|part| inside(word, &part));
                let span = inner
                    .map_or(span.clone(), |part| span.start + part.start..span.start + part.end);
                tokens.push(Token { term: form.text, span, position, is_part });
            }
        }
        tokens
    }

    /// The terms of a text after each step, for people who want to see what the chain does.
    pub fn trace(&self, text: &str) -> Vec<(&'static str, Vec<String>)> {
        let words: Vec<_> =
            words(text).into_iter().map(|word| text[word.span].to_owned()).collect();
        let mut forms: Vec<Vec<Form>> = words.iter().map(|word| vec![whole(word)]).collect();
        let texts =
            |forms: &[Vec<Form>]| forms.iter().flatten().map(|form| form.text.clone()).collect();
        let mut steps = vec![("tokenizer", words), ("normalize", texts(&forms))];
        for filter in &self.filters {
            forms.iter_mut().for_each(|forms| filter.apply(forms));
            steps.push((filter.name(), texts(&forms)));
        }
        steps
    }

    fn forms(&self, word: &str) -> Vec<Form> {
        let mut forms = vec![whole(word)];
        for filter in &self.filters {
            filter.apply(&mut forms);
        }
        forms
    }
}

fn whole(word: &str) -> Form {
    Form { text: normalize(word), part: None }
}

/// Where a part of a word's normal German form stands in the word; `None` where the two can't be laid side by side.
fn inside(word: &str, part: &Span) -> Option<Span> {
    let normal = german_normal(&normalize(word));
    let mut at = 0;
    let mut start = None;
    for (offset, c) in word.char_indices() {
        if at >= part.end {
            return Some(start?..offset);
        }
        let letter = german_normal(&normalize(c.encode_utf8(&mut [0; 4])));
        // What has no counterpart is the `e` of a written-out umlaut, or a soft hyphen.
        if !letter.is_empty() && normal[at..].starts_with(&letter) {
            if at >= part.start && start.is_none() {
                start = Some(offset);
            }
            at += letter.len();
        }
    }
    (at == normal.len()).then_some(start?..word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_in_every_spelling() {
        for (word, part, expect) in [
            ("Außenministerkonferenz", 6..14, "minister"),
            ("Aussenministerkonferenz", 6..14, "minister"),
            ("Konfoederationsplan", 14..18, "plan"),
            ("Konföderationsplan", 14..18, "plan"),
            ("Konfö\u{AD}de\u{AD}rations\u{AD}plan", 14..18, "plan"),
        ] {
            assert_eq!(inside(word, &part).map(|span| &word[span]), Some(expect), "{word}");
        }
    }
}
