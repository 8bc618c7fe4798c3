//! A bar chart of what is dated, a year a line.

use std::collections::BTreeMap;

use super::counted_year;
use crate::document::HistoricalDate;

/// So many empty years in a row are shown a line each; more are one line.
const MAX_EMPTY: u32 = 15;

/// What bars are drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bars {
    /// Block characters, to an eighth of a column.
    Blocks,
    /// ASCII only.
    Ascii,
}

/// The parts of a block from one eighth to seven.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// A line for each year from the first to the last: the year, how many there are, a bar. The longest fills `columns`;
/// a year that has any shows at least the smallest bar. What is undated comes last, without a bar, for its number would
/// dwarf the years. Years are those of [`counted_year`]. Empty when there is nothing to show.
pub fn chart<'a>(
    dates: impl IntoIterator<Item = Option<&'a HistoricalDate>>,
    columns: usize,
    bars: Bars,
) -> String {
    let mut years = BTreeMap::new();
    let mut undated = 0_usize;
    for date in dates {
        match date.and_then(counted_year) {
            Some(year) => *years.entry(year).or_insert(0_usize) += 1,
            None => undated += 1,
        }
    }
    let mut rows = rows(&years, bars);
    let longest = years.values().copied().max().unwrap_or_default();
    if undated > 0 {
        rows.push(("undated".to_owned(), undated));
    }
    let label_width = rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
    let count_width = longest.max(undated).to_string().len();
    let bar_width = columns.saturating_sub(label_width + count_width + 4).max(1);
    let mut chart = String::new();
    for (label, count) in rows {
        let bar =
            if label == "undated" { String::new() } else { bar(count, longest, bar_width, bars) };
        let row = format!("{label:<label_width$}  {count:>count_width$}  {bar}");
        chart.push_str(row.trim_end());
        chart.push('\n');
    }
    chart
}

/// The years with those between them that have none.
fn rows(years: &BTreeMap<u32, usize>, bars: Bars) -> Vec<(String, usize)> {
    let dash = if bars == Bars::Ascii { '-' } else { '–' };
    let mut rows = Vec::new();
    let mut next = None;
    for (&year, &count) in years {
        let first = next.unwrap_or(year);
        if year - first > MAX_EMPTY {
            rows.push((format!("{first}{dash}{}", year - 1), 0));
        } else {
            rows.extend((first..year).map(|empty| (empty.to_string(), 0)));
        }
        rows.push((year.to_string(), count));
        next = Some(year + 1);
    }
    rows
}

fn bar(count: usize, longest: usize, width: usize, bars: Bars) -> String {
    if count == 0 {
        return String::new();
    }
    let parts_per_column = if bars == Bars::Ascii { 1 } else { 8 };
    // Rounded to the nearest part; 128 bits hold any product.
    let (count, longest) = (count as u128, longest as u128);
    let whole = width as u128 * parts_per_column;
    let parts = ((2 * count * whole + longest) / (2 * longest)).max(1);
    let full = (parts / parts_per_column) as usize;
    match bars {
        Bars::Ascii => "#".repeat(full),
        Bars::Blocks => {
            let rest = (parts % parts_per_column) as usize;
            "█".repeat(full)
                + &rest.checked_sub(1).map_or_else(String::new, |at| EIGHTHS[at].into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dates(years: &[(u32, usize)]) -> Vec<Option<HistoricalDate>> {
        years
            .iter()
            .flat_map(|(year, count)| vec![HistoricalDate::day(*year, 5, 1, ""); *count])
            .collect()
    }

    fn check(years: &[(u32, usize)], columns: usize, bars: Bars, expect: &str) {
        let dates = dates(years);
        let got = chart(dates.iter().map(Option::as_ref), columns, bars);
        assert_eq!(got, expect, "\n{got}");
    }

    #[test]
    fn years_without_hits_show_and_long_gaps_are_one_line() {
        let years = [(1914, 100), (1960, 40), (1962, 1), (1963, 7), (0, 250)];
        let blocks = "\
1914       100  ████████████████████████
1915–1959    0
1960        40  █████████▋
1961         0
1962         1  ▎
1963         7  █▋
undated    250
";
        check(&years, 40, Bars::Blocks, blocks);
        let ascii = "\
1914       100  ########################
1915-1959    0
1960        40  ##########
1961         0
1962         1  #
1963         7  ##
undated    250
";
        check(&years, 40, Bars::Ascii, ascii);
        check(&[], 80, Bars::Ascii, "");
        check(&[(0, 3)], 80, Bars::Ascii, "undated  3\n");
        check(&[(1960, 3)], 0, Bars::Ascii, "1960  3  #\n");
    }

    #[test]
    fn fifteen_empty_years_are_shown_and_sixteen_are_not() {
        let lines = |last| {
            let dates = dates(&[(1900, 1), (last, 1)]);
            chart(dates.iter().map(Option::as_ref), 80, Bars::Blocks).lines().count()
        };
        assert_eq!((lines(1916), lines(1917)), (17, 3));
    }

    proptest! {
        #[test]
        fn bars_fit_and_every_count_shows(
            count in 1..usize::MAX, more in 0..usize::MAX, width in 1..200usize,
        ) {
            let longest = count.saturating_add(more);
            for bars in [Bars::Ascii, Bars::Blocks] {
                let drawn = bar(count, longest, width, bars).chars().count();
                prop_assert!((1..=width).contains(&drawn));
                prop_assert_eq!(bar(longest, longest, width, bars).chars().count(), width);
            }
        }
    }
}
