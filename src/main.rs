//! The docsearch program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    docsearch::cli::main()
}
