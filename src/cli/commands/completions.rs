//! `docsearch completions`.

use std::io::Write;

use clap::{Command, CommandFactory};

use super::Failure;
use crate::cli::args::{Args, Completions};
use crate::cli::exit_code::Code;
use crate::cli::terminal::Terminal;

pub(in crate::cli) fn run(terminal: &mut Terminal, args: &Completions) -> Result<Code, Failure> {
    // The generator panics where it can't write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut visible(), "docsearch", &mut script);
    terminal.out().write_all(&script)?;
    Ok(Code::Success)
}

/// The command line without what is hidden from help: the generators of some shells would offer it.
fn visible() -> Command {
    let all = Args::command();
    Command::new("docsearch")
        .version(env!("CARGO_PKG_VERSION"))
        .args(all.get_arguments().cloned())
        .subcommands(all.get_subcommands().filter(|command| !command.is_hide_set()).cloned())
}
