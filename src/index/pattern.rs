//! Patterns of a query as predicates on the terms of the exact field.

use regex::{Regex, RegexBuilder};

use super::Error;
use crate::analysis::Analyzers;
use crate::query::{Leaf, LeafKind};

/// One letter as typed: folding writes umlauts and ß in two.
const ONE: &str = "(?:.|ae|oe|ue|ss)";

/// The most memory that a compiled pattern takes, in bytes.
const SIZE_LIMIT: usize = 1 << 22;

/// What terms a pattern stands for.
#[derive(Debug)]
pub enum Pattern {
    /// Those that match the whole of an expression.
    Regex(Regex),
    /// Those within so many edits of a word.
    Near(Vec<char>, usize),
}

impl Pattern {
    /// The pattern of a leaf that is one; of any other leaf, its text taken literally.
    ///
    /// # Errors
    /// [`Error::Pattern`] for one that is too large.
    pub fn of(leaf: &Leaf, analyzers: &Analyzers) -> Result<Pattern, Error> {
        let expression = match leaf.kind {
            LeafKind::Fuzzy { distance } => {
                let word = fold(&leaf.text, analyzers).chars().collect();
                return Ok(Pattern::Near(word, usize::from(distance)));
            }
            LeafKind::Regex => regex(&leaf.text, analyzers),
            LeafKind::Prefix => format!("{}.*", literal(&leaf.text, analyzers)),
            LeafKind::Wildcard => wildcard(&leaf.text, analyzers),
            LeafKind::Word | LeafKind::Phrase { .. } | LeafKind::Exact => {
                literal(&leaf.text, analyzers)
            }
        };
        let compiled =
            RegexBuilder::new(&format!("^(?:{expression})$")).size_limit(SIZE_LIMIT).build();
        compiled.map(Pattern::Regex).map_err(|_| Error::Pattern(leaf.text.clone()))
    }

    /// Whether it stands for this term.
    pub fn matches(&self, term: &str) -> bool {
        match self {
            Pattern::Regex(regex) => regex.is_match(term),
            Pattern::Near(word, distance) => is_near(word, term, *distance),
        }
    }
}

fn literal(text: &str, analyzers: &Analyzers) -> String {
    regex::escape(&fold(text, analyzers))
}

fn wildcard(text: &str, analyzers: &Analyzers) -> String {
    let mut expression = String::new();
    let mut literals = String::new();
    for c in text.chars() {
        let sign = match c {
            '*' => ".*",
            '?' => ONE,
            _ => {
                literals.push(c);
                continue;
            }
        };
        expression += &literal(&std::mem::take(&mut literals), analyzers);
        expression += sign;
    }
    expression + &literal(&literals, analyzers)
}

/// An expression over folded letters: an umlaut becomes the two letters it is written in, a point may be one.
fn regex(text: &str, analyzers: &Analyzers) -> String {
    let mut expression = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => {
                expression.push(c);
                expression.extend(rest.next());
            }
            '[' => expression += &class(&mut rest, analyzers),
            '.' => expression += ONE,
            _ if c.is_alphabetic() => {
                let folded = fold(c.encode_utf8(&mut [0; 4]), analyzers);
                match folded.chars().count() {
                    1 => expression += &folded,
                    _ => expression += &format!("(?:{folded})"),
                }
            }
            _ => expression.push(c),
        }
    }
    expression
}

/// The rest of a class after its `[`: what folding writes in two letters stands beside it.
fn class(rest: &mut std::str::Chars, analyzers: &Analyzers) -> String {
    let mut members = String::new();
    let mut pairs = Vec::new();
    while let Some(c) = rest.next() {
        match c {
            ']' => break,
            '\\' => {
                members.push(c);
                members.extend(rest.next());
            }
            _ if c.is_alphabetic() => {
                let folded = fold(c.encode_utf8(&mut [0; 4]), analyzers);
                match folded.chars().count() {
                    1 => members += &folded,
                    _ => pairs.push(folded),
                }
            }
            _ => members.push(c),
        }
    }
    match (members.is_empty(), members.starts_with('^') || pairs.is_empty()) {
        (true, _) => format!("(?:{})", pairs.join("|")),
        (_, true) => format!("[{members}]"),
        _ => format!("(?:[{members}]|{})", pairs.join("|")),
    }
}

/// A text as the exact field has it, its words run together.
fn fold(text: &str, analyzers: &Analyzers) -> String {
    let terms = analyzers.exact.terms(text).into_iter().next().map(|term| term.text);
    terms.unwrap_or_default().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether at most `most` letters were inserted, left out, changed or exchanged with their neighbour (optimal string
/// alignment).
fn is_near(word: &[char], term: &str, most: usize) -> bool {
    let term: Vec<char> = term.chars().take(word.len() + most + 1).collect();
    if word.len().abs_diff(term.len()) > most {
        return false;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=term.len()).collect();
    for (i, a) in word.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in term.iter().enumerate() {
            let mut cost = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == term[j - 1] && word[i - 1] == *b {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        if row.iter().all(|cost| *cost > most) {
            return false;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[term.len()] <= most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Lexicon;
    use crate::query::{Query, parse};

    fn check(query: &str, yes: &[&str], no: &[&str]) {
        let analyzers = Analyzers::new(Lexicon::embedded());
        let Ok(Query::Leaf(leaf)) = parse(query) else { panic!("{query}") };
        let pattern = Pattern::of(&leaf, &analyzers).expect(query);
        for word in yes {
            assert!(pattern.matches(&fold(word, &analyzers)), "{query} {word}");
        }
        for word in no {
            assert!(!pattern.matches(&fold(word, &analyzers)), "{query} {word}");
        }
    }

    #[test]
    fn patterns_stand_for_whole_words_up_to_folding() {
        check("*konferenz", &["Konferenz", "Außenministerkonferenz"], &["Konferenzen"]);
        check("*minister*konf*", &["Außenministerkonferenz"], &["Konferenzminister"]);
        check("w?rt", &["Wort", "Wört", "wirt"], &["Wirrt", "wrt"]);
        check("/konf[oö]e?d.*/", &["Konföderation", "Konfoderation"], &["Konfderation"]);
        check("/gro[sß]+e?/", &["große", "grosse", "gros"], &["gro"]);
        check("/[^a]b\\d{2,3}/", &["cb12", "xb123"], &["ab12", "cb1"]);
        check(
            "Chruschtschow~1",
            &["Chruschtschow", "Chruschtshow", "Chruschtschew"],
            &["Chruscev"],
        );
        check("Pusanow~2", &["Puzanov", "Pusnow"], &["Puzzanov"]);
    }
}
