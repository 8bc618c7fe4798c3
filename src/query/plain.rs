//! Text taken word by word, whatever signs stand in it.

use super::word::{Word, has_content, is_separator};
use super::{Leaf, LeafKind, Query};

/// A ranked list of the words of a text; `None` when it has none.
///
/// Nothing in the text is an operator: hyphens, stars, colons and quotation marks are part of the word they stand in,
/// and a comma or semicolon parts words as in a query. For text that nobody wrote as a query.
pub fn plain(text: &str) -> Option<Query> {
    let mut leaves = Vec::new();
    let mut at = 0;
    while let Some(ch) = text[at..].chars().next() {
        if ch.is_whitespace() || is_separator(ch) {
            at += ch.len_utf8();
            continue;
        }
        let span = Word::literal(text, at).span;
        at = span.end;
        if has_content(&text[span.clone()]) {
            let text = text[span.clone()].to_owned();
            leaves.push(Query::Leaf(Leaf { kind: LeafKind::Word, text, span }));
        }
    }
    match leaves.len() {
        0 => None,
        1 => leaves.pop(),
        _ => Some(Query::Clauses {
            must: Vec::new(),
            should: leaves,
            must_not: Vec::new(),
            restrict: Vec::new(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_mean_nothing() {
        let check = |text: &str, expect: &[&str]| {
            let query = plain(text).expect("a query");
            let words: Vec<_> = query.words().map(|leaf| leaf.text.as_str()).collect();
            assert_eq!(words, expect);
            assert!(query.words().all(|leaf| text[leaf.span.clone()] == leaf.text));
            assert!(query.words().all(|leaf| leaf.kind == LeafKind::Word));
        };
        check("+a \"b (c — -d", &["+a", "\"b", "(c", "-d"]);
        check("konf* title:a AND =b c~1 /d/", &["konf*", "title:a", "AND", "=b", "c~1", "/d/"]);
        check(
            "API,ConfigurationAccess;x 3,5 a, b",
            &["API", "ConfigurationAccess", "x", "3,5", "a,", "b"],
        );
        assert_eq!(plain(" — ,; "), None);
    }
}
