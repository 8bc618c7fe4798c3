//! Every term of a finite-state map within a given distance of a word.

use fst::raw::{CompiledAddr, Fst};

use super::distance_table::DistanceTable;
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
    let mut table = DistanceTable::new(word, costs, false);
    // The node and the next of its transitions.
    let mut path: Vec<(CompiledAddr, usize)> = vec![(map.root().addr(), 0)];
    while let Some((address, next)) = path.last_mut() {
        let node = map.node(*address);
        if *next == 0 && node.is_final() && table.distance() <= bound {
            near.push(NearTerm {
                term: String::from_utf8_lossy(table.letters()).into_owned(),
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
