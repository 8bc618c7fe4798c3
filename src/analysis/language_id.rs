//! Which of the two languages a text is in.

use whatlang::{Detector, Lang};

use super::function_words::{FunctionWord, function_word};
use crate::document::Language;

/// A passage with fewer letters than this takes its document's language: detectors are noise on short text.
const MIN_LETTERS: usize = 60;

/// How much of a document detection reads, in bytes.
const SAMPLE_BYTES: usize = 2 * 1024;

/// The share of function words a second language must reach for a text to count as mixed.
const MIXED_SHARE: f64 = 0.3;

/// The share of function words a second language may have in a text that is clearly in the first.
const CLEAR_SHARE: f64 = 0.1;

/// The share of all words that are function words of one language alone in a text that is in it: prose has 0.3 and
/// more, a third language hardly 0.05.
const FUNCTION_WORD_RATE: f64 = 0.2;

/// Fewer function words decide nothing.
const MIN_FUNCTION_WORDS: usize = 6;

/// The longest function word that is counted, in bytes.
const MAX_FUNCTION_WORD: usize = 12;

/// The language of a document from its text; `Unknown` when it is in neither language or in both.
///
/// Function words decide where there are enough; the detector, which costs a hundred times as much, decides the rest.
/// Reads the first few thousand bytes and, in a longer text, as much from its middle, so that a foreign preface does
/// not decide.
pub fn identify_document(text: &str) -> Language {
    let mut language = identify_sample(sample(text, 0));
    if text.len() > 4 * SAMPLE_BYTES && identify_sample(sample(text, text.len() / 2)) != language {
        language = Language::Unknown;
    }
    language
}

fn identify_sample(text: &str) -> Language {
    let counts = FunctionWords::of(text);
    counts.clear_language().unwrap_or_else(|| identify(text, Detector::new()))
}

/// The language of a passage, given its document's.
///
/// Function words decide where there are enough of them, the detector the rest.
pub fn identify_passage(text: &str, document: Language) -> Language {
    if text.chars().filter(|c| c.is_alphabetic()).take(MIN_LETTERS).count() < MIN_LETTERS {
        return document;
    }
    let counts = FunctionWords::of(text);
    if counts.is_mixed() {
        return Language::Unknown;
    }
    if let Some(language) = counts.clear_language() {
        return language;
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
    let FunctionWords { english, german, .. } = FunctionWords::of(text);
    let umlauts =
        text.chars().filter(|c| matches!(c, 'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' | 'ß')).count();
    match (german + umlauts).cmp(&english) {
        std::cmp::Ordering::Greater => Language::German,
        std::cmp::Ordering::Less => Language::English,
        std::cmp::Ordering::Equal => Language::Unknown,
    }
}

/// How many words of a text are function words of one language and not of the other.
struct FunctionWords {
    words: usize,
    english: usize,
    german: usize,
}

impl FunctionWords {
    fn of(text: &str) -> FunctionWords {
        let mut counts = FunctionWords { words: 0, english: 0, german: 0 };
        let mut lower = String::with_capacity(MAX_FUNCTION_WORD);
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            counts.words += 1;
            if word.len() > MAX_FUNCTION_WORD {
                continue;
            }
            lower.clear();
            match word.is_ascii() {
                true => {
                    lower.push_str(word);
                    lower.make_ascii_lowercase();
                }
                false => lower.extend(word.chars().flat_map(char::to_lowercase)),
            }
            match function_word(&lower) {
                FunctionWord { english: true, german: false } => counts.english += 1,
                FunctionWord { english: false, german: true } => counts.german += 1,
                _ => {}
            }
        }
        counts
    }

    /// The share of the function words that are of the rarer language.
    fn rarer_share(&self) -> f64 {
        self.english.min(self.german) as f64 / (self.english + self.german).max(1) as f64
    }

    fn is_mixed(&self) -> bool {
        self.english + self.german >= MIN_FUNCTION_WORDS && self.rarer_share() >= MIXED_SHARE
    }

    /// The language, where there are so many function words of one that the text can be in no other.
    fn clear_language(&self) -> Option<Language> {
        let total = self.english + self.german;
        let is_clear = total >= MIN_FUNCTION_WORDS
            && total as f64 >= FUNCTION_WORD_RATE * self.words as f64
            && self.rarer_share() <= CLEAR_SHARE;
        let language =
            if self.english > self.german { Language::English } else { Language::German };
        is_clear.then_some(language)
    }
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
