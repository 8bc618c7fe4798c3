//! The numbers of a spreadsheet as a reader sees them: dates by their number format, others without noise.
//!
//! Source: ECMA-376 part 1, sections 18.8.30 (number formats) and 18.17.4 (dates).

use std::collections::HashMap;

use super::xml_text::{Node, Xml};

/// Days from 1 January 1970 to the day that is counted as 0.
const EPOCH_1900: i64 = -25569;
const EPOCH_1904: i64 = -24107;

/// The last day that Excel can show, 31 December 9999.
const LAST_DAY: f64 = 2_958_465.0;

/// Days before 1 March 1900 are counted one too low, for Excel holds 1900 for a leap year.
const LEAP_BUG: i64 = 60;

const SECONDS_A_DAY: i64 = 86_400;

/// How many digits of a number Excel knows.
const DIGITS: usize = 15;

/// What the number formats of a workbook show.
#[derive(Debug, Default)]
pub struct NumberFormats {
    /// By cell style.
    shows: Vec<Shows>,
    counts_from_1904: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shows {
    Number,
    Date,
    Time,
    DateTime,
}

impl NumberFormats {
    /// Reads the styles part.
    pub fn read(text: &str, max_depth: usize, counts_from_1904: bool) -> NumberFormats {
        let mut xml = Xml::new(text, max_depth);
        let mut own = HashMap::new();
        let mut shows = Vec::new();
        xml.root();
        while let Some(node) = xml.node() {
            let Node::Element(list) = node else { continue };
            if !matches!(list.name(), "numFmts" | "cellXfs") {
                xml.skip();
                continue;
            }
            while let Some(node) = xml.node() {
                let Node::Element(element) = node else { continue };
                let id: u32 = element
                    .attribute("numFmtId")
                    .and_then(|id| id.parse().ok())
                    .unwrap_or_default();
                match element.name() {
                    "numFmt" => {
                        let code = element.attribute("formatCode").unwrap_or_default();
                        own.insert(id, of_code(&code));
                    }
                    _ => shows.push(own.get(&id).copied().unwrap_or_else(|| of_number(id))),
                }
                xml.skip();
            }
        }
        NumberFormats { shows, counts_from_1904 }
    }

    /// The value as an ISO 8601 date or time, when cells of this style show one.
    pub fn date(&self, style: usize, value: &str) -> Option<String> {
        let shows = *self.shows.get(style)?;
        let days: f64 = value.trim().parse().ok()?;
        if shows == Shows::Number || !(0.0..=LAST_DAY + 1.0).contains(&days) {
            return None;
        }
        // Rounded to seconds first, so that 23:59:59.9999 is not the day before.
        let seconds = (days * SECONDS_A_DAY as f64).round() as i64;
        let (day, second) = (seconds / SECONDS_A_DAY, seconds % SECONDS_A_DAY);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let time = match second {
            0 => format!("{hour:02}:{minute:02}"),
            _ => format!("{hour:02}:{minute:02}:{second:02}"),
        };
        let (year, month, day) = civil(match self.counts_from_1904 {
            true => day + EPOCH_1904,
            false => day + EPOCH_1900 + i64::from(day < LEAP_BUG),
        });
        let date = format!("{year:04}-{month:02}-{day:02}");
        Some(match shows {
            Shows::Time => time,
            Shows::DateTime => format!("{date} {time}"),
            _ => date,
        })
    }
}

/// What the formats that need no code show.
fn of_number(id: u32) -> Shows {
    match id {
        14..=17 | 27..=31 | 34..=36 | 50..=54 | 57..=58 => Shows::Date,
        18..=21 | 32..=33 | 45..=47 | 55..=56 => Shows::Time,
        22 => Shows::DateTime,
        _ => Shows::Number,
    }
}

/// What a format code shows: `yyyy\-mm\-dd` a date, `[h]:mm` a time, `0.00` a number.
fn of_code(code: &str) -> Shows {
    let (mut date, mut time, mut month_or_minute) = (false, false, false);
    let mut chars = code.split(';').next().unwrap_or_default().chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                time |= !inside.is_empty()
                    && inside.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's'));
            }
            'y' | 'Y' | 'd' | 'D' | 'j' | 'J' => date = true,
            'h' | 'H' | 's' | 'S' => time = true,
            'm' | 'M' => month_or_minute = true,
            '0' | '#' | '?' | '@' if !time && !date => return Shows::Number,
            // `General`, and what Excel writes for red or for an era.
            'G' | 'E' | 'e' | 'n' if !time && !date => return Shows::Number,
            _ => {}
        }
    }
    match (date || month_or_minute && !time, time) {
        (true, true) => Shows::DateTime,
        (true, false) => Shows::Date,
        (false, true) => Shows::Time,
        (false, false) => Shows::Number,
    }
}

/// Year, month and day of a number of days since 1 January 1970.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// A number as typed, without the noise of binary fractions: `0.1`, not `0.10000000000000001`.
pub fn show_number(value: &str) -> String {
    let value = value.trim();
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let is_noisy = digits > DIGITS && value.contains('.') || value.contains(['e', 'E']);
    match value.parse::<f64>() {
        Ok(number) if is_noisy && number.is_finite() && (1e-5..1e15).contains(&number.abs()) => {
            let whole = number.abs().log10().floor() as i32 + 1;
            let decimals = usize::try_from(DIGITS as i32 - whole.max(0)).unwrap_or(0);
            let text = format!("{number:.decimals$}");
            match text.contains('.') {
                true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
                false => text,
            }
        }
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_tell_dates_from_numbers() {
        let check = |code, expect| assert_eq!(of_code(code), expect, "{code}");
        check("yyyy\\-mm\\-dd", Shows::Date);
        check("[$-407]d. mmmm yyyy;@", Shows::Date);
        check("TT.MM.JJJJ", Shows::Date);
        check("dd.mm.yy hh:mm", Shows::DateTime);
        check("[h]:mm:ss", Shows::Time);
        check("mm:ss.0", Shows::Time);
        check("mmm", Shows::Date);
        check("0.00\" days\"", Shows::Number);
        check("#,##0 \"DM\"", Shows::Number);
        check("[Red]0", Shows::Number);
        check("General", Shows::Number);
        check("@", Shows::Number);
    }

    #[test]
    fn days_become_iso_dates() {
        let styles = "<s><numFmts><numFmt numFmtId='164' formatCode='hh:mm'/></numFmts>\
            <cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='164'/></cellXfs></s>";
        let check = |from_1904, style, value, expect: Option<&str>| {
            let formats = NumberFormats::read(styles, 64, from_1904);
            assert_eq!(formats.date(style, value).as_deref(), expect, "{value}");
        };
        check(false, 1, "1", Some("1900-01-01"));
        check(false, 1, "59", Some("1900-02-28"));
        check(false, 1, "61", Some("1900-03-01"));
        check(false, 1, "22047", Some("1960-05-11"));
        check(true, 1, "20585", Some("1960-05-11"));
        check(false, 2, "22047.75", Some("1960-05-11 18:00"));
        check(false, 2, "22047.999999999", Some("1960-05-12 00:00"));
        check(false, 3, "0.5104282407407408", Some("12:15:01"));
        check(false, 0, "22047", None);
        check(false, 9, "22047", None);
        check(false, 1, "-5", None);
        check(false, 1, "1e300", None);
        check(false, 1, "text", None);
    }

    #[test]
    fn numbers_lose_their_noise_only() {
        let check = |value, expect: &str| assert_eq!(show_number(value), expect);
        check("1960", "1960");
        check("0.1", "0.1");
        check("0.10000000000000001", "0.1");
        check("1234.5600000000001", "1234.56");
        check("1.5E3", "1500");
        check("1E+300", "1E+300");
        check("12345678901234567890", "12345678901234567890");
        check("", "");
    }
}
