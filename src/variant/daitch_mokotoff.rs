//! The sound of a name as six digits.
//!
//! Daitch–Mokotoff Soundex: made by Randy Daitch and Gary Mokotoff (1985) for Slavic and Germanic names in any
//! spelling, and of all the sound keys tried the one that brings transliterations together. The rules are those
//! published by JewishGen and Avotaynu.

/// Digits of a code; shorter ones are filled up with zeros.
const DIGITS: u32 = 6;

/// A word that can be read in more ways than this keeps the first of them: `cjcjcj` is no name.
const MAX_CODES: usize = 16;

/// Letters, and their digits where a word begins, before a vowel and elsewhere; `|` parts two readings.
type Rule = (&'static str, [&'static str; 3]);

/// Of the rules that fit, the longest counts; they stand by their first letter and then in this order.
const RULES: [Rule; 118] = [
    ("ai", ["0", "1", ""]),
    ("aj", ["0", "1", ""]),
    ("ay", ["0", "1", ""]),
    ("au", ["0", "7", ""]),
    ("a", ["0", "", ""]),
    ("b", ["7", "7", "7"]),
    ("chs", ["5", "54", "54"]),
    ("csz", ["4", "4", "4"]),
    ("czs", ["4", "4", "4"]),
    ("ch", ["5|4", "5|4", "5|4"]),
    ("ck", ["5|45", "5|45", "5|45"]),
    ("cs", ["4", "4", "4"]),
    ("cz", ["4", "4", "4"]),
    ("c", ["5|4", "5|4", "5|4"]),
    ("drz", ["4", "4", "4"]),
    ("drs", ["4", "4", "4"]),
    ("dsh", ["4", "4", "4"]),
    ("dzh", ["4", "4", "4"]),
    ("dzs", ["4", "4", "4"]),
    ("ds", ["4", "4", "4"]),
    ("dt", ["3", "3", "3"]),
    ("dz", ["4", "4", "4"]),
    ("d", ["3", "3", "3"]),
    ("ei", ["0", "1", ""]),
    ("ej", ["0", "1", ""]),
    ("ey", ["0", "1", ""]),
    ("eu", ["1", "1", ""]),
    ("e", ["0", "", ""]),
    ("fb", ["7", "7", "7"]),
    ("f", ["7", "7", "7"]),
    ("g", ["5", "5", "5"]),
    ("h", ["5", "5", ""]),
    ("ia", ["1", "", ""]),
    ("ie", ["1", "", ""]),
    ("io", ["1", "", ""]),
    ("iu", ["1", "", ""]),
    ("i", ["0", "", ""]),
    ("j", ["1|4", "|4", "|4"]),
    ("kh", ["5", "5", "5"]),
    ("ks", ["5", "54", "54"]),
    ("k", ["5", "5", "5"]),
    ("l", ["8", "8", "8"]),
    ("mn", ["66", "66", "66"]),
    ("m", ["6", "6", "6"]),
    ("nm", ["66", "66", "66"]),
    ("n", ["6", "6", "6"]),
    ("oi", ["0", "1", ""]),
    ("oj", ["0", "1", ""]),
    ("oy", ["0", "1", ""]),
    ("o", ["0", "", ""]),
    ("pf", ["7", "7", "7"]),
    ("ph", ["7", "7", "7"]),
    ("p", ["7", "7", "7"]),
    ("q", ["5", "5", "5"]),
    ("rs", ["94|4", "94|4", "94|4"]),
    ("rz", ["94|4", "94|4", "94|4"]),
    ("r", ["9", "9", "9"]),
    ("schtsch", ["2", "4", "4"]),
    ("schtsh", ["2", "4", "4"]),
    ("schtch", ["2", "4", "4"]),
    ("shtch", ["2", "4", "4"]),
    ("shtsh", ["2", "4", "4"]),
    ("stsch", ["2", "4", "4"]),
    ("scht", ["2", "43", "43"]),
    ("schd", ["2", "43", "43"]),
    ("shch", ["2", "4", "4"]),
    ("stch", ["2", "4", "4"]),
    ("strz", ["2", "4", "4"]),
    ("strs", ["2", "4", "4"]),
    ("stsh", ["2", "4", "4"]),
    ("szcz", ["2", "4", "4"]),
    ("szcs", ["2", "4", "4"]),
    ("sch", ["4", "4", "4"]),
    ("sht", ["2", "43", "43"]),
    ("szt", ["2", "43", "43"]),
    ("shd", ["2", "43", "43"]),
    ("szd", ["2", "43", "43"]),
    ("sc", ["2", "4", "4"]),
    ("sd", ["2", "43", "43"]),
    ("sh", ["4", "4", "4"]),
    ("st", ["2", "43", "43"]),
    ("sz", ["4", "4", "4"]),
    ("s", ["4", "4", "4"]),
    ("ttsch", ["4", "4", "4"]),
    ("tsch", ["4", "4", "4"]),
    ("ttch", ["4", "4", "4"]),
    ("ttsz", ["4", "4", "4"]),
    ("tch", ["4", "4", "4"]),
    ("trz", ["4", "4", "4"]),
    ("trs", ["4", "4", "4"]),
    ("tsh", ["4", "4", "4"]),
    ("tts", ["4", "4", "4"]),
    ("ttz", ["4", "4", "4"]),
    ("tzs", ["4", "4", "4"]),
    ("tsz", ["4", "4", "4"]),
    ("tc", ["4", "4", "4"]),
    ("th", ["3", "3", "3"]),
    ("ts", ["4", "4", "4"]),
    ("tz", ["4", "4", "4"]),
    ("t", ["3", "3", "3"]),
    ("ue", ["0", "", ""]),
    ("ui", ["0", "1", ""]),
    ("uj", ["0", "1", ""]),
    ("uy", ["0", "1", ""]),
    ("u", ["0", "", ""]),
    ("v", ["7", "7", "7"]),
    ("w", ["7", "7", "7"]),
    ("x", ["5", "54", "54"]),
    ("y", ["1", "", ""]),
    ("zhdzh", ["2", "4", "4"]),
    ("zdzh", ["2", "4", "4"]),
    ("zsch", ["4", "4", "4"]),
    ("zdz", ["2", "4", "4"]),
    ("zhd", ["2", "43", "43"]),
    ("zd", ["2", "43", "43"]),
    ("zh", ["4", "4", "4"]),
    ("zs", ["4", "4", "4"]),
    ("z", ["4", "4", "4"]),
];

/// One way of reading a word, as far as it has been read.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Reading {
    /// The digits, as a number.
    code: u32,
    /// How many there are.
    len: u32,
    /// The digits of the letters before; sounds that follow each other alike are one.
    last: &'static str,
}

impl Reading {
    fn with(mut self, digits: &'static str, is_new_sound: bool) -> Reading {
        if is_new_sound || !self.last.ends_with(digits) {
            for digit in digits.bytes().take((DIGITS - self.len) as usize) {
                self.code = self.code * 10 + u32::from(digit - b'0');
                self.len += 1;
            }
        }
        Reading { last: digits, ..self }
    }
}

/// The codes of a word in lower case, each a number of [`DIGITS`] digits; characters that are no Latin letters are
/// passed over.
///
/// Several when letters can be read in several ways (`ch` as in *Bach* and as in *Chol*), none when no letter is left.
pub(super) fn codes(word: &str) -> Vec<u32> {
    let letters: String = word.chars().filter(char::is_ascii_lowercase).collect();
    if letters.is_empty() {
        return Vec::new();
    }
    let mut readings = vec![Reading { code: 0, len: 0, last: "" }];
    let mut next: Vec<Reading> = Vec::new();
    let mut rest = letters.as_str();
    let mut before = ' ';
    while let Some((letters, digits)) = rule(rest) {
        let is_start = before == ' ';
        let first = rest.chars().next().unwrap_or(' ');
        let is_new_sound = matches!((before, first), ('m', 'n') | ('n', 'm'));
        rest = &rest[letters.len()..];
        let digits = match rest.starts_with(['a', 'e', 'i', 'o', 'u']) {
            _ if is_start => digits[0],
            true => digits[1],
            false => digits[2],
        };
        next.clear();
        for reading in &readings {
            for digits in digits.split('|') {
                let reading = reading.with(digits, is_new_sound);
                if next.len() < MAX_CODES && !next.contains(&reading) {
                    next.push(reading);
                }
            }
        }
        std::mem::swap(&mut readings, &mut next);
        before = letters.chars().last().unwrap_or(' ');
        if readings.iter().all(|reading| reading.len == DIGITS) {
            break;
        }
    }
    let filled = |reading: &Reading| reading.code * 10_u32.pow(DIGITS - reading.len);
    let mut codes: Vec<u32> = readings.iter().map(filled).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The rule for the letters that a text begins with.
fn rule(text: &str) -> Option<&'static Rule> {
    let first = text.as_bytes().first()?;
    let start = RULES.partition_point(|(letters, _)| letters.as_bytes()[0] < *first);
    let mut of_letter =
        RULES[start..].iter().take_while(|(letters, _)| letters.as_bytes()[0] == *first);
    of_letter.find(|(letters, _)| text.starts_with(letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_examples_have_their_codes() {
        for (word, expect) in [
            ("auerbach", "097400 097500"),
            ("ohrbach", "097400 097500"),
            ("lipshitz", "874400"),
            ("lippszyc", "874400 874500"),
            ("lewinsky", "876450"),
            ("levinski", "876450"),
            ("szlamawicz", "486740"),
            ("shlamovitz", "486740"),
            ("moskowitz", "645740"),
            ("peters", "734000 739400"),
            ("ceniow", "467000 567000"),
            ("tsenyuv", "467000"),
            ("holubica", "587400 587500"),
            ("golubitsa", "587400"),
            ("przemysl", "746480 794648"),
            ("pshemeshil", "746480"),
            ("rosochowaciec", "944744 944745 944754 944755 945744 945745 945754 945755"),
            ("rosokhovatsets", "945744"),
            ("mintz", "664000"),
            ("muhnmann", "666600"),
            ("'", ""),
            ("пузанов", ""),
        ] {
            let codes: Vec<_> = codes(word).iter().map(|code| format!("{code:06}")).collect();
            assert_eq!(codes.join(" "), expect, "{word}");
        }
    }

    #[test]
    fn longer_rules_come_first_and_no_rule_stands_twice() {
        let place = |rule: &Rule| (rule.0.as_bytes()[0], std::cmp::Reverse(rule.0.len()));
        assert!(RULES.is_sorted_by_key(place));
        let mut letters: Vec<_> = RULES.iter().map(|rule| rule.0).collect();
        letters.sort_unstable();
        assert!(letters.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn many_readings_are_bounded() {
        assert!(codes(&"cj".repeat(10_000)).len() <= MAX_CODES);
        assert!(codes(&"aj".repeat(10_000)).len() <= MAX_CODES);
    }
}
