//! A historical date in words, in EDTF and as CSL wants it.

use crate::document::{HistoricalDate, Language, day_after, day_before, days_in_month};

/// Months of both languages.
const MONTHS: [[&str; 12]; 2] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
];

/// Words that say a date is about right, as they open it.
const CIRCA: &[&str] = &[
    "c.",
    "ca",
    "circa",
    "zirka",
    "about",
    "around",
    "approx",
    "um",
    "etwa",
    "ungefähr",
    "gegen",
    "~",
];

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub year: u32,
    pub month: Option<u32>,
    pub day: Option<u32>,
}

/// When something was written, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Before a day, a month or a year.
    Before(Part),
    /// After one.
    After(Part),
    /// In one.
    In(Part),
    /// From one to another.
    From(Part, Part),
}

impl Part {
    /// Day, month or year of a number YYYYMMDD; `precision` is 3, 2 or 1.
    fn new(number: u32, precision: u32) -> Part {
        Part {
            year: number / 10_000,
            month: (precision > 1).then_some(number / 100 % 100),
            day: (precision > 2).then_some(number % 100),
        }
    }

    /// `1960-08-30`, `1960-08`, `1960`.
    pub fn iso(self) -> String {
        let month = self.month.map(|month| format!("-{month:02}")).unwrap_or_default();
        let day = self.day.map(|day| format!("-{day:02}")).unwrap_or_default();
        format!("{:04}{month}{day}", self.year)
    }

    /// Year, month and day as far as they are known.
    pub fn numbers(self) -> Vec<u32> {
        [Some(self.year), self.month, self.day].into_iter().flatten().collect()
    }

    /// `30 August`, `30.`, `August`: without the month or the year where what follows gives it.
    fn words(self, language: Language, has_month: bool, has_year: bool) -> String {
        let months = &MONTHS[usize::from(language == Language::German)];
        let month = self.month.and_then(|month| months.get(month.checked_sub(1)? as usize));
        let dot = if language == Language::German { "." } else { "" };
        let day = self.day.map(|day| format!("{day}{dot}"));
        let month = month.filter(|_| has_month).map(|month| (*month).to_owned());
        let year = has_year.then(|| self.year.to_string());
        [day, month, year].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// When a date is, `None` where it says nothing.
pub fn when(date: &HistoricalDate) -> Option<When> {
    let (first, last) = (date.earliest, date.latest);
    let is_month_end = |day: u32| day % 100 == days_in_month(day / 10_000, day / 100 % 100);
    match (first <= HistoricalDate::FIRST, last >= HistoricalDate::LAST) {
        (true, true) => None,
        (true, false) => {
            let bound = day_after(last);
            let precision = if bound % 10_000 == 101 { 1 } else { 2 + u32::from(bound % 100 != 1) };
            Some(When::Before(Part::new(bound, precision)))
        }
        (false, true) => {
            let bound = day_before(first);
            let is_year_end = bound % 10_000 == 1231;
            let precision = if is_year_end { 1 } else { 2 + u32::from(!is_month_end(bound)) };
            Some(When::After(Part::new(bound, precision)))
        }
        (false, false) => {
            let is_years = first % 10_000 == 101 && last % 10_000 == 1231;
            let is_months = first % 100 == 1 && is_month_end(last);
            let precision = if is_years { 1 } else { 2 + u32::from(!is_months) };
            let (first, last) = (Part::new(first, precision), Part::new(last, precision));
            Some(if first == last { When::In(first) } else { When::From(first, last) })
        }
    }
}

/// Whether the date was said to be about right.
fn is_circa(date: &HistoricalDate) -> bool {
    let text = date.text.trim_start().to_lowercase();
    date.uncertain && CIRCA.iter().any(|word| text.starts_with(word))
}

/// The date in words: `30 August 1960`, `um 1960`, `[1960]`, `12.–14. Mai 1957`, `before 1960`. What was only concluded
/// stands in brackets.
pub fn words(date: &HistoricalDate, language: Language) -> Option<String> {
    let is_german = language == Language::German;
    let whole = |part: Part| part.words(language, true, true);
    let words = match when(date)? {
        When::Before(part) => return Some(bounded(["before", "vor"], part, language)),
        When::After(part) => return Some(bounded(["after", "nach"], part, language)),
        When::In(part) => whole(part),
        When::From(first, last) => {
            let is_swapped = (first.day, first.month) == (last.month, last.day);
            if date.uncertain && first.day.is_some() && is_swapped && first.year == last.year {
                let or = if is_german { "oder" } else { "or" };
                return Some(format!(
                    "{} {or} {}",
                    first.words(language, true, false),
                    whole(last)
                ));
            }
            span(date, first, last, language)
        }
    };
    Some(match (date.uncertain, is_circa(date)) {
        (false, _) => words,
        (true, true) => format!("{} {words}", if is_german { "um" } else { "ca." }),
        (true, false) if date.text.contains('?') => format!("[{words}?]"),
        (true, false) => format!("[{words}]"),
    })
}

/// A date that is known from one side only; `words` are English and German.
fn bounded(words: [&str; 2], part: Part, language: Language) -> String {
    let is_german = language == Language::German;
    let article = if is_german && part.day.is_some() { "dem " } else { "" };
    let word = words[usize::from(is_german)];
    format!("{word} {article}{}", part.words(language, true, true))
}

/// A span in words; what its ends have in common stands once.
fn span(date: &HistoricalDate, first: Part, last: Part, language: Language) -> String {
    let is_german = language == Language::German;
    let is_decade =
        first.month.is_none() && first.year.is_multiple_of(10) && last.year == first.year + 9;
    if is_decade && ["0s", "0er"].iter().any(|end| date.text.contains(end)) {
        return format!("{}{}", first.year, if is_german { "er Jahre" } else { "s" });
    }
    let has_year = first.year != last.year || first.month.is_none();
    let has_month = has_year || first.month != last.month;
    let first = first.words(language, has_month, has_year);
    let last = last.words(language, true, true);
    match is_german && first.contains(' ') {
        true => format!("{first} – {last}"),
        false => format!("{first}–{last}"),
    }
}

/// The date in EDTF, as biblatex reads it: `1960-08-30`, `1960~`, `1960-05/1960-06`, `../1959-12-31`.
pub fn edtf(date: &HistoricalDate) -> Option<String> {
    let mark = match (date.uncertain, is_circa(date)) {
        (true, true) => "~",
        (true, false) => "?",
        _ => "",
    };
    Some(match when(date)? {
        When::In(part) => format!("{}{mark}", part.iso()),
        When::From(first, last) => format!("{}{mark}/{}{mark}", first.iso(), last.iso()),
        // EDTF knows no day that is left out, so that the bound is the last day that it can be.
        When::Before(_) => format!("../{}", Part::new(date.latest, 3).iso()),
        When::After(_) => format!("{}/..", Part::new(date.earliest, 3).iso()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(earliest: u32, latest: u32, text: &str, uncertain: bool) -> HistoricalDate {
        HistoricalDate { earliest, latest, text: text.to_owned(), uncertain }
    }

    #[test]
    fn dates_are_told_in_both_languages_and_in_edtf() {
        let check = |earliest, latest, text: &str, english: &str, german: &str, iso: &str| {
            let uncertain = text.ends_with('!');
            let date = date(earliest, latest, text.trim_end_matches('!'), uncertain);
            assert_eq!(words(&date, Language::English).as_deref(), Some(english));
            assert_eq!(words(&date, Language::German).as_deref(), Some(german));
            assert_eq!(edtf(&date).as_deref(), Some(iso));
        };
        check(19600830, 19600830, "30.8.1960", "30 August 1960", "30. August 1960", "1960-08-30");
        check(19600301, 19600331, "", "March 1960", "März 1960", "1960-03");
        check(19600101, 19601231, "1960", "1960", "1960", "1960");
        check(19600101, 19601231, "um 1960!", "ca. 1960", "um 1960", "1960~");
        check(19600101, 19601231, "ca. 1960!", "ca. 1960", "um 1960", "1960~");
        check(19600101, 19601231, "[1960]!", "[1960]", "[1960]", "1960?");
        check(19600101, 19601231, "[1960?]!", "[1960?]", "[1960?]", "1960?");
        check(
            19600830,
            19600830,
            "30.8.60!",
            "[30 August 1960]",
            "[30. August 1960]",
            "1960-08-30?",
        );
        check(
            19600508,
            19600805,
            "05-08-1960!",
            "8 May or 5 August 1960",
            "8. Mai oder 5. August 1960",
            "1960-05-08?/1960-08-05?",
        );
        check(
            19570512,
            19570514,
            "",
            "12–14 May 1957",
            "12.–14. Mai 1957",
            "1957-05-12/1957-05-14",
        );
        check(
            19570512,
            19570603,
            "",
            "12 May–3 June 1957",
            "12. Mai – 3. Juni 1957",
            "1957-05-12/1957-06-03",
        );
        check(19600501, 19600630, "", "May–June 1960", "Mai–Juni 1960", "1960-05/1960-06");
        check(
            19591201,
            19600229,
            "",
            "December 1959–February 1960",
            "Dezember 1959 – Februar 1960",
            "1959-12/1960-02",
        );
        check(19600101, 19621231, "1960-62", "1960–1962", "1960–1962", "1960/1962");
        check(19600101, 19691231, "the 1960s", "1960s", "1960er Jahre", "1960/1969");
        let (first, last) = (HistoricalDate::FIRST, HistoricalDate::LAST);
        check(first, 19591231, "vor 1960!", "before 1960", "vor 1960", "../1959-12-31");
        check(first, 19600430, "!", "before May 1960", "vor Mai 1960", "../1960-04-30");
        check(19610101, last, "nach 1960!", "after 1960", "nach 1960", "1961-01-01/..");
        check(
            19600831,
            last,
            "!",
            "after 30 August 1960",
            "nach dem 30. August 1960",
            "1960-08-31/..",
        );
        check(9620101, 9621231, "962", "962", "962", "0962");
    }

    #[test]
    fn numbers_that_are_no_days_do_no_harm() {
        for (first, last) in [(0, 0), (1, u32::MAX), (19601301, 19600000), (19600000, 19609999)] {
            let date = date(first, last, "", true);
            let _ = (words(&date, Language::German), edtf(&date));
        }
        assert_eq!(words(&date(0, u32::MAX, "", false), Language::English), None);
    }
}
