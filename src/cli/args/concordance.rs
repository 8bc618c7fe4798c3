//! The arguments of `docsearch concordance`.

use clap::ValueEnum;

use super::values::{Lang, parse_since, parse_until};
use crate::concordance::{By, Key};

/// Characters of context on each side where lines are not cut to the terminal.
pub(in crate::cli) const DEFAULT_CONTEXT: usize = 60;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Concordance {
    /// A word, a "phrase", a beginning*, or any query; - reads it from standard input
    #[arg(value_name = "TERM", required = true)]
    pub term: Vec<String>,

    /// Order of the lines: left or right (the word next to the match; left2, right2 for the second
    /// one), match, date, file or position; the next KEY orders what is left equal
    #[arg(
        long,
        value_name = "KEY",
        value_delimiter = ',',
        value_parser = parse_key,
        default_value = "position",
        conflicts_with_all = ["count_by", "chart"]
    )]
    pub sort: Vec<Key>,

    /// Columns of a line [default: those of the terminal]; in the other formats, characters of
    /// context on each side [default: 60]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub width: Option<u16>,

    /// Most lines to print [default: all]
    #[arg(short = 'n', long, value_name = "N", conflicts_with = "chart")]
    #[arg(value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,

    /// Count the lines instead: how many each year, file … has
    #[arg(long, value_name = "WHAT")]
    pub count_by: Option<CountBy>,

    /// Draw how many lines each year has
    #[arg(long, conflicts_with_all = ["count_by", "format", "json"])]
    pub chart: bool,

    /// Only passages in this language (or in neither, or both)
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Lang>,

    /// Only documents that may be of this day or later: 1960, 1960-08, 1960-08-30
    #[arg(long, value_name = "DATE", value_parser = parse_since)]
    pub since: Option<u32>,

    /// Only documents that may be of this day or earlier
    #[arg(long, value_name = "DATE", value_parser = parse_until)]
    pub until: Option<u32>,

    /// Only files whose path matches; may be given more than once
    #[arg(long, value_name = "GLOB")]
    pub path: Vec<String>,

    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: LineFormat,

    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,

    /// With --format csv: put an apostrophe before what a spreadsheet would take for a formula
    #[arg(long)]
    pub guard_formulas: bool,
}

/// What lines are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CountBy {
    /// The year a document is dated to, the first of several
    Year,
    /// The ten years
    Decade,
    /// The file
    File,
    /// The language of the passage
    Language,
    /// The holding or the edition
    Collection,
    /// The kind of document: letter, report
    Type,
}

impl From<CountBy> for By {
    fn from(by: CountBy) -> By {
        match by {
            CountBy::Year => By::Year,
            CountBy::Decade => By::Decade,
            CountBy::File => By::File,
            CountBy::Language => By::Language,
            CountBy::Collection => By::Collection,
            CountBy::Type => By::Type,
        }
    }
}

/// The form of lines and counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LineFormat {
    /// For reading
    Human,
    /// Tab-separated, with a header line
    Tsv,
    /// Comma-separated, with a header line (RFC 4180)
    Csv,
    /// One JSON object (docs/json-output.md)
    Json,
}

/// `left`, `right2`, `date` …
fn parse_key(text: &str) -> Result<Key, String> {
    let name = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let place = &text[name.len()..];
    let nth = || match place {
        "" => Some(1),
        _ => place.parse().ok().filter(|place| (1..=9).contains(place)),
    };
    let key = match (name, place) {
        ("left", _) => nth().map(Key::Left),
        ("right", _) => nth().map(Key::Right),
        ("match", "") => Some(Key::Right(0)),
        ("date", "") => Some(Key::Date),
        ("file", "") => Some(Key::File),
        ("position", "") => Some(Key::Position),
        _ => None,
    };
    let keys = "left, right, left2 to left9, right2 to right9, match, date, file, position";
    key.ok_or_else(|| format!("give one of: {keys}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        for (text, expect) in [
            ("left", Some(Key::Left(1))),
            ("right3", Some(Key::Right(3))),
            ("match", Some(Key::Right(0))),
            ("date", Some(Key::Date)),
            ("left0", None),
            ("left10", None),
            ("date2", None),
            ("", None),
            ("7", None),
        ] {
            assert_eq!(parse_key(text).ok(), expect, "{text}");
        }
    }
}
