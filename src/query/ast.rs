//! What a query asks for, as a tree over the words as typed.

use super::{DateRange, TextField};
use crate::document::{Language, Span};

/// What a query asks for. Every [`Query::Or`] has two sides or more, every [`Query::Clauses`] two clauses or more and
/// one that is not excluded.
///
/// Shown with `{}` it is written in a normal form, which [`parse`](super::parse) reads as the same tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// A word, a phrase or a pattern of words.
    Leaf(Leaf),
    /// Alternatives joined by `OR`: at least one matches. Unlike in a list, neighbours do not belong together.
    Or(Vec<Query>),
    /// A ranked list (`a +b -c title:d`) or a conjunction (`a AND NOT b`).
    Clauses {
        /// All of these match: `+a`, or a side of `AND`.
        must: Vec<Query>,
        /// These raise the score, in the order typed; at least one matches where `must` is empty and this is not.
        should: Vec<Query>,
        /// None of these matches: `-a`, `NOT a`.
        must_not: Vec<Query>,
        /// All of these match as well: fields, dates and the like, signed or not. They spare no word of `should`.
        restrict: Vec<Query>,
    },
    /// Two matches near each other: `a NEAR/10 b`, `a BEFORE/10 b`. A side is a leaf, alternatives or such a pair.
    Near {
        /// What stands left and right of the operator.
        sides: Box<[Query; 2]>,
        /// How many words apart the nearest words of the two matches are, at most: 1 for neighbours.
        distance: u32,
        /// Whether the left one stands before the right one.
        ordered: bool,
    },
    /// Matches in one field only: `title:a`, `from:(a OR b)`. No field, filter or date within.
    Field {
        /// Where to look.
        field: TextField,
        /// What to look for.
        query: Box<Query>,
        /// Where the field's name and its colon stand in the query, in bytes.
        span: Span,
    },
    /// A condition on the document or the passage, which has no score: `lang:de`, `date:1960`.
    Filter {
        /// The condition.
        filter: Filter,
        /// Where the field's name and its value stand in the query, in bytes.
        span: Span,
    },
    /// Counts more or less than what stands beside it: `a^2`.
    Boost {
        /// What is weighed.
        query: Box<Query>,
        /// What its score is multiplied by: 0.01 to 100.
        factor: f32,
    },
}

/// A condition that a passage fulfils or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// The passage is in this language.
    Language(Language),
    /// The path of the file matches this glob pattern, as typed.
    Path(String),
    /// The document can have been written on one of these days.
    Date(DateRange),
}

/// Text to look for, as typed: it is analysed elsewhere and may come to no term at all (a stop word) or to several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// How the text is to match.
    pub kind: LeafKind,
    /// The text without its operators (quotation marks, `=`, `~1`); it holds a letter or a digit.
    pub text: String,
    /// Where `text` stands in the query, in bytes.
    pub span: Span,
}

/// How the text of a [`Leaf`] is to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafKind {
    /// In any inflection.
    Word,
    /// As it stands, its words side by side or with as many words more between them all: `"a b"~3`.
    Phrase {
        /// How many words more; moving a word out of its order costs one for each place.
        slop: u32,
    },
    /// As the beginning of a word: `konföd` of `konföd*`.
    Prefix,
    /// As a pattern of a whole word: `*` is any run of letters, none included, `?` is one letter. A `?` counts only
    /// where a letter, a digit or a wildcard follows.
    Wildcard,
    /// As a word with at most so many letters inserted, left out, changed or exchanged with their neighbour: 1 or 2.
    Fuzzy {
        /// How many letters.
        distance: u8,
    },
    /// As this very word: no other form, no other spelling of umlauts, the same capitals.
    Exact,
    /// As a regular expression that a whole word matches, one of those that `regex.rs` lets through.
    Regex,
}

impl LeafKind {
    /// Whether it stands for whatever words of the vocabulary match, so that its text is no word of a language.
    pub fn is_pattern(self) -> bool {
        matches!(self, LeafKind::Wildcard | LeafKind::Fuzzy { .. } | LeafKind::Regex)
    }
}

impl Query {
    /// What the query wants to find in the text of passages, excluded parts and fields left out, in the order typed: to
    /// guess its language, to highlight.
    pub fn words(&self) -> impl Iterator<Item = &Leaf> {
        let mut words = Vec::new();
        self.collect_words(&mut words);
        words.sort_by_key(|leaf| leaf.span.start);
        words.into_iter()
    }

    fn collect_words<'a>(&'a self, words: &mut Vec<&'a Leaf>) {
        match self {
            Query::Leaf(leaf) => words.push(leaf),
            Query::Or(queries) => queries.iter().for_each(|query| query.collect_words(words)),
            Query::Clauses { must, should, restrict, .. } => {
                let wanted = must.iter().chain(should).chain(restrict);
                wanted.for_each(|query| query.collect_words(words));
            }
            Query::Near { sides, .. } => sides.iter().for_each(|side| side.collect_words(words)),
            Query::Boost { query, .. } => query.collect_words(words),
            Query::Field { .. } | Query::Filter { .. } => {}
        }
    }

    /// Whether it limits what a list finds instead of being one more thing to find: fields and filters, however
    /// grouped.
    pub(super) fn restricts(&self) -> bool {
        match self {
            Query::Field { .. } | Query::Filter { .. } => true,
            Query::Boost { query, .. } => query.restricts(),
            Query::Or(sides) => sides.iter().all(Query::restricts),
            Query::Clauses { must, should, .. } => must.is_empty() && should.is_empty(),
            Query::Leaf(_) | Query::Near { .. } => false,
        }
    }

    /// Whether it has no score: filters only, however grouped.
    pub(super) fn only_filters(&self) -> bool {
        match self {
            Query::Filter { .. } => true,
            Query::Boost { query, .. } => query.only_filters(),
            Query::Or(sides) => sides.iter().all(Query::only_filters),
            Query::Clauses { must, should, restrict, .. } => {
                must.iter().chain(should).chain(restrict).all(Query::only_filters)
            }
            Query::Leaf(_) | Query::Near { .. } | Query::Field { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::query::parse;

    #[test]
    fn words_are_the_positive_ones_in_the_order_typed() {
        let query = "a title:x +b^2 -c (d OR \"e f\") AND NOT (g h) lang:de ii* j NEAR/3 (k OR l)";
        let query = parse(query).expect("valid");
        let words: Vec<_> = query.words().map(|leaf| leaf.text.as_str()).collect();
        assert_eq!(words, ["a", "b", "d", "e f", "ii", "j", "k", "l"]);
    }
}
