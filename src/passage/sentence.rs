//! Finds where sentences end.

use crate::document::{Language, Span};

use super::abbreviation::{self, Period};

/// Marks that may end a sentence.
const STOPS: [char; 4] = ['.', '!', '?', '…'];

/// Quotation marks and brackets that may stand between the stop and the blank. German and English, and the two
/// directions of guillemets, disagree on which quotation mark closes; after a stop each one does.
const CLOSERS: [char; 15] =
    ['"', '\'', '“', '”', '„', '‘', '’', '‚', '»', '«', '›', '‹', ')', ']', '}'];

/// Quotation marks, brackets and signs a sentence may begin with.
const OPENERS: [char; 16] =
    ['"', '\'', '“', '”', '„', '‘', '’', '‚', '»', '«', '›', '‹', '(', '[', '{', '§'];

/// Marks inside a word.
const JOINTS: [char; 5] = ['.', '\'', '’', '-', '/'];

/// A word before a period is looked at no further back than this: longer than any abbreviation.
const MAX_WORD_CHARS: usize = 24;

/// Footnote numbers set after a stop have at most this many digits; with more it is some other number.
const MAX_NOTE_DIGITS: usize = 3;

/// The sentences of a text, from first to last.
///
/// A sentence ends at `.`, `!`, `?` or `…`, the closing quotation marks and brackets and a footnote number after it,
/// when white space and then a capital, a digit, a quotation mark or a bracket follow, and the period belongs to no
/// abbreviation, initial or ordinal number; and at a blank line.
pub(super) struct Sentences<'a> {
    text: &'a str,
    language: Language,
    start: usize,
}

impl<'a> Sentences<'a> {
    pub fn new(text: &'a str, language: Language) -> Self {
        Sentences { text, language, start: 0 }
    }

    /// The end of the sentence that starts at `self.start`, white space after it left out.
    fn end(&self) -> usize {
        let mut at = self.start;
        while let Some(found) = self.text[at..].find(|char| char == '\n' || STOPS.contains(&char)) {
            let stop = at + found;
            if self.text[stop..].starts_with('\n') {
                let rest = self.text[stop..].trim_start();
                at = self.text.len() - rest.len();
                if self.text[stop..at].matches('\n').count() > 1 {
                    return stop;
                }
                continue;
            }
            let (end, is_end) = self.examine(stop);
            if is_end {
                return end;
            }
            at = end;
        }
        self.text.len()
    }

    /// Where the stop at `stop` ends with all that clings to it, and whether the sentence ends there.
    fn examine(&self, stop: usize) -> (usize, bool) {
        let before = &self.text[self.start..stop];
        let after_stops = self.text[stop..].trim_start_matches(STOPS);
        let stops = &self.text[stop..self.text.len() - after_stops.len()];
        let after_closers = after_stops.trim_start_matches(CLOSERS);
        let is_decimal =
            before.ends_with(char::is_numeric) && after_closers.len() == after_stops.len();
        let rest = if is_decimal { after_closers } else { without_note(after_closers) };
        let end = self.text.len() - rest.len();
        let next = rest.trim_start();
        let is_candidate = next.len() < rest.len()
            && next.starts_with(|char| begins_sentence(char) || OPENERS.contains(&char))
            // `[...]`, `(?)`: an omission or a doubt, not an end.
            && !before.ends_with(['(', '[']);
        (end, is_candidate && (stops != "." || self.period_ends(before, after_closers, next)))
    }

    /// Whether a single period between `before` and `after` ends the sentence; `next` is `after` without a footnote
    /// number.
    fn period_ends(&self, before: &str, after: &str, next: &str) -> bool {
        let word = last_word(before);
        if word.is_empty() {
            return true;
        }
        if word.len() == before.len() && abbreviation::is_list_number(word) {
            return false;
        }
        let earlier = before[..before.len() - word.len()].trim_end();
        let after_initial =
            earlier.strip_suffix('.').is_some_and(|earlier| is_letter(last_word(earlier)));
        match abbreviation::period(word, after_initial, self.language) {
            Period::Ends => true,
            Period::Abbreviates => false,
            Period::AbbreviatesBeforeNumber => {
                !abbreviation::is_number(first_word(after.trim_start()))
            }
            Period::MayEnd => abbreviation::is_opener(first_word(next), self.language),
        }
    }
}

impl Iterator for Sentences<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        self.start = self.text.len() - self.text[self.start..].trim_start().len();
        let start = self.start;
        self.start = self.end();
        let sentence = self.text[start..self.start].trim_end();
        (!sentence.is_empty()).then_some(start..start + sentence.len())
    }
}

fn begins_sentence(char: char) -> bool {
    char.is_numeric() || (char.is_alphabetic() && !char.is_lowercase())
}

fn is_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// The word at the end of a text: letters and digits with what joins them, so that `km/h`, `°C`, `COVID-19` and
/// `couldn't` are one word, but of `Dipl.-Ing` and `3./4` only what stands after the joint.
fn last_word(text: &str) -> &str {
    let chars = text.char_indices().rev().take(MAX_WORD_CHARS);
    let start = chars
        .take_while(|(_, char)| char.is_alphanumeric() || *char == '°' || JOINTS.contains(char))
        .last()
        .map_or(text.len(), |(at, _)| at);
    let word = text[start..].trim_start_matches(JOINTS);
    let after_joint =
        [".-", "./"].iter().filter_map(|joint| Some(word.rfind(joint)? + joint.len())).max();
    &word[after_joint.unwrap_or(0)..]
}

/// The letters or digits at the start of a text, after quotation marks and brackets.
fn first_word(text: &str) -> &str {
    let word = text.trim_start_matches(OPENERS);
    let end = word
        .char_indices()
        .take(MAX_WORD_CHARS)
        .take_while(|(_, char)| char.is_alphanumeric())
        .last();
    &word[..end.map_or(0, |(at, char)| at + char.len_utf8())]
}

/// Takes a footnote number that stands before white space off the start of a text: `1`, `[12]`, `²`.
fn without_note(text: &str) -> &str {
    let open = text.strip_prefix('[');
    let digits = open.unwrap_or(text);
    let count =
        digits.chars().take(MAX_NOTE_DIGITS + 1).take_while(|char| char.is_numeric()).count();
    let rest = digits.trim_start_matches(|char: char| char.is_numeric());
    let rest = if open.is_some() { rest.strip_prefix(']').unwrap_or(text) } else { rest };
    let is_note = (1..=MAX_NOTE_DIGITS).contains(&count) && rest.starts_with(char::is_whitespace);
    if is_note { rest } else { text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `marked` is the text with `|` in place of the blank between two sentences.
    fn check(language: Language, marked: &str) {
        let text = marked.replace('|', " ");
        let found: Vec<&str> = Sentences::new(&text, language).map(|span| &text[span]).collect();
        assert_eq!(found, marked.split('|').collect::<Vec<_>>());
    }

    #[test]
    fn german_sentences_end() {
        for marked in [
            "Am 3. September 1960 traf er ein.|Der 8. Parteitag begann.|Das war am 30. August 1960.|Ende.",
            "Er kam am 30. 8. 1960 an.|Am 31.8.1960 flog er ab.|Gut.",
            "Der XX. Parteitag tagte.|Wilhelm II. starb 1941.|Ihm folgte Wilhelm II.|Er regierte lange.",
            "Das Treffen fand am 3. statt.|Es folgte der 100. Geburtstag.",
            "Er blieb bis zum 3.|Der Minister reiste ab.",
            "Es gab z. B. Reis und z.B. Die Zeit, d. h. Zeitungen.|Dr. Müller kam mit Hrn. Prof. Meier.",
            "Vgl. S. 7 ff.|Die Akte fehlt.|Siehe Bl. 12 und Bd. 3, Nr. 5.|Das war alles.",
            "„Er kommt.“|Dann ging er.|»Nein!«|»Doch.«|Er schwieg.",
            "„Wirklich?“ fragte er.|„Ja.“|Sie ging …|Er blieb.",
            "N. S. Chruschtschow traf Gen. Kim.|Ihm fehlte Vitamin C.|Der Rest ist bekannt.",
            "Er wohnte in der Wilhelmstr. 77 und zahlte 3 Mio. Mark.|Die Miete stieg.",
            "In Art. 5 und Abs. 2 steht es.|Dieser Art.|Niemand kam.",
            "Es waren −78 °C.|Stabil wehte es mit 80 km/h.|Kurz darauf kam COVID-19.|Dipl.-Ing. Meier blieb bis 3./4. Mai.",
            "1. Die Lage ist ernst.|2. Der Plan gilt.",
            "Die Regierung [...] Koreas schwieg (?) Kim zufolge.|So war es (vgl. ebd.).|Er ging.",
            "Sie lehnten ab.1|Danach kam „nichts“.²|Es blieb dabei.[12]|Ende.",
        ] {
            check(Language::German, marked);
        }
    }

    #[test]
    fn english_sentences_end() {
        for marked in [
            "The U.S. Embassy noted No. 153.|See pp. 3-4.|It was 3 p.m.|The talks began.",
            "N. S. Khrushchev met Cde. Kim Il Sung.|They spoke.|St. Petersburg was far.",
            "He left the U.S.|The others stayed in the U.S. Zone.|No.|He said no.|Nobody came.",
            "It angered the officials.1|The note followed.[2]|It cost 3.5 Million.",
            "On Dec. 7 he met Mr. Smith, Jr.|He smiled.|“Why?”|“Because.”|Silence ... and then",
            "He asked (Kim did not.)|Then he left [Handwritten: to Cde. Samsonov].|[Signed]",
            "A. The first point.|B. The second point.|IV. The last point, i.e. The End.",
            "She couldn't.|The rice, maize, etc. were sold.|It was 1960.|The year ended!|What?",
        ] {
            check(Language::English, marked);
        }
    }

    #[test]
    fn an_unknown_language_has_the_abbreviations_of_both() {
        check(
            Language::Unknown,
            "Vgl. Nr. 3 and Gov. Smith at No. 5.|The end.|Am 3. Mai war Schluss.|Die Akte fehlt.",
        );
    }

    #[test]
    fn a_blank_line_ends_a_sentence() {
        let text = " one\ntwo \r\n \r\n three. \n\n\n Four";
        let found: Vec<&str> =
            Sentences::new(text, Language::English).map(|span| &text[span]).collect();
        assert_eq!(found, ["one\ntwo", "three.", "Four"]);
    }

    proptest! {
        #[test]
        fn sentences_hold_all_but_white_space(text in "([a-zA-Z0-9ÄÖß.?!…“”(\\[)’' \n]|\\PC){0,60}") {
            for language in [Language::English, Language::German, Language::Unknown] {
                let mut end = 0;
                for span in Sentences::new(&text, language) {
                    prop_assert!(text[end..span.start].trim().is_empty());
                    prop_assert_eq!(text[span.clone()].trim().len(), span.len());
                    prop_assert!(!span.is_empty());
                    end = span.end;
                }
                prop_assert!(text[end..].trim().is_empty());
            }
        }
    }
}
