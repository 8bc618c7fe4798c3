//! `docsearch show`.

use std::io::Write;
use std::path::Path;

use super::Failure;
use crate::cli::args::Show;
use crate::cli::exit_code::Code;
use crate::cli::printer;
use crate::cli::terminal::{FAINT, Terminal, clean_line};
use crate::index::{PassageRecord, Reader, Store};
use crate::search::{Hit, context};

pub(in crate::cli) fn run(
    terminal: &mut Terminal,
    index: &Path,
    args: &Show,
) -> Result<Code, Failure> {
    let reader = Store::open(index)?.reader()?;
    let Some(found) = find(&reader, &args.passage)? else {
        no_passage(terminal, &args.passage)?;
        return Ok(Code::Nothing);
    };
    let mut hits = in_context(&reader, found, args.context)?;
    if let Some(style) = printer::file_style(args.cite, !args.json) {
        printer::references(terminal, style, &hits)?;
        return Ok(Code::Success);
    }
    printer::cite_hits(&mut hits, args.cite);
    if args.json {
        printer::json(terminal, &hits)?;
        return Ok(Code::Success);
    }
    for hit in &hits {
        let heading = printer::heading(hit);
        printer::passage(terminal, hit, &heading, usize::MAX)?;
        writeln!(terminal.out(), "   {FAINT}{} · {}{FAINT:#}\n", hit.passage_id, hit.language)?;
    }
    Ok(Code::Success)
}

/// Says that a passage is not in the index.
pub(super) fn no_passage(terminal: &mut Terminal, wanted: &str) -> std::io::Result<()> {
    let message = "no such passage; name an identifier from a hit, or PATH:LINE with a path from `docsearch status`";
    writeln!(terminal.err(), "`{}`: {message}", clean_line(wanted))
}

/// A passage by identifier or by a line of a file.
pub(super) fn find(reader: &Reader, wanted: &str) -> Result<Option<PassageRecord>, Failure> {
    if let Some(passage) = reader.passage(wanted)? {
        return Ok(Some(passage));
    }
    let Some((path, line)) = wanted.rsplit_once(':') else {
        return Ok(None);
    };
    let Ok(line) = line.parse::<u64>() else {
        return Ok(None);
    };
    let passages = reader.passages_of(path)?;
    // Where two overlap, the one that begins nearer; between two, the next.
    let holding =
        passages.iter().rev().find(|p| p.locator.line_start <= line && line <= p.locator.line_end);
    let next = passages.iter().find(|passage| passage.locator.line_start > line);
    Ok(holding.or(next).cloned())
}

/// The passage with up to `around` neighbours on each side.
fn in_context(reader: &Reader, found: PassageRecord, around: usize) -> Result<Vec<Hit>, Failure> {
    if around == 0 {
        return Ok(vec![context(reader, found)]);
    }
    let near = |passage: &PassageRecord| {
        passage.document.file.root == found.document.file.root
            && (passage.ordinal.abs_diff(found.ordinal) as usize) <= around
    };
    let passages = reader.passages_of(&found.document.file.path)?;
    Ok(passages.into_iter().filter(near).map(|passage| context(reader, passage)).collect())
}
