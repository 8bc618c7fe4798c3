//! The days that `date:`, `before:` and `after:` name.

use std::fmt;

use super::Diagnostic;
use super::diagnostic::quoted;
use crate::document::{HistoricalDate, Span, day_after, day_before, day_number, days_in_month};

/// Days from the first to the last, both included, as numbers YYYYMMDD: see [`HistoricalDate`], whose
/// [`overlaps`](HistoricalDate::overlaps) tells whether a document can be of one of them.
///
/// Shown as it is written after `date:`, in the shortest form: `1960`, `1960-08..1961-12-31`, `..1959-12-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// The first day; [`HistoricalDate::FIRST`] where there is no bound.
    pub first: u32,
    /// The last day; [`HistoricalDate::LAST`] where there is no bound.
    pub last: u32,
}

/// What a date is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateField {
    Date,
    Before,
    After,
}

impl DateField {
    fn name(self) -> &'static str {
        match self {
            DateField::Date => "date",
            DateField::Before => "before",
            DateField::After => "after",
        }
    }
}

const FORMS: &str = "write a year, a month or a day such as `1960`, `1960-08` or `1960-08-30`, or a range such as `1960-08..1961`";

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if (self.first, self.last) == (HistoricalDate::FIRST, HistoricalDate::LAST) {
            return f.write_str("0001..9999");
        }
        let (earliest, latest) = (self.first, self.last);
        let date = HistoricalDate { earliest, latest, text: String::new(), uncertain: false };
        // A side without bound is `..` in ISO 8601 and nothing here.
        let iso = date.iso().replace("../", "/").replace("/..", "/");
        f.write_str(&iso.replace('/', ".."))
    }
}

/// The days named by the value of a field, which begins at `start` in the query.
pub(super) fn read(field: DateField, value: &str, start: usize) -> Result<DateRange, Diagnostic> {
    let refuse =
        |place: Span, message| Diagnostic::new(start + place.start..start + place.end, message);
    let period =
        |place: Span| period(field, &value[place.clone()]).map_err(|error| refuse(place, error));
    let range = match (field, value.find("..")) {
        (DateField::Date, Some(dots)) => {
            let (before, after) = (0..dots, dots + 2..value.len());
            let all = DateRange { first: HistoricalDate::FIRST, last: HistoricalDate::LAST };
            if before.is_empty() && after.is_empty() {
                return Err(refuse(0..value.len(), format!("a range needs a bound: {FORMS}")));
            }
            let first = if before.is_empty() { all } else { period(before)? }.first;
            let last = if after.is_empty() { all } else { period(after)? }.last;
            DateRange { first, last }
        }
        (DateField::Date, None) => period(0..value.len())?,
        (_, Some(_)) => {
            let message = format!(
                "`{}:` takes one date and no range: write `date:{value}` for the days of a range",
                field.name()
            );
            return Err(refuse(0..value.len(), message));
        }
        (DateField::Before, None) => {
            let first = period(0..value.len())?.first;
            if first == HistoricalDate::FIRST {
                return Err(refuse(0..value.len(), "no day is before the year 1".into()));
            }
            DateRange { first: HistoricalDate::FIRST, last: day_before(first) }
        }
        (DateField::After, None) => {
            let last = period(0..value.len())?.last;
            if last == HistoricalDate::LAST {
                return Err(refuse(0..value.len(), "no day is after the year 9999".into()));
            }
            DateRange { first: day_after(last), last: HistoricalDate::LAST }
        }
    };
    if range.first > range.last {
        let message = match value.split_once("..") {
            Some((before, after)) => {
                format!("this range ends before it begins: write `date:{after}..{before}`")
            }
            None => FORMS.to_owned(),
        };
        return Err(refuse(0..value.len(), message));
    }
    Ok(range)
}

/// A year, a month or a day; else what is wrong.
fn period(field: DateField, text: &str) -> Result<DateRange, String> {
    let name = field.name();
    let Some((year, month, day)) = numbers(text) else {
        return Err(match nearest(text) {
            Some(near) if near.contains("..") && field != DateField::Date => {
                format!("{} is no date: {FORMS}", quoted(text))
            }
            Some(near) => format!("{} is no date: write `{name}:{near}`", quoted(text)),
            None => format!("{} is no date: {FORMS}", quoted(text)),
        });
    };
    days(year, month, day).map_err(|error| match error {
        NoDay::After(last) => {
            format!("this month ends before this day: its last is `{name}:{last}`")
        }
        NoDay::Year => "there is no year 0: years are 0001 to 9999".into(),
        NoDay::Month => "there is no such month: months are 01 to 12".into(),
    })
}

/// What the calendar does not have.
enum NoDay {
    Year,
    Month,
    /// A day after the last of its month, which is given.
    After(String),
}

fn days(year: u32, month: Option<u32>, day: Option<u32>) -> Result<DateRange, NoDay> {
    if year == 0 {
        return Err(NoDay::Year);
    }
    let Some(month) = month else {
        return Ok(DateRange { first: year * 10_000 + 101, last: year * 10_000 + 1231 });
    };
    let days = days_in_month(year, month);
    if days == 0 {
        return Err(NoDay::Month);
    }
    match day {
        None => {
            let first = year * 10_000 + month * 100 + 1;
            Ok(DateRange { first, last: first + days - 1 })
        }
        Some(day) => match day_number(year, month, day) {
            Some(day) => Ok(DateRange { first: day, last: day }),
            None => Err(NoDay::After(format!("{year:04}-{month:02}-{days}"))),
        },
    }
}

/// Year, month and day of `1960`, `1960-08`, `1960-8-30`, whether or not there is such a day.
fn numbers(text: &str) -> Option<(u32, Option<u32>, Option<u32>)> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4..=4)?;
    let mut small = || parts.next().map(|part| number(part, 1..=2));
    let numbers = match (small(), small()) {
        (None, _) => (year, None, None),
        (Some(month), None) => (year, Some(month?), None),
        (Some(month), Some(day)) => (year, Some(month?), Some(day?)),
    };
    parts.next().is_none().then_some(numbers)
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let is_number = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// What is probably meant by a date in another form: `30.8.1960`, `1960/08`, `1959-1961`, `1960s`, `60`.
fn nearest(text: &str) -> Option<String> {
    let valid = |text: String| {
        let (year, month, day) = numbers(&text)?;
        days(year, month, day).is_ok().then_some(text)
    };
    // A date with its parts in another order or with other signs between them.
    let turned = |sign: char| {
        let parts: Vec<_> = text.split(sign).rev().collect();
        let is_small = parts[1..].iter().all(|part| number(part, 1..=2).is_some());
        (parts.len() > 1 && is_small).then(|| valid(joined(&parts))).flatten()
    };
    let straight = |sign: char| valid(joined(&text.split(sign).collect::<Vec<_>>()));
    let range = |sign: char| {
        let (first, last) = text.split_once(sign)?;
        Some(format!("{}..{}", valid(first.into())?, valid(last.into())?))
    };
    let years = |suffix: &str| {
        let decade = number(text.strip_suffix(suffix)?, 1..=4)?;
        let decade = if suffix.len() == 1 && suffix != "s" { decade * 10 } else { decade };
        (decade >= 100 && decade.is_multiple_of(10))
            .then(|| format!("{decade:04}..{:04}", decade + 9))
    };
    let short = || match number(text, 1..=3)? {
        year if text.len() == 2 => valid(format!("19{year:02}")),
        year => valid(format!("{year:04}")),
    };
    ['.', '/', '-']
        .into_iter()
        .find_map(turned)
        .or_else(|| ['.', '/', '–'].into_iter().find_map(straight))
        .or_else(|| ['–', '—', '/', '-'].into_iter().find_map(range))
        .or_else(|| ["s", "er", "x", "?"].into_iter().find_map(years))
        .or_else(short)
}

/// Numbers as a date, with two digits each where they are small.
fn joined(parts: &[&str]) -> String {
    parts.iter().map(|part| format!("{part:0>2}")).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::DateField::*;
    use super::*;

    #[test]
    fn days_are_read() {
        let check = |field, value: &str, first: u32, last: u32, shown: &str| {
            let range = read(field, value, 0).expect(value);
            assert_eq!((range.first, range.last), (first, last), "{value}");
            assert_eq!(range.to_string(), shown, "{value}");
        };
        let (min, max) = (HistoricalDate::FIRST, HistoricalDate::LAST);
        check(Date, "1960", 19600101, 19601231, "1960");
        check(Date, "1960-08", 19600801, 19600831, "1960-08");
        check(Date, "1960-2", 19600201, 19600229, "1960-02");
        check(Date, "1960-8-3", 19600803, 19600803, "1960-08-03");
        check(Date, "1960-08..1961", 19600801, 19611231, "1960-08-01..1961-12-31");
        check(Date, "1959..1959-06", 19590101, 19590630, "1959-01-01..1959-06-30");
        check(Date, "..1960", min, 19601231, "..1960-12-31");
        check(Date, "1960-02..", 19600201, max, "1960-02-01..");
        check(Date, "0001..9999", min, max, "0001..9999");
        check(Date, "0001", min, 11231, "0001");
        check(Before, "1960", min, 19591231, "..1959-12-31");
        check(Before, "1960-03", min, 19600229, "..1960-02-29");
        check(After, "1960", 19610101, max, "1961-01-01..");
        check(After, "1960-08-30", 19600831, max, "1960-08-31..");
    }

    #[test]
    fn errors_name_the_nearest_form() {
        let check = |field, value: &str, place: &str, message: &str| {
            let error = read(field, value, 0).expect_err(value);
            assert_eq!((&value[error.span], error.message.as_str()), (place, message), "{value}");
        };
        let near = |value: &str, form: &str| {
            check(Date, value, value, &format!("`{value}` is no date: write `date:{form}`"));
        };
        near("30.8.1960", "1960-08-30");
        near("8.1960", "1960-08");
        near("30/8/1960", "1960-08-30");
        near("30-08-1960", "1960-08-30");
        near("1960/08/30", "1960-08-30");
        near("1960.8", "1960-08");
        near("1959-1961", "1959..1961");
        near("1959–1961", "1959..1961");
        near("1959/1961", "1959..1961");
        near("1960s", "1960..1969");
        near("1960er", "1960..1969");
        near("196x", "1960..1969");
        near("60", "1960");
        near("800", "0800");
        let forms = |text: &str| format!("`{text}` is no date: {FORMS}");
        check(Date, "August", "August", &forms("August"));
        check(Date, "1960-08-30-1", "1960-08-30-1", &forms("1960-08-30-1"));
        check(Date, "", "", &forms(""));
        check(Date, "-", "-", &forms("-"));
        check(Before, "1960s", "1960s", &forms("1960s"));
        check(Date, "1960..1961..62", "1961..62", &forms("1961..62"));
        check(Date, "1960..61", "61", "`61` is no date: write `date:1961`");
        check(Date, "1960-13", "1960-13", "there is no such month: months are 01 to 12");
        let day = "this month ends before this day: its last is `date:1959-02-28`";
        check(Date, "1958..1959-02-30", "1959-02-30", day);
        check(Date, "0000", "0000", "there is no year 0: years are 0001 to 9999");
        check(Date, "..", "..", &format!("a range needs a bound: {FORMS}"));
        let turned = "this range ends before it begins: write `date:1960..1961-08`";
        check(Date, "1961-08..1960", "1961-08..1960", turned);
        let one =
            "`before:` takes one date and no range: write `date:1960..` for the days of a range";
        check(Before, "1960..", "1960..", one);
        check(Before, "0001", "0001", "no day is before the year 1");
        check(After, "9999-12", "9999-12", "no day is after the year 9999");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(value in "[0-9]{4}(-[0-9]{1,2}){0,2}(\\.\\.([0-9]{4}(-[0-9]{1,2}){0,2})?)?") {
            if let Ok(range) = read(Date, &value, 0) {
                prop_assert_eq!(read(Date, &range.to_string(), 0), Ok(range));
            }
        }

        #[test]
        fn any_value_is_read_or_refused(value in "[0-9.–/xser?ä-]{0,12}") {
            for field in [Date, Before, After] {
                if let Err(error) = read(field, &value, 0) {
                    prop_assert!(value.get(error.span).is_some());
                }
            }
        }
    }
}
