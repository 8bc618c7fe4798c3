//! `docsearch cite`.

use std::io::{BufRead, Write};
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use super::Failure;
use super::show::{find, no_passage};
use crate::citation::Style;
use crate::cli::args::Cite;
use crate::cli::exit_code::Code;
use crate::cli::printer;
use crate::cli::terminal::{Terminal, clean_line};
use crate::index::Store;
use crate::search::{Hit, context};

/// The version of the JSON that `--json` prints.
const SCHEMA_VERSION: u32 = 1;

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Citations<'c> {
    schema_version: u32,
    /// The name of the style.
    style: &'static str,
    /// In the order asked for.
    citations: Vec<Citation<'c>>,
    /// What is not in the index, as it was asked for.
    missing: Vec<&'c str>,
}

/// A passage, cited.
#[derive(Debug, Serialize)]
struct Citation<'c> {
    /// As it was asked for.
    wanted: &'c str,
    passage_id: &'c str,
    /// A text, an object for CSL-JSON; null where the style has none for it.
    citation: Value,
}

pub(in crate::cli) fn run(
    terminal: &mut Terminal,
    index: &Path,
    args: &Cite,
) -> Result<Code, Failure> {
    let reader = Store::open(index)?.reader()?;
    let wanted = wanted(&args.passages)?;
    let (mut asked, mut hits, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for passage in &wanted {
        match find(&reader, passage)? {
            Some(found) => {
                asked.push(passage.as_str());
                hits.push(context(&reader, found));
            }
            None => {
                no_passage(terminal, passage)?;
                missing.push(passage.as_str());
            }
        }
    }
    if args.json {
        printer::cite_hits(&mut hits, Some(args.style));
        printer::json(terminal, &as_json(args.style, &asked, &hits, &missing))?;
    } else if args.style.is_file() {
        printer::references(terminal, args.style, &hits)?;
    } else {
        lines(terminal, args, &hits)?;
    }
    Ok(if missing.is_empty() && !hits.is_empty() { Code::Success } else { Code::Nothing })
}

fn as_json<'c>(
    style: Style,
    asked: &[&'c str],
    hits: &'c [Hit],
    missing: &[&'c str],
) -> Citations<'c> {
    let cited = asked.iter().zip(hits).map(|(wanted, hit)| Citation {
        wanted,
        passage_id: &hit.passage_id,
        citation: hit.citations.get(style.name()).cloned().unwrap_or_default(),
    });
    Citations {
        schema_version: SCHEMA_VERSION,
        style: style.name(),
        citations: cited.collect(),
        missing: missing.to_vec(),
    }
}

/// A citation a line, for a passage each; the short one where the style has none.
fn lines(terminal: &mut Terminal, args: &Cite, hits: &[Hit]) -> Result<(), Failure> {
    let mut without = 0;
    for hit in hits {
        let citation = hit.cite(args.style);
        without += usize::from(citation.is_none());
        let citation = citation.as_deref().unwrap_or(&hit.citation);
        writeln!(terminal.out(), "{}", clean_line(citation))?;
    }
    if without > 0 {
        writeln!(
            terminal.err(),
            "note: {without} of {} with no address known are cited by file; a file beside the document can give \
             its url (docs/documents.md)",
            hits.len()
        )?;
    }
    Ok(())
}

/// The passages asked for: `-` stands for the lines of standard input that are not blank.
fn wanted(args: &[String]) -> Result<Vec<String>, Failure> {
    let mut wanted = Vec::new();
    for arg in args {
        if arg != "-" {
            wanted.push(arg.clone());
            continue;
        }
        for line in std::io::stdin().lock().split(b'\n') {
            let line = String::from_utf8_lossy(&line?).trim().to_owned();
            wanted.extend((!line.is_empty()).then_some(line));
        }
    }
    Ok(wanted)
}
