//! `docsearch concordance`.

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

use super::Failure;
use super::query::{dates, failure, nothing_found, query_text};
use crate::cli::args::{Concordance, DEFAULT_CONTEXT, LineFormat};
use crate::cli::exit_code::Code;
use crate::cli::printer::{self, counted};
use crate::cli::terminal::Terminal;
use crate::concordance::{self, By, Counts, Formulas, Line, chart, count, sort};
use crate::index::{Filters, Store};
use crate::search::{ConcordanceLines, concordance};

pub(in crate::cli) fn run(
    terminal: &mut Terminal,
    index: &Path,
    args: &Concordance,
) -> Result<Code, Failure> {
    let format = if args.json { LineFormat::Json } else { args.format };
    if args.guard_formulas && format != LineFormat::Csv {
        return Err(Failure::Arguments("--guard-formulas goes with --format csv"));
    }
    let columns = args.width.map_or_else(|| terminal.columns(), usize::from);
    let context = match format {
        // What is counted is not shown.
        _ if args.chart || args.count_by.is_some() => 0,
        LineFormat::Human => columns,
        _ => args.width.map_or(DEFAULT_CONTEXT, usize::from),
    };
    let text = query_text(&args.term)?;
    let filters = Filters {
        language: args.lang.map(Into::into),
        paths: args.path.clone(),
        dates: dates(args.since, args.until)?,
        ..Filters::default()
    };
    let reader = Store::open(index)?.reader()?;
    let found = concordance(&reader, &text, &filters, context);
    let ConcordanceLines { mut lines, notes } = found.map_err(|error| failure(error, &text))?;
    for note in &notes {
        writeln!(terminal.err(), "note: {note}")?;
    }

    let formulas = if args.guard_formulas { Formulas::Guard } else { Formulas::Allow };
    let limit = args.limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    if args.chart {
        let bars = terminal.bars();
        let dates = lines.iter().map(|line| line.place.date.as_ref());
        write!(terminal.out(), "{}", chart(dates, columns, bars))?;
    } else if let Some(by) = args.count_by.map(By::from) {
        let mut counts = count(&lines, by);
        counts.truncate(limit);
        match format {
            LineFormat::Json => {
                printer::json(terminal, &Counts::new(&text, lines.len(), by, &counts, &notes))?;
            }
            _ => printer::counts(terminal, by, &counts, format, formulas)?,
        }
    } else {
        sort(&mut lines, &args.sort);
        let shown = &lines[..lines.len().min(limit)];
        match format {
            LineFormat::Json => {
                let total = lines.len();
                let concordance = concordance::Concordance::new(&text, total, shown, &notes);
                printer::json(terminal, &concordance)?;
            }
            _ => printer::lines(terminal, shown, columns, format, formulas)?,
        }
    }
    if lines.is_empty() {
        if format == LineFormat::Human {
            nothing_found(terminal, &text, args.lang.is_some() || !args.path.is_empty())?;
        }
        return Ok(Code::Nothing);
    }
    if format == LineFormat::Human {
        let is_list = !args.chart && args.count_by.is_none();
        summary(terminal, &lines, if is_list { limit } else { usize::MAX })?;
    }
    Ok(Code::Success)
}

/// Says how many lines there are, and how many of them were printed.
fn summary(terminal: &mut Terminal, lines: &[Line], limit: usize) -> Result<(), Failure> {
    let files: HashSet<_> = lines.iter().map(|line| line.place.path.as_str()).collect();
    let total = format!("{} in {}", counted(lines.len(), "line"), counted(files.len(), "file"));
    match limit < lines.len() {
        true => writeln!(terminal.err(), "{limit} of {total}; all without --limit")?,
        false => writeln!(terminal.err(), "{total}")?,
    }
    Ok(())
}
