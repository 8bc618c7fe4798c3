//! Word pairs from a Ding dictionary.
//!
//! A line is `German :: English`. Each side is a list of senses between `|` (plurals, compounds, examples), sense by
//! sense the translation of the other side's; a sense is a list of synonyms between `;`.

use super::key::Side;
use super::notation::{split_outside_brackets, terms};
use super::tsv::Pair;

/// What stands between the sides of a line.
pub const SIDES: &str = " :: ";

/// Longer lines are none of a dictionary: Ding's longest has a quarter.
const MAX_LINE: usize = 1 << 16;

/// The pairs of a line: every German synonym of a sense with every English one; none for a comment.
pub fn pairs(line: &str) -> Vec<Pair> {
    let is_entry = !line.starts_with('#') && line.len() <= MAX_LINE;
    let Some((german, english)) = line.split_once(SIDES).filter(|_| is_entry) else {
        return Vec::new();
    };
    let german = split_outside_brackets(german, &['|']);
    let english = split_outside_brackets(english, &['|']);
    let mut pairs = Vec::new();
    for (german, english) in german.into_iter().zip(english) {
        let english = terms(english, &[';'], Side::English);
        for german in terms(german, &[';'], Side::German) {
            let of = |english: &String| Pair { german: german.clone(), english: english.clone() };
            pairs.extend(english.iter().map(of));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: &[(&str, &str)]) {
        let got: Vec<_> = pairs(line).into_iter().map(|pair| (pair.german, pair.english)).collect();
        let expect: Vec<_> = expect.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
        assert_eq!(got, expect, "{line}");
    }

    #[test]
    fn synonyms_and_senses_are_paired() {
        check(
            "Gesandter {m}; Envoyé {m} [pol.] | Gesandte {pl} :: envoy (of a state) | envoys",
            &[("Gesandter", "envoy"), ("Envoyé", "envoy"), ("Gesandte", "envoys")],
        );
        check(
            "Kohlekommission {f} /KK/ :: Coal Commission; Coal Board",
            &[
                ("Kohlekommission", "Coal Commission"),
                ("Kohlekommission", "Coal Board"),
                ("KK", "Coal Commission"),
                ("KK", "Coal Board"),
            ],
        );
    }

    #[test]
    fn what_is_no_entry_gives_nothing() {
        for line in ["# Rat :: council", "", "Rat council", "{f} :: council", " :: "] {
            check(line, &[]);
        }
        check("Rat {m} | Räte {pl} :: council", &[("Rat", "council")]);
    }
}
