//! The lines of a concordance, and their counts.

use std::io::{self, BufWriter, Write};

use crate::cli::args::LineFormat;
use crate::cli::terminal::{MATCH, Terminal};
use crate::concordance::{
    By, Count, Formulas, Line, Row, align, write_counts, write_counts_csv, write_counts_tsv,
    write_csv, write_tsv,
};

/// Prints lines; for reading none is wider than `columns`. They hold nothing that a terminal obeys as they are.
pub(in crate::cli) fn lines(
    terminal: &mut Terminal,
    lines: &[Line],
    columns: usize,
    format: LineFormat,
    formulas: Formulas,
) -> io::Result<()> {
    let mut out = BufWriter::new(terminal.out());
    match format {
        LineFormat::Tsv => write_tsv(&mut out, lines)?,
        LineFormat::Csv => write_csv(&mut out, lines, formulas)?,
        LineFormat::Human | LineFormat::Json => {
            for Row { place, left, keyword, right } in align(lines, columns) {
                writeln!(out, "{place}{left}{MATCH}{keyword}{MATCH:#}{right}")?;
            }
        }
    }
    out.flush()
}

/// Prints counts.
pub(in crate::cli) fn counts(
    terminal: &mut Terminal,
    by: By,
    counts: &[Count],
    format: LineFormat,
    formulas: Formulas,
) -> io::Result<()> {
    let mut out = BufWriter::new(terminal.out());
    match format {
        LineFormat::Tsv => write_counts_tsv(&mut out, by, counts)?,
        LineFormat::Csv => write_counts_csv(&mut out, by, counts, formulas)?,
        LineFormat::Human | LineFormat::Json => write_counts(&mut out, by, counts)?,
    }
    out.flush()
}
