//! Which of the two languages a text is in.

use whatlang::{Detector, Lang};

use super::tokenizer::words;
use super::{english, german, normalize::normalize};
use crate::document::Language;

/// A passage with fewer letters than this takes its document's language: detectors are noise on short text.
const MIN_LETTERS: usize = 60;

/// How much of a document detection reads, in bytes.
const SAMPLE_BYTES: usize = 8 * 1024;

/// The share of function words a second language must reach for a text to count as mixed.
const MIXED_SHARE: f64 = 0.3;

/// The language of a document from its text; `Unknown` when it is in neither language or in both.
///
/// Reads the first few thousand bytes and, in a longer text, as much from its middle, so that a foreign preface does
/// not decide.
pub fn identify_document(text: &str) -> Language {
    let head = sample(text, 0);
    let mut language = identify(head, Detector::new());
    if text.len() > 4 * SAMPLE_BYTES {
        let middle = identify(sample(text, text.len() / 2), Detector::new());
        if middle != language {
            language = Language::Unknown;
        }
    }
    language
}

/// The language of a passage, given its document's.
pub fn identify_passage(text: &str, document: Language) -> Language {
    if text.chars().filter(|c| c.is_alphabetic()).take(MIN_LETTERS).count() < MIN_LETTERS {
        return document;
    }
    let (english, german) = function_words(text);
    let total = (english + german) as f64;
    if total >= 6.0 && (english.min(german) as f64) / total >= MIXED_SHARE {
        return Language::Unknown;
    }
    // A document in a third language stays so unless the passage plainly is in one of ours.
    let detector = match document {
        Language::Unknown => Detector::new(),
        _ => Detector::with_allowlist(vec![Lang::Eng, Lang::Deu]),
    };
    match identify(text, detector) {
        Language::Unknown => document,
        language => language,
    }
}

/// The likely language of a query, from its function words and letters; `Unknown` when nothing tells.
///
/// Single words tell little, so this is a prior for ranking and never a gate.
pub fn identify_query(text: &str) -> Language {
    let (english, german) = function_words(text);
    let umlauts =
        text.chars().filter(|c| matches!(c, 'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' | 'ß')).count();
    match (german + umlauts).cmp(&english) {
        std::cmp::Ordering::Greater => Language::German,
        std::cmp::Ordering::Less => Language::English,
        std::cmp::Ordering::Equal => Language::Unknown,
    }
}

/// How many English and how many German function words a text holds; words of both lists count for neither.
fn function_words(text: &str) -> (usize, usize) {
    let mut counts = (0, 0);
    for word in words(text) {
        let word = normalize(&text[word.span]);
        match (english::is_stop_word(&word), german::is_stop_word(&word)) {
            (true, false) => counts.0 += 1,
            (false, true) => counts.1 += 1,
            _ => {}
        }
    }
    counts
}

fn identify(text: &str, detector: Detector) -> Language {
    match detector.detect_lang(text) {
        Some(Lang::Eng) => Language::English,
        Some(Lang::Deu) => Language::German,
        _ => Language::Unknown,
    }
}

fn sample(text: &str, from: usize) -> &str {
    let start = text.ceil_char_boundary(from);
    let end = text.floor_char_boundary((start + SAMPLE_BYTES).min(text.len()));
    &text[start..end.max(start)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "The embassy reported that the proposal of a confederation had been discussed with the ministers of both states.";
    const GERMAN: &str = "Die Botschaft berichtete, dass der Vorschlag einer Konföderation mit den Ministern beider Staaten besprochen wurde.";

    #[test]
    fn documents_and_passages() {
        assert_eq!(identify_document(ENGLISH), Language::English);
        assert_eq!(identify_document(GERMAN), Language::German);
        let french = "Le gouvernement de la République a décidé que les ambassadeurs doivent rentrer dans leurs pays.";
        assert_eq!(identify_document(french), Language::Unknown);
        assert_eq!(identify_passage(GERMAN, Language::English), Language::German);
        assert_eq!(identify_passage("Kim Il Sung", Language::German), Language::German);
        assert_eq!(
            identify_passage(&format!("{ENGLISH} {GERMAN}"), Language::German),
            Language::Unknown
        );
    }

    #[test]
    fn queries() {
        assert_eq!(identify_query("Was ist eine Konföderation?"), Language::German);
        assert_eq!(identify_query("what is a confederation"), Language::English);
        assert_eq!(identify_query("Berlin 1960"), Language::Unknown);
    }
}
