//! The German analyzer measured by itself: where compounds are cut, which forms meet.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use docsearch::analysis::{Analyzers, Lexicon};

use crate::sets::{file_name, sorted};

/// Letters of the last part that must agree with the reference, which may have another inflection.
const HEAD_LETTERS: usize = 4;

/// Prints the figures for the files in a folder: `compounds/*.tsv` (word, parts by `|`), `stem*/*.txt` (forms of one
/// word a line). A word list may be added to the lexicon.
pub fn run(folder: &Path, list: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let mut lexicon = Lexicon::embedded();
    if let Some(list) = list {
        let words = fs::read_to_string(list)?;
        lexicon =
            lexicon.with_words(words.lines().filter(|word| word.starts_with(char::is_uppercase)));
    }
    println!("lexicon: {} words", lexicon.len());
    let analyzers = Analyzers::new(lexicon);
    for path in sorted(&folder.join("compounds"))? {
        compounds(&file_name(&path), &fs::read_to_string(&path)?, &analyzers);
    }
    for folder in sorted(folder)?.iter().filter(|path| file_name(path).starts_with("stem")) {
        for path in sorted(folder)?.iter().filter(|path| file_name(path).starts_with("gold")) {
            stems(&file_name(path), &fs::read_to_string(path)?, &analyzers);
        }
    }
    Ok(())
}

fn compounds(name: &str, table: &str, analyzers: &Analyzers) {
    let (mut compounds, mut heads, mut simple, mut split) = (0, 0, 0, 0);
    for line in table.lines().skip(1) {
        let Some((word, reference)) = line.split_once('\t') else { continue };
        let tokens = analyzers.german.tokens(word);
        let last = tokens.iter().rev().find(|token| token.is_part);
        match reference.rsplit_once('|') {
            Some((_, head)) => {
                compounds += 1;
                let begins = |text: &str| -> String {
                    let plain = &analyzers.exact.terms(text)[0].text;
                    plain.chars().take(HEAD_LETTERS).collect()
                };
                let is_right =
                    last.is_some_and(|part| begins(&word[part.span.clone()]) == begins(head));
                heads += usize::from(is_right);
            }
            None => {
                simple += 1;
                split += usize::from(last.is_some());
            }
        }
    }
    println!(
        "{name:<32} right head {heads}/{compounds} ({:.3}), simple words split {split}/{simple} ({:.3})",
        f64::from(heads as u32) / f64::from(compounds.max(1)),
        f64::from(split as u32) / f64::from(simple.max(1)),
    );
}

/// Pairwise precision and recall of the words that share a stem against those that share a line.
fn stems(name: &str, gold: &str, analyzers: &Analyzers) {
    let pairs = |count: u64| count * count.saturating_sub(1) / 2;
    let mut by_stem: HashMap<String, u64> = HashMap::new();
    let (mut wanted, mut right) = (0, 0);
    for line in gold.lines() {
        let mut words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
        words.sort_unstable();
        words.dedup();
        let mut here: HashMap<String, u64> = HashMap::new();
        for word in &words {
            // Stop words have no stem; they stand for themselves.
            let stem = analyzers.german.terms(word).into_iter().find(|term| !term.is_part);
            let stem = stem.map_or_else(|| word.clone(), |term| term.text);
            *here.entry(stem).or_default() += 1;
        }
        wanted += pairs(words.len() as u64);
        for (stem, count) in here {
            right += pairs(count);
            *by_stem.entry(stem).or_default() += count;
        }
    }
    let found: u64 = by_stem.values().copied().map(pairs).sum();
    let (precision, recall) = (right as f64 / found as f64, right as f64 / wanted as f64);
    let f = 2.0 * precision * recall / (precision + recall);
    println!("{name:<32} P {precision:.3} R {recall:.3} F {f:.3}");
}
