//! A date as historical documents give it: a span of days, and how sure it is.

use serde::{Deserialize, Serialize};

/// The days in which something was written.
///
/// Days are numbers YYYYMMDD of the proleptic Gregorian calendar, years 1 to 9999, so that they compare as dates do.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HistoricalDate {
    /// The first day it can be.
    pub earliest: u32,
    /// The last day it can be.
    pub latest: u32,
    /// The date as typed.
    pub text: String,
    /// Whether it was said to be a guess or is one: `um 1960`, `[1960]`, `before 1960`, `30.8.60`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub uncertain: bool,
}

impl HistoricalDate {
    /// The first of all days.
    pub const FIRST: u32 = 10_101;
    /// The last of all days.
    pub const LAST: u32 = 99991231;

    /// One day, `None` where the calendar has no such day.
    pub fn day(year: u32, month: u32, day: u32, text: &str) -> Option<Self> {
        let day = day_number(year, month, day)?;
        Some(HistoricalDate { earliest: day, latest: day, text: text.to_owned(), uncertain: false })
    }

    /// Whether it can be a day from `first` to `last`, both inclusive.
    pub fn overlaps(&self, first: u32, last: u32) -> bool {
        self.earliest <= last && first <= self.latest
    }

    /// The year, where it is known to be one only.
    pub fn year(&self) -> Option<u32> {
        let year = self.earliest / 10_000;
        (year == self.latest / 10_000).then_some(year)
    }

    /// The shortest ISO 8601 form: `1960-08-30`, `1960-08`, `1960`, else `1959-12-01/1960-02-29`; a side without bound
    /// is `..`, as in EDTF.
    pub fn iso(&self) -> String {
        let (first, last) = (parts(self.earliest), parts(self.latest));
        let day = |(year, month, day)| format!("{year:04}-{month:02}-{day:02}");
        let bound = |number, parts, none| if number == none { "..".to_owned() } else { day(parts) };
        if first == last {
            day(first)
        } else if first.0 == last.0 && first.1 == 1 && (first.2, last.1, last.2) == (1, 12, 31) {
            format!("{:04}", first.0)
        } else if (first.0, first.1, first.2) == (last.0, last.1, 1)
            && last.2 == days_in_month(last.0, last.1)
        {
            format!("{:04}-{:02}", first.0, first.1)
        } else {
            let start = bound(self.earliest, first, Self::FIRST);
            format!("{start}/{}", bound(self.latest, last, Self::LAST))
        }
    }
}

/// The number YYYYMMDD of a day, `None` where the calendar has no such day.
pub fn day_number(year: u32, month: u32, day: u32) -> Option<u32> {
    let is_day = (1..=9999).contains(&year) && (1..=days_in_month(year, month)).contains(&day);
    is_day.then_some(year * 10_000 + month * 100 + day)
}

/// How many days a month has; 0 where there is no such month.
pub fn days_in_month(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// The day before, the first day for itself.
pub fn day_before(number: u32) -> u32 {
    match parts(number) {
        _ if number <= HistoricalDate::FIRST => HistoricalDate::FIRST,
        (year, 1, 1) => (year - 1) * 10_000 + 1231,
        (year, month, 1) => year * 10_000 + (month - 1) * 100 + days_in_month(year, month - 1),
        _ => number - 1,
    }
}

/// The day after, the last day for itself.
pub fn day_after(number: u32) -> u32 {
    match parts(number) {
        _ if number >= HistoricalDate::LAST => HistoricalDate::LAST,
        (year, 12, 31) => (year + 1) * 10_000 + 101,
        (year, month, day) if day == days_in_month(year, month) => {
            year * 10_000 + (month + 1) * 100 + 1
        }
        _ => number + 1,
    }
}

/// Year, month, day.
fn parts(number: u32) -> (u32, u32, u32) {
    (number / 10_000, number / 100 % 100, number % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(earliest: u32, latest: u32) -> String {
        HistoricalDate { earliest, latest, text: String::new(), uncertain: false }.iso()
    }

    #[test]
    fn the_calendar_is_gregorian() {
        assert_eq!(day_number(1960, 2, 29), Some(19600229));
        for (year, month, day) in [(1900, 2, 29), (1960, 2, 30), (1960, 13, 1), (1960, 0, 1)] {
            assert_eq!(day_number(year, month, day), None);
        }
        assert_eq!(day_before(19600301), 19600229);
        assert_eq!(day_before(19600101), 19591231);
        assert_eq!(day_before(HistoricalDate::FIRST), HistoricalDate::FIRST);
        assert_eq!(day_after(19600229), 19600301);
        assert_eq!(day_after(19591231), 19600101);
        assert_eq!(day_after(HistoricalDate::LAST), HistoricalDate::LAST);
    }

    #[test]
    fn the_iso_form_is_the_shortest() {
        assert_eq!(iso(19600830, 19600830), "1960-08-30");
        assert_eq!(iso(19600801, 19600831), "1960-08");
        assert_eq!(iso(19600101, 19601231), "1960");
        assert_eq!(iso(19591201, 19600229), "1959-12-01/1960-02-29");
        assert_eq!(iso(HistoricalDate::FIRST, 19591231), "../1959-12-31");
    }

    #[test]
    fn overlap_is_inclusive() {
        let date = HistoricalDate::day(1960, 8, 30, "30.8.60").expect("a day");
        assert!(date.overlaps(19600830, 19600830) && !date.overlaps(19600831, 19610101));
        assert_eq!(date.year(), Some(1960));
    }
}
