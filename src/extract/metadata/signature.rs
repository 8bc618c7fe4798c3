//! Archival signatures: where they stand in a text, and one form for all the ways to type one.

use super::archives::{ARCHIVES, LABELS, TNA_CLASSES};
use super::cursor::Cursor;
use super::date::is_day_at;
use crate::document::{BARCH_HOLDINGS, Span};

/// Longest signature, in bytes.
const LONGEST: usize = 240;

/// Most words between the parts of an American signature, as in `RG 59, Central Decimal Files, Box 3096`.
const MOST_TITLE_WORDS: usize = 8;

/// Signs between the parts of a signature.
const DIVIDERS: &[char] = &[',', '/', ':', '–', '-', '(', '·'];

/// The one form for a signature, however it is typed: upper case, words and numbers divided by one blank, names of
/// archives and words such as `opis’` or `Bd.` made alike.
///
/// `SAPMO-BA, DY 30, IV 2/20/137` and `BArch DY30/IV 2/20/137` give `BARCH DY 30 IV 2 20 137`. A zero before a number
/// counts: fond 0102 is another one than fond 102.
pub fn normalised_signature(signature: &str) -> String {
    let words = words(signature);
    let upper: Vec<&str> = words.iter().map(String::as_str).collect();
    let (archive, named) = archive(&upper).unwrap_or_else(|| (implied_archive(&upper), 0));
    let mut rest = &upper[named..];
    // `BArch (SAPMO-BA)`, `PA AA, MfAA`: two names of one archive.
    let mut name = archive;
    while let Some((second, len)) = self::archive(rest) {
        name = if second == "MFAA" || name.is_empty() { second } else { name };
        rest = &rest[len..];
    }
    if name == "PA AA" && rest.starts_with(&["M", "1"]) && rest.len() > 2 {
        name = "MFAA";
    }
    if name == "MFAA" && rest.starts_with(&["M", "1"]) && rest.len() > 2 {
        rest = &rest[2..];
    }
    let mut parts = vec![name];
    for (at, word) in rest.iter().enumerate() {
        // `Document No. 5`: a label may stand before another one.
        let is_label = |next: &&str| next.starts_with(is_digit) || label(next).is_some();
        match label(word).filter(|_| rest.get(at + 1).is_some_and(is_label)) {
            Some(label) => parts.push(label),
            None => parts.push(word),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// Finds the signatures in a text, in order, each with its [`normalised_signature`].
pub fn signatures(text: &str) -> Vec<(Span, String)> {
    // No signature is without a number.
    if !text.contains(char::is_numeric) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(char::is_alphanumeric) {
        let start = at + offset;
        match signature(Cursor::new(text, start)) {
            Some(end) => {
                found.push((start..end, normalised_signature(&text[start..end])));
                at = end;
            }
            None => {
                let run = text[start..].find(|c: char| !c.is_alphanumeric());
                at = run.map_or(text.len(), |run| start + run);
            }
        }
    }
    found
}

/// The name of the archive that a signature begins with, as typed.
pub fn repository(signature: &str) -> Option<&str> {
    archive_at(signature).map(|(_, len)| &signature[..len])
}

/// The end of the signature that begins here.
fn signature(start: Cursor<'_>) -> Option<usize> {
    let (word, _) = start.word()?;
    if !may_open(word) && !is_label_of_fond(start) {
        return None;
    }
    let mut head_len = start.rest().len().min(LONGEST);
    while !start.rest().is_char_boundary(head_len) {
        head_len -= 1;
    }
    let head = &start.rest()[..head_len];
    let (name, name_len) = archive_at(head).unwrap_or_default();
    let body = Cursor::new(head, name_len);
    if name == "BSTU" {
        return parts(past_titles(body), 1).map(|len| start.at() + len);
    }
    // `BA` may be anything.
    let needed = if name_len == 2 { 2 } else { 1 };
    if name.is_empty() && !opens_alone(head) {
        return None;
    }
    let len = parts(body, needed)?;
    Some(start.at() + titled(head, name, len).unwrap_or(len))
}

/// Whether a signature may begin with a word, which is typed with a capital.
fn may_open(word: &str) -> bool {
    if !word.starts_with(char::is_uppercase) {
        return false;
    }
    let upper = word.to_uppercase();
    let upper = upper.as_str();
    ARCHIVES.iter().any(|(name, _)| name.first() == Some(&upper))
        || BARCH_HOLDINGS.contains(&upper)
        || TNA_CLASSES.contains(&upper)
        || upper == "RG"
}

/// Whether a signature that names no archive begins here.
fn opens_alone(head: &str) -> bool {
    let place = Cursor::new(head, 0);
    if is_label_of_fond(place) {
        let lower = head.to_lowercase();
        let opis = ["opis", "op.", "оп"].iter().any(|word| lower.contains(word));
        return opis
            && place
                .word()
                .is_some_and(|(_, after)| after.optional(&['.']).blanks().number().is_some());
    }
    let Some((word, after)) = place.word() else { return false };
    let upper = word.to_uppercase();
    let Some((_, _, after)) = after.blanks().number() else { return false };
    let has_more = |signs: &[char]| {
        let rest = after.sign(signs).map(Cursor::blanks);
        rest.is_some_and(|rest| rest.peek().is_some_and(|c| is_digit(c) || "IVJ".contains(c)))
    };
    // Capitals as typed, for words such as `Do` and `De` are words.
    let is_typed = word == upper || word == "SgY";
    is_typed && BARCH_HOLDINGS.contains(&upper.as_str()) && has_more(&['/', ','])
        || is_typed && TNA_CLASSES.contains(&upper.as_str()) && has_more(&['/'])
        || word == "RG" && titled(head, "", after.at()).is_some()
}

/// Whether the word for a fond stands here, with a number after it.
fn is_label_of_fond(place: Cursor<'_>) -> bool {
    place.word().is_some_and(|(word, after)| {
        let is_label =
            label(word) == Some("F") && (word.chars().count() > 1 || after.peek() == Some('.'));
        is_label && after.optional(&['.']).blanks().peek().is_some_and(is_digit)
    })
}

/// The end of the parts of a signature, which hold at least `needed` numbers.
fn parts(start: Cursor<'_>, needed: usize) -> Option<usize> {
    let (mut place, mut end, mut numbers) = (start, None, 0);
    let first = start.blanks().optional(DIVIDERS).blanks().at();
    loop {
        let divided = place.blanks();
        let divided = divided.optional(DIVIDERS).blanks();
        if is_day_at(divided) {
            break;
        }
        let has_comma = place.blanks().peek() == Some(',');
        let Some(after) = part(divided, divided.at() == first, has_comma && numbers > 0) else {
            break;
        };
        place = after;
        // A number ends a signature, letters alone do not.
        let read = &divided.rest()[..after.at() - divided.at()];
        let groups = read.split(|c| !is_digit(c)).filter(|group| !group.is_empty()).count();
        if groups > 0 || label(first_word(read)).is_some() {
            numbers += groups;
            end = Some(after.at());
        }
    }
    end.filter(|_| numbers >= needed)
}

/// After one part: a label with its number, letters of a holding, a Roman number, a number.
fn part(place: Cursor<'_>, is_first: bool, is_after_comma: bool) -> Option<Cursor<'_>> {
    if place.peek().is_some_and(is_digit) {
        let after = number_run(place)?;
        let is_plain = place.rest()[..after.at() - place.at()].chars().all(is_digit);
        let is_count =
            after.at() - place.at() < 3 || after.blanks().peek().is_some_and(char::is_alphabetic);
        return (!is_plain || !(is_first || is_after_comma && is_count)).then_some(after);
    }
    let (word, after) = place.word()?;
    let after_label = after.optional(&['.', '\'', '’', 'º', '°']).optional(&[',', '.']);
    if label(word).is_some() {
        let number = after_label.blanks();
        let roman = number.word().filter(|(word, _)| is_roman(word)).map(|(_, after)| after);
        if let Some(end) = number_run(number).or(roman) {
            return Some(end);
        }
    }
    let is_code =
        word.chars().count() <= 4 && word.chars().all(char::is_uppercase) || word == "SgY";
    let next = after.blanks().optional(&['/', ',']).blanks();
    let is_before_number = next.peek().is_some_and(is_digit)
        || next.word().is_some_and(|(word, after)| {
            word.len() <= 2
                && word.chars().all(char::is_uppercase)
                && after.blanks().peek().is_some_and(is_digit)
        });
    (is_code && is_before_number).then_some(after)
}

/// After numbers with strokes, full stops or dashes between, and a letter at their end.
fn number_run(place: Cursor<'_>) -> Option<Cursor<'_>> {
    let digits = |place: Cursor<'_>| place.rest().bytes().take_while(u8::is_ascii_digit).count();
    let mut end = place.skip(digits(place));
    if end.at() == place.at() {
        return None;
    }
    while let Some(next) = end.sign(&['/', '.', '-', '–', ':']).filter(|next| digits(*next) > 0) {
        end = next.skip(digits(next));
    }
    let letter = end.word().filter(|(word, _)| word.len() == 1).map(|(_, after)| after);
    let end = letter.unwrap_or(end);
    end.ends_word().then_some(end)
}

/// The end of an American signature, whose parts have titles: `RG 59, Central Decimal Files, 1955–59, Box 3096`.
fn titled(head: &str, name: &str, len: usize) -> Option<usize> {
    if !(name == "NARA" || head.starts_with("RG")) {
        return None;
    }
    let line_end = head.find(['\n', ';', '[', ']']).unwrap_or(head.len()).max(len);
    let rest = &head[..line_end];
    let mut end = None;
    let mut words = 0;
    let mut place = Cursor::new(rest, len);
    while words <= MOST_TITLE_WORDS {
        let next = place.blanks().optional(&[',', ':']).blanks();
        if is_day_at(next) {
            break;
        }
        if let Some(after) = number_run(next) {
            place = after;
        } else if let Some((word, after)) = next.word() {
            let number = after.optional(&['.']).blanks();
            match label(word).and(number_run(number)) {
                Some(after) => {
                    place = after;
                    end = Some(after.at());
                }
                None => {
                    words += 1;
                    place = after;
                }
            }
        } else {
            break;
        }
    }
    end
}

/// Past the names of departments: `MfS, HA II, `.
fn past_titles(start: Cursor<'_>) -> Cursor<'_> {
    let mut place = start;
    for _ in 0..MOST_TITLE_WORDS {
        let next = place.blanks().optional(&[',', '/', '-']).blanks();
        match next.word() {
            Some((word, after))
                if word.starts_with(char::is_uppercase) && label(word).is_none() =>
            {
                place = after
            }
            _ => break,
        }
    }
    place
}

/// The archive whose name a text begins with, and the length of all its names.
fn archive_at(head: &str) -> Option<(&'static str, usize)> {
    let mut place = Cursor::new(head, 0);
    let mut ends = Vec::new();
    let mut upper: Vec<String> = Vec::new();
    while upper.len() < 9 {
        let next = place.blanks().optional(&[',', '-', '/', ':', '(']).blanks();
        let next = if upper.is_empty() { place } else { next };
        let Some((word, after)) = next.word() else { break };
        upper.push(word.to_uppercase());
        place = after.optional(&[')']);
        ends.push(place.at());
    }
    // Names are typed with capitals; a word like any other is none.
    let is_name = |name: &[&str], at: usize| {
        let start = if at == 0 { 0 } else { ends[at - 1] };
        let typed = &head[start..ends[at + name.len() - 1]];
        typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
            word.chars().filter(|c| c.is_uppercase()).count() > 1
                || word.chars().count() > 5
                || name.len() > 3
        })
    };
    let words: Vec<&str> = upper.iter().map(String::as_str).collect();
    let (mut found, mut at) = (None, 0);
    while let Some((name, len)) =
        archive(&words[at..]).filter(|(_, len)| is_name(&words[at..at + len], at))
    {
        at += len;
        found = Some((name, ends[at - 1]));
    }
    found
}

/// The archive that words begin with, and how many of them name it.
fn archive(words: &[&str]) -> Option<(&'static str, usize)> {
    let named = ARCHIVES.iter().find(|(name, _)| words.starts_with(name));
    named.map(|(name, archive)| (*archive, name.len()))
}

/// The archive of a signature that names none.
fn implied_archive(words: &[&str]) -> &'static str {
    match words.first() {
        Some(first) if BARCH_HOLDINGS.contains(first) => "BARCH",
        Some(first) if TNA_CLASSES.contains(first) => "TNA",
        Some(&"RG") => "NARA",
        _ => "",
    }
}

/// The form of a word that says what a number is, empty for one that is dropped.
fn label(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    LABELS.iter().find(|(label, _)| *label == lower).map(|(_, form)| *form)
}

/// The runs of letters and of digits, in upper case; an apostrophe divides nothing.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = None;
    for c in text.chars().filter(|c| !"'’‘`´".contains(*c)) {
        let kind = c.is_alphanumeric().then(|| is_digit(c));
        if kind.is_some() && kind != before {
            words.push(String::new());
        }
        if let (Some(_), Some(word)) = (kind, words.last_mut()) {
            word.extend(c.to_uppercase());
        }
        before = kind;
    }
    words
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| "IVXLC".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_record_has_one_form() {
        let check = |form: &str, typed: &[&str]| {
            for typed in typed {
                assert_eq!(normalised_signature(typed), form, "{typed}");
            }
        };
        check(
            "BARCH DY 30 IV 2 20 137",
            &[
                "SAPMO-BA, DY 30, IV 2/20/137",
                "SAPMO-BArch, DY 30/IV 2/20/137",
                "SAMPO-BA DY 30, IV 2/20/137",
                "BArch DY30 IV 2/20/137",
                "Bundesarchiv (SAPMO-BArch), DY 30/IV 2/20/137",
                "DY 30 / IV 2/20/137",
            ],
        );
        check("BARCH DY 30 2470", &["BArch DY 30/2470", "BArch, DY 30, Nr. 2470", "DY 30/2470"]);
        check(
            "AVPRF F 0102 OP 16 D 7 L 8 10",
            &[
                "AVPRF Fond 0102, opis 16, delo 7, listi 8-10",
                "AVPRF, f. 0102, op. 16, d. 7, ll. 8–10",
                "AVP RF, fond 0102, opis’ 16, delo 7, listy 8–10",
                "АВП РФ, ф. 0102, оп. 16, д. 7, лл. 8-10",
            ],
        );
        check(
            "MFAA C 159 75",
            &[
                "MfAA, C 159/75",
                "PA AA, MfAA, C 159/75",
                "PA AA, M 1, C 159/75",
                "PAAA MfAA C159/75",
            ],
        );
        check("MFAA A 14330", &["PA AA, M 1, A 14330", "MfAA A 14330"]);
        check("PA AA B 8 1359", &["PA AA, B 8, Bd. 1359", "PA AA B 8/1359", "PAAA, B8, Band 1359"]);
        check(
            "TNA FO 371 152341",
            &[
                "TNA FO 371/152341",
                "FO 371/152341",
                "PRO, FO 371, 152341",
                "TNA: PRO FO 371/152341",
            ],
        );
        check("NARA RG 59 BOX 12", &["NARA, RG 59, Box 12", "RG 59, Box 12"]);
        check("F 5 OP 30", &["Fond 5, opis 30"]);
        check("", &["", " , "]);
        assert_ne!(
            normalised_signature("Fond 0102, opis 1"),
            normalised_signature("Fond 102, opis 1")
        );
    }

    #[test]
    fn signatures_are_found() {
        let check = |text: &str, expect: &[&str]| {
            let found = signatures(text);
            let typed: Vec<&str> = found.iter().map(|(span, _)| &text[span.clone()]).collect();
            assert_eq!(typed, expect, "{text}");
        };
        check(
            "[Source: SAPMO-BA, DY 30, IV 2/20/137. Translated by X.]",
            &["SAPMO-BA, DY 30, IV 2/20/137"],
        );
        check("siehe BArch DY 30/2470, Bl. 12.", &["BArch DY 30/2470, Bl. 12"]);
        check("(DY 30/2470; DY 30/2471)", &["DY 30/2470", "DY 30/2471"]);
        check(
            "Source: AVPRF Fond 0102, opis 16, delo 7, listi 8-10, obtained",
            &["AVPRF Fond 0102, opis 16, delo 7, listi 8-10"],
        );
        check(
            "AVPRF, fond 0102, opis’ 16, papka 85, delo 7, l. 8",
            &["AVPRF, fond 0102, opis’ 16, papka 85, delo 7, l. 8"],
        );
        check("Fond 5, opis 30, delo 3", &["Fond 5, opis 30, delo 3"]);
        check("MfAA, C 159/75, 30. August 1960", &["MfAA, C 159/75"]);
        check("PA AA, MfAA, A 7137, 5 May 1960.", &["PA AA, MfAA, A 7137"]);
        check(
            "PA AA, B 8, Bd. 1359 und PA AA, M 1, A 14330",
            &["PA AA, B 8, Bd. 1359", "PA AA, M 1, A 14330"],
        );
        check(
            "NARA, RG 59, Central Decimal Files, 1955–59, 795.00/5-1057, Box 3096.",
            &["NARA, RG 59, Central Decimal Files, 1955–59, 795.00/5-1057, Box 3096"],
        );
        check("in RG 59, Entry 1613, Box 12 we", &["RG 59, Entry 1613, Box 12"]);
        check("TNA, FO 371/152341 shows", &["TNA, FO 371/152341"]);
        check("FO 371/152341", &["FO 371/152341"]);
        check("BStU, MfS, ZAIG, Nr. 4231, Bl. 12–14", &["BStU, MfS, ZAIG, Nr. 4231, Bl. 12–14"]);
        check("FRUS, 1958–1960, vol. XVIII, doc. 12", &["FRUS, 1958–1960, vol. XVIII, doc. 12"]);
        check("BArch, B 136/1960, 12 Personen", &["BArch, B 136/1960"]);
        check("Bundesarchiv, N 1221/60", &["Bundesarchiv, N 1221/60"]);
        check("BArch, RW 19/234, Bl. 4", &["BArch, RW 19/234, Bl. 4"]);
        for none in [
            "Das Bundesarchiv, 1952 in Koblenz eröffnet, verwahrt",
            "So bezeichnet B 136 das Bundeskanzleramt, DC 20 den Ministerrat",
            "DY 30 die SED.",
            "Do 30/31 March",
            "a BA in 1960",
            "The MfAA in Berlin",
            "pro 100 Mann",
            "der FO 371",
            "F. 12 Personen",
            "Fond of 5 books",
            "PA AA",
            "the RG 59 men",
            "",
            "TNA",
        ] {
            check(none, &[]);
        }
    }
}
