//! The words of an index, made ready for finding their variants.

use std::collections::BTreeSet;

use fst::{IntoStreamer, Map, MapBuilder, Streamer};

use super::edit_costs::{Cost, Costs, OCR, TYPING};
use super::near_terms::near_terms;
use super::{daitch_mokotoff, name_similarity, old_spelling};

/// Rises whenever a table of the same words has other bytes; one of another version does not open.
const VERSION: u64 = 1;

/// Where the version stands.
const VERSION_KEY: &str = "v";

/// Terms with their document frequency: `t`, term.
const TERMS: u8 = b't';

/// Terms by sound: `n`, code of [`daitch_mokotoff::DIGITS`] digits, term.
const NAMES: u8 = b'n';

/// Terms that are not their own old-spelling key: `o`, key, [`END_OF_KEY`], term.
const OLD_SPELLINGS: u8 = b'o';

/// Stands in no term, for terms are letters, digits and apostrophes.
const END_OF_KEY: char = '\u{1F}';

/// Shorter terms have no variants but chance ones.
const MIN_CHARS: usize = 3;

/// Longer terms are no words that anybody has spelt in two ways.
const MAX_CHARS: usize = 40;

/// Longer terms are compounds, and no names: half of a German vocabulary.
const MAX_NAME: usize = 14;

/// No lookup gives more variants than this.
const MAX_VARIANTS: usize = 32;

/// Names at least this alike are variants: among 52,000 other words, `names.tsv` then has a recall of .81 at a
/// precision of .73, with the aliases of .88 and .74.
const MIN_NAME_SIMILARITY: f64 = 0.6;

/// Short names meet everyday words (*Chol*, *cool*) and must be more alike: .73 precision against .59.
const MIN_SHORT_NAME_SIMILARITY: f64 = 0.8;

/// Letters of a short name in its canonical form.
const SHORT_NAME: usize = 4;

/// A misread form is this many times rarer than its word, or stands in one document: what is more frequent is a word of
/// its own. Of a text with one letter in twenty misread, .90 of the misread words are found, at a precision of .75; for
/// 8 these are .68 and .75, and without this bound .84 and .24.
const MISREAD_IS_RARER: u64 = 4;

/// A term that may stand for the word that was looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// As the index holds it.
    pub term: String,
    /// How like the word it is, from 0 to 1.
    pub similarity: f64,
    /// How many documents have it.
    pub documents: u64,
}

/// The vocabulary of an index by sound, by old spelling and letter by letter: a finite-state map.
///
/// Every lookup takes a term as the index holds it (folded, in lower case) and gives terms of the index other than it:
/// the likest first, then the more frequent, then by spelling; at most 32.
#[derive(Default)]
pub struct VariantTable {
    map: Map<Vec<u8>>,
}

impl std::fmt::Debug for VariantTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "VariantTable({} keys)", self.map.len())
    }
}

impl VariantTable {
    /// The table of a vocabulary: terms as the index holds them, in any order, each with its document frequency.
    ///
    /// Terms without a letter, of fewer than three characters or of more than forty are left out.
    pub fn new<T: AsRef<str>>(vocabulary: impl IntoIterator<Item = (T, u64)>) -> VariantTable {
        let mut keys = vec![(VERSION_KEY.to_owned(), VERSION)];
        for (term, documents) in vocabulary {
            let term = term.as_ref();
            if !is_word(term) {
                continue;
            }
            keys.push((key(TERMS, term), documents));
            if !is_alphabetic(term) {
                continue;
            }
            let codes = match term.chars().nth(MAX_NAME) {
                None => daitch_mokotoff::codes(term),
                Some(_) => Default::default(),
            };
            for code in codes {
                keys.push((key(NAMES, &code) + term, 0));
            }
            let old_spelling = old_spelling::key(term);
            if old_spelling != term {
                keys.push((key_to(&old_spelling) + term, 0));
            }
        }
        keys.sort_unstable();
        keys.dedup_by(|one, other| one.0 == other.0);
        let mut builder = MapBuilder::memory();
        for (key, value) in &keys {
            // The keys are in order and stand once, which is all that can be wrong with them.
            let _ = builder.insert(key, *value);
        }
        let map = builder.into_inner().ok().and_then(|bytes| Map::new(bytes).ok());
        VariantTable { map: map.unwrap_or_default() }
    }

    /// A table from the bytes [`VariantTable::as_bytes`] gave; `None` when they are damaged or of another version.
    pub fn from_bytes(bytes: Vec<u8>) -> Option<VariantTable> {
        let map = Map::new(bytes).ok()?;
        map.as_fst().verify().ok()?;
        let version = map.get(VERSION_KEY)?;
        (version == VERSION).then_some(VariantTable { map })
    }

    /// The bytes to be kept beside the index.
    pub fn as_bytes(&self) -> &[u8] {
        self.map.as_fst().as_bytes()
    }

    /// How many documents have a term; 0 for a term that isn't in the table.
    pub fn documents(&self, term: &str) -> u64 {
        self.map.get(key(TERMS, term)).unwrap_or(0)
    }

    /// Other transliterations of a name: terms of the same sound that are spelt alike (*Pusanow*: *Puzanov*).
    pub fn names(&self, word: &str) -> Vec<Variant> {
        if !is_query(word) || !is_alphabetic(word) {
            return Vec::new();
        }
        let codes = daitch_mokotoff::codes(word).into_iter();
        let terms: BTreeSet<String> =
            codes.flat_map(|code| self.terms_after(&key(NAMES, &code))).collect();
        let name = name_similarity::canonical(word);
        let alike = terms.into_iter().filter_map(|term| {
            let other = name_similarity::canonical(&term);
            let similarity = name_similarity::similarity(&name, &other);
            let is_short = name.chars().count().max(other.chars().count()) <= SHORT_NAME;
            let least = if is_short { MIN_SHORT_NAME_SIMILARITY } else { MIN_NAME_SIMILARITY };
            (similarity >= least).then_some((term, similarity))
        });
        first(self.ranked(word, alike))
    }

    /// Older and newer spellings of a German word (*Teil*: *Theil*).
    pub fn old_spelling(&self, word: &str) -> Vec<Variant> {
        if !is_query(word) || !is_alphabetic(word) {
            return Vec::new();
        }
        let old_spelling = old_spelling::key(word);
        let mut terms = self.terms_after(&key_to(&old_spelling));
        if self.documents(&old_spelling) > 0 {
            terms.push(old_spelling);
        }
        let alike = terms.into_iter().map(|term| {
            let similarity = name_similarity::similarity(word, &term);
            (term, similarity)
        });
        first(self.ranked(word, alike))
    }

    /// What scanners may have made of a word (*Kommando*: *Kornmando*).
    ///
    /// Complete to one misreading in words of three and four letters, to one full edit or two misreadings in words
    /// of up to eight, to one of both or three misreadings in longer ones, but for what is too frequent to be misread.
    pub fn ocr(&self, word: &str) -> Vec<Variant> {
        let bound = match word.chars().count() {
            0..MIN_CHARS => return Vec::new(),
            MIN_CHARS..=4 => OCR.misreading,
            5..=8 => OCR.edit,
            _ => OCR.edit + OCR.misreading,
        };
        let mut variants = self.near(word, &OCR, bound);
        let documents = self.documents(word);
        let most = (documents / MISREAD_IS_RARER).max(1);
        variants.retain(|variant| variant.documents <= most);
        first(variants)
    }

    /// What may have been meant by a word that finds little: more frequent terms of nearly the same letters.
    ///
    /// Complete to one letter more, less, other or swapped in words of up to five letters, to two in longer ones.
    pub fn suggest(&self, word: &str) -> Vec<Variant> {
        let bound = TYPING.edits(if word.chars().count() <= 5 { 1 } else { 2 });
        let documents = self.documents(word);
        let mut variants = self.near(word, &TYPING, bound);
        variants.retain(|variant| variant.documents > documents);
        first(variants)
    }

    /// The terms within a distance of the word.
    fn near(&self, word: &str, costs: &Costs, bound: Cost) -> Vec<Variant> {
        if !is_query(word) {
            return Vec::new();
        }
        let near = near_terms(self.map.as_fst(), TERMS, word, costs, bound).into_iter();
        let whole = f64::from(costs.edits(word.len()).max(1));
        self.ranked(word, near.map(|near| (near.term, 1.0 - f64::from(near.distance) / whole)))
    }

    /// What follows a prefix in the keys.
    fn terms_after(&self, prefix: &str) -> Vec<String> {
        let mut terms = Vec::new();
        let mut keys = self.map.range().ge(prefix).into_stream();
        while let Some((key, _)) = keys.next() {
            let Some(term) = key.strip_prefix(prefix.as_bytes()) else { break };
            terms.push(String::from_utf8_lossy(term).into_owned());
        }
        terms
    }

    /// Terms with their similarity, the best first, without the word itself.
    fn ranked(&self, word: &str, terms: impl Iterator<Item = (String, f64)>) -> Vec<Variant> {
        let terms = terms.filter(|(term, _)| term != word);
        let mut variants: Vec<Variant> = terms
            .map(|(term, similarity)| {
                let documents = self.documents(&term);
                Variant { term, similarity: similarity.max(0.0), documents }
            })
            .collect();
        variants.sort_by(|one, other| {
            let likest = other.similarity.total_cmp(&one.similarity);
            likest.then(other.documents.cmp(&one.documents)).then(one.term.cmp(&other.term))
        });
        variants
    }
}

/// As many as a lookup gives.
fn first(mut variants: Vec<Variant>) -> Vec<Variant> {
    variants.truncate(MAX_VARIANTS);
    variants
}

fn key(section: u8, rest: &str) -> String {
    let mut key = String::with_capacity(rest.len() + 1);
    key.push(char::from(section));
    key.push_str(rest);
    key
}

/// The beginning of the keys of all terms with an old-spelling key.
fn key_to(old_spelling: &str) -> String {
    let mut key = key(OLD_SPELLINGS, old_spelling);
    key.push(END_OF_KEY);
    key
}

/// Whether a term is kept.
fn is_word(term: &str) -> bool {
    let chars = term.chars().take(MAX_CHARS + 1).count();
    (MIN_CHARS..=MAX_CHARS).contains(&chars)
        && term.chars().any(char::is_alphabetic)
        && !term.contains(END_OF_KEY)
}

/// Whether a word is looked up.
fn is_query(word: &str) -> bool {
    (1..=MAX_CHARS).contains(&word.chars().take(MAX_CHARS + 1).count())
}

fn is_alphabetic(term: &str) -> bool {
    term.chars().all(|c| c.is_alphabetic() || c == '\'')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NAMES: &str = include_str!("../../tests/fixtures/names.tsv");

    /// Everyday words for the names to be told from.
    const OTHER_WORDS: &str = include_str!("../analysis/lexicon/german.tsv");

    type Lookup = fn(&VariantTable, &str) -> Vec<Variant>;

    const LOOKUPS: [Lookup; 4] =
        [VariantTable::names, VariantTable::old_spelling, VariantTable::ocr, VariantTable::suggest];

    fn terms(variants: Vec<Variant>) -> Vec<String> {
        variants.into_iter().map(|variant| variant.term).collect()
    }

    fn folded(word: &str) -> String {
        let letters = [
            ("ä", "ae"),
            ("ö", "oe"),
            ("ü", "ue"),
            ("ŏ", "o"),
            ("ŭ", "u"),
            ("ž", "z"),
            ("š", "s"),
            ("č", "c"),
            ("ş", "s"),
            ("ș", "s"),
            ("ł", "l"),
            ("ý", "y"),
            ("ţ", "t"),
            ("-", ""),
        ];
        letters.iter().fold(word.to_owned(), |word, (from, to)| word.replace(from, to))
    }

    #[test]
    fn each_lookup_finds_its_variants_best_first() {
        let table = VariantTable::new([
            ("puzanov", 7),
            ("puzanow", 2),
            ("pasewalk", 9),
            ("theil", 3),
            ("teil", 50),
            ("kommando", 40),
            ("kornmando", 1),
            ("komrnando", 2),
            ("kommandos", 30),
            ("vertrag", 80),
        ]);
        for (lookup, word, expect) in [
            (VariantTable::names as Lookup, "pusanow", vec!["puzanov", "puzanow"]),
            (VariantTable::names, "kim", vec![]),
            (VariantTable::old_spelling, "teil", vec!["theil"]),
            (VariantTable::old_spelling, "theil", vec!["teil"]),
            (VariantTable::ocr, "kommando", vec!["komrnando", "kornmando"]),
            (VariantTable::ocr, "ko", vec![]),
            (VariantTable::suggest, "vertarg", vec!["vertrag"]),
            (
                VariantTable::suggest,
                "komando",
                vec!["kommando", "kommandos", "komrnando", "kornmando"],
            ),
            (VariantTable::suggest, "vertrag", vec![]),
        ] {
            assert_eq!(terms(lookup(&table, word)), expect, "{word}");
        }
        assert_eq!(table.documents("teil"), 50);
        assert_eq!(table.documents("tei"), 0);
    }

    #[test]
    fn names_find_their_transliterations_among_other_words() {
        let clusters: Vec<BTreeSet<String>> =
            NAMES.lines().map(|line| line.split('\t').map(folded).collect()).collect();
        let others = OTHER_WORDS.lines().filter_map(|line| line.split('\t').next());
        let others = others.filter(|word| !word.starts_with('#')).map(folded).step_by(2);
        let names = clusters.iter().flatten().cloned();
        let table = VariantTable::new(others.chain(names).map(|word| (word, 1)));
        let (mut wanted, mut right, mut found) = (0, 0, 0);
        for cluster in &clusters {
            for name in cluster {
                let variants = terms(table.names(name));
                wanted += cluster.len() - 1;
                found += variants.len();
                right += variants.iter().filter(|variant| cluster.contains(*variant)).count();
            }
        }
        let (recall, precision) = (right as f64 / wanted as f64, right as f64 / found as f64);
        assert!(recall >= 0.80 && precision >= 0.75, "{recall} {precision}");
    }

    #[test]
    fn only_whole_bytes_of_this_version_open() {
        let table = VariantTable::new([("bund", 3)]);
        let bytes = table.as_bytes().to_vec();
        let again = VariantTable::from_bytes(bytes.clone());
        assert_eq!(again.map(|table| table.documents("bund")), Some(3));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert!(VariantTable::from_bytes(damaged).is_none(), "{at}");
            assert!(VariantTable::from_bytes(bytes[..at].to_vec()).is_none(), "{at}");
        }
        let other: Map<Vec<u8>> = Map::from_iter([(VERSION_KEY, VERSION + 1)]).expect("a map");
        assert!(VariantTable::from_bytes(other.into_fst().into_inner()).is_none());
    }

    #[test]
    fn lookups_are_bounded() {
        let many =
            (0..5000).map(|n| (format!("bund{}", "aeiou".repeat(n % 7) + &n.to_string()), 9));
        let table = VariantTable::new(many.chain([("x".repeat(10_000), 1)]));
        for lookup in LOOKUPS {
            assert!(lookup(&table, "bund12").len() <= MAX_VARIANTS);
            assert!(lookup(&table, &"x".repeat(10_000)).is_empty());
        }
    }

    proptest! {
        #[test]
        fn variants_are_other_terms_of_the_vocabulary_and_in_order(
            words in proptest::collection::btree_map("[a-eh-j'1äßж]{0,9}", 0u64..9, 0..60),
            query in "[a-eh-j'1äßж]{0,9}|\\PC*",
        ) {
            let table = VariantTable::new(words.iter().map(|(word, documents)| (word, *documents)));
            for word in words.keys().chain([&query]) {
                for lookup in LOOKUPS {
                    let variants = lookup(&table, word);
                    for variant in &variants {
                        prop_assert!(variant.term != *word && words.contains_key(&variant.term));
                        prop_assert_eq!(variant.documents, words[&variant.term]);
                        prop_assert!((0.0..=1.0).contains(&variant.similarity));
                    }
                    prop_assert!(variants.is_sorted_by(|a, b| a.similarity >= b.similarity));
                }
            }
        }
    }
}
