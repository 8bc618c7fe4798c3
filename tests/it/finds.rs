//! A word finds itself, whatever it is made of, and a search never finds less than a substring search would.

use std::collections::BTreeSet;
use std::fs;
use std::sync::atomic::AtomicBool;

use docsearch::index::{Filters, Reader, Selection, Store, Weights};
use docsearch::ingest;
use docsearch::search::{Expanders, Options, search};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::string::string_regex;
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// An index is made for every case, of as many words as that makes worth while.
const WORDS: usize = 40;

/// Every word counts by itself, so that smaller cases would tell no more.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 12,
        max_shrink_iters: 0,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// What words are made of.
const SHAPES: [&str; 12] = [
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
];

/// What a word without end is made of: longer than the longest term.
const ENDLESS: &str = "[a-zäöüß]{256,300}";

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

/// The word with a soft hyphen between every other pair of letters.
fn with_soft_hyphens(word: &str) -> String {
    let mut text = String::new();
    for (index, c) in word.chars().enumerate() {
        if index % 2 == 0 && c.is_alphabetic() && text.ends_with(char::is_alphabetic) {
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

/// A page on which the word stands among others, wrapped as a typewriter would.
fn page(word: &str) -> String {
    format!(
        "It is well known, and has been for as long as anybody can remember it,\n\
         that on this page there stands, in the midst of others, the one word {word} among many other\n\
         words which are of no use to us at all, and that nothing on the whole\n\
         page matters more to us than this one word does, here and now.\n"
    )
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
    let selection = Selection { by_document: true, ..Selection::default() };
    let options = Options {
        filters: Filters::default(),
        selection,
        collapse: false,
        weights: Weights::default(),
        plain: false,
        expanders: Expanders::default(),
        facets: Vec::new(),
    };
    let response =
        search(reader, query, &options).unwrap_or_else(|error| panic!("{query:?}: {error}"));
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
    let is_letter = |at: &usize| chars[*at].is_alphanumeric() && !is_combining_mark(chars[*at]);
    let letters: Vec<usize> = (0..chars.len()).filter(is_letter).collect();
    let ends = &letters[from % letters.len()..];
    chars[ends[0]..=ends[length % ends.len()]].iter().collect()
}

/// What a query should have found and did not.
fn miss(query: &str, text: &str) -> String {
    let start = |text: &str| text.chars().take(120).collect::<String>();
    format!(
        "{:?} ({}) in {:?}",
        start(query),
        start(&query.escape_unicode().to_string()),
        start(text)
    )
}

/// Asserts that nothing was missed.
fn check(missed: Vec<String>) -> Result<(), TestCaseError> {
    prop_assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
    Ok(())
}

/// Words as they stand in a file, each with the word as it is typed: alone it must find the file.
fn check_words(words: &[(String, String)]) -> Result<(), TestCaseError> {
    let texts: Vec<_> = words.iter().map(|(_, written)| page(written)).collect();
    let (_temp, reader) = index(&texts);
    let missed = words.iter().zip(texts.iter().enumerate());
    let missed = missed.filter(|((word, _), (number, _))| !found(&reader, word).contains(number));
    check(missed.map(|((word, _), (_, text))| miss(word, text)).collect())
}

/// Words as they stand in a file, each with a part of it: it must find every file that a substring search would.
fn check_parts(words: &[(String, String)]) -> Result<(), TestCaseError> {
    let texts: Vec<_> = words.iter().map(|(_, written)| page(written)).collect();
    let (_temp, reader) = index(&texts);
    let mut missed = Vec::new();
    for (part, _) in words.iter().filter(|(part, _)| !is_operator(part)) {
        let found = found(&reader, part);
        let holding =
            texts.iter().enumerate().filter(|(_, text)| lower(text).contains(&lower(part)));
        missed.extend(
            holding.filter(|(number, _)| !found.contains(number)).map(|(_, text)| miss(part, text)),
        );
    }
    check(missed)
}

/// A word as typed and as it stands in a file.
fn in_any_form(word: impl Strategy<Value = String>) -> impl Strategy<Value = (String, String)> {
    (word, 0..FORMS.len()).prop_map(|(word, form)| (word.clone(), FORMS[form](&word)))
}

/// A part of a word, and the word as it stands in a file, undivided.
fn with_part(word: impl Strategy<Value = String>) -> impl Strategy<Value = (String, String)> {
    let strategy = (word, 0..FORMS.len() - 1, any::<usize>(), any::<usize>());
    strategy.prop_map(|(word, form, from, length)| {
        let written = FORMS[form](&word);
        (part(&written, from, length), written)
    })
}

fn endless() -> impl Strategy<Value = String> {
    string_regex(ENDLESS).expect("a pattern")
}

#[test]
fn capitals_make_no_difference_in_any_script() {
    let words = [
        ("λόγος", "ΛΌΓΟΣ"),
        ("ЁЛКА", "ёлка"),
        ("Ærø", "ÆRØ"),
        ("İzmir", "i\u{307}zmir"),
        ("ǆ", "Ǆ"),
    ];
    let texts: Vec<_> = words.iter().map(|(written, _)| page(written)).collect();
    let (_temp, reader) = index(&texts);
    let is_missed = |number: &usize| !found(&reader, words[*number].1).contains(number);
    let missed: Vec<_> = (0..words.len()).filter(is_missed).map(|number| words[number]).collect();
    assert!(missed.is_empty(), "not found: {missed:?}");
}

#[test]
fn a_word_divided_between_lines_of_any_length_finds_itself() {
    let long = "Every line of this page is a good deal longer than the ones above. ".repeat(9);
    let pages = [
        "Man sprach von Wieder-\nvereinigung.\n".to_owned(),
        "Wieder-\nvereinigung\n".to_owned(),
        "Der Vertrag\n\nDer Vertrag über die Wieder-\nvereinigung wurde in Köln geschlossen,\nund alle unterschrieben ihn.\n".to_owned(),
        format!("Über die Wieder-\nvereinigung wurde lange\nverhandelt.\n\n{long}\n"),
        format!("Auf dieser Seite steht das Wort, um das es allen hier im Hause geht, die Wieder-\nvereinigung.\n\n{long}"),
        format!("{long}\n\n     1. Die Wieder-\n        vereinigung\n     2. Der Vertrag\n"),
        format!("{long}\r\n\r\nvon der Wieder-\r\nvereinigung und vom Vertrag\r\n"),
    ];
    let (_temp, reader) = index(&pages);
    let found = found(&reader, "wiedervereinigung");
    let missed: Vec<_> = (0..pages.len()).filter(|number| !found.contains(number)).collect();
    assert!(missed.is_empty(), "not found on the pages {missed:?}");
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_word_finds_itself(words in vec(in_any_form(word()), WORDS)) {
        check_words(&words)?;
    }

    #[test]
    fn a_hyphenated_word_finds_itself(words in vec(in_any_form(hyphenated()), WORDS)) {
        check_words(&words)?;
    }

    #[test]
    fn a_word_without_end_finds_itself(words in vec(in_any_form(endless()), WORDS)) {
        check_words(&words)?;
    }

    #[test]
    fn a_part_of_a_word_finds_it(words in vec(with_part(word()), WORDS)) {
        check_parts(&words)?;
    }

    #[test]
    fn a_part_of_a_hyphenated_word_finds_it(words in vec(with_part(hyphenated()), WORDS)) {
        check_parts(&words)?;
    }
}
