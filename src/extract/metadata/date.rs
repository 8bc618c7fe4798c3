//! The dates in a text.

use std::collections::BTreeSet;

use super::cursor::Cursor;
use super::date_context::{before_word, follows_volume, is_enclosed, is_part_of_number};
use super::date_part::{DASHES, DatePart, LAST_PORTION, Year, date_part, day_and_year, follows};
use super::date_words::{
    AFTER, AFTER_YEAR, AND, ARTICLES, BEFORE, BEFORE_YEAR, BETWEEN, CIRCA, UNITS, UNTIL,
    WEAK_BEFORE_YEAR, opens_date,
};
use crate::document::{HistoricalDate, Span, day_after, day_before};

/// Years within which a full date in the text decides the century of a year of two digits.
const SAME_TIME: u32 = 5;

/// The highest number of a section: what is no higher may be one where a year of two digits may stand.
const MOST_SECTIONS: u32 = 20;

/// The first year that is believed without a month where only its place in the text speaks for it.
const FIRST_BARE_YEAR: u32 = 1400;

/// Finds the dates in a text, in order, in English and German.
///
/// A day that the calendar lacks is no date, nor is a number that may be something else; a lone year is a date only
/// where a word before it or a bracket says so. Years of two digits are of the 20th century and uncertain, unless a
/// full date of the same years stands in the text.
pub fn find_dates(text: &str) -> Vec<(Span, HistoricalDate)> {
    // No date is without a number.
    if !text.contains(char::is_numeric) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        let place = Cursor::new(text, start);
        let may_open = place.word().is_none_or(|(word, _)| opens_date(word));
        let hit = may_open.then(|| expression(place, false)).flatten();
        match hit.filter(|hit| hit.is_believed(text)) {
            Some(hit) => {
                at = hit.span.end;
                found.push(hit);
            }
            None => at = start + run_len(&text[start..]),
        }
    }
    let known: BTreeSet<u32> = found.iter().filter_map(Hit::long_year).collect();
    found.iter().filter_map(|hit| Some((hit.span.clone(), hit.date(text, &known)?))).collect()
}

/// Reads a text that is nothing but a date, in any form that [`find_dates`] knows, and a lone year, `1960-08`,
/// `19600830`, `30/8/1960`, `1960?`. A weekday before it and a time after it are passed over.
pub fn parse_date(text: &str) -> Option<HistoricalDate> {
    let text = text.trim();
    let plain = text.strip_prefix("D:").unwrap_or(text);
    let doubtless = plain.trim_end_matches("(?)").trim_end_matches('?').trim_end();
    let is_doubted = doubtless.len() < plain.len();
    let inner = doubtless.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let date = inner.map(|inner| inner.trim_end_matches('?')).unwrap_or(doubtless);
    let whole = |start| {
        let hit = expression(Cursor::new(date, start), true)?;
        let rest = &date[hit.span.end..];
        let is_all = rest.trim_matches(['.', ' ', 'Z']).is_empty() || is_time(rest);
        is_all.then(|| hit.date(date, &BTreeSet::new())).flatten()
    };
    let mut read = whole(0)
        .or_else(|| whole(after_weekday(date)?))
        .or_else(|| of_time_stamp(date))
        .or_else(|| match find_dates(date).as_slice() {
            [(_, only)] => Some(only.clone()),
            _ => None,
        })?;
    read.uncertain |= is_doubted || inner.is_some();
    read.text = text.to_owned();
    Some(read)
}

/// Whether a date with a month or a day stands here.
pub fn is_day_at(place: Cursor<'_>) -> bool {
    expression(place, false).is_some_and(|hit| hit.first.month.is_some())
}

/// The offset after a first word, its comma and an article: `Dienstag, den `.
fn after_weekday(text: &str) -> Option<usize> {
    let (_, after) = Cursor::new(text, 0).word()?;
    let place = after.optional(&['.']).optional(&[',']).blanks();
    let place = place.one_of(ARTICLES).unwrap_or(place).optional(&['.']).blanks();
    (!place.rest().is_empty()).then_some(place.at())
}

/// Whether a time of day follows, as in ISO 8601 and in mail.
fn is_time(rest: &str) -> bool {
    let rest = rest.trim_start_matches([',', ' ', 'T', 't']);
    rest.len() < 40 && rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains([':', '.'])
}

/// The day of a time stamp without dividers: `20010203040506+01'00'`.
fn of_time_stamp(text: &str) -> Option<HistoricalDate> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_stamp = matches!(digits, 12 | 14) || text.as_bytes().get(8) == Some(&b'T');
    let day = text.get(..8).filter(|_| is_stamp && digits >= 8)?;
    expression(Cursor::new(day, 0), true)?.date(day, &BTreeSet::new())
}

/// The next place where a date may begin: a letter or digit that no other stands before, or an apostrophe of `'60s`.
fn next_start(text: &str, at: usize) -> Option<usize> {
    let is_inner = text[..at].ends_with(char::is_alphanumeric);
    let skipped = if is_inner { at + run_len(&text[at..]) } else { at };
    let rest = &text[skipped..];
    let next = rest.find(|c: char| c.is_alphanumeric() || matches!(c, '’' | '\''))?;
    Some(skipped + next)
}

/// The length of the letters and digits, or else of the sign, that a text begins with.
fn run_len(text: &str) -> usize {
    let run = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    run.max(text.chars().next().map_or(0, char::len_utf8))
}

/// What limits a date on one side only.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    Before,
    After,
}

/// A date as it was found, its years not yet sure.
struct Hit {
    span: Span,
    first: DatePart,
    last: Option<DatePart>,
    bound: Option<Bound>,
    is_circa: bool,
}

/// Reads a date, a span of dates or either with the word that limits it.
fn expression(place: Cursor<'_>, is_whole: bool) -> Option<Hit> {
    let start = place.at();
    let circa = place.one_of(CIRCA).map(|after| after.optional(&['.']).blanks());
    // `c` alone is a letter like any other, and so is the last of `U.S.C.`
    let is_abbreviation = |after: &Cursor<'_>| {
        let has_stop = after.before().trim_end().ends_with("c.");
        has_stop && !place.before().ends_with('.')
    };
    let is_letter = place.word().is_some_and(|(word, _)| word.len() == 1);
    let circa = circa.filter(|after| !is_letter || is_abbreviation(after));
    let place = circa.unwrap_or(place);
    let limited = |words: &[&str]| {
        let after = place.one_of(words)?.blanks();
        Some(after.one_of(ARTICLES).map_or(after, Cursor::blanks))
    };
    let (bound, place) = match (limited(BEFORE), limited(AFTER)) {
        (Some(after), _) => (Some(Bound::Before), after),
        (_, Some(after)) => (Some(Bound::After), after),
        _ => (None, place),
    };
    let is_circa = circa.is_some();
    if let Some(after) = limited(BETWEEN) {
        let (first, between) = date_part(after, is_whole)?;
        let and = between.blanks().one_of(AND)?.blanks();
        let and = and.one_of(ARTICLES).map_or(and, Cursor::blanks);
        let (last, end) = date_part(and, is_whole)?;
        let (first, last) = span_of(first, last)?;
        return Some(Hit { span: start..end.at(), first, last: Some(last), bound, is_circa });
    }
    let (first, end) = date_part(place, is_whole)?;
    let hit = |first, last, end: usize| Hit { span: start..end, first, last, bound, is_circa };
    if let Some((last, end)) = after_dash(&first, end, is_whole)
        && let Some((first, last)) = span_of(first, last)
    {
        return Some(hit(first, Some(last), end.at()));
    }
    // A day of a calendar that has none is no month either.
    (first.year.is_some() && first.interval().is_some() || first.year.is_some_and(|y| y.is_short))
        .then(|| hit(first, None, end.at()))
}

/// The last date of a span whose first was read.
fn after_dash<'t>(
    first: &DatePart,
    place: Cursor<'t>,
    is_whole: bool,
) -> Option<(DatePart, Cursor<'t>)> {
    if let Some(after) = place.sign(&['/']) {
        return after_slash(first, after, is_whole);
    }
    let until = || {
        let after = place.blanks().one_of(UNTIL)?.blanks();
        let after = after.one_of(&["zum"]).map_or(after, Cursor::blanks);
        Some(after.one_of(ARTICLES).map_or(after, Cursor::blanks))
    };
    let dash = place.blanks().sign(&DASHES);
    let is_short_dash = dash.is_some_and(|dash| !dash.before().ends_with('—'));
    let after = dash.map(Cursor::blanks).or_else(until)?;
    match (first.is_year(), first.year, after.number()) {
        // 1960-62, and not 1960-08, which may be a month.
        (true, Some(year), Some((value, 2, end))) if value > year.value % 100 && is_short_dash => {
            let value = year.value / 100 * 100 + value;
            let year = Year { value, is_short: false };
            Some((DatePart { year: Some(year), ..DatePart::default() }, end))
        }
        _ if first.year.is_none() && first.month.is_some() && first.day.is_some() => {
            day_and_year(after).or_else(|| date_part(after, is_whole))
        }
        _ => date_part(after, is_whole),
    }
}

/// What follows a slash: only the next year, month or day makes a span.
fn after_slash<'t>(
    first: &DatePart,
    place: Cursor<'t>,
    is_whole: bool,
) -> Option<(DatePart, Cursor<'t>)> {
    if first.is_year() {
        let year = first.year?.value;
        let (second, digits, end) = place.number()?;
        let last = Year { value: year + 1, is_short: false };
        return (matches!(digits, 2 | 4) && follows(year, second))
            .then_some((DatePart { year: Some(last), ..DatePart::default() }, end));
    }
    let (last, end) = date_part(place, is_whole)?;
    let is_next = match (first.is_day(), first.is_month()) {
        (true, _) => last.day == first.day.map(|day| day + 1),
        (_, true) => last.month == first.month.map(|month| month + 1),
        _ => is_whole,
    };
    is_next.then_some((last, end))
}

/// Both halves of a span, each with what it takes from the other; `None` where they make none.
fn span_of(first: DatePart, last: DatePart) -> Option<(DatePart, DatePart)> {
    let (first, last) = match (first.year, last.year) {
        (None, None) => return None,
        (None, Some(_)) => (first.completed(last), last.completed(first)),
        (Some(_), None) => return None,
        (Some(_), Some(_)) => (first, last),
    };
    // A day alone goes with a month only.
    let is_whole = |part: &DatePart| part.day.is_none() || part.month.is_some();
    let (start, end) = (first.interval()?, last.interval()?);
    (is_whole(&first) && is_whole(&last) && start.0 <= end.1 && start != end)
        .then_some((first, last))
}

impl Hit {
    /// The date; `known` are the years of the full dates in the text.
    fn date(&self, text: &str, known: &BTreeSet<u32>) -> Option<HistoricalDate> {
        let (first, is_first_sure) = with_century(self.first, known);
        let (last, is_last_sure) = with_century(self.last.unwrap_or(self.first), known);
        let (earliest, latest) = (first.interval()?.0, last.interval()?.1);
        let (earliest, latest) = match self.bound {
            None => (earliest, latest),
            // Before the end is until the end.
            Some(Bound::Before) if first.portion == Some(LAST_PORTION) => {
                (HistoricalDate::FIRST, latest)
            }
            Some(Bound::Before) => (HistoricalDate::FIRST, day_before(earliest)),
            Some(Bound::After) => (day_after(latest), HistoricalDate::LAST),
        };
        let span = self.shown(text);
        let is_bracketed = span != self.span;
        let is_sure = is_first_sure && is_last_sure && self.bound.is_none() && !self.is_circa;
        let is_vague = first.is_vague() || last.is_vague() || is_bracketed;
        let text = text[span].to_owned();
        Some(HistoricalDate { earliest, latest, text, uncertain: !is_sure || is_vague })
    }

    /// The span with the square brackets around it.
    fn shown(&self, text: &str) -> Span {
        let Span { start, end } = self.span;
        let after = text[end..].strip_prefix('?').unwrap_or(&text[end..]);
        match text[..start].ends_with('[') && after.starts_with(']') {
            true => start - 1..text.len() - after.len() + 1,
            false => start..end,
        }
    }

    /// The year, if all of it was typed and a day with it.
    fn long_year(&self) -> Option<u32> {
        let year = self.first.year.filter(|year| !year.is_short)?;
        self.first.day.and(Some(year.value))
    }

    /// Whether what stands around it lets it be a date.
    fn is_believed(&self, text: &str) -> bool {
        let before = Cursor::new(text, self.span.start).before();
        let after = Cursor::new(text, self.span.end);
        let opens_with_digit = text[self.span.clone()].starts_with(|c: char| c.is_ascii_digit());
        let is_inside = after.rest().starts_with(|c: char| ".,-–/:'’".contains(c))
            && after.rest().chars().nth(1).is_some_and(|c| c.is_ascii_digit());
        // The day of a month that has no such day, or a number of something else.
        let is_after_number =
            || before.trim_end_matches(['.', ' ']).ends_with(|c: char| c.is_ascii_digit());
        let is_cut = if opens_with_digit { is_part_of_number(before) } else { is_after_number() };
        if is_inside || is_cut || !after.ends_word() {
            return false;
        }
        let last = self.last.unwrap_or(self.first);
        let next = after.blanks();
        if !last.is_year() {
            // `1.2.10 Ziele` is a heading.
            let is_number = self.first.year.is_some_and(|y| y.is_short && y.value <= MOST_SECTIONS)
                && text[self.span.clone()].chars().all(|c| c.is_ascii_digit() || c == '.');
            let opens_line = before.is_empty() || before.ends_with(['\n', '\\']);
            return !(is_number && opens_line && next.peek().is_some_and(char::is_alphabetic));
        }
        let is_quantity = next.peek().is_some_and(|c| "%‰°$€£".contains(c))
            || next.one_of(UNITS).is_some()
            || after.rest().starts_with([')']) && before.ends_with('(') && !self.is_modern();
        if is_quantity {
            return false;
        }
        let is_clear = || next.word().is_none() || next.one_of(AFTER_YEAR).is_some();
        match (self.last, before_word(before)) {
            _ if self.is_circa || self.bound.is_some() => is_clear(),
            _ if !self.first.is_year() => true,
            (Some(_), _) => self.is_span_of_years(text) && !follows_volume(before),
            (None, Some(word)) => {
                let word = word.to_lowercase();
                let word = word.as_str();
                BEFORE_YEAR.contains(&word)
                    && (!WEAK_BEFORE_YEAR.contains(&word) || is_clear())
                    && (!WEAK_BEFORE_YEAR.contains(&word) || self.is_modern())
            }
            (None, None) => self.is_modern() && is_enclosed(before, after.rest()),
        }
    }

    /// Whether the year is one that a document is likely to name.
    fn is_modern(&self) -> bool {
        self.first.year.is_some_and(|year| year.value >= FIRST_BARE_YEAR)
    }

    /// Whether two years are years and not two numbers, which are rounder.
    fn is_span_of_years(&self, text: &str) -> bool {
        let year = |part: DatePart| part.year.map_or(0, |year| year.value);
        let (first, last) = (year(self.first), self.last.map_or(0, year));
        let is_word = text[self.span.clone()].contains(char::is_alphabetic);
        let is_round = first % 100 == 0 && last % 100 == 0;
        self.is_modern() && first < last && !(is_word && is_round)
    }
}

/// The part with its year in full, and whether that is sure.
fn with_century(part: DatePart, known: &BTreeSet<u32>) -> (DatePart, bool) {
    let Some(Year { value, is_short: true }) = part.year else {
        return (part, true);
    };
    let is_near = |year: &u32| {
        known.range(year.saturating_sub(SAME_TIME)..=year + SAME_TIME).next().is_some()
    };
    let near =
        [1900, 1800, 1700, 1600, 2000].map(|century| century + value).into_iter().find(is_near);
    let year = Year { value: near.unwrap_or(1900 + value), is_short: false };
    (DatePart { year: Some(year), ..part }, near.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text, and the dates in it as `typed = ISO form`, with `?` where uncertain, divided by ` | `.
    const FOUND: &[(&str, &str)] = &[
        // Days.
        ("Pjöngjang, 30. August 1960", "30. August 1960 = 1960-08-30"),
        ("am 30.8.1960 in Berlin", "30.8.1960 = 1960-08-30"),
        ("vom 30.08.1960.", "30.08.1960 = 1960-08-30"),
        ("30. 8. 1960", "30. 8. 1960 = 1960-08-30"),
        ("Berlin, den 30.8.60", "30.8.60 = 1960-08-30?"),
        ("30. Aug. 1960", "30. Aug. 1960 = 1960-08-30"),
        ("den 30. VIII. 1960", "30. VIII. 1960 = 1960-08-30"),
        ("den 30.VIII.60", "30.VIII.60 = 1960-08-30?"),
        ("5. I. 1953", "5. I. 1953 = 1953-01-05"),
        ("Bericht vom 1960-08-30:", "1960-08-30 = 1960-08-30"),
        ("Pyongyang, 30 August 1960", "30 August 1960 = 1960-08-30"),
        ("on August 30, 1960, the", "August 30, 1960 = 1960-08-30"),
        ("AUGUST 30, 1960", "AUGUST 30, 1960 = 1960-08-30"),
        ("the 30th of August, 1960", "30th of August, 1960 = 1960-08-30"),
        ("30th August 1960", "30th August 1960 = 1960-08-30"),
        ("Aug. 30th, 1960", "Aug. 30th, 1960 = 1960-08-30"),
        ("Aug 30 1960", "Aug 30 1960 = 1960-08-30"),
        ("12. Jänner 1848", "12. Jänner 1848 = 1848-01-12"),
        ("den 5. Feber 1934", "5. Feber 1934 = 1934-02-05"),
        ("17. Maerz 1948", "17. Maerz 1948 = 1948-03-17"),
        ("5. März 1953 starb", "5. März 1953 = 1953-03-05"),
        ("24 October 1648", "24 October 1648 = 1648-10-24"),
        ("den 24ten October 1648", "24ten October 1648 = 1648-10-24"),
        ("Wien, 15. Mai 1955", "15. Mai 1955 = 1955-05-15"),
        ("29. Februar 1960", "29. Februar 1960 = 1960-02-29"),
        ("30-Aug-1960", "30-Aug-1960 = 1960-08-30"),
        ("30-Aug-60", "30-Aug-60 = 1960-08-30?"),
        ("30-08-1960", "30-08-1960 = 1960-08-30"),
        ("05-08-1960", "05-08-1960 = 1960-05-08/1960-08-05?"),
        ("Berlin, den 5. Mai 53", "5. Mai 53 = 1953-05-05?"),
        ("5 May ’53", "5 May ’53 = 1953-05-05?"),
        ("30 August [1960]", "30 August [1960] = 1960-08-30?"),
        ("[30 August 1960]", "[30 August 1960] = 1960-08-30?"),
        ("Dienstag, den 30. August 1960, 14.00 Uhr", "30. August 1960 = 1960-08-30"),
        ("30.\u{A0}August 1960", "30.\u{A0}August 1960 = 1960-08-30"),
        ("30.\nAugust 1960", "30.\nAugust 1960 = 1960-08-30"),
        ("(30.8.1960)", "30.8.1960 = 1960-08-30"),
        ("30.8.1960/Mü", "30.8.1960 = 1960-08-30"),
        (
            "Die Sitzung vom 1. September 1960 und die vom 3. September 1960",
            "1. September 1960 = 1960-09-01 | 3. September 1960 = 1960-09-03",
        ),
        ("am 5. und 6. Mai 1957", "6. Mai 1957 = 1957-05-06"),
        ("killed 5 in May 1960", "May 1960 = 1960-05"),
        ("Mai 1957: 3 Berichte", "Mai 1957 = 1957-05"),
        // Months and seasons.
        ("im August 1960", "August 1960 = 1960-08"),
        ("Aug. 1960", "Aug. 1960 = 1960-08"),
        ("August of 1960", "August of 1960 = 1960-08"),
        ("August, 1960", "August, 1960 = 1960-08"),
        ("In May 1960 he", "May 1960 = 1960-05"),
        ("im Mai des Jahres 1960", "Mai des Jahres 1960 = 1960-05"),
        ("Dez. 1949", "Dez. 1949 = 1949-12"),
        ("Sept. 1949", "Sept. 1949 = 1949-09"),
        ("im Herbst 1960", "Herbst 1960 = 1960-09-01/1960-11-30"),
        ("Frühjahr 1955", "Frühjahr 1955 = 1955-03-01/1955-05-31"),
        ("in the spring of 1960", "spring of 1960 = 1960-03-01/1960-05-31"),
        ("spring 1960", "spring 1960 = 1960-03-01/1960-05-31"),
        ("the fall of 1989", "fall of 1989 = 1989-09-01/1989-11-30"),
        ("Winter 1959/60", "Winter 1959/60 = 1959-12-01/1960-02-29"),
        ("Winter 1960", "Winter 1960 = 1959-12-01/1961-02-28?"),
        // Parts.
        ("Anfang August 1960", "Anfang August 1960 = 1960-08-01/1960-08-10"),
        ("Mitte August 1960", "Mitte August 1960 = 1960-08-11/1960-08-20"),
        ("Ende Februar 1960", "Ende Februar 1960 = 1960-02-21/1960-02-29"),
        ("Ende 1960", "Ende 1960 = 1960-09-01/1960-12-31"),
        ("Anfang des Jahres 1960", "Anfang des Jahres 1960 = 1960-01-01/1960-04-30"),
        ("late 1960", "late 1960 = 1960-09-01/1960-12-31"),
        ("early August 1960", "early August 1960 = 1960-08-01/1960-08-10"),
        ("mid-1960", "mid-1960 = 1960-05-01/1960-08-31"),
        ("mid-August 1960", "mid-August 1960 = 1960-08-11/1960-08-20"),
        ("at the end of August 1960", "end of August 1960 = 1960-08-21/1960-08-31"),
        ("by the end of 1960", "end of 1960 = 1960-09-01/1960-12-31"),
        // Decades.
        ("in the 1960s", "1960s = 1960-01-01/1969-12-31"),
        ("in den 1960er Jahren", "1960er Jahren = 1960-01-01/1969-12-31"),
        ("Anfang der 1960er Jahre", "Anfang der 1960er Jahre = 1960-01-01/1963-12-31"),
        ("the early 1960s", "early 1960s = 1960-01-01/1963-12-31"),
        ("die 60er Jahre", "60er Jahre = 1960-01-01/1969-12-31?"),
        ("in the ’60s", "’60s = 1960-01-01/1969-12-31?"),
        // Years.
        ("im Jahre 1648", "1648 = 1648"),
        ("in 1648.", "1648 = 1648"),
        ("seit 1960", "1960 = 1960"),
        ("In the year 1291", "1291 = 1291"),
        ("[1960]", "[1960] = 1960?"),
        ("Brief an Kim [1960?]", "[1960?] = 1960?"),
        ("Huber (1957)", "1957 = 1957"),
        // Spans.
        ("12.–14. Mai 1957", "12.–14. Mai 1957 = 1957-05-12/1957-05-14"),
        ("12. - 14. Mai 1957", "12. - 14. Mai 1957 = 1957-05-12/1957-05-14"),
        ("vom 12. bis 14. Mai 1957", "12. bis 14. Mai 1957 = 1957-05-12/1957-05-14"),
        ("vom 12. bis zum 14. Mai 1957", "12. bis zum 14. Mai 1957 = 1957-05-12/1957-05-14"),
        ("12-14 May 1957", "12-14 May 1957 = 1957-05-12/1957-05-14"),
        ("from 12 to 14 May 1957", "12 to 14 May 1957 = 1957-05-12/1957-05-14"),
        ("May 12-14, 1957", "May 12-14, 1957 = 1957-05-12/1957-05-14"),
        ("May 12 – June 3, 1957", "May 12 – June 3, 1957 = 1957-05-12/1957-06-03"),
        ("12 May – 3 June 1957", "12 May – 3 June 1957 = 1957-05-12/1957-06-03"),
        ("30.8.1960–2.9.1960", "30.8.1960–2.9.1960 = 1960-08-30/1960-09-02"),
        ("5./6. Mai 1957", "5./6. Mai 1957 = 1957-05-05/1957-05-06"),
        ("Mai/Juni 1960", "Mai/Juni 1960 = 1960-05-01/1960-06-30"),
        ("Mai bis August 1960", "Mai bis August 1960 = 1960-05-01/1960-08-31"),
        ("May 1960 to June 1961", "May 1960 to June 1961 = 1960-05-01/1961-06-30"),
        ("1959/60", "1959/60 = 1959-01-01/1960-12-31"),
        ("1959/1960", "1959/1960 = 1959-01-01/1960-12-31"),
        ("1960–1962", "1960–1962 = 1960-01-01/1962-12-31"),
        ("1960-62", "1960-62 = 1960-01-01/1962-12-31"),
        ("von 1960 bis 1962", "1960 bis 1962 = 1960-01-01/1962-12-31"),
        ("between 1960 and 1962", "between 1960 and 1962 = 1960-01-01/1962-12-31"),
        (
            "zwischen dem 12. und dem 14. Mai 1957",
            "zwischen dem 12. und dem 14. Mai 1957 = 1957-05-12/1957-05-14",
        ),
        ("between May and August 1960", "between May and August 1960 = 1960-05-01/1960-08-31"),
        // Bounds and guesses.
        ("vor 1960", "vor 1960 = ../1959-12-31?"),
        ("before May 1960", "before May 1960 = ../1960-04-30?"),
        ("nach dem 30. August 1960", "nach dem 30. August 1960 = 1960-08-31/..?"),
        ("before the end of 1960", "before the end of 1960 = ../1960-12-31?"),
        ("from the beginning of 1960", "beginning of 1960 = 1960-01-01/1960-04-30"),
        ("beginning in 1960,", "1960 = 1960"),
        ("after 1960,", "after 1960 = 1961-01-01/..?"),
        ("um 1960", "um 1960 = 1960?"),
        ("ca. 1960", "ca. 1960 = 1960?"),
        ("circa August 1960", "circa August 1960 = 1960-08?"),
        ("c. 1648", "c. 1648 = 1648?"),
        ("around 30 August 1960", "around 30 August 1960 = 1960-08-30?"),
        // The century of the text.
        (
            "Berlin, 30.8.60. Am 1. September 1960 war",
            "30.8.60 = 1960-08-30 | 1. September 1960 = 1960-09-01",
        ),
        (
            "Wien, 5.3.48. Am 13. März 1848 begann",
            "5.3.48 = 1848-03-05 | 13. März 1848 = 1848-03-13",
        ),
    ];

    /// Texts without a date.
    const NONE: &[&str] = &[
        "31.2.1960",
        "31. Februar 1960",
        "30 February 1960",
        "February 30, 1960",
        "29.2.1961",
        "31. April 1953",
        "32.8.1960",
        "0.5.1960",
        "12.13.1960",
        "1960-13-01",
        "1960-02-30",
        "April 31, 1950",
        "Version 5.12.1",
        "Version 5.12.12",
        "5.12",
        "am 5.12.",
        "um 12.30 Uhr",
        "Abschnitt 5.12.60",
        "siehe 3.4.5.60",
        "192.168.10.12",
        "10.1.12.60",
        "S. 1015-1020",
        "pp. 1201–1260",
        "Seite 1960",
        "Nr. 1959/60",
        "Bl. 1960",
        "DY 1959/60",
        "FO 371/1960",
        "DY 30/1960-1962",
        "IV 2/20/1960",
        "C 1590/75",
        "B 136/1960",
        "§ 1960",
        "1960 Mann",
        "um 1500 Soldaten",
        "about 1500 prisoners were taken",
        "1,960",
        "1.960",
        "1960,5",
        "12.000 Mann",
        "1500 to 2000 men",
        "between 1500 and 2000 men",
        "von 1500 bis 2000 Mark",
        "vor 1500 Jahren",
        "after 2000 miles",
        "in 1960 Fällen",
        "im Fall 196",
        "He may 15 times",
        "march 1500 miles",
        "30. August",
        "August 30",
        "Mai",
        "12.–14. Mai",
        "den 5.",
        "in May he",
        "der 8. Parteitag",
        "3. September",
        "300 BC",
        "ISBN 1960-1962",
        "Tel. 1960-1962",
        "DM 1960",
        "1960 DM",
        "1960 %",
        "1960 v. Chr.",
        "in 1234567",
        "A1960",
        "1960er Wein",
        "mid-August",
        "late May",
        "Ende Mai",
        "19600830",
        "30/8/1960 = 5",
        "room 1960",
        "1960",
        "1984 is a novel",
        "The 1960 election",
        "12.5.1960.7",
        "1.2.3.1960",
        "12-14",
        "* 19.jul./ 30.",
        "1.2.10 Ziele",
        "43 U.S.C. 1712).",
        "163(17), 2058-2065.",
        "64: 1563-1569",
        "H. R. 1904—10",
        "1960-1955",
        "in the 60 cases",
        "Winter is coming",
        "Frühjahr",
        "before May",
        "8-10",
        "The Regiment of 1500 men",
        "2001: A Space Odyssey",
        "Ausfertigung 3/60",
        "Az. 12.10-60/3",
        "Ende der 1960 Tage",
    ];

    fn shown(text: &str) -> String {
        let show = |(span, date): &(Span, HistoricalDate)| {
            assert!(date.text.contains(&text[span.clone()]), "{text}");
            format!("{} = {}{}", date.text, date.iso(), if date.uncertain { "?" } else { "" })
        };
        find_dates(text).iter().map(show).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn dates_are_found() {
        let wrong: Vec<String> = FOUND
            .iter()
            .map(|(text, expect)| (text, shown(text), *expect))
            .filter(|(_, found, expect)| found != expect)
            .map(|(text, found, expect)| format!("{text:?}: {found:?}, not {expect:?}"))
            .collect();
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn what_is_no_date_is_left() {
        let wrong: Vec<(&str, String)> = NONE
            .iter()
            .map(|text| (*text, shown(text)))
            .filter(|(_, found)| !found.is_empty())
            .collect();
        assert_eq!(wrong, []);
    }

    #[test]
    fn a_value_is_read_as_a_date() {
        let check = |text: &str, expect: &str| {
            let date = parse_date(text);
            let show = |date: &HistoricalDate| {
                assert_eq!(date.text, text.trim());
                format!("{}{}", date.iso(), if date.uncertain { "?" } else { "" })
            };
            assert_eq!(date.as_ref().map(show).unwrap_or_default(), expect, "{text}");
        };
        check("1960", "1960");
        check("960", "0960");
        check("1960?", "1960?");
        check("[1960]", "1960?");
        check("[1960?]", "1960?");
        check("1960-08", "1960-08");
        check("1960/08/30", "1960-08-30");
        check("19600830", "1960-08-30");
        check("30/8/1960", "1960-08-30");
        check("8/30/1960", "1960-08-30");
        check("5/6/1960", "1960-05-06/1960-06-05?");
        check("1960-08-30T12:00:00Z", "1960-08-30");
        check("1960-08-30 12:00:00", "1960-08-30");
        check("D:20010203040506+01'00'", "2001-02-03");
        check("Tue, 30 Aug 1960 10:00:00 +0200", "1960-08-30");
        check("Dienstag, den 30. August 1960", "1960-08-30");
        check("30 august 1960", "1960-08-30");
        check("may 1960", "1960-05");
        check("1960-08-30/1960-09-02", "1960-08-30/1960-09-02");
        check("1960 bis 1962", "1960-01-01/1962-12-31");
        check("before 1960", "../1959-12-31?");
        check("written on 30 August 1960 in Berlin", "1960-08-30");
        for none in [
            "",
            "?",
            "undated",
            "o. D.",
            "2020-13-40",
            "31.2.1960",
            "99999",
            "12 Personen",
            "D:",
            "[]",
        ] {
            check(none, "");
        }
    }
}
