//! Blocks that stand in many documents of a collection: notices, navigation, letterheads.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

/// Longest block that counts, in words; longer ones are texts that the collection holds twice.
const WORDS: usize = 60;

/// Fewest documents from which the collection says anything.
const DOCUMENTS: u32 = 8;

/// Fewest documents that a block must stand in, and their share of all, in percent.
const REPEATS: u32 = 3;
const SHARE: u32 = 1;

/// What repeats over the documents of a collection.
///
/// It is fed with documents, of a whole collection or of a sample spread over it; the order does not matter. Memory
/// grows with the number of different short blocks, 16 bytes each.
#[derive(Clone, Debug, Default)]
pub struct Boilerplate {
    documents: u32,
    /// In how many documents a block stands, by the hash of its text.
    counts: HashMap<u64, u32>,
}

impl Boilerplate {
    /// Takes in the paragraphs of a document, without its headings: one that repeats, such as `Document No. 3`, still
    /// heads what follows.
    pub fn add<'t>(&mut self, paragraphs: impl Iterator<Item = &'t str>) {
        let hashes: HashSet<u64> = paragraphs.filter_map(Self::hash).collect();
        self.documents = self.documents.saturating_add(1);
        for hash in hashes {
            let count = self.counts.entry(hash).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// The hashes of the blocks that repeat, in order: a block of fewer than 60 words that stands in three documents
    /// and in one of a hundred. None while fewer than eight documents are known.
    pub fn repeated(&self) -> Vec<u64> {
        if self.documents < DOCUMENTS {
            return Vec::new();
        }
        let least = REPEATS.max(self.documents.saturating_mul(SHARE).div_ceil(100));
        let repeated = self.counts.iter().filter(|(_, count)| **count >= least);
        let mut hashes: Vec<u64> = repeated.map(|(hash, _)| *hash).collect();
        hashes.sort_unstable();
        hashes
    }

    /// The hash by which the text of a block is known, the same in every run; `None` for text that never counts: too
    /// long, or without letters.
    ///
    /// It is FNV-1a over the words in small letters, with all numbers alike, as of pages and years.
    pub fn hash(text: &str) -> Option<u64> {
        const BASIS: u64 = 0xCBF2_9CE4_8422_2325;
        const PRIME: u64 = 0x0000_0100_0000_01B3;
        if text.split_whitespace().nth(WORDS - 1).is_some() || !text.contains(char::is_alphabetic) {
            return None;
        }
        let mut hash = BASIS;
        let mut after_digit = false;
        let mut take = |byte: u8| {
            let is_digit = byte.is_ascii_digit();
            if !(is_digit && after_digit) {
                let byte = if is_digit { b'#' } else { byte };
                hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
            }
            after_digit = is_digit;
        };
        for word in text.split_whitespace() {
            if word.is_ascii() {
                word.bytes().for_each(|byte| take(byte.to_ascii_lowercase()));
            } else {
                for c in word.nfc().flat_map(char::to_lowercase) {
                    c.encode_utf8(&mut [0; 4]).bytes().for_each(&mut take);
                }
            }
            take(b' ');
        }
        Some(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeats(boilerplate: &Boilerplate, text: &str) -> bool {
        Boilerplate::hash(text).is_some_and(|hash| boilerplate.repeated().contains(&hash))
    }

    #[test]
    fn short_blocks_of_many_documents_repeat() {
        let mut boilerplate = Boilerplate::default();
        let long = "Wort ".repeat(60);
        for number in 0..10 {
            let (page, own) = (format!("Seite {number}"), format!("Text {}", "x".repeat(number)));
            let notice = if number < 3 { "All  Rights\nReserved" } else { "anderes" };
            boilerplate.add([notice, notice, &page, &own, &long, "***"].into_iter());
        }
        for text in ["all rights reserved", "anderes", "Seite 12"] {
            assert!(repeats(&boilerplate, text), "{text}");
        }
        for text in ["Text x", &long, "***", "neu"] {
            assert!(!repeats(&boilerplate, text), "{text}");
        }
    }

    #[test]
    fn a_share_of_a_large_collection_is_needed() {
        let mut boilerplate = Boilerplate::default();
        for number in 0..500 {
            let few = if number < 4 { "wenige" } else { "x" };
            let enough = if number < 5 { "genug" } else { "x" };
            boilerplate.add([few, enough].into_iter());
        }
        assert!(repeats(&boilerplate, "Genug") && !repeats(&boilerplate, "wenige"));
    }

    #[test]
    fn few_documents_say_nothing() {
        let mut boilerplate = Boilerplate::default();
        for _ in 0..7 {
            boilerplate.add(["immer"].into_iter());
        }
        assert!(!repeats(&boilerplate, "immer"));
        boilerplate.add(["immer"].into_iter());
        assert!(repeats(&boilerplate, "immer"));
    }
}
