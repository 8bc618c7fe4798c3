//! A date, or the half of a span of dates that names only a day or a month.

use super::cursor::Cursor;
use super::date_words::{self as words, DECADE_LINKS, YEAR_LINKS};
use crate::document::{day_number, days_in_month};

/// The years that are believed in running text.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2100;

/// Signs that divide a span.
pub const DASHES: [char; 4] = ['–', '-', '—', '\u{2011}'];

/// The last third, in [`DatePart::portion`].
pub const LAST_PORTION: u32 = 2;

/// The number of the season that two years share.
const WINTER: u32 = 3;

/// What a date says, as far as it goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DatePart {
    pub year: Option<Year>,
    pub month: Option<u32>,
    pub day: Option<u32>,
    /// 0 for spring to 3 for winter.
    pub season: Option<u32>,
    /// 0 for the first third to 2 for the last.
    pub portion: Option<u32>,
    pub is_decade: bool,
    /// Whether the season is a winter named by the years it begins and ends in.
    pub has_both_years: bool,
    /// Whether day and month may be meant the other way round.
    pub is_ambiguous: bool,
    /// Whether something was added in brackets.
    pub is_supplied: bool,
}

/// A year as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// 0 to 99 if it is short.
    pub value: u32,
    pub is_short: bool,
}

impl DatePart {
    /// Whether only a year is given.
    pub fn is_year(&self) -> bool {
        self.year.is_some() && *self == DatePart { year: self.year, ..DatePart::default() }
    }

    /// Whether only a month is given.
    pub fn is_month(&self) -> bool {
        self.month.is_some() && *self == DatePart { month: self.month, ..DatePart::default() }
    }

    /// Whether only a day is given.
    pub fn is_day(&self) -> bool {
        self.day.is_some() && *self == DatePart { day: self.day, ..DatePart::default() }
    }

    /// The part with what it lacks taken from the other half of its span.
    pub fn completed(self, other: DatePart) -> DatePart {
        DatePart { year: self.year.or(other.year), month: self.month.or(other.month), ..self }
    }

    /// The first and the last day, `None` where the calendar has no such day or no year is known.
    pub fn interval(&self) -> Option<(u32, u32)> {
        let year = self.year?.value;
        let portion = self.portion;
        let months = |first: u32, last: u32| -> Option<(u32, u32)> {
            let end = day_number(year, last, days_in_month(year, last))?;
            Some((day_number(year, first, 1)?, end))
        };
        match (self.month, self.day, self.season) {
            _ if self.is_decade => {
                let (first, last) = [(0, 3), (4, 6), (7, 9), (0, 9)][portion.unwrap_or(3) as usize];
                Some((day_number(year + first, 1, 1)?, day_number(year + last, 12, 31)?))
            }
            (_, _, Some(WINTER)) => {
                // Of one year, the winter that ends in it or the one that begins in it.
                let first = if self.has_both_years { year } else { year.checked_sub(1)? };
                let end = day_number(year + 1, 2, days_in_month(year + 1, 2))?;
                Some((day_number(first, 12, 1)?, end))
            }
            (_, _, Some(season)) => months(season * 3 + 3, season * 3 + 5),
            (Some(month), Some(day), _) => {
                let typed = day_number(year, month, day)?;
                let other = day_number(year, day, month).filter(|_| self.is_ambiguous);
                let other = other.unwrap_or(typed);
                Some((typed.min(other), typed.max(other)))
            }
            (Some(month), None, _) => {
                let whole = (1, days_in_month(year, month));
                let (first, last) =
                    [(1, 10), (11, 20), (21, whole.1), whole][portion.unwrap_or(3) as usize];
                Some((day_number(year, month, first)?, day_number(year, month, last)?))
            }
            (None, None, None) => {
                let (first, last) =
                    [(1, 4), (5, 8), (9, 12), (1, 12)][portion.unwrap_or(3) as usize];
                months(first, last)
            }
            (None, Some(_), None) => None,
        }
    }

    /// Whether the interval is wider than what is meant.
    pub fn is_vague(&self) -> bool {
        self.is_supplied || self.is_ambiguous || self.season == Some(WINTER) && !self.has_both_years
    }
}

/// Reads what stands at `place`; `is_whole` where the text is known to be nothing but a date.
pub fn date_part(place: Cursor<'_>, is_whole: bool) -> Option<(DatePart, Cursor<'_>)> {
    let Some((portion, after)) = portion(place) else {
        return undivided(place, is_whole);
    };
    let after = after.optional(&DASHES);
    let (part, after) = undivided(after.past_link(YEAR_LINKS), is_whole).or_else(|| {
        let decade = undivided(after.past_link(DECADE_LINKS), is_whole);
        decade.filter(|(part, _)| part.is_decade)
    })?;
    let is_divisible = part.year.is_some() && part.day.is_none() && part.season.is_none();
    is_divisible.then_some((DatePart { portion: Some(portion), ..part }, after))
}

/// The third that a word names, and the place after it. `beginning in May` is a verb.
fn portion(place: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let (word, after) = place.word()?;
    let is_verb =
        word.eq_ignore_ascii_case("beginning") && after.blanks().one_of(&["of"]).is_none();
    words::portion(word).filter(|_| !is_verb).map(|portion| (portion, after))
}

/// Reads a date of which no third is named.
fn undivided(place: Cursor<'_>, is_whole: bool) -> Option<(DatePart, Cursor<'_>)> {
    if let Some((value, digits, after)) = place.number() {
        return match digits {
            1 | 2 => from_day(value, digits, after, is_whole),
            4 => from_year(value, after, is_whole),
            3 if is_whole => Some((of_year(value, false), after)),
            8 if is_whole => compact(value).map(|part| (part, after)),
            _ => None,
        };
    }
    if let Some(after) = place.sign(&['[']) {
        let (year, _, after) = after.number().filter(|(_, digits, _)| *digits == 4)?;
        let part = DatePart { is_supplied: true, ..of_year(year, false) };
        return Some((part, after.sign(&[']'])?));
    }
    if let Some(after) = place.sign(&['’', '\'']) {
        let (value, _, after) = after.number().filter(|(_, digits, _)| *digits == 2)?;
        let after =
            after.sign(&['s']).filter(|after| after.ends_word() && value.is_multiple_of(10))?;
        return Some((DatePart { is_decade: true, ..of_year(value, true) }, after));
    }
    let (word, after) = place.word()?;
    if let Some(month) = words::month(word) {
        let is_capital = word.starts_with(char::is_uppercase);
        return (is_capital || is_whole).then(|| from_month(month, after.optional(&['.'])));
    }
    let season = words::season(word)?;
    let (year, after) = year(after.optional(&[',']).past_link(YEAR_LINKS), false)?;
    Some(of_season(season, year, after))
}

fn of_year(value: u32, is_short: bool) -> DatePart {
    DatePart { year: Some(Year { value, is_short }), ..DatePart::default() }
}

/// A day written YYYYMMDD.
fn compact(value: u32) -> Option<DatePart> {
    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
    day_number(year, month, day).filter(|_| YEARS.contains(&year))?;
    Some(DatePart { month: Some(month), day: Some(day), ..of_year(year, false) })
}

/// What follows a number of four digits.
fn from_year(year: u32, after: Cursor<'_>, is_whole: bool) -> Option<(DatePart, Cursor<'_>)> {
    let part = (YEARS.contains(&year) || is_whole).then(|| of_year(year, false))?;
    let two_digits = |place: Cursor<'_>| {
        place.number().filter(|(_, digits, _)| *digits == 2).map(|(n, _, after)| (n, after.at()))
    };
    let divider: &[char] = if is_whole { &['-', '/', '.'] } else { &['-'] };
    if let Some(divided) = after.sign(divider)
        && let Some((month, end)) = two_digits(divided)
    {
        let rest = divided.skip(end - divided.at());
        if let Some(divided) = rest.sign(divider)
            && let Some((day, end)) = two_digits(divided)
        {
            return Some((
                DatePart { month: Some(month), day: Some(day), ..part },
                divided.skip(end - divided.at()),
            ));
        }
        if is_whole && (1..=12).contains(&month) && rest.peek().is_none() {
            return Some((DatePart { month: Some(month), ..part }, rest));
        }
    }
    if year.is_multiple_of(10) {
        let decade = DatePart { is_decade: true, ..part };
        let plural = after.sign(&['s']).or_else(|| after.sign(&['’', '\''])?.sign(&['s']));
        if let Some(end) = plural.filter(|end| end.ends_word()) {
            return Some((decade, end));
        }
        if let Some(end) = after.one_of(&["er"]).and_then(years_word) {
            return Some((decade, end));
        }
    }
    Some((part, after)).filter(|(_, after)| after.ends_word())
}

/// After `Jahre` or `-Jahre`.
fn years_word(place: Cursor<'_>) -> Option<Cursor<'_>> {
    place.optional(&['-']).blanks().one_of(&["jahre", "jahren"])
}

/// What follows a number of one or two digits.
fn from_day(
    value: u32,
    digits: usize,
    after: Cursor<'_>,
    is_whole: bool,
) -> Option<(DatePart, Cursor<'_>)> {
    if digits == 2
        && value.is_multiple_of(10)
        && let Some(end) = after.one_of(&["er"]).and_then(years_word)
    {
        return Some((DatePart { is_decade: true, ..of_year(value, true) }, end));
    }
    if !(1..=31).contains(&value) {
        return None;
    }
    let day = DatePart { day: Some(value), ..DatePart::default() };
    numeric(value, after, is_whole).or_else(|| {
        let suffix = after.one_of(&["st", "nd", "rd", "th", "ten", "sten", "te", "ste"]);
        let rest = suffix.unwrap_or(after).optional(&['.']);
        let named =
            rest.sign(&['-']).or_else(|| rest.sign(&['/'])).unwrap_or(rest.past_link(&[&["of"]]));
        let Some((word, after)) = named.word() else {
            return Some((day, rest)).filter(|(_, rest)| rest.ends_word());
        };
        let month = words::month(word).or_else(|| words::roman_month(word));
        let Some(month) = month else {
            return Some((day, rest)).filter(|(_, rest)| rest.ends_word());
        };
        let part = DatePart { month: Some(month), ..day };
        let after = after.optional(&['.']);
        // `30-Aug-60` has no blanks, `30. August, 1960` may have some.
        let divided = after.sign(&['-', '/']);
        let rest = divided.unwrap_or_else(|| after.optional(&[',']).past_link(YEAR_LINKS));
        match year(rest, true) {
            Some((year, after)) => {
                Some((DatePart { year: Some(year.0), is_supplied: year.1, ..part }, after))
            }
            None => Some((part, after)),
        }
    })
}

/// The month and the year after the day of a date in numbers: `.8.1960`, `. 8. 60`, `-08-1960`.
fn numeric(first: u32, after: Cursor<'_>, is_whole: bool) -> Option<(DatePart, Cursor<'_>)> {
    let dividers: &[char] = if is_whole { &['.', '-', '/'] } else { &['.', '-'] };
    let divider = after.peek().filter(|c| dividers.contains(c))?;
    let is_dotted = divider == '.';
    let (second, _, after) =
        divided(after, divider)?.number().filter(|(_, digits, _)| *digits <= 2)?;
    let (value, digits, after) = divided(after, divider)?.number()?;
    let is_short = digits == 2;
    if !after.ends_word() || !(is_short && is_dotted || digits == 4 && YEARS.contains(&value)) {
        return None;
    }
    let (day, month) = if !is_dotted && second > 12 { (second, first) } else { (first, second) };
    let is_ambiguous = !is_dotted && first <= 12 && second <= 12 && first != second;
    let part = of_year(value, is_short);
    Some((DatePart { day: Some(day), month: Some(month), is_ambiguous, ..part }, after))
}

/// After a divider, and after the blanks that may follow a full stop.
fn divided(place: Cursor<'_>, divider: char) -> Option<Cursor<'_>> {
    let after = place.sign(&[divider])?;
    Some(if divider == '.' { after.blanks() } else { after })
}

/// What follows the name of a month.
fn from_month(month: u32, after: Cursor<'_>) -> (DatePart, Cursor<'_>) {
    let part = DatePart { month: Some(month), ..DatePart::default() };
    if let Some((day, digits, end)) = after.blanks().number()
        && digits <= 2
        && (1..=31).contains(&day)
    {
        let end = end.one_of(&["st", "nd", "rd", "th"]).unwrap_or(end);
        let part = DatePart { day: Some(day), ..part };
        return match year(end.optional(&[',']).blanks(), false) {
            Some((year, end)) => {
                (DatePart { year: Some(year.0), is_supplied: year.1, ..part }, end)
            }
            None => (part, end),
        };
    }
    let rest = after.optional(&[',']).past_link(YEAR_LINKS);
    match year(rest, false) {
        Some((year, end)) => (DatePart { year: Some(year.0), is_supplied: year.1, ..part }, end),
        None => (part, after),
    }
}

/// Reads a day and a year that share the month of the day before: `14, 1957`.
pub fn day_and_year(place: Cursor<'_>) -> Option<(DatePart, Cursor<'_>)> {
    let (day, _, after) = place.number().filter(|(day, ..)| (1..=31).contains(day))?;
    let after = after.one_of(&["st", "nd", "rd", "th"]).unwrap_or(after);
    let ((year, is_supplied), end) = year(after.optional(&[',']).blanks(), false)?;
    let part = DatePart { year: Some(year), day: Some(day), is_supplied, ..DatePart::default() };
    Some((part, end))
}

/// A season with its year, or a winter with both its years.
fn of_season(season: u32, year: (Year, bool), after: Cursor<'_>) -> (DatePart, Cursor<'_>) {
    let (year, is_supplied) = year;
    let part =
        DatePart { year: Some(year), season: Some(season), is_supplied, ..DatePart::default() };
    match after.sign(&['/']).and_then(Cursor::number) {
        Some((second, _, end)) if season == WINTER && follows(year.value, second) => {
            (DatePart { has_both_years: true, ..part }, end)
        }
        _ => (part, after),
    }
}

/// Whether a year is the one after another; two digits stand for the year of the same century.
pub fn follows(year: u32, second: u32) -> bool {
    second == year + 1 || second < 100 && second == (year + 1) % 100
}

/// A year of four digits, in brackets if it was supplied, or with an apostrophe and two; with `may_be_short` also of two
/// digits, if nothing but a stop follows.
fn year(place: Cursor<'_>, may_be_short: bool) -> Option<((Year, bool), Cursor<'_>)> {
    let bracketed = place.sign(&['[']);
    let apostrophe = place.sign(&['’', '\'']);
    let (value, digits, after) = bracketed.or(apostrophe).unwrap_or(place).number()?;
    let is_short = match digits {
        4 if apostrophe.is_none() && YEARS.contains(&value) => false,
        2 if apostrophe.is_some() => true,
        2 if may_be_short && bracketed.is_none() && is_followed_by_stop(after) => true,
        _ => return None,
    };
    let after = match bracketed {
        Some(_) => after.optional(&['?']).sign(&[']'])?,
        None => after,
    };
    after.ends_word().then_some(((Year { value, is_short }, bracketed.is_some()), after))
}

/// Whether a sentence, a line or a clause ends here.
fn is_followed_by_stop(place: Cursor<'_>) -> bool {
    let mut signs = place.rest().chars();
    match signs.next() {
        None | Some(';' | ':' | ')' | ']' | '!' | '?' | '\n') => true,
        Some('.' | ',') => !signs.next().is_some_and(char::is_alphanumeric),
        _ => false,
    }
}
