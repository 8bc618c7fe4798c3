//! Every term of a finite-state map within a given distance of a word.

use fst::raw::{CompiledAddr, Fst};

use super::edit_costs::{Cost, Costs};

/// A term and how far it is from the word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NearTerm {
    pub term: String,
    pub distance: Cost,
}

/// The keys of `map` whose weighted edit distance to `word` is at most `bound`: all of them, in order of their bytes. A
/// letter outside ASCII counts as its bytes.
///
/// Walks the map depth first with one row of the distance table a letter, and leaves a branch when no cell of its row
/// is within the bound; takes time in the part of the map that is walked, memory in the length of the word.
pub(super) fn near_terms(
    map: &Fst<Vec<u8>>,
    word: &str,
    costs: &Costs,
    bound: Cost,
) -> Vec<NearTerm> {
    let mut near = Vec::new();
    let mut table = DistanceTable::new(word, costs);
    // The node and the next of its transitions.
    let mut path: Vec<(CompiledAddr, usize)> = vec![(map.root().addr(), 0)];
    while let Some((address, next)) = path.last_mut() {
        let node = map.node(*address);
        if *next == 0 && node.is_final() && table.distance() <= bound {
            near.push(NearTerm {
                term: String::from_utf8_lossy(&table.letters).into_owned(),
                distance: table.distance(),
            });
        }
        if *next == node.len() {
            path.pop();
            table.pop();
            continue;
        }
        let transition = node.transition(*next);
        *next += 1;
        table.push(transition.inp);
        // A misreading of two letters may lead back from a row that is a little over the bound.
        if table.least() <= bound + costs.pair_gain() {
            path.push((transition.addr, 0));
        } else {
            table.pop();
        }
    }
    near
}

/// The rows of the edit distance of a word and the letters walked so far.
struct DistanceTable<'a> {
    word: &'a [u8],
    costs: &'a Costs,
    letters: Vec<u8>,
    rows: Vec<Cost>,
    /// For each length of the word, the misreadings that end there: the letters taken, and those read.
    ends: Vec<Vec<(usize, &'static [u8])>>,
}

impl<'a> DistanceTable<'a> {
    fn new(word: &'a str, costs: &'a Costs) -> Self {
        let word = word.as_bytes();
        let rows = (0..=word.len()).map(|at| costs.edits(at)).collect();
        let ends = (0..=word.len()).map(|end| costs.misreadings(&word[..end])).collect();
        DistanceTable { word, costs, letters: Vec::new(), rows, ends }
    }

    fn width(&self) -> usize {
        self.word.len() + 1
    }

    fn push(&mut self, letter: u8) {
        self.letters.push(letter);
        let (width, depth) = (self.width(), self.letters.len());
        let edit = self.costs.edit;
        self.rows.push(self.costs.edits(depth));
        for at in 1..width {
            let cell = |up: usize, left: usize| self.rows[(depth - up) * width + at - left];
            let same = self.word[at - 1] == letter;
            let mut least = cell(1, 1) + if same { 0 } else { edit };
            least = least.min(cell(1, 0) + edit).min(cell(0, 1) + edit);
            for &(taken, read) in &self.ends[at] {
                if self.letters.ends_with(read) {
                    least = least.min(cell(read.len(), taken) + self.costs.misreading);
                }
            }
            if let Some(swap) = self.costs.swap
                && depth >= 2
                && at >= 2
                && self.word[at - 2] == letter
                && self.word[at - 1] == self.letters[depth - 2]
            {
                least = least.min(cell(2, 2) + swap);
            }
            self.rows.push(least);
        }
    }

    fn pop(&mut self) {
        self.letters.pop();
        self.rows.truncate((self.letters.len() + 1) * self.width());
    }

    /// The smallest number of the last row.
    fn least(&self) -> Cost {
        self.rows[self.rows.len() - self.width()..].iter().copied().min().unwrap_or(0)
    }

    /// The distance of the word and the letters.
    fn distance(&self) -> Cost {
        self.rows.last().copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use fst::raw::Builder;
    use proptest::prelude::*;

    use super::*;
    use crate::variant::edit_costs::{OCR, TYPING, distance};

    fn map(terms: &[String]) -> Fst<Vec<u8>> {
        let mut keys = terms.to_vec();
        keys.sort();
        keys.dedup();
        let mut builder = Builder::memory();
        for (value, key) in keys.iter().enumerate() {
            builder.insert(key, value as u64).expect("sorted");
        }
        Fst::new(builder.into_inner().expect("memory")).expect("a map")
    }

    proptest! {
        #[test]
        fn all_terms_within_the_bound_are_found_and_no_others(
            terms in proptest::collection::vec("[cdelmnrui]{0,7}", 0..20),
            word in "[cdelmnrui]{0,7}",
            bound in 0u16..25,
        ) {
            for costs in [&OCR, &TYPING] {
                let near: Vec<_> = near_terms(&map(&terms), &word, costs, bound)
                    .into_iter()
                    .map(|near| (near.term, near.distance))
                    .collect();
                let mut expect: Vec<_> = terms
                    .iter()
                    .map(|term| (term.clone(), distance(&word, term, costs)))
                    .filter(|(_, distance)| *distance <= bound)
                    .collect();
                expect.sort();
                expect.dedup();
                prop_assert_eq!(near, expect);
            }
        }
    }

    #[test]
    fn a_map_may_be_empty_and_so_may_the_word() {
        assert!(near_terms(&map(&[]), "a", &TYPING, 100).is_empty());
        assert_eq!(near_terms(&map(&["a".to_owned()]), "", &TYPING, 10).len(), 1);
    }
}
