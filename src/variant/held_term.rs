//! Whether a longer word holds a word, letters misread.

use super::distance_table::DistanceTable;
use super::edit_costs::{Cost, Costs};

/// The longest word, in bytes: one bit each.
const MAX_WORD: usize = 64;

/// A word that is looked for in longer ones.
pub(super) struct HeldTerm<'a> {
    /// Its length in bytes.
    len: usize,
    /// Its distances, without letters between two texts.
    table: DistanceTable<'a>,
    bound: Cost,
    /// The full edits that may be within the bound.
    edits: usize,
    /// Where each byte stands in the word, a bit for each place.
    places: Box<[u64; 256]>,
}

impl<'a> HeldTerm<'a> {
    /// Looks for `word` within `bound` of it; `None` for an empty word and one of more than 64 bytes.
    pub fn new(word: &'a str, costs: &'a Costs, bound: Cost) -> Option<Self> {
        if !(1..=MAX_WORD).contains(&word.len()) {
            return None;
        }
        let mut places = Box::new([0; 256]);
        for (place, byte) in word.bytes().enumerate() {
            places[usize::from(byte)] |= 1 << place;
        }
        // A misreading replaces two letters at most, which is two edits.
        let edits = 2 * usize::from(bound / costs.misreading);
        let table = DistanceTable::new(word, costs, true);
        Some(HeldTerm { len: word.len(), table, bound, edits, places })
    }

    /// The least distance of the word and a part of `text`, where that is within the bound.
    pub fn distance(&mut self, text: &[u8]) -> Option<Cost> {
        if !self.is_near(text) {
            return None;
        }
        let mut least = self.table.distance();
        for byte in text {
            self.table.push(*byte);
            least = least.min(self.table.distance());
        }
        text.iter().for_each(|_| self.table.pop());
        (least <= self.bound).then_some(least)
    }

    /// Whether a part of `text` is few enough full edits away; tells most words apart without a table.
    ///
    /// Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", JACM 1999:
    /// bit *n* of `up` and `down` says whether the distance of the first *n* + 1 letters is one more or one less than
    /// that of the first *n*.
    fn is_near(&self, text: &[u8]) -> bool {
        let last = 1_u64 << (self.len - 1);
        let (mut up, mut down) = (u64::MAX, 0_u64);
        let mut distance = self.len;
        for byte in text {
            let same = self.places[usize::from(*byte)];
            let level = (((same & up).wrapping_add(up)) ^ up) | same;
            let (more, less) = (down | !(level | up), up & level);
            distance += usize::from(more & last != 0);
            distance -= usize::from(less & last != 0);
            if distance <= self.edits {
                return true;
            }
            let passed = same | down;
            up = (less << 1) | !(passed | (more << 1));
            down = (more << 1) & passed;
        }
        distance <= self.edits
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::variant::edit_costs::{OCR, TYPING, distance};

    #[test]
    fn a_misread_part_is_found() {
        let mut bremse = HeldTerm::new("bremse", &OCR, OCR.misreading).expect("short");
        assert_eq!(bremse.distance(b"muendungsbremfe"), Some(OCR.misreading));
        assert_eq!(bremse.distance(b"muendungsbremse"), Some(0));
        assert_eq!(bremse.distance(b"muendungsfeuer"), None);
        assert_eq!(bremse.distance(b""), None);
        assert!(HeldTerm::new("", &OCR, 0).is_none());
        assert!(HeldTerm::new(&"x".repeat(65), &OCR, 0).is_none());
    }

    proptest! {
        #[test]
        fn it_is_the_least_distance_to_any_part(
            word in "[cdelmnrui]{1,6}",
            text in "[cdelmnrui]{0,9}",
            bound in 0u16..20,
        ) {
            for costs in [&OCR, &TYPING] {
                let parts = (0..=text.len())
                    .flat_map(|start| (start..=text.len()).map(move |end| (start, end)));
                let least = parts.map(|(start, end)| distance(&word, &text[start..end], costs)).min();
                let mut held = HeldTerm::new(&word, costs, bound).expect("short");
                prop_assert_eq!(held.distance(text.as_bytes()), least.filter(|l| *l <= bound));
            }
        }
    }
}
