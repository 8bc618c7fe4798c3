//! A query with what else its words may stand for.

use super::Query;
use crate::document::{Language, Span};

/// A query, and other words that count as some of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpandedQuery {
    /// What was asked for.
    pub query: Query,
    /// What else its words may stand for.
    pub expansions: Vec<Expansion>,
    /// What the query is in, where its words tell.
    pub language: Language,
}

impl From<Query> for ExpandedQuery {
    fn from(query: Query) -> Self {
        ExpandedQuery { query, expansions: Vec::new(), language: Language::Unknown }
    }
}

/// Words that count as one with a word, a phrase or neighbouring words of a query: their frequencies are summed, their
/// documents joined.
#[derive(Clone, Debug, PartialEq)]
pub struct Expansion {
    /// Where the words stand in the query, in bytes: from the first one's start to the last one's end.
    pub of: Span,
    /// Those of the words that the others stand for: all, or a part of a hyphenated word.
    pub own: String,
    /// What they are to the query's own words.
    pub kind: ExpansionKind,
    /// The other words.
    pub alternatives: Vec<Alternative>,
    /// What the score is multiplied by.
    pub weight: f32,
}

/// What the words of an expansion are to those of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpansionKind {
    /// Another spelling or another name, which is looked for as it stands.
    Variant,
    /// A translation into this language, which is looked for in its inflections.
    Translation(Language),
}

/// Other words: a phrase where there are several.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The words, with blanks between them.
    pub text: String,
    /// What their frequency is multiplied by beside that of the query's own words.
    pub weight: f32,
}
