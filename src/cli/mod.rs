//! The command line: arguments in, text out, an exit code.

mod args;
mod commands;
mod exit_code;
mod printer;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use commands::Failure;
use terminal::Terminal;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let mut terminal = Terminal::new(args.color);
    let done = match &args.command {
        Command::Index(command) => commands::index::run(&mut terminal, &args.index, command),
        Command::Query(command) => commands::query::run(&mut terminal, &args.index, command),
        Command::Show(command) => commands::show::run(&mut terminal, &args.index, command),
        Command::Status(command) => commands::status::run(&mut terminal, &args.index, command),
        Command::Analyze(command) => commands::analyze::run(&mut terminal, command),
        Command::Eval(command) => commands::eval::run(&mut terminal, &args.index, command),
    };
    let code = match done {
        Ok(code) => code,
        // Whoever reads us has seen enough: `docsearch query … | head`.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            exit_code::Code::Success
        }
        Err(failure) => {
            terminal.error(&failure.to_string());
            exit_code::Code::Error
        }
    };
    code.into()
}
