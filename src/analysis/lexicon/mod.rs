//! The words German compounds are made of.

#[allow(dead_code, reason = "only the build script parses entries")]
mod entry;
mod vocabulary;

use std::borrow::Cow;
use std::collections::BTreeMap;

use fst::raw::{Fst, Output};
use fst::{IntoStreamer, MapBuilder, Streamer};
use sha2::{Digest, Sha256};

pub(super) use entry::{ADJECTIVE, EXCEPTION, Entry, LEARNT, NOUN, PARTICLE, VERB};
pub use vocabulary::Vocabulary;

use super::compound::split;
use super::spelling::german_normal;

/// Compiled from `german.tsv` when the program is built.
const EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/german.fst"));

/// Shorter stems take no `e` back: *Schul*, *Kirch*.
const MIN_WITHOUT_E: usize = 4;

/// Words and what they may be in a compound, by their normal spelling: a finite-state map.
pub struct Lexicon {
    map: Fst<Cow<'static, [u8]>>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lexicon({} words)", self.len())
    }
}

impl Lexicon {
    /// The lexicon that comes with the program.
    #[expect(
        clippy::expect_used,
        reason = "the build script made these bytes, and a test opens them"
    )]
    pub fn embedded() -> Lexicon {
        Lexicon { map: Fst::new(Cow::Borrowed(EMBEDDED)).expect("a map of the build script") }
    }

    /// A lexicon from the bytes [`Lexicon::as_bytes`] gave; `None` when they are none.
    pub fn from_bytes(bytes: Vec<u8>) -> Option<Lexicon> {
        Fst::new(Cow::Owned(bytes)).ok().map(|map| Lexicon { map })
    }

    /// The compiled form, to be kept beside an index.
    pub fn as_bytes(&self) -> &[u8] {
        self.map.as_bytes()
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// The first 12 hexadecimal digits of the SHA-256 of the compiled form.
    pub fn hash(&self) -> String {
        let digest = Sha256::digest(self.as_bytes());
        digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
    }

    /// This lexicon with more words in any spelling: those that are neither known, nor compounds, nor too short.
    pub fn with_words<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Lexicon {
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for word in words {
            let word = german_normal(&word.to_lowercase());
            if word.len() > MIN_WITHOUT_E
                && word.bytes().all(|b| b.is_ascii_lowercase())
                && self.is_new(&word)
            {
                entries.insert(word, Entry::of(LEARNT));
            }
        }
        let mut all = self.map.into_stream();
        while let Some((word, value)) = all.next() {
            let word = String::from_utf8_lossy(word).into_owned();
            entries.insert(word, Entry::from_value(value.value()));
        }
        let mut builder = MapBuilder::memory();
        for (word, entry) in &entries {
            // Keys of a `BTreeMap` come in order, which is all that can be wrong with them.
            let _ = builder.insert(word, entry.to_value());
        }
        builder.into_inner().ok().and_then(Lexicon::from_bytes).unwrap_or_else(Lexicon::embedded)
    }

    /// Whether a word in normal spelling is no word of this lexicon, no form of one and no compound of some.
    fn is_new(&self, word: &str) -> bool {
        let stems = ["", "e", "n", "s", "en", "es", "er"]
            .iter()
            .filter_map(|ending| word.strip_suffix(ending));
        let mut stems = stems.filter(|stem| stem.len() >= MIN_WITHOUT_E);
        stems.all(|stem| self.get(stem) == Entry::default()) && split(word, self).is_empty()
    }

    /// What a word in normal spelling is; nothing when it is unknown.
    pub(super) fn get(&self, word: &str) -> Entry {
        self.map.get(word).map_or_else(Entry::default, |value| Entry::from_value(value.value()))
    }

    /// Gives every word that `text` begins with: its length in `text`, its entry, and whether it is a noun whose last
    /// letter, an `e`, is missing in `text`.
    pub(super) fn prefixes(&self, text: &str, found: &mut impl FnMut(usize, Entry, bool)) {
        let mut node = self.map.root();
        let mut value = Output::zero();
        for (index, byte) in text.bytes().enumerate() {
            let Some(next) = node.find_input(byte) else { return };
            let transition = node.transition(next);
            value = value.cat(transition.out);
            node = self.map.node(transition.addr);
            let len = index + 1;
            if node.is_final() {
                found(len, Entry::from_value(value.cat(node.final_output()).value()), false);
            }
            if len >= MIN_WITHOUT_E
                && let Some(last) = node.find_input(b'e')
            {
                let transition = node.transition(last);
                let full = self.map.node(transition.addr);
                let value = value.cat(transition.out).cat(full.final_output());
                let entry = Entry::from_value(value.value());
                if full.is_final() && entry.is(NOUN | LEARNT) {
                    found(len, entry, true);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_large_and_opens() {
        assert!(Lexicon::embedded().len() > 12_000);
        assert!(Lexicon::embedded().get("konferenz").is(NOUN));
        assert!(Lexicon::from_bytes(b"nothing".to_vec()).is_none());
    }

    #[test]
    fn words_are_learnt_unless_they_are_known() {
        let embedded = Lexicon::embedded();
        let learnt =
            embedded.with_words(["Zorbelquast", "Konferenzen", "Botschaftsbericht", "zx", "x-y"]);
        assert_eq!(learnt.len(), embedded.len() + 1);
        assert_eq!(split("zorbelquastbericht", &learnt).len(), 2);
        assert_ne!(learnt.hash(), embedded.hash());
        assert_eq!(
            Lexicon::from_bytes(learnt.as_bytes().to_vec()).map(|l| l.hash()),
            Some(learnt.hash())
        );
    }

    #[test]
    fn prefixes_are_found_with_and_without_their_last_e() {
        let mut found = Vec::new();
        Lexicon::embedded()
            .prefixes("schulhaus", &mut |len, _, lacks_e| found.push((len, lacks_e)));
        assert!(found.contains(&(5, true)), "{found:?}");
    }
}
