//! Word pairs from a dictionary of the dictd server, as FreeDict gives them out.
//!
//! The index has a line `headword<TAB>offset<TAB>length` for each entry, the numbers in base 64. The first line of an
//! entry is the headword with its pronunciation; the lines that follow are translations between commas, unless they
//! are set in: those are synonyms, examples and references.

use super::key::Side;
use super::notation::terms;
use super::tsv::Pair;

/// Longer entries are no entries but notices.
const MAX_ENTRY: usize = 1 << 14;

/// Blanks before a line that is no translation.
const SET_IN: &str = "   ";

/// What a line of references begins with.
const REFERENCES: &str = "see:";

/// The headwords of entries about the dictionary.
const ABOUT: &str = "00database";

/// The language of the headwords, from the notices at the dictionary's beginning; `None` if they don't tell.
pub fn headword_language(index: &str, entries: &[u8]) -> Option<Side> {
    let mut lines = index.lines().filter(|line| line.starts_with("00databaseshort"));
    let (offset, len) = place(lines.next()?)?;
    let name = entry_text(entries, offset, len)?.to_ascii_lowercase();
    let name = name.lines().last()?;
    let at = |names: [&str; 3]| names.iter().filter_map(|language| name.find(language)).min();
    let german = at(["german", "deutsch", "deu-"])?;
    let english = at(["english", "englisch", "eng-"]).unwrap_or(usize::MAX);
    Some(if german < english { Side::German } else { Side::English })
}

/// The pairs of a dictionary with headwords of `side`. Entries that overlap others are left out.
pub fn pairs(index: &str, entries: &[u8], side: Side) -> impl Iterator<Item = Pair> {
    let lines = index.lines().filter(|line| !line.starts_with(ABOUT));
    let mut places: Vec<_> = lines.filter_map(place).filter(|(_, len)| *len <= MAX_ENTRY).collect();
    places.sort_unstable();
    let mut end = 0;
    let texts = places.into_iter().filter_map(move |(offset, len)| {
        let text = entry_text(entries, offset, len).filter(|_| offset >= end)?;
        end = offset + len;
        Some(text)
    });
    texts.flat_map(move |text| entry_pairs(text, side))
}

fn entry_pairs(entry: &str, side: Side) -> Vec<Pair> {
    let mut lines = entry.lines();
    let heads = lines.next().map(|head| terms(without_sound(head), &[';'], side));
    let heads = heads.unwrap_or_default();
    let other = if side == Side::German { Side::English } else { Side::German };
    let lines = lines.filter(|line| !line.starts_with(SET_IN)).map(without_number);
    let mut pairs = Vec::new();
    for line in lines.filter(|line| !line.starts_with(REFERENCES)) {
        for translation in terms(line, &[',', ';'], other) {
            pairs.extend(heads.iter().map(|head| match side {
                Side::German => Pair { german: head.clone(), english: translation.clone() },
                Side::English => Pair { german: translation.clone(), english: head.clone() },
            }));
        }
    }
    pairs
}

/// A line without blanks around it and the number of a sense (`2. `).
fn without_number(line: &str) -> &str {
    let line = line.trim();
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix(". ").filter(|_| rest.len() < line.len()).unwrap_or(line)
}

/// The headword before its pronunciation between slashes.
fn without_sound(head: &str) -> &str {
    head.split_once(" /").map_or(head, |(word, _)| word)
}

fn entry_text(entries: &[u8], offset: usize, len: usize) -> Option<&str> {
    std::str::from_utf8(entries.get(offset..offset.checked_add(len)?)?).ok()
}

/// The offset and the length in a line of the index.
fn place(line: &str) -> Option<(usize, usize)> {
    let mut columns = line.split('\t').skip(1);
    Some((number(columns.next()?)?, number(columns.next()?)?))
}

/// A number in base 64, the digits A–Z, a–z, 0–9, + and /, the highest first.
fn number(digits: &str) -> Option<usize> {
    digits.trim_end().bytes().try_fold(0_usize, |number, digit| {
        let digit = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        number.checked_mul(64)?.checked_add(digit.into())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENTRIES: &str = "00-database-short\nGerman - English test dictionary\n\
        Gesandter /ɡəˈzantɐ/ <masc, n, sg>\n [pol.] envoy <n>, minister <n> [Br.] \n   Synonym: {Envoyé}\n\n see: {Botschafter}\n\n\
        Rat <masc>\n1. council\n2. advice, counsel (given)\n      \"guter Rat\" - good advice\n";

    fn index() -> String {
        let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let number = |n: usize| {
            String::from_iter([n / 4096, n / 64 % 64, n % 64].map(|digit| digits[digit] as char))
        };
        let starts =
            [0, ENTRIES.find("Gesandter").expect("there"), ENTRIES.find("Rat <").expect("there")];
        let ends = [starts[1], starts[2], ENTRIES.len()];
        let heads = ["00databaseshort", "gesandter", "rat"];
        let lines = heads.iter().zip(starts).zip(ends);
        lines.map(|((h, s), e)| format!("{h}\t{}\t{}\n", number(s), number(e - s))).collect()
    }

    fn read(index: &str, entries: &[u8]) -> Vec<(String, String)> {
        let pairs = pairs(index, entries, Side::German);
        pairs.map(|pair| (pair.german, pair.english)).collect()
    }

    #[test]
    fn entries_are_read_to_pairs() {
        let expect = [
            ("Gesandter", "envoy"),
            ("Gesandter", "minister"),
            ("Rat", "council"),
            ("Rat", "advice"),
            ("Rat", "counsel"),
        ];
        assert_eq!(headword_language(&index(), ENTRIES.as_bytes()), Some(Side::German));
        let got = read(&index(), ENTRIES.as_bytes());
        assert_eq!(got, expect.map(|(german, english)| (german.to_owned(), english.to_owned())));
        // A second line for the same entry adds nothing.
        assert_eq!(read(&index().repeat(2), ENTRIES.as_bytes()), got);
    }

    #[test]
    fn numbers_are_base_64() {
        for (digits, expect) in [("A", Some(0)), ("BA", Some(64)), ("/", Some(63)), ("?", None)] {
            assert_eq!(number(digits), expect, "{digits}");
        }
        assert_eq!(number(&"/".repeat(20)), None);
    }

    proptest! {
        #[test]
        fn any_index_is_read(index in "([a-z]{0,3}\t[A-C/]{0,3}\t[A-C/]{0,3}\n){0,8}", side in any::<bool>()) {
            let side = if side { Side::German } else { Side::English };
            let count = pairs(&index, ENTRIES.as_bytes(), side).count();
            prop_assert!(count <= ENTRIES.len());
        }
    }
}
