//! Counting lines: by year, by file, by language.

use std::collections::HashMap;
use std::fmt;

use serde::Serialize;

use super::Line;
use crate::document::{HistoricalDate, Language};

/// What is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The year a document is dated to; see [`counted_year`].
    Year,
    /// The ten years it is dated to: `1960s`.
    Decade,
    /// The path.
    File,
    /// The language of the passage, as its code.
    Language,
    /// The holding or the edition.
    Collection,
    /// The kind of document.
    Type,
}

impl By {
    /// The name of the trait.
    pub fn name(self) -> &'static str {
        match self {
            By::Year => "year",
            By::Decade => "decade",
            By::File => "file",
            By::Language => "language",
            By::Collection => "collection",
            By::Type => "type",
        }
    }
}

/// How often a value occurs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The value, as it is shown; `undated`, `no collection`, `no type` where there is none.
    pub label: String,
    /// How many lines have it.
    pub count: usize,
}

/// What counting looks at.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// Path below the folder that was indexed.
    pub path: &'a str,
    /// When the document was written.
    pub date: Option<&'a HistoricalDate>,
    /// The passage's language.
    pub language: Language,
    /// The document's kind.
    pub kind: Option<&'a str>,
    /// The holding or the edition.
    pub collection: Option<&'a str>,
}

/// How many lines there are of each value: years and decades in order, what is undated last; else the most frequent
/// first, then by name.
pub fn count(lines: &[Line], by: By) -> Vec<Count> {
    let mut counts: HashMap<Value, usize> = HashMap::new();
    for line in lines {
        *counts.entry(Counted::of(line).value(by)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    match by {
        By::Year | By::Decade => counts.sort_unstable(),
        _ => counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0))),
    }
    counts.into_iter().map(|(value, count)| Count { label: value.to_string(), count }).collect()
}

/// The year in which a dated document counts: the first it can be from, or the last where only that is known
/// (`before 1960`). A document dated to 1958–1963 counts once, in 1958.
pub fn counted_year(date: &HistoricalDate) -> Option<u32> {
    counted_day(date).map(|day| day / 10_000)
}

/// The day that stands for a date, as YYYYMMDD; see [`counted_year`].
pub(super) fn counted_day(date: &HistoricalDate) -> Option<u32> {
    match (date.earliest, date.latest) {
        (HistoricalDate::FIRST, HistoricalDate::LAST) => None,
        (HistoricalDate::FIRST, latest) => Some(latest),
        (earliest, _) => Some(earliest),
    }
}

impl<'a> Counted<'a> {
    fn of(line: &'a Line) -> Counted<'a> {
        let place = &line.place;
        Counted {
            path: &place.path,
            date: place.date.as_ref(),
            language: place.language,
            kind: place.kind.as_deref(),
            collection: place.collection.as_deref(),
        }
    }

    pub(super) fn value(&self, by: By) -> Value<'a> {
        let year = || self.date.and_then(counted_year);
        let named = |name: Option<&'a str>, none| name.map_or(Value::None(none), Value::Name);
        match by {
            By::Year => year().map_or(Value::None("undated"), Value::Year),
            By::Decade => {
                year().map_or(Value::None("undated"), |year| Value::Decade(year / 10 * 10))
            }
            By::File => Value::Name(self.path),
            By::Language => Value::Name(self.language.code()),
            By::Collection => named(self.collection, "no collection"),
            By::Type => named(self.kind, "no type"),
        }
    }
}

/// A value that is counted. Years compare as numbers, and what there is none of comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Value<'a> {
    Year(u32),
    Decade(u32),
    Name(&'a str),
    None(&'static str),
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Year(year) => write!(f, "{year}"),
            Value::Decade(decade) => write!(f, "{decade}s"),
            Value::Name(name) => f.write_str(name),
            Value::None(none) => f.write_str(none),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concordance::Place;

    fn line(path: &str, earliest: u32, latest: u32, collection: &str) -> Line {
        let date = HistoricalDate { earliest, latest, text: String::new(), uncertain: false };
        let place = Place {
            path: path.into(),
            date: (earliest > 0).then_some(date),
            language: if path == "c" { Language::English } else { Language::German },
            collection: (!collection.is_empty()).then(|| collection.into()),
            ..Place::default()
        };
        Line { place, ..Line::default() }
    }

    #[test]
    fn lines_are_counted_by_every_value() {
        let lines = [
            line("b", 19600101, 19601231, "DDF"),
            line("c", 9870101, 9870101, "AAPD"),
            line("a", 19580101, 19631231, "AAPD"),
            line("b", 19600830, 19600830, ""),
            line("c", 0, 0, "undated"),
            line("d", HistoricalDate::FIRST, 19591231, ""),
            line("d", HistoricalDate::FIRST, HistoricalDate::LAST, "DDF"),
        ];
        for (by, expect) in [
            (By::Year, "987 1, 1958 1, 1959 1, 1960 2, undated 2"),
            (By::Decade, "980s 1, 1950s 2, 1960s 2, undated 2"),
            (By::File, "b 2, c 2, d 2, a 1"),
            (By::Language, "de 5, en 2"),
            (By::Collection, "AAPD 2, DDF 2, no collection 2, undated 1"),
            (By::Type, "no type 7"),
        ] {
            let counts: Vec<_> = count(&lines, by)
                .iter()
                .map(|count| format!("{} {}", count.label, count.count))
                .collect();
            assert_eq!(counts.join(", "), expect, "{by:?}");
        }
        assert_eq!(count(&[], By::Year), []);
    }
}
