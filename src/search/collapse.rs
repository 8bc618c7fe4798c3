//! Passages that say nearly the same, shown once.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::index::ScoredPassage;

/// Words of a shingle.
const SHINGLE: usize = 4;

/// The share of shingles two passages have in common when they say nearly the same.
const NEARLY_SAME: f64 = 0.8;

/// A passage and those ranked below it that say nearly the same.
pub(super) struct Group {
    pub best: ScoredPassage,
    pub others: Vec<ScoredPassage>,
    shingles: HashSet<u64>,
}

impl Group {
    /// A passage shown whatever others say.
    pub(super) fn alone(best: ScoredPassage) -> Group {
        Group { best, others: Vec::new(), shingles: HashSet::new() }
    }
}

/// Puts every passage to the first one before it that says nearly the same; the order stays.
pub(super) fn collapse(ranking: Vec<ScoredPassage>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for passage in ranking {
        let shingles = shingles(passage.record.text());
        match groups.iter_mut().find(|group| is_nearly_same(&group.shingles, &shingles)) {
            Some(group) => group.others.push(passage),
            None => groups.push(Group { best: passage, others: Vec::new(), shingles }),
        }
    }
    groups
}

/// The hashes of every run of [`SHINGLE`] words; of the whole for a shorter text.
fn shingles(text: &str) -> HashSet<u64> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let hash = |words: &[String]| {
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        hasher.finish()
    };
    match words.len() {
        0..SHINGLE => std::iter::once(hash(&words)).collect(),
        _ => words.windows(SHINGLE).map(hash).collect(),
    }
}

fn is_nearly_same(one: &HashSet<u64>, other: &HashSet<u64>) -> bool {
    let (small, large) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if (small.len() as f64) < NEARLY_SAME * large.len() as f64 {
        return false;
    }
    let common = small.iter().filter(|shingle| large.contains(shingle)).count();
    common as f64 >= NEARLY_SAME * (one.len() + other.len() - common) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, expect: bool) {
        assert_eq!(is_nearly_same(&shingles(one), &shingles(other)), expect, "{one} | {other}");
    }

    #[test]
    fn copies_are_the_same_and_neighbours_are_not() {
        let text = "The two governments shall form a confederation and a common council of equal numbers to \
                    prepare free elections in both parts of the country without foreign interference.";
        check(text, text, true);
        check(text, &text.to_uppercase().replace(' ', "\n"), true);
        check(text, &format!("{text} Signed."), true);
        check(text, &text[..80], false);
        check("one two", "one two", true);
        check("one two", "one three", false);
        check("", "a", false);
    }
}
