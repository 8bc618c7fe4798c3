//! An entry of the lexicon: what a word may be in a compound.

/// What a word may be in a compound, and how it is cut itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    kinds: u8,
    /// Bit n set: cut before byte n of the word's normal form.
    cuts: u64,
}

/// A noun: any part, with linking letters.
pub const NOUN: u8 = 1;
/// A verb stem: any part but the last.
pub const VERB: u8 = 2;
/// An adjective, adverb or numeral.
pub const ADJECTIVE: u8 = 4;
/// A particle: any part but the last.
pub const PARTICLE: u8 = 8;
/// Stays whole, or is cut where the entry says.
pub const EXCEPTION: u8 = 16;
/// A word of the collection or of the user's list: a part like a noun, but not a reason to stay whole.
pub const LEARNT: u8 = 32;

/// Cuts are kept for this many bytes of a word.
const MAX_CUT: usize = 56;

impl Entry {
    /// A word that is a compound part of these kinds.
    pub fn of(kinds: u8) -> Entry {
        Entry { kinds, cuts: 0 }
    }

    /// Whether it is one of these kinds.
    pub fn is(self, kinds: u8) -> bool {
        self.kinds & kinds != 0
    }

    /// Where the word is cut, in bytes of its normal form.
    pub fn cuts(self) -> impl Iterator<Item = usize> {
        (0..MAX_CUT).filter(move |at| self.cuts >> at & 1 == 1)
    }

    /// Adds the kinds of another entry; a word that is cut in one of them is cut.
    pub fn merge(&mut self, other: Entry) {
        self.kinds |= other.kinds;
        self.cuts |= other.cuts;
    }

    /// As a number for the map.
    pub fn to_value(self) -> u64 {
        self.cuts << 8 | u64::from(self.kinds)
    }

    /// From the number in the map.
    pub fn from_value(value: u64) -> Entry {
        Entry { kinds: (value & 0xFF) as u8, cuts: value >> 8 }
    }
}

/// Reads a line `word<TAB>kinds<TAB>split` into the word's normal form and its entry; `None` if it is none.
pub fn parse(line: &str, normal: fn(&str) -> String) -> Option<(String, Entry)> {
    let mut columns = line.split('\t');
    let word = normal(columns.next().filter(|word| !word.is_empty())?);
    let mut entry = Entry::default();
    for kind in columns.next()?.chars() {
        entry.kinds |= match kind {
            'n' => NOUN,
            'v' => VERB,
            'a' => ADJECTIVE,
            'p' => PARTICLE,
            'x' => EXCEPTION,
            _ => return None,
        };
    }
    let mut at = 0;
    for part in columns.next().into_iter().flat_map(|split| split.split('|')) {
        if (1..MAX_CUT).contains(&at) {
            entry.cuts |= 1 << at;
        }
        at += normal(part).len();
    }
    (at == 0 || at == word.len()).then_some((word, entry))
}
