//! What a query asks for, as a tree over the words as typed.

use crate::document::Span;

/// What a query asks for. Every [`Query::Or`] has two sides or more, every [`Query::Clauses`] something to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// A word, a phrase or a beginning of words.
    Leaf(Leaf),
    /// Alternatives joined by `OR`: at least one matches. Unlike in a list, neighbours do not belong together.
    Or(Vec<Query>),
    /// A ranked list (`a +b -c`) or a conjunction (`a AND NOT b`).
    Clauses {
        /// All of these match: `+a`, or a side of `AND`.
        must: Vec<Query>,
        /// These raise the score, in the order typed; at least one matches where `must` is empty.
        should: Vec<Query>,
        /// None of these matches: `-a`, `NOT a`.
        must_not: Vec<Query>,
    },
}

/// Text to look for, as typed: it is analysed elsewhere and may come to no term at all (a stop word) or to several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// How the text is to match.
    pub kind: LeafKind,
    /// The text without its operators (quotation marks, `*`); it holds a letter or a digit.
    pub text: String,
    /// Where `text` stands in the query, in bytes.
    pub span: Span,
}

/// How the text of a [`Leaf`] is to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafKind {
    /// In any inflection.
    Word,
    /// As it stands, its words side by side.
    Phrase,
    /// As the beginning of a word.
    Prefix,
}

impl Query {
    /// What the query wants to find, excluded parts left out, in the order typed: to guess its language, to highlight.
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
            Query::Clauses { must, should, .. } => {
                must.iter().chain(should).for_each(|query| query.collect_words(words));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::query::parse;

    #[test]
    fn words_are_the_positive_ones_in_the_order_typed() {
        let query = parse("a +b -c (d OR \"e f\") AND NOT (g h) ii*").expect("valid");
        let words: Vec<_> = query.words().map(|leaf| leaf.text.as_str()).collect();
        assert_eq!(words, ["a", "b", "d", "e f", "ii"]);
    }
}
