//! Words divided at a line end, put together again.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::flow::{Flow, Lines};
use super::compounds;
use super::lines::{Line, SOFT_HYPHEN};
use super::nfc::{is_stable, starts_segment};
use crate::document::Span;

/// Characters that divide a word at a line end and stand in words too: hyphen-minus, hyphen, Fraktur double hyphen.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '⸗'];

/// The sign that OCR programs write for a hyphen that is none inside the line.
const OCR_HYPHEN: char = '¬';

/// Words before which a hyphen stands for a part left out: Ein- und Ausfuhr, pre- and post-war.
const CONJUNCTIONS: [&str; 9] =
    ["und", "oder", "bis", "bzw", "beziehungsweise", "sowie", "and", "or", "to"];

/// Shortest half of an English compound, in characters.
const HALF: usize = 3;

/// How many shapes of words are told apart.
const SHAPES: usize = 1 << 16;

const ENGLISH: [&str; 8] = ["the", "of", "and", "to", "is", "that", "for", "with"];
const GERMAN: [&str; 8] = ["der", "das", "und", "den", "von", "ist", "nicht", "mit"];

/// What becomes of a hyphen at a line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// It goes: Konfö-|deration.
    Join,
    /// It stays and the next line follows at once: Elsaß-|Lothringen.
    Keep,
    /// It stays and a blank follows: Ein-|und Ausfuhr.
    Blank,
}

/// A word that goes on in the next line.
#[derive(Debug)]
pub struct Division<'t> {
    /// Length in bytes of the hyphen at the end of the line; 0 for a soft hyphen, which is no part of it.
    pub hyphen_len: usize,
    /// Whether the hyphen can only mean a division.
    is_certain: bool,
    /// The last word of the line.
    left: &'t str,
    /// The first word of the next line.
    pub right: &'t str,
    /// Whether another hyphen follows, as in person-|to-person.
    has_more: bool,
    /// Whether another stands before, as in person-to-|person.
    has_before: bool,
    /// Whether it is part of an address such as `www.example.org/a-|b`, which has no syllables.
    is_address: bool,
}

/// The word divided between a line and the next, if there is one.
pub fn division<'t>(text: &'t str, line: &Line, next: &Line) -> Option<Division<'t>> {
    let mut stem = &text[line.span.clone()];
    let last = stem.chars().next_back()?;
    let is_certain = line.ends_softly || last == OCR_HYPHEN;
    let hyphen_len = if line.ends_softly { 0 } else { last.len_utf8() };
    if !is_certain && !HYPHENS.contains(&last) {
        return None;
    }
    stem = &stem[..stem.len() - hyphen_len];
    let left = stem.rsplit(|c| !is_word(c)).next()?;
    let next_line = &text[next.span.clone()];
    let right = next_line.split(|c| !is_word(c)).next()?;
    let has_more = next_line[right.len()..].starts_with('-');
    let first = right.chars().next()?;
    let begins = if is_certain { first.is_alphabetic() } else { first.is_alphanumeric() };
    let has_before = stem[..stem.len() - left.len()].ends_with(HYPHENS);
    let is_address = is_address(stem.rsplit(char::is_whitespace).next()?);
    let is_division = !left.is_empty() && begins && starts_segment(first);
    is_division.then_some(Division {
        hyphen_len,
        is_certain,
        left,
        right,
        has_more,
        has_before,
        is_address,
    })
}

/// Which words of a document bear on its divisions: those that stand somewhere undivided.
#[derive(Default)]
pub struct Vocabulary {
    /// Every word that a decision asks for, and whether it was seen.
    seen: HashMap<String, bool>,
    /// The shapes of these words; most words of a document are told from them by shape alone.
    shapes: Vec<bool>,
}

impl Vocabulary {
    /// Reads a document twice at most: for its divisions and, if there are any, for the words they ask about.
    pub fn of(flow: &Flow) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut divided: Vec<Span> = Vec::new();
        for (index, block) in flow.layout.blocks.iter().enumerate() {
            if block.lines == Lines::Kept {
                continue;
            }
            let mut lines = flow.lines(block).peekable();
            while let Some(line) = lines.next() {
                if let Some(next) = lines.peek() {
                    divided.extend(vocabulary.ask(&flow.text, &line, next));
                }
            }
            if let Some((line, next)) = flow.page_turn(index) {
                divided.extend(vocabulary.ask(&flow.text, &line, &next));
            }
        }
        if !divided.is_empty() {
            vocabulary.look(&flow.text, &divided);
        }
        vocabulary
    }

    /// Notes the words that bear on the division between two lines, if there is one; gives where the divided word stands.
    fn ask(&mut self, text: &str, line: &Line, next: &Line) -> Option<Span> {
        let division = division(text, line, next)?;
        let (left, right) = (fold(division.left), fold(division.right));
        let joined = [left.as_str(), &right].concat();
        let hyphenated = [left.as_str(), "-", &right].concat();
        self.seen.extend([joined, hyphenated, left, right].map(|word| (word, false)));
        let start = line.span.end - division.hyphen_len - division.left.len();
        Some(start..next.span.start + division.right.len())
    }

    /// Looks for the words asked about, but not in divided words: their halves are no words.
    fn look(&mut self, text: &str, divided: &[Span]) {
        self.shapes.resize(SHAPES, false);
        for word in self.seen.keys() {
            self.shapes[shape(word)] = true;
        }
        let mut folded = String::new();
        let starts = std::iter::once(0).chain(divided.iter().map(|span| span.end));
        let ends = divided.iter().map(|span| span.start).chain([text.len()]);
        for (start, end) in starts.zip(ends) {
            each_word(text.get(start..end).unwrap_or_default(), |word| {
                if self.shapes[shape(word)] || !word.bytes().all(is_plain) {
                    fold_into(&mut folded, word.trim_matches(|c| !is_word(c)));
                    self.note(&folded);
                }
            });
        }
    }

    /// Notes a word, and of a word with hyphens each two neighbours.
    fn note(&mut self, word: &str) {
        if let Some(seen) = self.seen.get_mut(word) {
            *seen = true;
        }
        for (at, _) in word.match_indices('-') {
            let start = word[..at].rfind('-').map_or(0, |hyphen| hyphen + 1);
            let end = word[at + 1..].find('-').map_or(word.len(), |hyphen| at + 1 + hyphen);
            if let Some(seen) = self.seen.get_mut(&word[start..end]) {
                *seen = true;
            }
        }
    }

    fn has(&self, word: &str) -> bool {
        self.seen.get(word).copied().unwrap_or(false)
    }

    /// What becomes of the hyphen; `is_english` tells the language of the text around it.
    pub fn joint(&self, division: &Division, is_english: impl FnOnce() -> bool) -> Joint {
        if division.is_certain {
            return Joint::Join;
        }
        let (left, right) = (fold(division.left), fold(division.right));
        let has_joined = self.has(&[left.as_str(), &right].concat());
        let has_hyphenated = self.has(&[left.as_str(), "-", &right].concat());
        let is_lower = division.right.starts_with(char::is_lowercase);
        let is_title = is_capitals(division.left) && is_capitals(division.right);
        if (is_lower || is_title) && has_joined && !has_hyphenated {
            return Joint::Join;
        }
        if !division.has_more && CONJUNCTIONS.contains(&right.as_str()) {
            return Joint::Blank;
        }
        let is_chain = division.has_more && compounds::is_link(&right)
            || division.has_before && compounds::is_link(&left);
        let is_known = |half: &str| half.chars().count() >= HALF && self.has(half);
        let is_english_compound = || {
            !compounds::is_closed(&left, &right)
                && (is_known(&left) && is_known(&right) || compounds::is_open(&left, &right))
                && is_english()
        };
        let keeps = division.left.ends_with(char::is_numeric)
            || !is_lower
            || ends_in_capital(division.left)
            || division.is_address
            || is_chain
            || has_hyphenated && !has_joined
            || !has_joined && (compounds::are_adjectives(&left, &right) || is_english_compound());
        if keeps { Joint::Keep } else { Joint::Join }
    }
}

/// Whether the more frequent small words of a text are English, not German; `None` where neither are.
pub fn is_english(text: &str) -> Option<bool> {
    let (mut english, mut german) = (0, 0);
    for word in text.split_ascii_whitespace() {
        english += usize::from(ENGLISH.contains(&word));
        german += usize::from(GERMAN.contains(&word));
    }
    (english != german).then_some(english > german)
}

/// Calls `visit` with each word of a text, with the hyphens inside it.
fn each_word(text: &str, mut visit: impl FnMut(&str)) {
    let mut start = 0;
    let ends = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'-');
    for (end, _) in ends.chain([(text.len(), b' ')]) {
        if start < end {
            visit(&text[start..end]);
        }
        start = end + 1;
    }
}

/// Whether a byte belongs to an ASCII character that is no hyphen or to a letter from À to ÿ. What is written with
/// others may fold to a word of another shape.
fn is_plain(byte: u8) -> bool {
    byte < 0xC4 && byte != 0xC2 && byte != b'-'
}

/// A number that a word shares with few others, from its length and its first and last letters in any case.
fn shape(word: &str) -> usize {
    let bytes = word.as_bytes();
    let ends = bytes.iter().take(2).chain(bytes.iter().rev().take(2));
    ends.fold(bytes.len(), |shape, byte| shape * 31 + usize::from(byte | 0x20)) % SHAPES
}

/// Whether the character can stand inside a word.
fn is_word(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphanumeric(),
        false => c.is_alphanumeric() || c == SOFT_HYPHEN || is_combining_mark(c),
    }
}

/// Whether the word is written in capitals, such as DVRK.
fn is_capitals(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
}

/// Whether the word has two letters at least and the last is a capital, as in DVRK or GmbH.
fn ends_in_capital(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.ends_with(char::is_uppercase)
}

/// Whether a word up to a hyphen begins a web or mail address.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains("www.") || word.contains('@') || {
        let (host, _) = word.split_once('/').unwrap_or_default();
        host.contains('.')
    }
}

/// The form in which words are compared.
fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(&mut folded, word);
    folded
}

/// Puts the form in which words are compared into `folded`.
fn fold_into(folded: &mut String, word: &str) {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else if word.chars().all(|c| is_stable(c) && c != SOFT_HYPHEN) {
        folded.extend(word.chars().flat_map(char::to_lowercase));
    } else {
        folded.extend(word.nfc().filter(|c| *c != SOFT_HYPHEN).flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::extract::flow::{Layout, RawBlock};

    /// The decision at the first line end of `text`.
    fn check(text: &str, expect: Option<Joint>) {
        let block =
            RawBlock { span: 0..text.len(), kind: BlockKind::Paragraph, lines: Lines::Joined };
        let flow =
            Flow::of_source(text, Layout { blocks: vec![block.clone()], ..Layout::default() });
        let lines: Vec<Line> = flow.lines(&block).take(2).collect();
        let vocabulary = Vocabulary::of(&flow);
        let division = division(text, &lines[0], &lines[1]);
        assert_eq!(
            division.map(|division| vocabulary.joint(&division, || is_english(text) == Some(true))),
            expect,
            "{text}"
        );
    }

    #[test]
    fn a_small_letter_goes_on_with_the_word() {
        check("die Konfö-\nderation", Some(Joint::Join));
        check("die Konfo\u{308}-\nderation", Some(Joint::Join));
        check("die Konfö⸗\nderation", Some(Joint::Join));
        check("die Elsaß-\nLothringer", Some(Joint::Keep));
        check("ein Wort -\nnoch eins", None);
        check("ein „Wort“-\nspiel", None);
        check("ohne\nTrennung", None);
    }

    #[test]
    fn some_hyphens_are_sure_to_go() {
        check("die Konfö\u{AD}\nderation", Some(Joint::Join));
        check("die KONFÖ¬\nDERATION", Some(Joint::Join));
        check("nicht ¬\nA", None);
        check("nicht A¬\n5", None);
    }

    #[test]
    fn numbers_capitals_and_parts_left_out_stay() {
        check("die Jahre 10-\n15", Some(Joint::Keep));
        check("die DVRK-\nregierung", Some(Joint::Keep));
        check("die Ein-\nund Ausfuhr", Some(Joint::Blank));
        check("pre-\nand post-war", Some(Joint::Blank));
        check("KONFÖ-\nDERATION", Some(Joint::Keep));
        check("person-\nto-person", Some(Joint::Keep));
        check("person-to-\nperson", Some(Joint::Keep));
        check("die GmbH-\nverträge und die RecA-\nverwandten", Some(Joint::Keep));
        check("www.landtag.de/corona-\nbulletin", Some(Joint::Keep));
    }

    #[test]
    fn the_rest_of_the_document_is_evidence() {
        check("die KONFÖ-\nDERATION der Konföderation", Some(Joint::Join));
        check("deutsch-\npolnische und deutsch-polnische", Some(Joint::Keep));
        check("deutsch-\npolnische, die deutschpolnische und deutsch-polnische", Some(Joint::Join));
        check("nord-süd-\nost, alt-süd-ost-neu", Some(Joint::Keep));
        check("pota-\nto and potato", Some(Joint::Join));
        check("pota-\nto and pota-\nto", Some(Joint::Blank));
    }

    #[test]
    fn english_compounds_of_two_known_words_keep_the_hyphen() {
        check("self-\nreliance of the self is the reliance", Some(Joint::Keep));
        check("self-\nreliance of the self, selfreliance and reliance", Some(Joint::Join));
        check("with-\nout the of out with", Some(Joint::Join));
        check("the alcohol-\nbased of", Some(Joint::Keep));
        check("die finnisch-\nitalienische der", Some(Joint::Keep));
        check("Außen-\nminister, außen der Minister und das", Some(Joint::Join));
    }
}
