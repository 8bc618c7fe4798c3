//! Rows of a plain text, whether it was wrapped to a width.

use super::lines::{split, trim};
use crate::document::Span;

/// Widths in columns that typewriters, mail programs and OCR of narrow columns wrap to.
const WIDTHS: std::ops::RangeInclusive<usize> = 35..=130;

/// Share of the rows that are about as wide as the width, in percent, from which a text is wrapped. With the width
/// taken at the 90th percentile this finds every wrapped seed document (`para.py`).
const FULL_SHARE: usize = 45;

/// What counts as about as wide, in percent of the width.
const FULL: std::ops::RangeInclusive<usize> = 75..=110;

/// Share of the full rows that go on with a small letter, in percent. Wrapped German has 60, English 85, lists and
/// verse with capitals none.
const GOING_ON_SHARE: usize = 25;

/// Columns from one tab stop to the next.
const TAB: usize = 8;

/// What stands before a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The row before.
    None,
    /// A blank line.
    Blank,
    /// The start of a page.
    Page,
}

/// A line that holds text, or the part of one before or after a form feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// From the first to the last character that shows.
    pub span: Span,
    /// Columns before the text.
    pub indent: usize,
    /// Columns to the end of the text.
    pub right: usize,
    pub gap: Gap,
}

/// The rows of the pages of a text, without the lines left out, which are spans of what stands in them, in order.
pub fn rows(text: &str, line_end: char, pages: &[Span], left_out: &[Span]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut left_out = left_out.iter().peekable();
    for page in pages {
        let mut gap = Gap::Page;
        for line in split(text, page.clone(), line_end) {
            let content = trim(text, line.clone());
            if left_out.next_if(|span| span.start <= content.start && !content.is_empty()).is_some()
            {
                continue;
            }
            if !content.is_empty() {
                let indent = columns(&text[line.start..content.start]);
                let right = indent + text[content.clone()].chars().count();
                rows.push(Row { span: content, indent, right, gap });
                gap = Gap::None;
            } else if gap == Gap::None {
                gap = Gap::Blank;
            }
        }
    }
    rows
}

fn columns(blanks: &str) -> usize {
    blanks.chars().fold(
        0,
        |column, c| {
            if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 }
        },
    )
}

/// The width a text was wrapped to, in columns; `None` where each line is a paragraph.
pub fn wrap_width(text: &str, rows: &[Row]) -> Option<usize> {
    let width = ninetieth_percentile(rows);
    let is_full = |row: &Row| FULL.contains(&(row.right * 100 / width.max(1)));
    let full = rows.iter().filter(|row| is_full(row)).count();
    let pairs = rows.windows(2).filter(|pair| pair[1].gap == Gap::None && is_full(&pair[0]));
    let (mut followed, mut going_on) = (0, 0);
    for pair in pairs {
        followed += 1;
        going_on += usize::from(text[pair[1].span.clone()].starts_with(char::is_lowercase));
    }
    let is_wrapped = WIDTHS.contains(&width)
        && full * 100 > rows.len() * FULL_SHARE
        && going_on > 0
        && going_on * 100 >= followed * GOING_ON_SHARE;
    is_wrapped.then_some(width)
}

/// The width that one row in ten exceeds; all that are too wide count as one past the widest.
fn ninetieth_percentile(rows: &[Row]) -> usize {
    let mut counts = [0; *WIDTHS.end() + 2];
    for row in rows {
        counts[row.right.min(*WIDTHS.end() + 1)] += 1;
    }
    let mut below = 0;
    let reaches = |count: &usize| {
        below += count;
        below * 10 > rows.len() * 9
    };
    counts.iter().position(reaches).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(text: &str) -> Option<usize> {
        wrap_width(text, &rows(text, '\n', std::slice::from_ref(&(0..text.len())), &[]))
    }

    #[test]
    fn rows_know_their_columns_and_what_stands_before_them() {
        let text = "Titel\n\n   für\n\tx\x0C\n 2 \nneu\n";
        let rows = rows(text, '\n', &[0..17, 18..text.len()], std::slice::from_ref(&(20..21)));
        let found: Vec<_> = rows.iter().map(|row| (row.indent, row.right, row.gap)).collect();
        assert_eq!(
            found,
            [(0, 5, Gap::Page), (3, 6, Gap::Blank), (8, 9, Gap::None), (0, 3, Gap::Page)]
        );
    }

    #[test]
    fn wrapped_text_has_a_width() {
        let wrapped = "Die Regierung legte im Sommer einen Plan vor, der\neine Konföderation beider Staaten vorsah und von den\n\
                       anderen Mächten sogleich abgelehnt wurde, weil er\ndie Frage der Wahlen offen ließ.\n";
        assert_eq!(width(wrapped), Some(52));
    }

    #[test]
    fn a_paragraph_a_line_has_none() {
        let long = "Die Regierung legte im Sommer einen Plan vor, der eine Konföderation beider Staaten vorsah und von den \
                    anderen Mächten sogleich abgelehnt wurde.\n";
        let verse = "Wer reitet so spät durch Nacht und Wind?\nEs ist der Vater mit seinem Kind;\n\
                     Er hat den Knaben wohl in dem Arm,\nEr faßt ihn sicher, er hält ihn warm.\n";
        let list = "apples\npears\nplums\ncherries\n";
        for text in [long, &long.repeat(3), verse, list, ""] {
            assert_eq!(width(text), None, "{text}");
        }
    }
}
