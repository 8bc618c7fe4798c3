//! The words of an index, made ready for finding their variants.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use fst::{IntoStreamer, Map, MapBuilder, Streamer};
use serde::{Deserialize, Serialize, Serializer};

use super::edit_costs::{Cost, Costs, OCR, TYPING};
use super::held_term::HeldTerm;
use super::near_terms::near_terms;
use super::shared_keys::{SharedKeys, hash};
use super::{daitch_mokotoff, name_similarity, old_spelling};

/// Rises whenever a table of the same words has other bytes; one of another version does not open.
const VERSION: u8 = 2;

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
/// its own. With 2 or 8 instead, a collection with one letter in twenty misread is ranked alike (MRR@10 within .002).
const MISREAD_IS_RARER: u64 = 4;

/// A word that stands in no more documents is looked for in longer misread words, and found in no more of them: with
/// others those would be as many by chance.
const FEW: usize = 6;

/// Letters that such a word has at least.
const MIN_HELD: usize = 5;

/// How many bytes longer than it they are at least; fewer are an ending.
const MORE: usize = 2;

/// Words that are looked at for being misread.
const MISREAD_SAMPLE: usize = 1000;

/// Fewer tell nothing.
const MIN_MISREAD_SAMPLE: usize = 50;

/// Letters of such words: shorter ones look like others by chance, longer ones are compounds that stand nowhere else.
const MISREAD_CHARS: RangeInclusive<usize> = 6..=14;

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

/// The vocabulary of an index by sound, by old spelling and letter by letter.
///
/// Every lookup takes a term as the index holds it (folded, in lower case) and gives terms of the index other than it:
/// the likest first, then the more frequent, then by spelling; at most 32.
///
/// It is stored with its version; one of another version is not read.
#[derive(Default, Deserialize)]
#[serde(try_from = "Stored")]
pub struct VariantTable {
    /// Each term and its number; the numbers rise with the terms.
    terms: Map<Vec<u8>>,
    rest: Rest,
}

/// What is known of the terms, by their numbers.
#[derive(Default, Serialize, Deserialize)]
struct Rest {
    /// How many documents have each.
    documents: Vec<u32>,
    /// Those of up to [`MAX_NAME`] letters by their [`daitch_mokotoff::codes`].
    by_sound: SharedKeys,
    /// Those that are not their own [`old_spelling::key`] by that.
    by_old_spelling: SharedKeys,
}

/// A table as it is stored: its version, the map of the terms, the rest.
#[derive(Deserialize)]
struct Stored(u8, Vec<u8>, Rest);

impl TryFrom<Stored> for VariantTable {
    type Error = String;

    fn try_from(Stored(version, terms, rest): Stored) -> Result<Self, String> {
        if version != VERSION {
            return Err(format!("a table of version {version}"));
        }
        let terms = Map::new(terms).map_err(|error| error.to_string())?;
        Ok(VariantTable { terms, rest })
    }
}

impl Serialize for VariantTable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (VERSION, self.terms.as_fst().as_bytes(), &self.rest).serialize(serializer)
    }
}

impl std::fmt::Debug for VariantTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "VariantTable({} terms)", self.terms.len())
    }
}

impl VariantTable {
    /// The table of a vocabulary: terms as the index holds them, in any order, each with its document frequency.
    ///
    /// Terms without a letter, of fewer than three characters or of more than forty are left out.
    pub fn new<T: AsRef<str> + Ord>(vocabulary: impl IntoIterator<Item = (T, u64)>) -> Self {
        let words = vocabulary.into_iter().filter(|(term, _)| is_word(term.as_ref()));
        let mut words: Vec<(T, u64)> = words.collect();
        words.sort_unstable();
        words.dedup_by(|one, other| one.0 == other.0);
        let mut builder = MapBuilder::memory();
        let mut documents = Vec::with_capacity(words.len());
        let (mut sounds, mut old_spellings) = (Vec::new(), Vec::new());
        for (number, (term, frequency)) in (0..).zip(&words) {
            let term = term.as_ref();
            // The terms are in order and stand once, which is all that can be wrong with them.
            let _ = builder.insert(term, u64::from(number));
            documents.push(u32::try_from(*frequency).unwrap_or(u32::MAX));
            if !is_alphabetic(term) {
                continue;
            }
            if term.chars().nth(MAX_NAME).is_none() {
                let codes = daitch_mokotoff::codes(term).into_iter();
                sounds.extend(codes.map(|code| (hash(&code.to_le_bytes()), number)));
            }
            let old_spelling = old_spelling::key(term);
            if old_spelling != term {
                old_spellings.push((hash(old_spelling.as_bytes()), number));
            }
        }
        let terms = builder.into_inner().ok().and_then(|bytes| Map::new(bytes).ok());
        let by_sound = SharedKeys::new(sounds);
        let by_old_spelling = SharedKeys::new(old_spellings);
        let rest = Rest { documents, by_sound, by_old_spelling };
        VariantTable { terms: terms.unwrap_or_default(), rest }
    }

    /// How many documents have a term; 0 for a term that isn't in the table.
    pub fn documents(&self, term: &str) -> u64 {
        self.terms.get(term).map_or(0, |number| self.documents_of(number))
    }

    /// How many documents have the term of this number; 0 for a number that isn't in the table.
    fn documents_of(&self, number: u64) -> u64 {
        let number = usize::try_from(number).ok();
        let documents = number.and_then(|number| self.rest.documents.get(number));
        documents.map_or(0, |documents| u64::from(*documents))
    }

    /// Other transliterations of a name: terms of the same sound that are spelt alike (*Pusanow*: *Puzanov*).
    pub fn names(&self, word: &str) -> Vec<Variant> {
        if !is_query(word) || !is_alphabetic(word) {
            return Vec::new();
        }
        let codes = daitch_mokotoff::codes(word);
        let sounds_so =
            |term: &String| daitch_mokotoff::codes(term).iter().any(|code| codes.contains(code));
        let hashes = codes.iter().map(|code| hash(&code.to_le_bytes()));
        let terms = hashes.flat_map(|hash| self.terms_of(&self.rest.by_sound, hash));
        let terms: BTreeSet<String> = terms.filter(sounds_so).collect();
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
        let terms = self.terms_of(&self.rest.by_old_spelling, hash(old_spelling.as_bytes()));
        let mut terms: Vec<String> =
            terms.filter(|term| old_spelling::key(term) == old_spelling).collect();
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
    /// Complete to two misreadings in words of three and four letters, to one full edit and a misreading in words of up
    /// to eight, to one full edit and two misreadings in longer ones, but for what is too frequent to be misread.
    pub fn ocr(&self, word: &str) -> Vec<Variant> {
        let bound = match word.chars().count() {
            0..MIN_CHARS => return Vec::new(),
            MIN_CHARS..=4 => 2 * OCR.misreading,
            5..=8 => OCR.edit + OCR.misreading,
            _ => OCR.edit + 2 * OCR.misreading,
        };
        let mut variants = self.near(word, &OCR, bound);
        let documents = self.documents(word);
        let most = (documents / MISREAD_IS_RARER).max(1);
        variants.retain(|variant| variant.documents <= most);
        first(variants)
    }

    /// Longer words of one document that scanners may have misread and that hold this one (*Bremse*: *Mündungsbremfe*).
    ///
    /// For words of up to six letters one misreading, of up to eight one full edit, of more both. None for a word that
    /// stands in more than six documents, and none where more than six are found.
    pub fn ocr_in_longer(&self, word: &str) -> Vec<Variant> {
        let bound = match word.chars().count() {
            0..MIN_HELD => return Vec::new(),
            MIN_HELD..=6 => OCR.misreading,
            7..=8 => OCR.edit,
            _ => OCR.edit + OCR.misreading,
        };
        if self.documents(word) > FEW as u64 {
            return Vec::new();
        }
        let Some(mut held) = HeldTerm::new(word, &OCR, bound) else { return Vec::new() };
        let mut found = Vec::new();
        let mut terms = self.terms.stream();
        while let Some((term, number)) = terms.next()
            && found.len() <= FEW
        {
            if self.documents_of(number) != 1 || term.len() < word.len() + MORE {
                continue;
            }
            // Whole where it is read right: then it is found without this.
            let distance = held.distance(term).filter(|distance| *distance > 0);
            if let (Some(distance), Ok(term)) = (distance, str::from_utf8(term)) {
                found.push((term.to_owned(), likeness(word, &OCR, distance)));
            }
        }
        if found.len() > FEW { Vec::new() } else { self.ranked(word, found.into_iter()) }
    }

    /// How much of the vocabulary looks misread: the share of the words of one document, among some hundreds of six to
    /// fourteen letters, that a single misreading makes of a word at least four times as frequent.
    ///
    /// In collections of clean text it is .00 to .01; with one letter in twenty misread, .07 to .4; in a collection of
    /// scanned books and papers of three centuries, .10. A small vocabulary tells nothing, and has 0.
    pub fn misread_share(&self) -> f64 {
        let documents = &self.rest.documents;
        let rare = (0..).zip(documents).filter(|(_, documents)| **documents == 1);
        let step = rare.clone().count() / MISREAD_SAMPLE + 1;
        let (mut seen, mut misread) = (0_usize, 0_usize);
        for (number, _) in rare.step_by(step) {
            let term = self.terms.as_fst().get_key(number).map(String::from_utf8);
            let Some(Ok(term)) = term else { continue };
            if !is_alphabetic(&term) || !MISREAD_CHARS.contains(&term.chars().count()) {
                continue;
            }
            seen += 1;
            let is_misread = |read: String| self.documents(&read) >= MISREAD_IS_RARER;
            misread += usize::from(OCR.misread_once(&term).any(is_misread));
        }
        if seen < MIN_MISREAD_SAMPLE { 0.0 } else { misread as f64 / seen as f64 }
    }

    /// The terms that begin so, in order; at most so many.
    pub fn with_prefix(&self, prefix: &str, most: usize) -> Vec<String> {
        let mut found = Vec::new();
        let mut terms = self.terms.range().ge(prefix).into_stream();
        while let Some((term, _)) = terms.next()
            && term.starts_with(prefix.as_bytes())
            && found.len() < most
        {
            found.extend(String::from_utf8(term.to_vec()));
        }
        found
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
        let near = near_terms(self.terms.as_fst(), word, costs, bound).into_iter();
        self.ranked(word, near.map(|near| (near.term, likeness(word, costs, near.distance))))
    }

    /// The terms in the bucket of a key, those with other keys too.
    fn terms_of<'a>(
        &'a self,
        keys: &'a SharedKeys,
        hash: u32,
    ) -> impl Iterator<Item = String> + 'a {
        let terms = self.terms.as_fst();
        let keys = keys.of(hash).filter_map(|number| terms.get_key(u64::from(number)));
        keys.filter_map(|term| String::from_utf8(term).ok())
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

/// How like a word something at a distance is: 1 for the word itself, 0 where nothing is left of it.
fn likeness(word: &str, costs: &Costs, distance: Cost) -> f64 {
    1.0 - f64::from(distance) / f64::from(costs.edits(word.len()).max(1))
}

/// As many as a lookup gives.
fn first(mut variants: Vec<Variant>) -> Vec<Variant> {
    variants.truncate(MAX_VARIANTS);
    variants
}

/// Whether a term is kept.
fn is_word(term: &str) -> bool {
    let chars = term.chars().take(MAX_CHARS + 1).count();
    (MIN_CHARS..=MAX_CHARS).contains(&chars) && term.chars().any(char::is_alphabetic)
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

    const LOOKUPS: [Lookup; 5] = [
        VariantTable::names,
        VariantTable::old_spelling,
        VariantTable::ocr,
        VariantTable::ocr_in_longer,
        VariantTable::suggest,
    ];

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
            ("muendungsbremfe", 1),
            ("freundschaftsverttag", 1),
        ]);
        for (lookup, word, expect) in [
            (VariantTable::names as Lookup, "pusanow", vec!["puzanov", "puzanow"]),
            (VariantTable::names, "kim", vec![]),
            (VariantTable::old_spelling, "teil", vec!["theil"]),
            (VariantTable::old_spelling, "theil", vec!["teil"]),
            (VariantTable::ocr, "kommando", vec!["komrnando", "kornmando"]),
            (VariantTable::ocr, "ko", vec![]),
            (VariantTable::ocr_in_longer, "bremse", vec!["muendungsbremfe"]),
            (VariantTable::ocr_in_longer, "vertrag", vec![]),
            (VariantTable::ocr_in_longer, "brem", vec![]),
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
    fn only_a_table_of_this_version_is_read() {
        let stored = serde_json::to_value(VariantTable::new([("bund", 3)])).expect("a table");
        let read = |stored| serde_json::from_value::<VariantTable>(stored).ok();
        assert_eq!(read(stored.clone()).map(|table| table.documents("bund")), Some(3));
        let mut other = stored;
        other[0] = (VERSION + 1).into();
        assert!(read(other).is_none());
    }

    #[test]
    fn rare_words_that_are_common_ones_misread_are_counted() {
        let syllables = ["ba", "de", "fo", "gu", "ki", "lo", "so", "te"];
        let word = |n: usize| ["ram", syllables[n % 8], syllables[n / 8 % 8], "er"].concat();
        let common = (0..64).map(|n| (word(n), 4));
        let rare = (0..64).map(|n| (word(n) + "bar", 1));
        let clean: Vec<_> = common.chain(rare).collect();
        assert_eq!(VariantTable::new(clean.clone()).misread_share(), 0.0);
        let misread = (0..64).map(|n| (word(n).replacen("ram", "rarn", 1), 1));
        let spoilt = VariantTable::new(clean.into_iter().chain(misread.clone()));
        assert_eq!(spoilt.misread_share(), 0.5);
        assert_eq!(VariantTable::new(misread.take(40)).misread_share(), 0.0, "too few");
        assert_eq!(spoilt.with_prefix("rarnba", 2), ["rarnbabaer", "rarnbadeer"]);
        assert_eq!(spoilt.with_prefix("x", 2), [""; 0]);
    }

    #[test]
    fn a_word_in_many_longer_ones_is_found_in_none() {
        let longer = |count| VariantTable::new((0..count).map(|n| (format!("bremfe{n:03}"), 1)));
        assert_eq!(longer(6).ocr_in_longer("bremse").len(), 6);
        assert_eq!(longer(7).ocr_in_longer("bremse"), []);
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
