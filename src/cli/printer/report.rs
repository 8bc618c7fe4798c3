//! Reports for reading: what a run did, what an index holds.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use super::counted;
use crate::cli::commands::status::{Holdings, Share};
use crate::cli::terminal::{FAINT, TITLE, Terminal, clean_line};
use crate::ingest::{Notes, Report};

/// Prints what a run did.
pub(in crate::cli) fn index_report(terminal: &mut Terminal, report: &Report) -> io::Result<()> {
    let files = &report.files;
    for root in &report.roots {
        writeln!(terminal.out(), "{TITLE}{}{TITLE:#}", near(root))?;
    }
    writeln!(
        terminal.out(),
        "{} found: {} added, {} changed, {} renamed, {} removed, {} unchanged",
        counted(files.found, "file"),
        files.added,
        files.changed,
        files.renamed,
        files.removed,
        files.unchanged
    )?;
    writeln!(
        terminal.out(),
        "{} of {} in the index",
        counted(report.passages as usize, "passage"),
        bytes(report.text_bytes)
    )?;
    let renamed: Vec<_> =
        report.renamed.iter().map(|file| format!("{} → {}", file.from, file.to)).collect();
    list(terminal, "renamed", &renamed)?;
    notes(terminal, &report.notes)
}

/// Prints what an index holds.
pub(in crate::cli) fn status_report(
    terminal: &mut Terminal,
    holdings: &Holdings,
) -> io::Result<()> {
    writeln!(
        terminal.out(),
        "{TITLE}{}{TITLE:#}: {} of {}, index {} (format {})",
        clean_line(&holdings.index),
        counted(holdings.total.passages as usize, "passage"),
        bytes(holdings.total.text_bytes),
        bytes(holdings.index_bytes),
        holdings.index_version
    )?;
    for root in &holdings.roots {
        writeln!(terminal.out(), "  covers {}", near(root))?;
    }
    if let Some(lexicon) = &holdings.lexicon {
        let lists = lexicon.lists.join(", ");
        let added = if lists.is_empty() {
            String::new()
        } else {
            format!(", {} from {lists}", lexicon.added)
        };
        writeln!(
            terminal.out(),
            "  German lexicon: {} words, {} learnt{}",
            lexicon.own,
            lexicon.learnt,
            clean_line(&added)
        )?;
    }
    if holdings.looks_misread {
        writeln!(
            terminal.out(),
            "  much looks misread: queries look for misread words too, unless --no-ocr is given"
        )?;
    }
    shares(terminal, "language", &holdings.languages)?;
    shares(terminal, "format", &holdings.formats)?;
    shares(terminal, "encoding", &holdings.encodings)?;
    notes(terminal, &holdings.notes)
}

fn shares(terminal: &mut Terminal, name: &str, shares: &BTreeMap<String, Share>) -> io::Result<()> {
    if shares.is_empty() {
        return Ok(());
    }
    writeln!(
        terminal.out(),
        "{FAINT}{name:<14} {:>8} {:>9} {:>10}{FAINT:#}",
        "files",
        "passages",
        "text"
    )?;
    for (kind, share) in shares {
        writeln!(
            terminal.out(),
            "{:<14} {:>8} {:>9} {:>10}",
            clean_line(kind),
            share.files,
            share.passages,
            bytes(share.text_bytes)
        )?;
    }
    Ok(())
}

fn notes(terminal: &mut Terminal, notes: &Notes) -> io::Result<()> {
    let lists =
        [("skipped", &notes.skipped), ("failed", &notes.failed), ("noted", &notes.warnings)];
    lists.into_iter().try_for_each(|(name, notes)| {
        let lines = notes.iter().map(|note| format!("{}: {}", note.path, note.reason));
        list(terminal, name, &lines.collect::<Vec<_>>())
    })
}

fn list(terminal: &mut Terminal, name: &str, lines: &[String]) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(terminal.out(), "{} {name}:", lines.len())?;
    lines.iter().try_for_each(|line| writeln!(terminal.out(), "  {}", clean_line(line)))
}

/// A folder as a person in the current one would write it.
fn near(path: &str) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    let below = Path::new(path).strip_prefix(&current).ok().and_then(Path::to_str);
    match below {
        Some("") => ".".to_owned(),
        Some(below) => clean_line(below),
        None => clean_line(path),
    }
}

/// A size for people: `999 bytes`, `1.5 kB`, `12 MB`.
fn bytes(size: u64) -> String {
    let units = [("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12)];
    if size < 1000 {
        return counted(size as usize, "byte");
    }
    let (unit, scale) =
        units.into_iter().rev().find(|(_, scale)| size as f64 >= *scale).unwrap_or(("kB", 1e3));
    let value = size as f64 / scale;
    match value < 10.0 {
        true => format!("{value:.1} {unit}"),
        false => format!("{value:.0} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        for (size, text) in [
            (1, "1 byte"),
            (999, "999 bytes"),
            (1500, "1.5 kB"),
            (12_000_000, "12 MB"),
            (3 << 40, "3.3 TB"),
        ] {
            assert_eq!(bytes(size), text);
        }
    }
}
