//! Citations: files that other programs read, and what hits carry besides their short form.

use std::io::{self, Write};

use crate::citation::Style;
use crate::cli::terminal::Terminal;
use crate::search::{Hit, cite_all};

/// The style whose file is all that is printed, where one is asked for and nothing else takes its citations up.
pub(in crate::cli) fn file_style(style: Option<Style>, is_for_people: bool) -> Option<Style> {
    style.filter(|style| style.is_file() && is_for_people)
}

/// Prints one file with an entry for each document. Its values hold no control characters.
pub(in crate::cli) fn references(
    terminal: &mut Terminal,
    style: Style,
    hits: &[Hit],
) -> io::Result<()> {
    terminal.out().write_all(cite_all(style, hits).as_bytes())
}

/// Gives hits their citation in a style.
pub(in crate::cli) fn cite_hits(hits: &mut [Hit], style: Option<Style>) {
    if let Some(style) = style {
        hits.iter_mut().for_each(|hit| hit.add_citation(style));
    }
}
