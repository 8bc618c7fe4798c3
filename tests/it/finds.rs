//! A word finds itself, whatever it is made of, and a search never finds less than a substring search would.

use std::collections::BTreeSet;
use std::fs;
use std::sync::atomic::AtomicBool;

use docsearch::index::{Filters, Reader, Selection, Store, Weights};
use docsearch::ingest;
use docsearch::search::{Options, search};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::string::string_regex;
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;

/// An index is made for every case, of as many words as that makes worth while.
const WORDS: usize = 40;

/// Cases a property, and how often a failing one is made smaller.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 12,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// What words are made of.
const SHAPES: [&str; 13] = [
    "[a-z]{1,12}",
    "[A-ZÄÖÜ][a-zäöüß]{1,14}",
    "[A-ZÄÖÜẞ]{2,9}",
    "[0-9]{1,9}",
    "[a-z]{1,4}[0-9]{1,4}[A-Z]{0,2}",
    "[A-Za-zé]{1,6}['’][a-z]{1,3}",
    "([a-zA-Z][\u{300}-\u{304}\u{308}\u{30A}\u{327}]{1,2}){1,5}",
    "[Α-ΡΣ-Ωα-ωά-ώ]{1,10}",
    "[А-Яа-яёіїў]{1,10}",
    "[aſßﬁﬀﬆœæøłđðþıŉǆ]{1,6}",
    "[\\p{L}][\\p{L}\\p{M}]{0,7}",
    "[\\p{L}\\p{N}]{1,8}",
    "[a-zäöüß]{256,300}",
];

/// Operators are no words.
fn is_operator(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT")
}

/// Any word without hyphens.
fn word() -> impl Strategy<Value = String> {
    let shapes = SHAPES.map(|shape| string_regex(shape).expect("a pattern").boxed());
    proptest::strategy::Union::new(shapes).prop_filter("an operator", |word| !is_operator(word))
}

/// Any word with hyphens between its parts.
fn hyphenated() -> impl Strategy<Value = String> {
    let parts = string_regex("[A-Za-zäöüß0-9]{1,8}([-\u{2010}\u{2011}][A-Za-zäöüß]{1,8}){1,3}");
    parts.expect("a pattern")
}

/// How a word may stand in a file.
const FORMS: [fn(&str) -> String; 5] = [
    |word| word.to_owned(),
    |word| word.nfc().collect(),
    |word| word.nfd().collect(),
    |word| with_soft_hyphens(word),
    |word| divided(word),
];

/// The word with a soft hyphen after every other letter.
fn with_soft_hyphens(word: &str) -> String {
    let mut text = String::new();
    for (index, c) in word.chars().enumerate() {
        if index > 0 && index % 2 == 0 && c.is_alphabetic() {
            text.push('\u{AD}');
        }
        text.push(c);
    }
    text
}

/// The word divided in its middle between two lines, when it is one that a printer would divide.
fn divided(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let is_plain = |c: &char| c.is_lowercase() && ('a'..='ÿ').contains(c);
    match letters.len() {
        6..=30 if letters[1..].iter().all(is_plain) => {
            let (left, right) = letters.split_at(letters.len() / 2);
            format!("{}-\n{}", left.iter().collect::<String>(), right.iter().collect::<String>())
        }
        _ => word.to_owned(),
    }
}

/// A page on which the word stands among others.
fn page(word: &str) -> String {
    format!("It is well known that on this page there stands the one word {word} and that\nnothing on it matters more to us.\n")
}

/// An index of texts, the first as `0.txt`.
fn index(texts: &[String]) -> (TempDir, Reader) {
    let temp = tempfile::tempdir().expect("a temporary folder");
    let (docs, index) = (temp.path().join("docs"), temp.path().join("index"));
    fs::create_dir(&docs).expect("a folder");
    for (number, text) in texts.iter().enumerate() {
        fs::write(docs.join(format!("{number}.txt")), text).expect("a file");
    }
    let options = ingest::Options::default();
    let report = ingest::run(&index, &[docs], &options, &AtomicBool::new(false), |_| {});
    assert_eq!(report.expect("a run").files.added, texts.len());
    let reader = Store::open(&index).expect("an index").reader().expect("a reader");
    (temp, reader)
}

/// The numbers of the texts a query finds.
fn found(reader: &Reader, query: &str) -> BTreeSet<usize> {
    let selection = Selection { offset: 0, limit: None, by_file: true, explain: false };
    let options = Options { filters: Filters::default(), selection, weights: Weights::default() };
    let response = search(reader, query, &options).unwrap_or_else(|error| panic!("{query:?}: {error}"));
    let number = |path: &str| path.trim_end_matches(".txt").parse().expect("a number");
    response.hits.iter().map(|hit| number(&hit.source.path)).collect()
}

/// Lower case letter by letter, as a case-insensitive substring search compares.
fn lower(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
    lower.map(|c| if c == 'ς' { 'σ' } else { c }).collect()
}

/// A part of a word that begins and ends with a letter or digit; `from` and `length` are taken modulo what there is.
fn part(word: &str, from: usize, length: usize) -> String {
    let chars: Vec<char> = word.chars().collect();
    let starts: Vec<usize> = (0..chars.len()).filter(|at| chars[*at].is_alphanumeric()).collect();
    let from = from % starts.len();
    let ends = &starts[from..];
    chars[starts[from]..=ends[length % ends.len()]].iter().collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_word_finds_itself(words in vec((prop_oneof![9 => word(), 1 => hyphenated()], 0..FORMS.len()), WORDS)) {
        let texts: Vec<_> = words.iter().map(|(word, form)| page(&FORMS[*form](word))).collect();
        let (_temp, reader) = index(&texts);
        for (number, (word, _)) in words.iter().enumerate() {
            let found = found(&reader, word);
            prop_assert!(found.contains(&number), "{:?} ({}) in {:?}", word, word.escape_unicode(), texts[number]);
        }
    }

    #[test]
    fn a_part_of_a_word_finds_what_a_substring_search_finds(
        words in vec((word(), 0..FORMS.len() - 1, any::<usize>(), any::<usize>()), WORDS),
    ) {
        let texts: Vec<_> = words.iter().map(|(word, form, ..)| page(&FORMS[*form](word))).collect();
        let (_temp, reader) = index(&texts);
        for (word, form, from, length) in &words {
            let part = part(&FORMS[*form](word), *from, *length);
            prop_assume!(!is_operator(&part));
            let found = found(&reader, &part);
            for (number, text) in texts.iter().enumerate() {
                if lower(text).contains(&lower(&part)) {
                    prop_assert!(found.contains(&number), "{:?} ({}) in {:?}", part, part.escape_unicode(), text);
                }
            }
        }
    }

    #[test]
    fn a_part_of_a_hyphenated_word_finds_it(words in vec((hyphenated(), any::<usize>(), any::<usize>()), WORDS)) {
        let texts: Vec<_> = words.iter().map(|(word, ..)| page(word)).collect();
        let (_temp, reader) = index(&texts);
        for (number, (word, from, length)) in words.iter().enumerate() {
            let part = part(word, *from, *length);
            prop_assume!(!is_operator(&part));
            prop_assert!(found(&reader, &part).contains(&number), "{:?} in {:?}", part, texts[number]);
        }
    }
}
