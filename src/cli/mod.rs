//! The command line: arguments in, text out, an exit code.

mod args;
mod commands;
mod exit_code;
mod printer;
mod style_names;
mod terminal;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use commands::Failure;
use terminal::Terminal;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let mut terminal = Terminal::new(args.color);
    quiet_panics();
    let done = catch_unwind(AssertUnwindSafe(|| run(&mut terminal, &args)));
    let code = match done.unwrap_or_else(|panic| Err(Failure::Panic(message(panic.as_ref())))) {
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

fn run(terminal: &mut Terminal, args: &Args) -> Result<exit_code::Code, Failure> {
    match &args.command {
        Command::Index(command) => commands::index::run(terminal, &args.index, command),
        Command::Inspect(command) => commands::inspect::run(terminal, command),
        Command::ReadFiles => commands::read_files::run(),
        Command::Query(command) => commands::query::run(terminal, &args.index, command),
        Command::Concordance(command) => commands::concordance::run(terminal, &args.index, command),
        Command::Similar(command) => commands::similar::run(terminal, &args.index, command),
        Command::Show(command) => commands::show::run(terminal, &args.index, command),
        Command::Cite(command) => commands::cite::run(terminal, &args.index, command),
        Command::Verify(command) => commands::verify::run(terminal, &args.index, command),
        Command::Status(command) => commands::status::run(terminal, &args.index, command),
        Command::Lexicon(command) => commands::lexicon::run(terminal, &args.index, command),
        Command::Analyze(command) => commands::analyze::run(terminal, &args.index, command),
        Command::Eval(command) => commands::eval::run(terminal, &args.index, command),
        Command::Completions(command) => commands::completions::run(terminal, command),
        Command::Man(command) => commands::man::run(terminal, command),
    }
}

/// A panic is a fault of ours or a damaged index; a person is told in one line, a developer asks for the rest.
fn quiet_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| text.to_string());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}
