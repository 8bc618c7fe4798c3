//! Our analyzers behind Tantivy's tokenizer interface.

use std::sync::{Arc, Mutex, PoisonError};

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use super::term_memory::{Chain, TermMemory};
use crate::analysis::Analyzers;

/// Registers the tokenizers of the schema, by the names of its analysed fields.
pub(super) fn register(manager: &TokenizerManager, analyzers: &Arc<Analyzers>) {
    let memories: Arc<Mutex<Vec<TermMemory>>> = Arc::default();
    for chain in [Chain::Exact, Chain::English, Chain::German] {
        let (analyzers, memories) = (Arc::clone(analyzers), Arc::clone(&memories));
        let name = chain.analyzer(&analyzers).name();
        manager.register(name, Bridge { analyzers, chain, memories });
    }
}

/// One analyzer.
#[derive(Clone)]
struct Bridge {
    analyzers: Arc<Analyzers>,
    chain: Chain,
    /// What the streams of all fields and threads have worked out, for as long as none of them uses it.
    memories: Arc<Mutex<Vec<TermMemory>>>,
}

impl Bridge {
    /// A memory that holds the text already, else any.
    fn take_memory(&self, text: &str) -> TermMemory {
        let mut memories = self.memories.lock().unwrap_or_else(PoisonError::into_inner);
        let same = memories.iter().position(|memory| memory.holds(text));
        let at = same.or(memories.len().checked_sub(1));
        at.map(|at| memories.swap_remove(at)).unwrap_or_default()
    }
}

impl Tokenizer for Bridge {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        let mut memory = self.take_memory(text);
        memory.begin(text, self.chain, &self.analyzers);
        Stream { bridge: self, memory, token: Token::default() }
    }
}

struct Stream<'a> {
    bridge: &'a Bridge,
    memory: TermMemory,
    token: Token,
}

impl Drop for Stream<'_> {
    /// Leaves the memory to the next field, which is mostly of the same text.
    fn drop(&mut self) {
        let memory = std::mem::take(&mut self.memory);
        self.bridge.memories.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some((term, position)) = self.memory.next() else { return false };
        self.token.text.clear();
        self.token.text.push_str(term);
        self.token.position = position as usize;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
