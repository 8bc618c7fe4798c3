//! How well neighbouring bytes read as neighbouring letters and marks.

/// The marks around words and sentences that typesetters and word processors use.
const QUOTES: &str = "“‘’«»‹›…";
/// Those that only open or only close.
const LOW_QUOTES: &str = "„‚";
const HIGH_QUOTE: char = '”';
const DASHES: &str = "–—•†";

/// Digits that stand after a unit or the last word of a sentence.
const RAISED: &str = "¹²³";

/// Letters by Unicode that are signs in running text.
const SIGNS: &str = "ªºµƒˆ";

/// Pairs of neighbouring bytes, one at least not ASCII, and how often each stands in a sample.
pub struct BytePairs(Vec<(u8, u8, usize)>);

/// What pairs of characters say for a reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Pairs as they stand in sound text, less those that do not.
    pub credit: i64,
    /// All pairs that say something.
    pub total: i64,
    /// Different pairs of letters among the sound ones.
    pub kinds: usize,
}

impl Evidence {
    /// Whether the credit is at least this share of all pairs, in percent.
    pub fn reaches(self, percent: i64) -> bool {
        self.total > 0 && self.credit * 100 >= self.total * percent
    }

    /// Whether the share of credit is larger than that of another.
    pub fn beats(self, other: Evidence) -> bool {
        i128::from(self.credit) * i128::from(other.total.max(1))
            > i128::from(other.credit) * i128::from(self.total.max(1))
    }
}

/// What a pair of characters says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// Sound text has it often.
    Sound,
    /// It may be.
    Open,
    /// Sound text hardly has it.
    Odd,
    /// It is no text at all.
    Broken,
    /// It has nothing to do with words.
    Nothing,
}

impl BytePairs {
    pub fn of(sample: &[u8]) -> BytePairs {
        let mut counts = vec![0; 1 << 16];
        // What stands before the first and after the last is as good as a blank.
        let before = std::iter::once(b' ').chain(sample.iter().copied());
        let after = sample.iter().copied().chain([b' ']);
        for (left, right) in before.zip(after).filter(|(left, right)| !(left | right).is_ascii()) {
            counts[usize::from(left) << 8 | usize::from(right)] += 1;
        }
        let seen = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
        BytePairs(seen.map(|(pair, count)| ((pair >> 8) as u8, pair as u8, count)).collect())
    }

    /// What speaks for reading the bytes with this upper half as text in a language with these pairs of letters.
    pub fn evidence(&self, upper_half: &[char; 128], language: &Language) -> Evidence {
        let mut evidence = Evidence::default();
        let read = |byte: u8| match byte.is_ascii() {
            true => char::from(byte),
            false => upper_half[usize::from(byte & 0x7F)],
        };
        for (left, right, count) in &self.0 {
            let count = *count as i64;
            let (left, right) = (read(*left), read(*right));
            let verdict = verdict(left, right, language);
            evidence.credit += match verdict {
                Verdict::Sound => count,
                Verdict::Open | Verdict::Nothing => 0,
                Verdict::Odd => -count,
                Verdict::Broken => -2 * count,
            };
            evidence.total += if verdict == Verdict::Nothing { 0 } else { count };
            let is_word = verdict == Verdict::Sound && (is_letter(left) || is_letter(right));
            evidence.kinds += usize::from(is_word);
        }
        evidence
    }

    /// Whether every byte in them is the same character in both upper halves.
    pub fn read_alike(&self, one: &[char; 128], other: &[char; 128]) -> bool {
        let alike = |byte: u8| {
            byte.is_ascii() || one[usize::from(byte & 0x7F)] == other[usize::from(byte & 0x7F)]
        };
        self.0.iter().all(|(left, right, _)| alike(*left) && alike(*right))
    }
}

/// The pairs of letters of a language, in order.
pub struct Language(Vec<[char; 2]>);

impl Language {
    /// Reads a table of [`super::letter_pairs`].
    pub fn new(table: &str) -> Language {
        let pair = |pair: &str| {
            let mut chars = pair.chars().map(|c| if c == '_' { ' ' } else { c });
            Some([chars.next()?, chars.next()?])
        };
        let mut pairs: Vec<[char; 2]> = table.split(' ').filter_map(pair).collect();
        pairs.sort_unstable();
        Language(pairs)
    }

    fn has(&self, left: char, right: char) -> bool {
        let fold = |c: char| {
            // No letter of the tables becomes two.
            if is_letter(c) { c.to_lowercase().next().unwrap_or(c) } else { ' ' }
        };
        self.0.binary_search(&[fold(left), fold(right)]).is_ok()
    }
}

fn verdict(left: char, right: char, language: &Language) -> Verdict {
    if is_broken(left) || is_broken(right) {
        return Verdict::Broken;
    }
    match (is_letter(left), is_letter(right)) {
        (true, true) if script(left) != script(right) => Verdict::Odd,
        (true, true) if left.is_lowercase() && right.is_uppercase() => Verdict::Odd,
        (true, true) if language.has(left, right) => Verdict::Sound,
        (true, true) => Verdict::Open,
        (true, false) => beside_letter(right, true, || language.has(left, right)),
        (false, true) => beside_letter(left, false, || language.has(left, right)),
        (false, false) => between_words(left, right),
    }
}

/// What a mark after or before a letter says; `is_known` tells whether the letter stands often at the edge of a word.
fn beside_letter(mark: char, is_after: bool, is_known: impl FnOnce() -> bool) -> Verdict {
    match mark {
        _ if mark.is_ascii_digit() => Verdict::Open,
        _ if mark.is_ascii() && is_known() => Verdict::Sound,
        _ if mark.is_ascii() => Verdict::Open,
        '\u{A0}' | '\u{AD}' => Verdict::Sound,
        _ if QUOTES.contains(mark) || DASHES.contains(mark) => Verdict::Sound,
        _ if LOW_QUOTES.contains(mark) && !is_after => Verdict::Sound,
        _ if (mark == HIGH_QUOTE || RAISED.contains(mark)) && is_after => Verdict::Sound,
        _ => Verdict::Odd,
    }
}

fn between_words(left: char, right: char) -> Verdict {
    let marks = [QUOTES, LOW_QUOTES, DASHES];
    let is_mark = |c: char| c == HIGH_QUOTE || marks.iter().any(|marks| marks.contains(c));
    let is_numeral = |c: char| c.is_ascii_digit() || c == ' ';
    match (left, right) {
        // No text names the nameless currency.
        ('¤', _) | (_, '¤') => Verdict::Odd,
        ('€', other) | (other, '€') if is_numeral(other) => Verdict::Sound,
        ('£' | '§', other) | (other, '§') if is_numeral(other) => Verdict::Sound,
        ('\u{A0}', other) | (other, '\u{A0}') if other.is_ascii() => Verdict::Sound,
        (mark, other) | (other, mark) if is_mark(mark) && is_numeral(other) => Verdict::Sound,
        _ => Verdict::Nothing,
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !SIGNS.contains(c)
}

/// Whether the character stands in no text.
fn is_broken(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER || ('\u{80}'..='\u{9F}').contains(&c)
}

/// The block of letters, coarsely: Latin, Greek, Cyrillic.
fn script(c: char) -> u32 {
    match u32::from(c) {
        0..0x370 => 0,
        0x370..0x400 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[&str], expect: Verdict) {
        let german = Language::new("fü ür ß_ _ü");
        for pair in pairs {
            let chars: Vec<char> = pair.chars().collect();
            assert_eq!(verdict(chars[0], chars[1], &german), expect, "{pair:?}");
        }
    }

    #[test]
    fn pairs_speak_for_or_against_a_reading() {
        check(
            &["fü", "FÜ", "Für", "ß.", "„A", "A“", "t’", "’s", "– ", "5€", "a\u{A0}"],
            Verdict::Sound,
        );
        check(&["a–", "m²", "5–", "A”"], Verdict::Sound);
        check(&["êx", "ü5", "é,"], Verdict::Open);
        check(&["aÕ", "a„", "”a", "f¸", "╔ü", "жa", "¤ "], Verdict::Odd);
        check(&["f\u{81}", "\u{FFFD} "], Verdict::Broken);
        check(&["══", " ╔", "½ "], Verdict::Nothing);
    }

    #[test]
    fn evidence_adds_up() {
        let pairs = BytePairs::of(b"f\xFCr f\xFCr");
        let mut upper_half = ['\u{FFFD}'; 128];
        upper_half[0xFC - 0x80] = 'ü';
        let evidence = pairs.evidence(&upper_half, &Language::new("fü ür"));
        assert_eq!(evidence, Evidence { credit: 4, total: 4, kinds: 2 });
        assert!(evidence.reaches(100) && !Evidence::default().reaches(0));
        assert!(evidence.beats(Evidence { credit: 9, total: 10, kinds: 1 }));
        assert!(!evidence.beats(evidence) && evidence.beats(Evidence::default()));
    }
}
