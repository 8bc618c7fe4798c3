//! A text brought to the form in which it is compared, with the way back to its bytes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::footnotes::mark_at;
use super::typography::{is_dash, is_ignorable, is_quote_mark, is_word_char, raised_digit};
use crate::document::{OffsetMap, Span};

/// What a comparison looks past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing.
    Exact,
    /// White space, hyphens and dashes, the form of quotation marks, ligatures, marks of emphasis and footnotes.
    Spacing,
    /// Besides: case, accents, `ſ`, doubled letters and the old spellings of [`Spelling`].
    Spelling,
}

/// A text in the form of a level.
#[derive(Debug, Default)]
pub struct Folded {
    /// The form.
    pub form: String,
    map: OffsetMap,
    /// Bytes of the form and of the text that the last letter stands for, not yet in the map.
    pending: (usize, usize),
}

impl Folded {
    /// Folds `text`. Linear; the form is at most three times as long.
    pub fn new(text: &str, level: Level) -> Folded {
        let mut folded = Folded::default();
        if level == Level::Exact {
            folded.form.push_str(text);
            folded.map.copy(text.len());
            return folded;
        }
        each_unit(text, level, &mut folded.form, |written, unit| {
            if written == 0 && unit.chars().next_back().is_some_and(char::is_alphabetic) {
                // A letter that is dropped belongs to the one before, so that a span ends with the word.
                folded.pending.1 += unit.len();
            } else {
                folded.map.push(folded.pending.0, folded.pending.1);
                folded.pending = (written, unit.len());
            }
        });
        folded.map.push(folded.pending.0, folded.pending.1);
        folded
    }

    /// The span of the text behind a span of the form.
    pub fn span(&self, span: &Span) -> Span {
        self.map.span(span)
    }
}

/// The form of a single word.
pub fn form(word: &str, level: Level) -> String {
    let mut form = String::with_capacity(word.len());
    each_unit(word, level, &mut form, |_, _| {});
    form
}

/// Writes the form of `text` unit by unit, a character with its marks or a footnote mark, and tells how many bytes each gave.
fn each_unit(text: &str, level: Level, form: &mut String, mut unit_done: impl FnMut(usize, &str)) {
    let mut spelling = Spelling::default();
    let mut rest = text;
    while !rest.is_empty() {
        let (unit, after) = rest.split_at(unit_length(rest));
        let before = form.len();
        let mut push = |c: char| match level {
            Level::Spelling => spelling.push(c, form),
            _ => form.push(c),
        };
        match unit.as_bytes() {
            // Most of a text needs no second look.
            [byte] if byte.is_ascii_alphanumeric() => push(char::from(*byte)),
            [b' '] => spelling.end_word(unit),
            _ => {
                plain(unit).for_each(push);
                if unit.starts_with(is_dash) {
                    spelling.is_broken = true;
                } else if !unit.starts_with(|c| is_word_char(c) || is_ignorable(c)) {
                    spelling.end_word(unit);
                }
            }
        }
        unit_done(form.len() - before, unit);
        rest = after;
    }
}

/// Marks that one letter can have; more are no writing.
const MAX_MARKS: usize = 8;

fn unit_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    if bytes[0].is_ascii() && bytes[0] != b'[' && bytes.get(1).is_none_or(u8::is_ascii) {
        return 1;
    }
    if let Some((_, length)) = mark_at(text) {
        return length;
    }
    let mut chars = text.chars();
    let first = chars.next().map_or(0, char::len_utf8);
    let marks = chars.take(MAX_MARKS).take_while(|c| is_combining_mark(*c));
    first + marks.map(char::len_utf8).sum::<usize>()
}

/// What is compared of a unit up to spacing.
fn plain(unit: &str) -> impl Iterator<Item = char> {
    let is_mark = unit.starts_with("[^") || unit.starts_with(|c| raised_digit(c).is_some());
    let unit = if is_mark { "" } else { unit };
    unit.nfc().flat_map(|c| {
        let (single, more) = match c {
            c if c.is_whitespace() || is_dash(c) || is_ignorable(c) => (None, ""),
            c if is_quote_mark(c) => (Some('\''), ""),
            '…' => (None, "..."),
            'ﬀ' => (None, "ff"),
            'ﬁ' => (None, "fi"),
            'ﬂ' => (None, "fl"),
            'ﬃ' => (None, "ffi"),
            'ﬄ' => (None, "ffl"),
            'ﬅ' | 'ﬆ' => (None, "st"),
            c => (Some(c), ""),
        };
        single.into_iter().chain(more.chars())
    })
}

/// Letters brought to a spelling that German and English usage of three centuries share.
///
/// Within a word: lower case without accents; `ß` is `ss`, `ſ` is `s`, `ph` is `f`, `th` is `t` (*Theil*), `y` is `i`
/// (*bey*), `z` is `s` (*organize*), `c` is `s` before a front vowel and else `k` (*Provinz*, *Conföderation*), `ou` is
/// `o` (*honour*), `ie` is `i` (*giebt*), `ae`, `oe`, `ue` are `a`, `o`, `u` (not *neue*, *Quelle*); of doubled
/// letters one is kept. It joins more words than are the same; among the other words of a quote that misleads no one,
/// and the diff shows each.
#[derive(Debug, Default)]
struct Spelling {
    /// The letter before, in lower case and without accents, and the one before it.
    last: Option<char>,
    before: Option<char>,
    /// The last letter written.
    written: Option<char>,
    /// Whether a hyphen came after it: a line break then doesn't end the word.
    is_broken: bool,
}

impl Spelling {
    fn end_word(&mut self, unit: &str) {
        if !(self.is_broken && unit.starts_with(char::is_whitespace)) {
            *self = Spelling::default();
        }
    }

    fn push(&mut self, c: char, form: &mut String) {
        if c.is_ascii() {
            return self.letter(c.to_ascii_lowercase(), form);
        }
        decompose_canonical(c, |base| {
            if !is_combining_mark(base) {
                for lower in base.to_lowercase() {
                    match lower {
                        'ß' => "ss".chars().for_each(|c| self.letter(c, form)),
                        'ſ' => self.letter('s', form),
                        'æ' => "ae".chars().for_each(|c| self.letter(c, form)),
                        'œ' => "oe".chars().for_each(|c| self.letter(c, form)),
                        _ if is_combining_mark(lower) => {}
                        _ => self.letter(lower, form),
                    }
                }
            }
        });
    }

    fn letter(&mut self, c: char, form: &mut String) {
        self.is_broken = false;
        let last = self.last.replace(c);
        let before = std::mem::replace(&mut self.before, last);
        let written = match (last, c) {
            (Some('t'), 'h') | (Some('i'), 'e') | (Some('o'), 'u') | (Some('a' | 'o'), 'e') => None,
            (Some('u'), 'e') if !before.is_some_and(|c| "aeiouyq".contains(c)) => None,
            (Some('p'), 'h') => self.rewrite(form, 'f', None),
            (Some('c'), 'h') => self.rewrite(form, 'c', Some('h')),
            (Some('c'), 'e' | 'i' | 'y') => {
                self.rewrite(form, 's', Some(if c == 'y' { 'i' } else { c }))
            }
            (_, 'c') => Some('k'),
            (_, 'y') => Some('i'),
            (_, 'z') => Some('s'),
            _ => Some(c),
        };
        let is_double = written == self.written && c.is_alphabetic();
        if let Some(written) = written.filter(|_| !is_double) {
            form.push(written);
            self.written = Some(written);
        }
    }

    /// Puts another letter in the place of the last, which both are one byte long.
    fn rewrite(&mut self, form: &mut String, last: char, next: Option<char>) -> Option<char> {
        if form.ends_with(['p', 'k']) {
            form.pop();
            form.push(last);
            self.written = Some(last);
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_the_same_folds_the_same() {
        for (level, one, other) in [
            (Level::Spacing, "Konföde-\nration der", "Konföderation  der"),
            (Level::Spacing, "Konfo\u{308}deration", "Konföderation"),
            (Level::Spacing, "„so“ – sagt’s", "»so« -- sagt's"),
            (Level::Spacing, "of*fi*cial [^1]note¹ …", "oﬃcial note ..."),
            (Level::Spacing, "K o n f ö d\u{AD}e r a t i o n", "Konföderation"),
            (Level::Spelling, "Theil Conföderation bey giebt", "teil konfoederation bei GIBT"),
            (
                Level::Spelling,
                "daß Geſandte Provincial Officier",
                "dass Gesandte Provinzial Offizier",
            ),
            (Level::Spelling, "organise honour travelled", "organize honor traveled"),
            (Level::Spelling, "Ägypten naïve Œuvre", "Aegypten naive Oeuvre"),
            (Level::Spelling, "Telegraph", "Telegraf"),
        ] {
            assert_eq!(form(one, level), form(other, level), "{one} / {other}");
        }
        for (level, one, other) in [
            (Level::Spacing, "Theil", "Teil"),
            (Level::Spacing, "one, two", "one two"),
            (Level::Spelling, "neue", "neu"),
            (Level::Spelling, "1988", "198"),
            (Level::Spelling, "Bund", "Band"),
            (Level::Spelling, "weiter", "wieder"),
        ] {
            assert_ne!(form(one, level), form(other, level), "{one} / {other}");
        }
    }

    #[test]
    fn a_word_folds_the_same_wherever_it_stands() {
        for word in ["er", "hat", "scheint", "Elle", "ein", "cis"] {
            let alone = form(word, Level::Spelling);
            for before in ["du ", "matt ", "Rue, ", "a", "pro"].map(|before| format!("{before} ")) {
                let both = form(&format!("{before}{word}"), Level::Spelling);
                assert!(both.ends_with(&alone), "{before}{word}");
            }
        }
    }

    #[test]
    fn spans_lead_back_to_whole_words() {
        let text = "wo Konföde-\nration\u{AD}en, die Politie";
        let folded = Folded::new(text, Level::Spelling);
        for (form, expect) in
            [("konfoderationen", "Konföde-\nration\u{AD}en"), ("politi", "Politie")]
        {
            let at = folded.form.find(form).expect("the form");
            assert_eq!(&text[folded.span(&(at..at + form.len()))], expect);
        }
    }

    proptest! {
        #[test]
        fn any_text_folds_and_leads_back(text in "([a-zäßſ\u{308}A-Z]|[-\u{AD}\n \\[\\]^1¹ﬁ…]|\\PC){0,40}") {
            for level in [Level::Exact, Level::Spacing, Level::Spelling] {
                let folded = Folded::new(&text, level);
                let mut reached = 0;
                for (at, c) in folded.form.char_indices() {
                    let span = folded.span(&(at..at + c.len_utf8()));
                    prop_assert!(text.get(span.clone()).is_some_and(|text| !text.is_empty()));
                    prop_assert!(span.start >= reached);
                    reached = span.start;
                }
            }
        }
    }
}
