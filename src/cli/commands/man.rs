//! `docsearch man`.

use std::fs;
use std::io::Write;
use std::path::Path;

use clap::{Command, CommandFactory};

use super::Failure;
use crate::cli::args::{Args, Man};
use crate::cli::exit_code::Code;
use crate::cli::terminal::Terminal;

pub(in crate::cli) fn run(terminal: &mut Terminal, args: &Man) -> Result<Code, Failure> {
    match &args.out {
        Some(folder) => write(folder).map_err(|error| Failure::File {
            path: folder.display().to_string(),
            reason: format!("{error}; name a folder that can be written to"),
        })?,
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command()).render(&mut page)?;
            terminal.out().write_all(&page)?;
        }
    }
    Ok(Code::Success)
}

/// Writes a page for the program and each command: `docsearch.1`, `docsearch-query.1` …
fn write(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(command(), folder)
}

/// The command line; `docsearch help` has no page.
fn command() -> Command {
    Args::command().disable_help_subcommand(true)
}
