//! `docsearch similar`.

use std::io::Write;
use std::path::Path;

use super::Failure;
use super::query::failure;
use super::show::find;
use crate::cli::args::{Format, Similar};
use crate::cli::exit_code::Code;
use crate::cli::printer;
use crate::cli::terminal::{Terminal, clean_line};
use crate::index::{Filters, PassageRecord, Reader, Selection, Store};
use crate::search::{Options, similar};

pub(in crate::cli) fn run(
    terminal: &mut Terminal,
    index: &Path,
    args: &Similar,
) -> Result<Code, Failure> {
    let format = if args.json { Format::Json } else { args.format };
    let reader = Store::open(index)?.reader()?;
    let Some((name, passages)) = model(&reader, &args.what)? else {
        let advice = "neither a passage nor a file that has any; name an identifier from a hit, PATH:LINE, or a path \
                      from `docsearch query -l`";
        writeln!(terminal.err(), "`{}`: {advice}", clean_line(&args.what))?;
        return Ok(Code::Nothing);
    };
    let limit = usize::try_from(args.limit).unwrap_or(usize::MAX);
    let filters = Filters {
        language: args.lang.map(Into::into),
        paths: args.path.clone(),
        ..Filters::default()
    };
    let selection = Selection { limit: Some(limit), ..Selection::default() };
    let options = Options { filters, selection, collapse: true, ..Options::default() };
    let response =
        similar(&reader, &name, &passages, &options).map_err(|error| failure(error, &args.what))?;
    for note in &response.notes {
        writeln!(terminal.err(), "note: {}", clean_line(note))?;
    }
    printer::hits(terminal, &response, format, false)?;
    if format == Format::Human {
        match response.hits.len() {
            0 => writeln!(
                terminal.err(),
                "nothing like it; leave out --lang or --path, where given"
            )?,
            shown => writeln!(
                terminal.err(),
                "the {shown} most like it of {} that share a word; more with --limit N",
                response.total
            )?,
        }
    }
    Ok(if response.hits.is_empty() { Code::Nothing } else { Code::Success })
}

/// The passage or the passages of the file that is meant, and what it is called: its identifier, its path.
fn model(reader: &Reader, what: &str) -> Result<Option<(String, Vec<PassageRecord>)>, Failure> {
    if let Some(passage) = find(reader, what)? {
        return Ok(Some((passage.id.clone(), vec![passage])));
    }
    let passages = reader.passages_of(what)?;
    Ok((!passages.is_empty()).then(|| (what.to_owned(), passages)))
}
