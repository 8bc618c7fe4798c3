//! Pairs of what is said and what it says, each once.

use std::collections::HashSet;

/// Facts about a document in the order in which they were found.
#[derive(Debug, Default)]
pub struct Facts {
    pairs: Vec<(String, String)>,
    known: HashSet<(String, String)>,
}

impl Facts {
    /// Adds a fact, unless it is known or says nothing.
    pub fn add(&mut self, key: &str, value: impl Into<String>) {
        let pair = (key.to_owned(), value.into());
        if !pair.1.trim().is_empty() && self.known.insert(pair.clone()) {
            self.pairs.push(pair);
        }
    }

    /// The first value of a key.
    pub fn first(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The pairs.
    pub fn into_pairs(self) -> Vec<(String, String)> {
        self.pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_kept_once() {
        let mut facts = Facts::default();
        [("a", "1"), ("b", "2"), ("a", "1"), ("a", " "), ("a", "3")]
            .iter()
            .for_each(|(key, value)| facts.add(key, *value));
        assert_eq!((facts.first("a"), facts.first("c")), (Some("1"), None));
        assert_eq!(facts.into_pairs().len(), 3);
    }
}
