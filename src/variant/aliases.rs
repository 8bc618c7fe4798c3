//! Names of one thing that no rule derives from each other.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use thiserror::Error;

/// The aliases that come with the program.
const BUILT_IN: &str = include_str!("aliases.toml");

/// A name has at most this many words: longer ones are sentences.
const MAX_WORDS: usize = 12;

/// Why a file of aliases can't be used.
#[derive(Debug, Error)]
pub enum AliasError {
    /// It is no TOML of this form.
    #[error("not a list of aliases; write `places = [[\"Peking\", \"Beijing\"], …]`: {0}")]
    Form(#[from] toml::de::Error),
    /// A group of one name says nothing.
    #[error("line {group} of `{list}` has fewer than two names; write what else it is called")]
    FewNames {
        /// The name of the list.
        list: String,
        /// The number of the group in its list, from 1.
        group: usize,
    },
    /// A name without a word or with too many.
    #[error("`{name}` in `{list}` is no name; a name has one to {MAX_WORDS} words")]
    NoName {
        /// The name of the list.
        list: String,
        /// What stands there.
        name: String,
    },
}

/// Words of a query that are a name, and what else it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AliasMatch {
    /// Which of the words.
    pub words: Range<usize>,
    /// The other names, in the order they are listed; none is the name itself.
    pub others: Vec<Alias>,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// As it is listed.
    pub name: String,
    /// Its words as the index holds them: one word, or a phrase.
    pub terms: Vec<String>,
}

/// Groups of names, each of one thing.
#[derive(Debug, Default)]
pub struct Aliases {
    groups: Vec<Vec<Alias>>,
    /// The groups a name stands in.
    by_terms: HashMap<Vec<String>, Vec<usize>>,
}

impl Aliases {
    /// The aliases that come with the program: leaders, places, states, parties and other bodies of the Cold War, and
    /// of German history before.
    ///
    /// `terms_of` gives the words of a text as the index holds them, one a position.
    #[expect(clippy::expect_used, reason = "a test reads the file that is embedded")]
    pub fn built_in(terms_of: impl Fn(&str) -> Vec<String>) -> Aliases {
        let mut aliases = Aliases::default();
        aliases.add(BUILT_IN, terms_of).expect("the embedded file is well-formed");
        aliases
    }

    /// Adds the groups of a file: lists of any name, whose lines are groups of two or more names.
    ///
    /// A name that stands in several groups has the others of all of them. Nothing is added when the file has a fault.
    pub fn add(
        &mut self,
        toml: &str,
        terms_of: impl Fn(&str) -> Vec<String>,
    ) -> Result<(), AliasError> {
        let lists: BTreeMap<String, Vec<Vec<String>>> = toml::from_str(toml)?;
        let mut groups = Vec::new();
        for (list, lines) in lists {
            for (line, names) in lines.into_iter().enumerate() {
                let mut group: Vec<Alias> = Vec::new();
                for name in names {
                    let terms = terms_of(&name);
                    if !(1..=MAX_WORDS).contains(&terms.len()) {
                        return Err(AliasError::NoName { list, name });
                    }
                    if group.iter().all(|alias| alias.terms != terms) {
                        group.push(Alias { name, terms });
                    }
                }
                if group.len() < 2 {
                    return Err(AliasError::FewNames { list, group: line + 1 });
                }
                groups.push(group);
            }
        }
        for group in groups {
            for alias in &group {
                self.by_terms.entry(alias.terms.clone()).or_default().push(self.groups.len());
            }
            self.groups.push(group);
        }
        Ok(())
    }

    /// The names among the words of a query, given as the index holds them: from left to right, the longest first.
    pub fn find(&self, words: &[String]) -> Vec<AliasMatch> {
        let mut matches = Vec::new();
        let mut start = 0;
        while start < words.len() {
            let longest = (start + 1..=words.len().min(start + MAX_WORDS)).rev();
            let mut found =
                longest.filter_map(|end| Some((end, self.by_terms.get(&words[start..end])?)));
            let Some((end, groups)) = found.next() else {
                start += 1;
                continue;
            };
            let mut others: Vec<Alias> = Vec::new();
            for alias in groups.iter().flat_map(|group| &self.groups[*group]) {
                if alias.terms != words[start..end]
                    && others.iter().all(|other| other.terms != alias.terms)
                {
                    others.push(alias.clone());
                }
            }
            matches.push(AliasMatch { words: start..end, others });
            start = end;
        }
        matches
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms_of(text: &str) -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    }

    fn others(aliases: &Aliases, query: &str) -> Vec<(Range<usize>, Vec<String>)> {
        let matches = aliases.find(&terms_of(query)).into_iter();
        let names = |others: Vec<Alias>| others.into_iter().map(|alias| alias.name).collect();
        matches.map(|found| (found.words, names(found.others))).collect()
    }

    #[test]
    fn the_built_in_groups_are_many_and_no_name_stands_twice() {
        let aliases = Aliases::built_in(terms_of);
        assert!(aliases.groups.len() >= 150, "{}", aliases.groups.len());
        let twice: Vec<_> = aliases
            .by_terms
            .iter()
            .filter(|(_, groups)| groups.len() > 1)
            .map(|(name, _)| name)
            .collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn names_are_found_in_a_query() {
        let aliases = Aliases::built_in(terms_of);
        for (query, words, other) in [
            ("Besuch von Kim Ir Sen in Peking", 2..5, "Kim Il-sung"),
            ("Mao Tse-tung", 0..3, "Mao Zedong"),
            ("PdAK", 0..1, "Workers' Party of Korea"),
            ("Central Committee", 0..2, "ZK"),
            ("Stalinstadt 1953", 0..1, "Eisenhüttenstadt"),
            ("DPRK", 0..1, "KDVR"),
        ] {
            let found = others(&aliases, query);
            assert_eq!(found[0].0, words, "{query}");
            assert!(found[0].1.iter().any(|name| name == other), "{query} {found:?}");
        }
        assert!(others(&aliases, "ein Brief vom Lande").is_empty());
        assert!(aliases.find(&[]).is_empty());
    }

    #[test]
    fn a_name_in_several_groups_has_the_others_of_all() {
        let mut aliases = Aliases::default();
        let file = "a = [[\"Foo\", \"Bar Baz\"]]\nb = [[\"foo\", \"Quux\", \"QUUX\"]]";
        aliases.add(file, terms_of).expect("well-formed");
        assert_eq!(
            others(&aliases, "x foo bar baz bar"),
            [(1..2, vec!["Bar Baz".to_owned(), "Quux".to_owned()]), (2..4, vec!["Foo".to_owned()])]
        );
    }

    #[test]
    fn faults_are_named_and_add_nothing() {
        for (file, message) in [
            ("a = [[\"x\", \"y\"], [\"x\"]]", "line 2 of `a` has fewer than two names"),
            ("a = [[\"x\", \"X\"]]", "line 1 of `a` has fewer than two names"),
            ("a = [[\"x\", \"–\"]]", "`–` in `a` is no name"),
            ("a = [\"x\", \"y\"]", "not a list of aliases"),
            ("[[", "not a list of aliases"),
        ] {
            let mut aliases = Aliases::default();
            let error = aliases.add(file, terms_of).expect_err(file).to_string();
            assert!(error.starts_with(message), "{error}");
            assert!(aliases.groups.is_empty());
        }
    }
}
