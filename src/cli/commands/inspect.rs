//! `docsearch inspect`.

use std::io::Write;

use super::Failure;
use super::reading::reading;
use crate::cli::args::Inspect;
use crate::cli::exit_code::Code;
use crate::cli::printer;
use crate::cli::terminal::Terminal;
use crate::ingest::{inspect, text};

pub(in crate::cli) fn run(terminal: &mut Terminal, args: &Inspect) -> Result<Code, Failure> {
    let reading = reading(&args.reading)?;
    let failure = |reason: String| Failure::File { path: args.file.display().to_string(), reason };
    if args.text {
        let text = text(&args.file, &reading).map_err(failure)?;
        terminal.out().write_all(text.as_bytes())?;
        return Ok(Code::Success);
    }
    let inspection = inspect(&args.file, &reading).map_err(failure)?;
    match args.json {
        true => printer::json(terminal, &inspection)?,
        false => printer::inspection(terminal, &inspection)?,
    }
    Ok(Code::Success)
}
