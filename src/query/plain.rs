//! Text taken word by word, whatever signs stand in it.

use super::{Leaf, LeafKind, Query};

/// A ranked list of the words of a text; `None` when it has none.
///
/// Nothing in the text is an operator. For text that nobody wrote as a query.
pub fn plain(text: &str) -> Option<Query> {
    let mut leaves = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        if word.contains(char::is_alphanumeric) {
            let span = start..start + word.len();
            leaves.push(Query::Leaf(Leaf { kind: LeafKind::Word, text: word.to_owned(), span }));
        }
        start += part.len();
    }
    match leaves.len() {
        0 => None,
        1 => leaves.pop(),
        _ => Some(Query::Clauses { must: Vec::new(), should: leaves, must_not: Vec::new() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_mean_nothing() {
        let query = plain("+a \"b (c — -d").expect("a query");
        let words: Vec<_> = query.words().map(|leaf| leaf.text.as_str()).collect();
        assert_eq!(words, ["+a", "\"b", "(c", "-d"]);
        assert!(query.words().all(|leaf| "+a \"b (c — -d"[leaf.span.clone()] == leaf.text));
        assert_eq!(plain(" — "), None);
    }
}
