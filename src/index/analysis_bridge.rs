//! Our analyzers behind Tantivy's tokenizer interface.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use crate::analysis::{Analyzer, Analyzers, Term, Word, words};

/// Words whose terms each thread remembers: a collection's frequent words make up nearly all of its text.
const MAX_REMEMBERED: usize = 200_000;

/// Registers the tokenizers of the schema, by the names of its analysed fields.
pub(super) fn register(manager: &TokenizerManager, analyzers: &Arc<Analyzers>) {
    let fields: [fn(&Analyzers) -> &Analyzer; 4] =
        [|all| &all.exact, |all| &all.ngrams, |all| &all.english, |all| &all.german];
    for field in fields {
        let once = field(analyzers).name() == analyzers.ngrams.name();
        let bridge = Bridge {
            analyzers: Arc::clone(analyzers),
            field,
            once,
            remembered: HashMap::default(),
        };
        manager.register(field(analyzers).name(), bridge);
    }
}

/// One analyzer, with the terms of the words it has seen.
struct Bridge {
    analyzers: Arc<Analyzers>,
    field: fn(&Analyzers) -> &Analyzer,
    /// Whether a word counts once a passage: pieces are many, and their number in a passage says little.
    once: bool,
    remembered: HashMap<Box<str>, Arc<[Term]>, RandomState>,
}

impl Clone for Bridge {
    /// A copy for another thread, which remembers on its own.
    fn clone(&self) -> Self {
        let analyzers = Arc::clone(&self.analyzers);
        Bridge { analyzers, field: self.field, once: self.once, remembered: HashMap::default() }
    }
}

impl Bridge {
    fn terms(&mut self, word: &str) -> Arc<[Term]> {
        if let Some(terms) = self.remembered.get(word) {
            return Arc::clone(terms);
        }
        let terms: Arc<[Term]> = (self.field)(&self.analyzers).terms(word).into();
        if self.remembered.len() >= MAX_REMEMBERED {
            self.remembered.clear();
        }
        self.remembered.insert(word.into(), Arc::clone(&terms));
        terms
    }
}

impl Tokenizer for Bridge {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        let mut words = words(text);
        if self.once {
            let mut seen = HashSet::with_capacity_and_hasher(words.len(), RandomState::default());
            words.retain(|word| !word.joined && seen.insert(&text[word.span.clone()]));
        }
        let words = words.into_iter();
        let terms: Arc<[Term]> = Arc::new([]);
        Stream { bridge: self, text, words, joined: false, terms, next: 0, token: Token::default() }
    }
}

struct Stream<'a> {
    bridge: &'a mut Bridge,
    text: &'a str,
    words: std::vec::IntoIter<Word>,
    /// Whether the present word is a hyphenated whole, whose parts are words of their own.
    joined: bool,
    terms: Arc<[Term]>,
    next: usize,
    token: Token,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            while let Some(term) = self.terms.get(self.next) {
                self.next += 1;
                if !(self.joined && term.is_part) {
                    self.token.text.clear();
                    self.token.text.push_str(&term.text);
                    return true;
                }
            }
            let Some(word) = self.words.next() else { return false };
            self.terms = self.bridge.terms(&self.text[word.span.clone()]);
            self.next = 0;
            self.joined = word.joined;
            self.token.offset_from = word.span.start;
            self.token.offset_to = word.span.end;
            self.token.position = word.position as usize;
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
