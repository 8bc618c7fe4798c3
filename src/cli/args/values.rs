//! The values of arguments: languages, sizes, encodings, names, dates.

use clap::ValueEnum;

use crate::document::Language;
use crate::extract::Charset;
use crate::query::{self, DateRange, Filter, parse};

/// A language a user can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Lang {
    /// English
    En,
    /// German
    De,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::En => Language::English,
            Lang::De => Language::German,
        }
    }
}

/// An encoding by one of its names.
pub(super) fn parse_charset(name: &str) -> Result<Charset, String> {
    Charset::from_name(name).ok_or_else(|| "no encoding of this name is known".to_owned())
}

/// A size in bytes, with an optional K, M or G (of 1,024).
pub(super) fn parse_size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "K" | "KB" => 1 << 10,
        "M" | "MB" => 1 << 20,
        "G" | "GB" => 1 << 30,
        _ => return Err("not a size; write for example 500K, 128M or 2G".to_owned()),
    };
    let number: u64 =
        digits.parse().map_err(|_| "not a size; write for example 500K, 128M or 2G".to_owned())?;
    number.checked_mul(unit).ok_or_else(|| "too large".to_owned())
}

/// The name of a lexicon, which is part of a file name.
pub(super) fn parse_name(text: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    match !text.is_empty() && text.len() <= 64 && text.chars().all(is_plain) {
        true => Ok(text.to_owned()),
        false => Err("a name has ASCII letters, digits, - and _".to_owned()),
    }
}

/// The first day of a year, a month or a day.
pub(super) fn parse_since(text: &str) -> Result<u32, String> {
    range(&format!("date:{text}..")).map(|range| range.first)
}

/// The last day of a year, a month or a day.
pub(super) fn parse_until(text: &str) -> Result<u32, String> {
    range(&format!("date:..{text}")).map(|range| range.last)
}

fn range(query: &str) -> Result<DateRange, String> {
    match parse(query) {
        Ok(query::Query::Filter { filter: Filter::Date(range), .. }) => Ok(range),
        _ => Err("not a date; write for example 1960, 1960-08 or 1960-08-30".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(parse_size("10"), Ok(10));
        assert_eq!(parse_size("2k"), Ok(2048));
        assert_eq!(parse_size("1GB"), Ok(1 << 30));
        for wrong in ["", "M", "1T", "-1", "99999999999G"] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
    }
}
