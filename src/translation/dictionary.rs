//! A compiled dictionary.

use std::ops::Range;

use fst::raw::Fst;
use fst::{Automaton, IntoStreamer, Streamer};

use super::compile::{MARK, SECTIONS};
use super::error::LexiconError;
use super::key::Side;
use super::lookup::side;
use crate::document::Language;

/// Compiled from `glossary.tsv` when the program is built.
const EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/glossary.bin"));

/// Letters that may follow a stem in a headword: *happi-ness*, *organiz-ational*.
const MAX_ENDING: usize = 7;

/// Headwords looked at for one stem.
const MAX_CANDIDATES: usize = 2_000;

/// German and English terms and their translations, in the compact form.
pub struct Dictionary {
    bytes: Box<dyn AsRef<[u8]> + Send + Sync>,
    sections: [Range<usize>; SECTIONS],
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Dictionary({} bytes)", (*self.bytes).as_ref().len())
    }
}

impl Dictionary {
    /// The glossary that comes with the program.
    #[expect(
        clippy::expect_used,
        reason = "the build script made these bytes, and a test opens them"
    )]
    pub fn embedded() -> Dictionary {
        Dictionary::open(EMBEDDED).expect("a form of the build script")
    }

    /// Opens the compact form that an import gave. Takes anything that holds bytes, so that a file may be mapped.
    ///
    /// # Errors
    ///
    /// The bytes are damaged, or of another version.
    pub fn open(
        bytes: impl AsRef<[u8]> + Send + Sync + 'static,
    ) -> Result<Dictionary, LexiconError> {
        let sections = sections(bytes.as_ref()).ok_or(LexiconError::Damaged)?;
        for map in &sections[4..] {
            let map = Fst::new(&bytes.as_ref()[map.clone()]).map_err(|_| LexiconError::Damaged)?;
            // A damaged map must not be walked.
            map.verify().map_err(|_| LexiconError::Damaged)?;
        }
        Ok(Dictionary { bytes: Box::new(bytes), sections })
    }

    /// How many headwords of a language it has.
    pub fn headwords(&self, language: Language) -> usize {
        side(language).and_then(|side| self.map(side)).map_or(0, |map| map.len())
    }

    /// The translations filed under a key, the best first.
    pub(super) fn get(&self, key: &str, from: Side) -> Vec<&str> {
        let list = self.map(from).and_then(|map| map.get(key));
        list.map_or_else(Vec::new, |place| self.list(place.value(), from))
    }

    /// The translations of the accepted keys among those whose words begin with the prefixes, word for word, with an
    /// ending at most behind each.
    pub(super) fn beginning_with(
        &self,
        prefixes: &[&str],
        from: Side,
        accept: impl Fn(&str) -> bool,
    ) -> Vec<&str> {
        let Some(map) = self.map(from) else { return Vec::new() };
        let mut found = Vec::new();
        let mut keys = map.search(WordPrefixes(prefixes)).into_stream();
        for _ in 0..MAX_CANDIDATES {
            let Some((key, place)) = keys.next() else { break };
            if std::str::from_utf8(key).is_ok_and(&accept) {
                found.extend(self.list(place.value(), from));
            }
        }
        found
    }

    fn section(&self, index: usize) -> &[u8] {
        &(*self.bytes).as_ref()[self.sections[index].clone()]
    }

    fn map(&self, side: Side) -> Option<Fst<&[u8]>> {
        Fst::new(self.section(if side == Side::German { 4 } else { 5 })).ok()
    }

    /// The terms of the list at a place; those of a damaged list are left out.
    fn list(&self, place: u64, from: Side) -> Vec<&str> {
        let (lists, terms) = match from {
            Side::German => (self.section(2), self.section(1)),
            Side::English => (self.section(3), self.section(0)),
        };
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let mut rest = lists.get(place..).unwrap_or_default();
        let count = read_number(&mut rest).unwrap_or_default();
        let places = (0..count).map_while(|_| read_number(&mut rest));
        places.filter_map(|place| term(terms, place)).collect()
    }
}

/// Where the sections stand, if they fill the bytes.
fn sections(bytes: &[u8]) -> Option<[Range<usize>; SECTIONS]> {
    let mut lengths = bytes.strip_prefix(MARK)?;
    let mut end = MARK.len() + SECTIONS * size_of::<u32>();
    let mut sections = [const { 0..0 }; SECTIONS];
    for section in &mut sections {
        let (len, rest) = lengths.split_first_chunk()?;
        let start = end;
        end = start.checked_add(u32::from_le_bytes(*len) as usize)?;
        *section = start..end;
        lengths = rest;
    }
    (end == bytes.len()).then_some(sections)
}

/// The term at a place of its section.
fn term(section: &[u8], place: usize) -> Option<&str> {
    let mut rest = section.get(place..)?;
    let len = read_number(&mut rest)?;
    std::str::from_utf8(rest.get(..len)?).ok()
}

/// Takes a LEB128 number off the front.
fn read_number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(first & 0x7F) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Accepts keys of as many words as there are prefixes, each a prefix and at most [`MAX_ENDING`] letters.
struct WordPrefixes<'a>(&'a [&'a str]);

/// The word a walk is in and how many of its bytes are behind; `None` where no key can match any more.
type Walk = Option<(usize, usize)>;

impl Automaton for WordPrefixes<'_> {
    type State = Walk;

    fn start(&self) -> Walk {
        Some((0, 0))
    }

    fn is_match(&self, state: &Walk) -> bool {
        state.is_some_and(|(word, len)| {
            word + 1 == self.0.len() && self.0.get(word).is_some_and(|prefix| len >= prefix.len())
        })
    }

    fn can_match(&self, state: &Walk) -> bool {
        state.is_some()
    }

    fn accept(&self, state: &Walk, byte: u8) -> Walk {
        let (word, len) = (*state)?;
        let prefix = self.0.get(word)?.as_bytes();
        match prefix.get(len) {
            Some(expected) => (*expected == byte).then_some((word, len + 1)),
            None if byte == b' ' => Some((word + 1, 0)),
            None => (len < prefix.len() + MAX_ENDING).then_some((word, len + 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::compile::Compiler;
    use super::*;

    fn compiled(pairs: &[(&str, &str)]) -> Vec<u8> {
        let mut compiler = Compiler::default();
        pairs.iter().for_each(|(german, english)| compiler.add(german, english));
        compiler.finish().expect("in order")
    }

    #[test]
    fn both_directions_are_found_in_the_order_they_came() {
        let pairs = [
            ("Abkommen", "agreement"),
            ("Vertrag", "treaty"),
            ("Abkommen", "treaty"),
            ("Abkommen", "agreement"),
        ];
        let dictionary = Dictionary::open(compiled(&pairs)).expect("whole");
        assert_eq!(dictionary.get("abkommen", Side::German), ["agreement", "treaty"]);
        assert_eq!(dictionary.get("treaty", Side::English), ["Vertrag", "Abkommen"]);
        assert!(dictionary.get("treaty", Side::German).is_empty());
        assert_eq!(dictionary.headwords(Language::German), 2);
    }

    #[test]
    fn keys_are_found_by_the_beginnings_of_their_words() {
        let pairs = [
            ("Kalter Krieg", "a"),
            ("Kalte Kriege", "b"),
            ("Krieg", "c"),
            ("Kalter Krieg danach", "d"),
            ("Kaltenbrunnerstrasse Krieg", "e"),
        ];
        let dictionary = Dictionary::open(compiled(&pairs)).expect("whole");
        let prefixes = ["kalt", "krieg"];
        assert_eq!(dictionary.beginning_with(&prefixes, Side::German, |_| true), ["b", "a"]);
        let is_plural = |key: &str| key.ends_with('e');
        assert_eq!(dictionary.beginning_with(&prefixes, Side::German, is_plural), ["b"]);
    }

    #[test]
    fn the_glossary_opens_and_is_large() {
        let glossary = Dictionary::embedded();
        assert!(glossary.headwords(Language::German) > 7_000);
        assert!(glossary.headwords(Language::English) > 6_000);
        assert!(glossary.get("aussenminister", Side::German).contains(&"foreign minister"));
    }

    proptest! {
        #[test]
        fn damaged_bytes_are_refused_or_read(
            at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>(),
        ) {
            let mut bytes = compiled(&[("Haus", "house"), ("Heim", "home"), ("Heim", "house")]);
            let size = bytes.len();
            let at = at.index(size);
            bytes[at] = with;
            bytes.truncate(if with % 2 == 0 { size } else { cut.index(size) });
            if let Ok(dictionary) = Dictionary::open(bytes) {
                prop_assert!(dictionary.get("heim", Side::German).len() <= size);
                prop_assert!(dictionary.beginning_with(&["h"], Side::German, |_| true).len() <= 3 * size);
            }
        }
    }
}
