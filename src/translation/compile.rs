//! Word pairs to the compact form that is searched.
//!
//! The form is a mark, the lengths of six sections (little-endian `u32`) and the sections. First the terms of each
//! language, each behind its length; then for each language the lists of translations, a count and the places of the
//! terms in the other language's section; then for each language a finite-state map from key to place of the list.
//! Numbers are LEB128.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::key::{Side, headword_key};

/// What the compact form begins with: its name and its version.
pub const MARK: &[u8; 8] = b"dslexi01";

/// Sections of the compact form: terms, lists and maps, German first.
pub const SECTIONS: usize = 6;

/// Terms of more words are examples and sayings.
pub const MAX_WORDS: usize = 5;

/// Terms of more bytes are no terms.
const MAX_BYTES: usize = 120;

/// Collects word pairs.
#[derive(Debug, Default)]
pub struct Compiler {
    german: Terms,
    english: Terms,
    /// Numbers of the terms.
    pairs: Vec<(u32, u32)>,
}

/// The terms of a language in the order they came.
#[derive(Debug, Default)]
struct Terms {
    /// `None` for what is no term.
    numbers: HashMap<String, Option<u32>>,
    texts: Vec<String>,
}

impl Compiler {
    /// Adds a pair, unless one of its terms has no word, or too many. Of a term's translations, those added first
    /// rank first.
    pub fn add(&mut self, german: &str, english: &str) {
        let german = self.german.number(german, Side::German);
        let english = self.english.number(english, Side::English);
        self.pairs.extend(german.zip(english));
    }

    /// How many pairs it holds, each as often as it was added.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The compact form.
    ///
    /// # Errors
    ///
    /// More than 4 GB of terms, which need as much input.
    pub fn finish(self) -> Result<Vec<u8>, fst::Error> {
        let Compiler { german, english, mut pairs } = self;
        let (german_terms, german_places) = german.written();
        let (english_terms, english_places) = english.written();
        let (german_lists, german_map) =
            written_lists(&german.texts, Side::German, &pairs, &english_places)?;
        pairs.iter_mut().for_each(|pair| *pair = (pair.1, pair.0));
        let (english_lists, english_map) =
            written_lists(&english.texts, Side::English, &pairs, &german_places)?;
        let sections: [Vec<u8>; SECTIONS] =
            [german_terms, english_terms, german_lists, english_lists, german_map, english_map];
        let mut bytes = MARK.to_vec();
        for section in &sections {
            let len = u32::try_from(section.len()).map_err(std::io::Error::other)?;
            bytes.extend(len.to_le_bytes());
        }
        bytes.extend(sections.concat());
        Ok(bytes)
    }
}

impl Terms {
    /// The number of a term, which is new or known; `None` for what is no term.
    fn number(&mut self, text: &str, side: Side) -> Option<u32> {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).ok().filter(|_| is_term(text, side));
        if number.is_some() {
            self.texts.push(text.to_owned());
        }
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// The terms as a section, and where each stands in it.
    fn written(&self) -> (Vec<u8>, Vec<usize>) {
        let mut section = Vec::new();
        let places = self.texts.iter().map(|text| {
            let place = section.len();
            write_number(text.len(), &mut section);
            section.extend(text.as_bytes());
            place
        });
        let places = places.collect();
        (section, places)
    }
}

fn is_term(text: &str, side: Side) -> bool {
    if text.len() > MAX_BYTES {
        return false;
    }
    let words = headword_key(text, side).split_whitespace().count();
    (1..=MAX_WORDS).contains(&words)
}

/// The lists of translations of `heads`, and the map that leads to them.
fn written_lists(
    heads: &[String],
    side: Side,
    pairs: &[(u32, u32)],
    places: &[usize],
) -> Result<(Vec<u8>, Vec<u8>), fst::Error> {
    // Headwords that differ in case or accents alone share a list.
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    let mut lists: Vec<Vec<u32>> = Vec::new();
    let mut list_of = Vec::with_capacity(heads.len());
    for head in heads {
        let list = *keys.entry(headword_key(head, side)).or_insert(lists.len());
        if list == lists.len() {
            lists.push(Vec::new());
        }
        list_of.push(list);
    }
    for (head, target) in pairs {
        lists[list_of[*head as usize]].push(*target);
    }
    let mut section = Vec::new();
    let mut map = fst::MapBuilder::memory();
    for (key, list) in keys {
        map.insert(key, section.len() as u64)?;
        let mut seen = HashSet::new();
        let list: Vec<u32> =
            lists[list].iter().copied().filter(|target| seen.insert(*target)).collect();
        write_number(list.len(), &mut section);
        for target in list {
            write_number(places[target as usize], &mut section);
        }
    }
    Ok((section, map.into_inner()?))
}

/// Writes a number as LEB128: seven bits a byte, the lowest first, the high bit set in all but the last.
fn write_number(mut number: usize, bytes: &mut Vec<u8>) {
    while number > 0x7F {
        bytes.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terms_are_taken() {
        let mut compiler = Compiler::default();
        compiler.add("Haus", "house");
        compiler.add("…", "house");
        compiler.add("Haus", "a house that has far too many words");
        compiler.add(&"x".repeat(MAX_BYTES + 1), "house");
        assert_eq!(compiler.len(), 1);
    }

    #[test]
    fn a_form_is_the_same_each_time() {
        let form = || {
            let mut compiler = Compiler::default();
            for (german, english) in [("Haus", "house"), ("Heim", "home"), ("Heim", "house")] {
                compiler.add(german, english);
            }
            compiler.finish().expect("in order")
        };
        assert_eq!(form(), form());
    }
}
