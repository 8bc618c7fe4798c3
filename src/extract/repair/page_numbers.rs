//! Numbers printed on pages, told from other numbers by their order.

use super::lines::{Line, non_blank_lines};
use crate::document::Span;

/// What may stand before the number.
const WORDS: [&str; 11] =
    ["seite", "s.", "page", "p.", "pg.", "pag.", "blatt", "bl.", "fol.", "folio", "sheet"];

/// What may stand between the number and that of all pages.
const OF: [&str; 4] = ["von", "of", "/", "|"];

/// What may stand around the number, besides blanks.
const AROUND: &str = "-–—[]()<>|.•*·_~";

/// Highest page number; years are higher than most.
const HIGHEST: u32 = 9999;

/// Most pages that may lie between two numbers of a series: plates and blank pages bear none.
const REACH: usize = 3;

/// Fewest numbers of a series.
const FEWEST: usize = 3;

/// Bytes of text a page without page breaks has at least, in the middle of all. A typed page has 1,500; entries of a list
/// with numbers have less, and numbers from 1 may be those of chapters too.
const PAGE_BYTES: usize = 400;
const FIRST_PAGE_BYTES: usize = 800;
const MARKED_PAGE_BYTES: usize = 100;

/// How many times longer than the middle of all a page may be.
const LONGEST: usize = 3;

/// A number that may be a page's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    pub value: u32,
    /// As it is printed.
    pub label: String,
    pub is_roman: bool,
    /// Whether signs or a word around it show what it is: `- 3 -`, `Seite 3`.
    pub is_marked: bool,
}

/// The page number that a line consists of: `217`, `- 3 -`, `Seite 3 von 12`, `xiv`.
pub fn page_number(line: &str) -> Option<Number> {
    let is_around = |c: char| c.is_whitespace() || AROUND.contains(c);
    let mut rest = line.trim_matches(is_around);
    let mut is_marked = rest.len() < line.trim().len();
    let lower = rest.to_ascii_lowercase();
    if let Some(word) = WORDS.iter().find(|word| lower.starts_with(**word)) {
        // In `XIV` no word begins; in `S. 3` and `Seite 3` the number does not begin with a letter of it.
        rest = rest[word.len()..].trim_start_matches(is_around);
        is_marked = true;
    }
    let mut parts = rest.split_whitespace();
    let number = parts.next()?;
    let (number, total) = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => number.split_once('/').map_or((number, None), |(n, total)| (n, Some(total))),
        (Some(of), Some(total), None) if OF.contains(&of.to_ascii_lowercase().as_str()) => {
            (number, Some(total))
        }
        _ => return None,
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if total.is_some_and(|total| !is_digits(total)) {
        return None;
    }
    is_marked |= total.is_some();
    // Sheets of a file have two sides: 12r, 12v; sheets put in later have a letter: 12a.
    let digits = number.strip_suffix(['r', 'v', 'a', 'b']).filter(|digits| is_digits(digits));
    let digits = digits.unwrap_or(number);
    let (value, is_roman) = match is_digits(digits) && digits.len() <= 4 {
        true => (digits.parse().ok()?, false),
        false => (roman(number)?, true),
    };
    (1..=HIGHEST).contains(&value).then(|| Number {
        value,
        label: number.to_owned(),
        is_roman,
        is_marked,
    })
}

/// What the letters of a roman numeral are worth.
const ROMAN: [(&str, u32); 9] = [
    ("C", 100),
    ("XC", 90),
    ("L", 50),
    ("XL", 40),
    ("X", 10),
    ("IX", 9),
    ("V", 5),
    ("IV", 4),
    ("I", 1),
];

/// The value of a roman numeral up to 399, written the usual way in capitals or small letters.
pub fn roman(text: &str) -> Option<u32> {
    let is_one_case = text.bytes().all(|byte| byte.is_ascii_uppercase())
        || text.bytes().all(|byte| byte.is_ascii_lowercase());
    // The longest is CCCLXXXVIII.
    if text.is_empty() || text.len() > 11 || !is_one_case {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    let (mut rest, mut value) = (upper.as_str(), 0);
    for (letters, worth) in ROMAN {
        while let Some(after) = rest.strip_prefix(letters) {
            (rest, value) = (after, value + worth);
        }
    }
    (rest.is_empty() && value < 400 && to_roman(value) == upper).then_some(value)
}

fn to_roman(mut value: u32) -> String {
    let mut text = String::new();
    for (letters, worth) in ROMAN {
        while value >= worth {
            text.push_str(letters);
            value -= worth;
        }
    }
    text
}

/// Chooses the page numbers among what may be one: for each page its candidates, for each page the index of the right
/// one if there is any.
///
/// Numbers belong together that rise from page to page, by two at most, as scans of two pages do. Series of three
/// pages or of two pages in five are believed, and a marked number that says which page it is.
pub fn series(pages: &[Vec<Number>]) -> Vec<Option<usize>> {
    let ends = ends(pages);
    let mut order: Vec<Place> = (0..pages.len())
        .flat_map(|page| (0..pages[page].len()).map(move |at| (page, at)))
        .collect();
    order.sort_by_key(|(page, at)| std::cmp::Reverse((ends[*page][*at].length, *page)));
    let mut chosen = vec![None; pages.len()];
    for place in order {
        let mut run = Vec::new();
        let mut next = Some(place);
        while let Some((page, at)) = next.filter(|(page, _)| chosen[*page].is_none()) {
            run.push((page, at));
            next = ends[page][at].before;
        }
        let says_itself = |(page, at): &Place| {
            let number = &pages[*page][*at];
            number.is_marked && number.value as usize == page + 1
        };
        let is_long = run.len() >= FEWEST || run.len() >= 2 && run.len() * 5 >= pages.len() * 2;
        if is_long || run.iter().any(says_itself) {
            for (page, at) in run {
                chosen[page] = Some(at);
            }
        }
    }
    chosen
}

/// A page and the place of a candidate on it.
type Place = (usize, usize);

/// The longest series that ends with a candidate.
struct End {
    length: usize,
    before: Option<Place>,
}

fn ends(pages: &[Vec<Number>]) -> Vec<Vec<End>> {
    let mut ends: Vec<Vec<End>> = Vec::with_capacity(pages.len());
    for (page, numbers) in pages.iter().enumerate() {
        let end = |number: &Number| {
            let mut best = End { length: 1, before: None };
            let mut is_best_even = false;
            for other in (page.saturating_sub(REACH)..page).rev() {
                for (at, before) in pages[other].iter().enumerate() {
                    let rise = number.value.saturating_sub(before.value) as usize;
                    let fits = (1..=2 * (page - other)).contains(&rise)
                        && before.is_roman == number.is_roman;
                    let is_even = rise == page - other;
                    let length = ends[other][at].length + 1;
                    if fits && (length, is_even) > (best.length, is_best_even) {
                        (best, is_best_even) = (End { length, before: Some((other, at)) }, is_even);
                    }
                }
            }
            best
        };
        let best = numbers.iter().map(end).collect();
        ends.push(best);
    }
    ends
}

/// The pages of a text without page breaks, known by lines that hold a number only, each one more than the last.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct SoftPages {
    pub pages: Vec<Span>,
    /// The number of each page; `None` for what stands outside the series.
    pub labels: Vec<Option<String>>,
    /// The lines that hold the numbers.
    pub lines: Vec<Span>,
}

/// Finds the page numbers of a text without page breaks; `None` where there are none that are sure.
pub fn soft_pages(text: &str, line_end: char) -> Option<SoftPages> {
    let lines: Vec<Line> = non_blank_lines(text, 0..text.len(), line_end).collect();
    let lone = lines.iter().enumerate().filter_map(|(at, line)| {
        let line = &text[line.span.clone()];
        // `3.` and `iii` are rather numbers of chapters.
        let number = page_number(line).filter(|n| !n.is_roman && !line.ends_with('.'))?;
        Some((at, number))
    });
    let mut series: Vec<(usize, Number)> = Vec::new();
    for (at, number) in lone {
        let goes_on = series.last().is_some_and(|(_, last)| number.value == last.value + 1);
        if !goes_on && series.len() >= FEWEST {
            // The same number again, or one of a table: the series may go on after it.
            continue;
        }
        if !goes_on {
            series.clear();
        }
        series.push((at, number));
    }
    is_of_pages(&series, &lines).then(|| cut(text, &lines, &series))
}

/// Whether the text between the numbers comes in lengths of pages.
fn is_of_pages(series: &[(usize, Number)], lines: &[Line]) -> bool {
    let Some((_, first)) = series.first().filter(|_| series.len() >= FEWEST) else { return false };
    let mut lengths: Vec<usize> = series
        .windows(2)
        .map(|pair| lines[pair[1].0].span.start - lines[pair[0].0].span.end)
        .collect();
    lengths.sort_unstable();
    let middle = lengths[lengths.len() / 2];
    let least = match series.iter().all(|(_, number)| number.is_marked) {
        true => MARKED_PAGE_BYTES,
        false if first.value == 1 => FIRST_PAGE_BYTES,
        false => PAGE_BYTES,
    };
    let is_even =
        lengths.iter().all(|length| *length <= middle * LONGEST && *length * LONGEST >= middle);
    middle >= least && is_even
}

/// Cuts the text into pages at the lines of a series.
fn cut(text: &str, lines: &[Line], series: &[(usize, Number)]) -> SoftPages {
    // Above its page a number has little before the first and text after the last; below, the other way round. A first
    // page often bears none, so numbers from 2 on are above too.
    let (first, last) = (&series[0], &series[series.len() - 1]);
    let page = (lines[last.0].span.start - lines[first.0].span.end) / (series.len() - 1);
    let is_little = |bytes: usize| bytes * 4 < page;
    let begins_late = first.1.value == 2 || is_little(lines[first.0].span.start);
    let is_above = begins_late && !is_little(text.len() - lines[last.0].span.end);
    let starts = series.iter().map(|(at, _)| match is_above {
        true => lines[*at].span.start,
        false => lines[*at].span.end,
    });
    let labels = series.iter().map(|(_, number)| Some(number.label.clone()));
    let (mut bounds, mut names) = (vec![0], Vec::new());
    if is_above {
        names.push(None);
        names.extend(labels);
        bounds.extend(starts);
    } else {
        names.extend(labels);
        names.push(None);
        bounds.extend(starts);
    }
    let ends = bounds.iter().skip(1).copied().chain([text.len()]);
    let mut pages = SoftPages {
        lines: series.iter().map(|(at, _)| lines[*at].span.clone()).collect(),
        ..SoftPages::default()
    };
    for ((start, end), label) in bounds.iter().copied().zip(ends).zip(names) {
        // What comes before the first number or after the last may be nothing.
        if label.is_some() || !text[start..end].trim().is_empty() {
            pages.pages.push(start..end);
            pages.labels.push(label);
        }
    }
    if let Some(first) = pages.pages.first_mut() {
        first.start = 0;
    }
    if let Some(last) = pages.pages.last_mut() {
        last.end = text.len();
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_known_by_their_shape() {
        let check = |line: &str, expect: Option<(u32, &str, bool)>| {
            let number = page_number(line);
            let found = number.as_ref().map(|n| (n.value, n.label.as_str(), n.is_marked));
            assert_eq!(found, expect, "{line}");
        };
        check("217", Some((217, "217", false)));
        check("- 3 -", Some((3, "3", true)));
        check("-3-", Some((3, "3", true)));
        check("[12]", Some((12, "12", true)));
        check("Seite 3", Some((3, "3", true)));
        check("Seite 3 von 12", Some((3, "3", true)));
        check("Page 3 of 12", Some((3, "3", true)));
        check("3/12", Some((3, "3", true)));
        check("S. 17", Some((17, "17", true)));
        check("Bl. 12v", Some((12, "12v", true)));
        check("xiv", Some((14, "xiv", false)));
        check("IV", Some((4, "IV", false)));
        for line in [
            "",
            "12345",
            "3 a",
            "--",
            "3 Männer",
            "Seite",
            "0",
            "iiii",
            "mix",
            "Page of",
            "3 of x",
            "Seitenzahl 3",
            "12 13",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn roman_numerals_are_written_the_usual_way() {
        for (text, value) in
            [("i", 1), ("iv", 4), ("IX", 9), ("xlii", 42), ("XCIX", 99), ("cxx", 120)]
        {
            assert_eq!(roman(text), Some(value), "{text}");
        }
        for text in ["", "iix", "Iv", "vv", "ixi", "abc", "m"] {
            assert_eq!(roman(text), None, "{text}");
        }
    }

    /// Candidates of each page, `|` between pages.
    fn check_series(pages: &str, expect: &[Option<&str>]) {
        let pages: Vec<Vec<Number>> = pages
            .split('|')
            .map(|page| page.split(',').filter_map(page_number).collect())
            .collect();
        let chosen = series(&pages);
        let labels: Vec<Option<&str>> = chosen
            .iter()
            .zip(&pages)
            .map(|(at, page)| at.map(|at| page[at].label.as_str()))
            .collect();
        assert_eq!(labels, expect);
    }

    #[test]
    fn rising_numbers_are_page_numbers() {
        check_series("217|218|219", &[Some("217"), Some("218"), Some("219")]);
        check_series("|1957,2|3|12,4|", &[None, Some("2"), Some("3"), Some("4"), None]);
        check_series("v|vi|vii|1|2|3", &["v", "vi", "vii", "1", "2", "3"].map(Some));
        check_series("||- 3 -||||||", &[None, None, Some("3"), None, None, None, None, None, None]);
    }

    #[test]
    fn other_numbers_are_not() {
        check_series("1957|1956|1955", &[None, None, None]);
        check_series("7|||||9|||||11", &[None; 11]);
        check_series("|5|||||", &[None; 7]);
    }

    fn soft(text: &str) -> Option<Vec<(Option<String>, String)>> {
        let soft = soft_pages(text, '\n')?;
        let words =
            |span: &Span| text[span.clone()].split_whitespace().last().unwrap_or("").to_owned();
        Some(soft.labels.iter().cloned().zip(soft.pages.iter().map(words)).collect())
    }

    #[test]
    fn lone_numbers_in_order_make_soft_pages() {
        let page = |word: &str| format!("{}{word}\n", "Ein Satz auf dieser Seite. ".repeat(30));
        let below = format!("{}1\n{}2\n{}3\n", page("a"), page("b"), page("c"));
        let labels = |labels: &[Option<&str>]| {
            labels.iter().map(|l| l.map(str::to_owned)).collect::<Vec<_>>()
        };
        let found = soft(&below).expect("pages");
        assert_eq!(
            found.iter().map(|page| page.0.clone()).collect::<Vec<_>>(),
            labels(&[Some("1"), Some("2"), Some("3")])
        );
        let above =
            format!("{}- 2 -\n{}- 3 -\n{}- 4 -\n{}", page("a"), page("b"), page("c"), page("d"));
        let found = soft(&above).expect("pages");
        assert_eq!(
            found.iter().map(|page| page.0.clone()).collect::<Vec<_>>(),
            labels(&[None, Some("2"), Some("3"), Some("4")])
        );
        assert_eq!(found[3].1, "d");
    }

    #[test]
    fn lists_and_chapters_make_none() {
        let chapter = |count: usize| "Ein Satz in diesem Kapitel.\n".repeat(count);
        for text in [
            "1\nBrot\n2\nMilch\n3\nEier\n".to_owned(),
            format!("1\n{}2\n{}3\n{}", chapter(8), chapter(90), chapter(20)),
            format!("1.\n{0}2.\n{0}3.\n{0}", chapter(40)),
            format!("501\n{0}502\n{0}503\n{0}", chapter(9)),
            format!("1955\n{}12\n{}1957\n", chapter(30), chapter(30)),
            String::new(),
        ] {
            assert_eq!(soft(&text), None, "{text}");
        }
    }
}
