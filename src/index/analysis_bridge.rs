//! Our analyzers behind Tantivy's tokenizer interface.

use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use crate::analysis::{self, Analyzer, Analyzers};

/// The tokenizers of the schema, by the names of its analysed fields.
pub(super) fn tokenizers(analyzers: &Arc<Analyzers>) -> TokenizerManager {
    // The default has `raw`, which fields of identifiers use.
    let manager = TokenizerManager::default();
    let fields: [fn(&Analyzers) -> &Analyzer; 3] =
        [|all| &all.exact, |all| &all.english, |all| &all.german];
    for field in fields {
        let bridge = Bridge { analyzers: Arc::clone(analyzers), field };
        manager.register(field(analyzers).name(), bridge);
    }
    manager
}

#[derive(Clone)]
struct Bridge {
    analyzers: Arc<Analyzers>,
    field: fn(&Analyzers) -> &Analyzer,
}

impl Tokenizer for Bridge {
    type TokenStream<'a> = Stream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        let tokens = (self.field)(&self.analyzers).tokens(text);
        Stream { tokens: tokens.into_iter(), token: Token::default() }
    }
}

struct Stream {
    tokens: std::vec::IntoIter<analysis::Token>,
    token: Token,
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        let Some(next) = self.tokens.next() else {
            return false;
        };
        self.token.offset_from = next.span.start;
        self.token.offset_to = next.span.end;
        self.token.position = next.position as usize;
        self.token.text = next.term;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
