//! `docsearch index`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use super::Failure;
use super::reading::{isolation, reading};
use crate::cli::args::Index;
use crate::cli::exit_code::Code;
use crate::cli::printer;
use crate::cli::terminal::{Terminal, clean_line};
use crate::corpus::{Root, WalkOptions};
use crate::index::{Manifest, Store};
use crate::ingest::{self, Options, Progress};

/// Where Debian puts German word lists.
const USUAL_LEXICONS: [&str; 2] = ["/usr/share/dict/ngerman", "/usr/share/hunspell/de_DE.dic"];

pub(in crate::cli) fn run(
    terminal: &mut Terminal,
    index: &Path,
    args: &Index,
) -> Result<Code, Failure> {
    let mut paths = args.paths.clone();
    if args.rebuild {
        // A mistyped path must not cost the index that is there.
        for path in &args.paths {
            Root::resolve(path).map_err(ingest::Error::from)?;
        }
        paths.extend(clear(terminal, index, &args.paths)?);
    }
    let lexicons = lexicons(&args.lexicon);
    if !args.lexicon.is_empty() && !args.rebuild && !has_lexicons(index, &lexicons) {
        return Err(Failure::LexiconIsFrozen);
    }
    let options = Options {
        walk: WalkOptions {
            follow_links: args.follow,
            no_ignore: args.no_ignore,
            hidden: args.hidden,
            depth: None,
            exclude: None,
        },
        reading: reading(&args.reading)?,
        isolation: Some(isolation(&args.isolation)?),
        lexicons,
        ngrams: !args.no_ngrams,
        commit_bytes: args.commit_every,
    };
    let stop = stop_on_interrupt();
    let bar = progress_bar(terminal);
    let report = ingest::run(index, &paths, &options, &stop, |progress: Progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
        bar.set_message(clean_line(progress.path));
    });
    bar.finish_and_clear();
    let report = report?;
    match args.json {
        true => printer::json(terminal, &report)?,
        false => printer::index_report(terminal, &report)?,
    }
    if report.interrupted {
        writeln!(
            terminal.err(),
            "interrupted: what was finished is kept; the next run does the rest"
        )?;
        return Ok(Code::Error);
    }
    Ok(if report.files.failed > 0 { Code::Nothing } else { Code::Success })
}

/// The word lists named, or the one Debian installs.
fn lexicons(named: &[PathBuf]) -> Vec<PathBuf> {
    if named.is_empty() {
        let usual = USUAL_LEXICONS.iter().map(PathBuf::from);
        return usual.filter(|list| list.is_file()).take(1).collect();
    }
    named.iter().filter(|list| list.as_os_str() != "none").cloned().collect()
}

/// Whether an index was made with these word lists; a new one will be.
fn has_lexicons(index: &Path, lexicons: &[PathBuf]) -> bool {
    let note = Store::open(index).ok().and_then(|store| store.manifest().lexicon.clone());
    let has = |list: &PathBuf, lists: &[String]| lists.contains(&list.display().to_string());
    note.is_none_or(|note| lexicons.iter().all(|list| has(list, &note.lists)))
}

/// Empties the index and gives what it covered; no index is fine when paths are named.
fn clear(
    terminal: &mut Terminal,
    index: &Path,
    named: &[PathBuf],
) -> Result<Vec<PathBuf>, Failure> {
    match Store::clear(index) {
        Ok(manifest) => covered(terminal, manifest),
        Err(crate::index::Error::Missing(_)) if !named.is_empty() => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// The roots of a manifest that still exist; the others are named.
fn covered(terminal: &mut Terminal, manifest: Option<Manifest>) -> Result<Vec<PathBuf>, Failure> {
    let roots = manifest.map(|manifest| manifest.roots).unwrap_or_default();
    let paths = roots.into_values().map(|root| root.path());
    let (there, gone): (Vec<_>, Vec<_>) = paths.partition(|path| path.exists());
    for path in gone {
        let path = clean_line(&path.display().to_string());
        writeln!(terminal.err(), "no longer there and no longer covered: {path}")?;
    }
    Ok(there)
}

/// Set by the first Ctrl-C: the run then ends at the next file and commits. A second one ends the process at once.
fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    // Without a handler Ctrl-C ends the process; the last commit stands then too.
    let _ = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::abort();
        }
    });
    stop
}

fn progress_bar(terminal: &Terminal) -> ProgressBar {
    if !terminal.is_watched() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}
