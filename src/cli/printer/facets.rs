//! How many documents and passages have each value of a trait.

use std::io::{self, Write};

use super::human::wrapping;
use crate::cli::terminal::{FAINT, TITLE, Terminal, clean_line};
use crate::concordance::Facet;

/// Values shown of each trait; the JSON has all.
const SHOWN: usize = 10;

/// Columns before the value.
const BEFORE: &str = "                     ";

/// Prints a small table for each trait.
pub(super) fn facets(terminal: &mut Terminal, facets: &[Facet]) -> io::Result<()> {
    for facet in facets {
        let head = format!("documents  passages  {}", facet.by.name());
        writeln!(terminal.out(), "{TITLE}{head}{TITLE:#}")?;
        for value in facet.values.iter().take(SHOWN) {
            let row = format!("{:>9}  {:>8}  ", value.documents, value.passages);
            let options = wrapping(terminal.width()).initial_indent(&row).subsequent_indent(BEFORE);
            for line in textwrap::wrap(&clean_line(&value.value), options) {
                writeln!(terminal.out(), "{line}")?;
            }
        }
        if facet.values.len() > SHOWN {
            let more = format!("and {} more; --json has all", facet.values.len() - SHOWN);
            writeln!(terminal.out(), "{BEFORE}{FAINT}{more}{FAINT:#}")?;
        }
        writeln!(terminal.out())?;
    }
    Ok(())
}
