//! What it costs to turn one word into another.

/// Ten make one full edit.
pub(super) type Cost = u16;

/// A letter more, less or replaced.
const EDIT: Cost = 10;

/// Edits and their costs.
#[derive(Debug)]
pub(super) struct Costs {
    /// A letter more, less or replaced.
    pub edit: Cost,
    /// Letters taken for others that look like them, as `pairs` has them.
    pub misreading: Cost,
    /// Two letters that change places; `None` where that is two edits.
    pub swap: Option<Cost>,
    /// Letters that look alike, of one or two bytes a side; each holds both ways.
    pairs: &'static [(&'static str, &'static str)],
}

/// What people mistype (Damerau 1964: nearly all errors are one letter more, less, other or swapped).
pub(super) const TYPING: Costs =
    Costs { edit: EDIT, misreading: EDIT, swap: Some(EDIT), pairs: &[] };

/// What scanners misread in roman type and in Fraktur, written as the index folds it: `ä` is `ae`.
pub(super) const OCR: Costs = Costs {
    edit: EDIT,
    misreading: 4,
    swap: None,
    pairs: &[
        ("c", "e"),
        ("u", "n"),
        ("m", "rn"),
        ("m", "nn"),
        ("m", "in"),
        ("m", "ni"),
        ("m", "iu"),
        ("n", "ri"),
        ("n", "ii"),
        ("u", "ii"),
        ("u", "li"),
        ("ue", "ii"),
        ("ue", "u"),
        ("oe", "o"),
        ("ae", "a"),
        ("l", "1"),
        ("i", "1"),
        ("i", "l"),
        ("i", "j"),
        ("i", "t"),
        ("l", "t"),
        ("f", "s"),
        ("f", "t"),
        ("fi", "h"),
        ("fl", "h"),
        ("h", "b"),
        ("h", "li"),
        ("h", "n"),
        ("b", "6"),
        ("d", "cl"),
        ("d", "o"),
        ("a", "o"),
        ("a", "u"),
        ("e", "o"),
        ("o", "0"),
        ("r", "t"),
        ("r", "x"),
        ("k", "t"),
        ("k", "lc"),
        ("ch", "ck"),
        ("w", "vv"),
        ("v", "y"),
        ("v", "o"),
        ("g", "q"),
        ("g", "9"),
        ("s", "5"),
        ("z", "3"),
        ("tz", "ss"),
        ("ss", "b"),
        ("ss", "fs"),
        ("b", "v"),
        ("y", "n"),
    ],
};

impl Costs {
    /// So many full edits.
    pub fn edits(&self, count: usize) -> Cost {
        self.edit.saturating_mul(Cost::try_from(count).unwrap_or(Cost::MAX))
    }

    /// How much less than a full edit a misreading costs.
    pub fn pair_gain(&self) -> Cost {
        self.edit.saturating_sub(self.misreading)
    }

    /// The words that one misreading makes of a word.
    pub fn misread_once<'a>(&'a self, word: &'a str) -> impl Iterator<Item = String> + 'a {
        self.both_ways().flat_map(move |(written, read)| {
            let places = word.match_indices(written).map(|(at, _)| at);
            places.map(move |at| [&word[..at], read, &word[at + written.len()..]].concat())
        })
    }

    fn both_ways(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.pairs.iter().flat_map(|&(one, other)| [(one, other), (other, one)])
    }

    /// The misreadings of the letters that `text` ends with: how many letters are misread, and what is read.
    pub fn misreadings(&self, text: &[u8]) -> Vec<(usize, &'static [u8])> {
        self.both_ways()
            .filter(|(written, _)| text.ends_with(written.as_bytes()))
            .map(|(written, read)| (written.len(), read.as_bytes()))
            .collect()
    }
}

/// The distance of two words by the plain table, which the walk over a map is held to.
#[cfg(test)]
pub(super) fn distance(one: &str, other: &str, costs: &Costs) -> Cost {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut rows = vec![vec![Cost::MAX; one.len() + 1]; other.len() + 1];
    for j in 0..=other.len() {
        for i in 0..=one.len() {
            let mut least = if i + j == 0 { 0 } else { Cost::MAX };
            if i > 0 {
                least = least.min(rows[j][i - 1] + costs.edit);
            }
            if j > 0 {
                least = least.min(rows[j - 1][i] + costs.edit);
            }
            if i > 0 && j > 0 {
                let same = one[i - 1] == other[j - 1];
                least = least.min(rows[j - 1][i - 1] + if same { 0 } else { costs.edit });
            }
            for (taken, read) in costs.misreadings(&one[..i]) {
                if other[..j].ends_with(read) {
                    least = least.min(rows[j - read.len()][i - taken] + costs.misreading);
                }
            }
            if let Some(swap) = costs.swap
                && i > 1
                && j > 1
                && one[i - 2] == other[j - 1]
                && one[i - 1] == other[j - 2]
            {
                least = least.min(rows[j - 2][i - 2] + swap);
            }
            rows[j][i] = least;
        }
    }
    rows[other.len()][one.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misreadings_are_cheap_and_swaps_are_one_edit() {
        for (one, other, costs, expect) in [
            ("staatsrat", "staatsrat", &OCR, 0),
            ("republik", "rcpublik", &OCR, 4),
            ("kommando", "kornrnando", &OCR, 8),
            ("ueber", "uber", &OCR, 4),
            ("bund", "hand", &OCR, 8),
            ("bund", "gund", &OCR, 10),
            ("vertrag", "vertrga", &OCR, 20),
            ("vertrag", "vertrga", &TYPING, 10),
            ("vertrag", "vertag", &TYPING, 10),
            ("", "abc", &TYPING, 30),
        ] {
            assert_eq!(distance(one, other, costs), expect, "{one} {other}");
        }
    }

    #[test]
    fn one_misreading_makes_each_of_a_word_s_neighbours() {
        let made: Vec<_> = OCR.misread_once("qc").collect();
        assert_eq!(made, ["qe", "gc"]);
        assert!(OCR.misread_once("").next().is_none());
    }

    #[test]
    fn pairs_are_short_and_stand_once() {
        let mut pairs: Vec<_> = OCR.pairs.iter().map(|&(a, b)| (a.min(b), a.max(b))).collect();
        assert!(pairs.iter().all(|(a, b)| a != b && (1..=2).contains(&a.len()) && b.len() <= 2));
        pairs.sort_unstable();
        assert!(pairs.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
