//! The order of the lines: by the words around the match, by date, by file.

use unicode_normalization::UnicodeNormalization;

use super::Line;
use super::count::counted_day;

/// What lines are ordered by.
///
/// Words are compared without case, accents and punctuation, ä as a and ß as ss (DIN 5007, variant 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// By the words before the match from the `n`th on, the nearest first: 1 is the word next to it, 0 the match
    /// itself. The part of a word that the match is the end of counts as a word.
    Left(usize),
    /// The same with the words after the match.
    Right(usize),
    /// By the first day the date can be (the last, where only that is known), then by the last; what is undated last.
    Date,
    /// By path as a person sorts names: without case and accents, numbers by value, a folder's files together.
    File,
    /// In the order of the texts: by path, byte for byte, and by place in the file.
    Position,
}

/// Orders lines by the first key, those it leaves equal by the next, and at last by [`Key::Position`]: the result
/// doesn't depend on the order they came in.
pub fn sort(lines: &mut [Line], keys: &[Key]) {
    let of_line = |line: &Line| keys.iter().map_while(|key| value(line, *key)).collect();
    let values: Vec<Vec<Value>> = lines.iter().map(of_line).collect();
    // Lines are large: they are moved once, when their order is known.
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|&a, &b| {
        let by_keys = values[a].cmp(&values[b]);
        by_keys.then_with(|| position(&lines[a]).cmp(&position(&lines[b])))
    });
    let mut sorted: Vec<Line> = order.iter().map(|&at| std::mem::take(&mut lines[at])).collect();
    lines.swap_with_slice(&mut sorted);
}

/// What a key compares; for one key all lines have the same kind.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Text(String),
    Days(u32, u32),
}

/// `None` for the position: it breaks ties in any case, and leaves none to the keys after it.
fn value(line: &Line, key: Key) -> Option<Value> {
    match key {
        Key::Left(n) => Some(Value::Text(words(line, n, true))),
        Key::Right(n) => Some(Value::Text(words(line, n, false))),
        Key::Date => {
            let date = line.place.date.as_ref();
            let days = date.and_then(|date| Some((counted_day(date)?, date.latest)));
            let (first, last) = days.unwrap_or((u32::MAX, u32::MAX));
            Some(Value::Days(first, last))
        }
        Key::File => Some(Value::Text(natural(&line.place.path))),
        Key::Position => None,
    }
}

/// All that tells two lines apart, the place first.
fn position(line: &Line) -> impl Ord + '_ {
    let place = &line.place;
    let passage = (place.ordinal, place.locator.byte_start, &place.passage);
    let texts = (&line.keyword, &line.left, &line.right);
    (&place.path, passage, line.start, line.end, texts)
}

/// The folded words from the `n`th on, outwards, each with a blank after it.
fn words(line: &Line, n: usize, leftwards: bool) -> String {
    let mut folded =
        String::with_capacity(line.left.len().max(line.right.len()) + line.keyword.len());
    if n == 0 {
        line.keyword.split(' ').for_each(|word| push_word(&mut folded, word));
    }
    let mut skipped = 1;
    let mut push = |word: &str| {
        let is_word = word.contains(char::is_alphanumeric);
        if is_word && skipped >= n {
            push_word(&mut folded, word);
        }
        skipped += usize::from(is_word);
    };
    match leftwards {
        true => line.left.rsplit(' ').for_each(&mut push),
        false => line.right.split(' ').for_each(&mut push),
    }
    folded
}

fn push_word(folded: &mut String, word: &str) {
    for c in word.chars() {
        fold(c, |c| {
            if c.is_alphanumeric() {
                folded.push(c);
            }
        });
    }
    folded.push(' ');
}

/// Gives a character in lower case, without accents; ß as ss.
fn fold(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        return push(c.to_ascii_lowercase());
    }
    for c in c.to_lowercase() {
        let letters = match c {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'þ' => "th",
            'ø' => "o",
            'ł' => "l",
            'đ' | 'ð' => "d",
            'ı' => "i",
            'ſ' => "s",
            _ => {
                // Among these marks are letters that stood above others in old prints.
                let is_mark = |c: &char| matches!(c, '\u{300}'..='\u{36F}');
                std::iter::once(c).nfd().filter(|c| !is_mark(c)).for_each(&mut push);
                continue;
            }
        };
        letters.chars().for_each(&mut push);
    }
}

/// A path as text that compares as a person sorts names.
fn natural(path: &str) -> String {
    let mut key = String::with_capacity(path.len() + 8);
    let mut rest = path;
    while let Some(c) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits > 0 {
            let number = rest[..digits].trim_start_matches('0');
            // The longer number is the greater; the zero keeps numbers before letters.
            key.push('0');
            key.push(char::from_u32(number.len() as u32).unwrap_or(char::MAX));
            key.push_str(number);
        } else if c == '/' {
            key.push('\0');
        } else {
            fold(c, |c| key.push(c));
        }
        rest = &rest[digits.max(c.len_utf8())..];
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concordance::Place;
    use crate::document::HistoricalDate;
    use proptest::prelude::*;

    fn line(text: &str, path: &str, start: usize) -> Line {
        let (left, rest) = text.split_once('[').expect("a match");
        let (keyword, right) = rest.split_once(']').expect("its end");
        let place = Place { path: path.into(), ..Place::default() };
        Line {
            left: left.into(),
            keyword: keyword.into(),
            right: right.into(),
            start,
            end: start,
            kind: "",
            place,
        }
    }

    fn check(key: Key, texts: &[&str]) {
        let lines: Vec<_> =
            texts.iter().enumerate().map(|(at, text)| line(text, "a", at)).collect();
        for shift in 0..lines.len() {
            let mut sorted = lines.clone();
            sorted.reverse();
            sorted.rotate_left(shift);
            sort(&mut sorted, &[key]);
            assert_eq!(sorted, lines, "{key:?}");
        }
    }

    #[test]
    fn words_are_compared_folded_from_the_match_outwards() {
        check(Key::Right(1), &["[w]", "[w] ab", "[w] – Äb (c)", "[w], AB d", "[w] abc"]);
        check(Key::Right(1), &["[w] Straſſe", "[w] Straße", "[w] STRASSEN", "[w] Zug"]);
        check(Key::Right(1), &["[w] Lodz", "[w] Łódź", "[w] Ma\u{364}her", "[w] mahlen"]);
        check(Key::Right(2), &["[w] z", "[w] z a", "[w] y – b", "[w] a c"]);
        check(Key::Right(0), &["[Wort] z", "[Wörter] a"]);
        check(Key::Left(1), &["[w]", "c a [w]", "a b [w]", "b „b“ [w]", "a Haupt[w]"]);
        check(Key::Left(2), &["z [w]", "a b [w]", "b a [w]"]);
    }

    #[test]
    fn files_are_ordered_as_a_person_would() {
        let paths =
            ["Akten/Bd 2/z.txt", "Akten/Bd 10/a.txt", "akten 3/a.txt", "ärzte.txt", "Arzthaus.txt"];
        let mut lines: Vec<_> = paths.iter().rev().map(|path| line("[w]", path, 0)).collect();
        sort(&mut lines, &[Key::File]);
        let sorted: Vec<_> = lines.iter().map(|line| line.place.path.as_str()).collect();
        assert_eq!(sorted, paths);
        sort(&mut lines, &[Key::Position, Key::File]);
        assert_eq!(lines[0].place.path, "Akten/Bd 10/a.txt");
        assert_eq!(natural("007"), natural("7"));
        natural(&"9".repeat(60_000));
    }

    #[test]
    fn dates_are_ordered_by_their_first_day_and_further_keys_break_ties() {
        let dated = |text: &str, path: &str, year: u32| {
            let mut line = line(text, path, 0);
            line.place.date = HistoricalDate::day(year, 1, 1, "");
            line
        };
        let mut before_1950 = dated("[w] a", "y", 1949);
        if let Some(date) = &mut before_1950.place.date {
            date.earliest = HistoricalDate::FIRST;
        }
        let lines = [
            dated("[w] b", "z", 1914),
            before_1950,
            dated("[w] a", "b", 1960),
            dated("[w] b", "a", 1960),
            dated("[w] a", "a", 0),
        ];
        let mut sorted = lines.to_vec();
        sorted.reverse();
        sort(&mut sorted, &[Key::Date, Key::Right(1)]);
        assert_eq!(sorted, lines);
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_is_of_no_account(
            texts in prop::collection::vec(
                ("[a-cÄ –]{0,6}", "[ab]", "[a-cÄ –]{0,6}", "[ab]", 0..3usize), 0..9,
            ),
            n in 0..3usize, seed in 0..9usize,
        ) {
            let lines: Vec<_> = texts.iter().map(|(left, word, right, path, start)| {
                line(&format!("{left}[{word}]{right}"), path, *start)
            }).collect();
            for key in [Key::Left(n), Key::Right(n), Key::Date, Key::File, Key::Position] {
                let (mut one, mut other) = (lines.clone(), lines.clone());
                other.reverse();
                if !other.is_empty() {
                    let len = other.len();
                    other.rotate_left(seed % len);
                }
                sort(&mut one, &[key]);
                sort(&mut other, &[key]);
                prop_assert_eq!(one, other);
            }
        }
    }
}
