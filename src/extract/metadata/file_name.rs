//! What the name of a file says about the document in it.

use super::date::{find_dates, parse_date};
use super::fields::put;
use super::signature::signatures;
use crate::document::{Field, HistoricalDate, Metadata, Origin};

/// Years that a number of four digits in a name stands for.
const YEARS: std::ops::RangeInclusive<u32> = 1400..=2099;

/// Characters of the longest date in numbers, `1960-08-30`.
const LONGEST_DATE: usize = 10;

/// Infers date, signature and title from a file's name, with or without its folder and its extension; every value is
/// marked [`Origin::FileName`].
///
/// The title is the name without the date, if two words at least are left of it.
pub fn from_file_name(name: &str) -> Metadata {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = match file.rsplit_once('.') {
        // `Bericht v. 5. Mai`: what has a blank or nothing but digits is no extension.
        Some((stem, extension)) if is_extension(extension) && !stem.is_empty() => stem,
        _ => file,
    };
    let plain: String =
        stem.chars().map(|c| if matches!(c, '_' | '+') { ' ' } else { c }).collect();
    let mut metadata = Metadata::default();
    let signature = signatures(&plain).into_iter().next();
    if let Some((span, _)) = &signature {
        put(&mut metadata, Field::Signature, &plain[span.clone()], Origin::FileName)
            .unwrap_or_default();
    }
    let (date, rest) = dated(&plain);
    if date.is_some() {
        metadata.date = date;
        metadata.origins.insert(Field::Date, Origin::FileName);
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    let title = words.join(" ");
    let title = title.trim_matches(|c: char| " -–,.".contains(c));
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    if title.split([' ', '-']).filter(is_word).count() >= 2 {
        put(&mut metadata, Field::Title, title, Origin::FileName).unwrap_or_default();
    }
    metadata
}

/// The date in a name and the name without it.
fn dated(name: &str) -> (Option<HistoricalDate>, String) {
    let without = |start: usize, end: usize| format!("{} {}", &name[..start], &name[end..]);
    // `1960 08 30`, `1960.08.30`, `19600830` at the start of a word, then what running text has, then a lone year.
    let starts = name.char_indices().filter(|(at, c)| {
        c.is_ascii_digit() && !name[..*at].ends_with(|c: char| c.is_ascii_digit())
    });
    for (at, _) in starts {
        let is_sign = |b: &u8| b.is_ascii_digit() || b" -.".contains(b);
        let run = name[at..].bytes().take(LONGEST_DATE + 1).take_while(is_sign).count();
        let run = name[at..at + run].trim_end_matches([' ', '-', '.']);
        for len in [LONGEST_DATE, 8] {
            let Some((typed, rest)) = run.split_at_checked(len) else { continue };
            let is_year_first = typed.bytes().take(4).all(|b| b.is_ascii_digit());
            if !is_year_first || rest.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let is_day = |date: &HistoricalDate| {
                date.earliest == date.latest && YEARS.contains(&(date.earliest / 10_000))
            };
            if let Some(date) = parse_date(&typed.replace([' ', '.'], "-")).filter(is_day) {
                let date = HistoricalDate { text: typed.to_owned(), ..date };
                return (Some(date), without(at, at + len));
            }
        }
    }
    if let Some((span, date)) = find_dates(name).into_iter().next() {
        return (Some(date), without(span.start, span.end));
    }
    let is_year =
        |word: &&str| word.len() == 4 && word.parse().is_ok_and(|year: u32| YEARS.contains(&year));
    let mut years = name.split([' ', '-', ',', '(', ')']).filter(is_year);
    match (years.next(), years.next()) {
        // The year is a part of the title, and may be that of the subject.
        (Some(year), None) => {
            let guess = parse_date(year).map(|date| HistoricalDate { uncertain: true, ..date });
            (guess, name.to_owned())
        }
        _ => (None, name.to_owned()),
    }
}

/// Whether the end of a name is an extension.
fn is_extension(text: &str) -> bool {
    (1..=5).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric())
        && text.bytes().any(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_date_title_and_signature() {
        let check = |name: &str, iso: &str, title: Option<&str>, signature: Option<&str>| {
            let metadata = from_file_name(name);
            let date = metadata.date.as_ref().map(HistoricalDate::iso).unwrap_or_default();
            assert_eq!(
                (date.as_str(), metadata.title.as_deref(), metadata.signature.as_deref()),
                (iso, title, signature),
                "{name}"
            );
            assert_eq!(metadata.inferred().len(), metadata.origins.len());
        };
        check("1960-08-30_Bericht_Botschaft.txt", "1960-08-30", Some("Bericht Botschaft"), None);
        check(
            "a/b/19600830 Bericht der Botschaft.pdf",
            "1960-08-30",
            Some("Bericht der Botschaft"),
            None,
        );
        check("19600830.txt", "1960-08-30", None, None);
        check("Brief Kim 30.08.1960.docx", "1960-08-30", Some("Brief Kim"), None);
        check("Bericht vom 30. August 1960", "1960-08-30", Some("Bericht vom"), None);
        check("korea-konfoederation-1960.txt", "1960", Some("korea-konfoederation-1960"), None);
        check("Senegambia Notes.txt", "", Some("Senegambia Notes"), None);
        check("BArch DY 30_IV 2_20_137.pdf", "", None, Some("BArch DY 30 IV 2 20 137"));
        check("BArch_DY_30-2470.pdf", "", None, Some("BArch DY 30-2470"));
        check("scan0012.tif", "", None, None);
        check("20201340.txt", "", None, None);
        check("1914-1918.txt", "1914-01-01/1918-12-31", None, None);
        check("", "", None, None);
        check(".txt", "", None, None);
    }
}
