//! The exit codes, as grep has them.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// Found; or, for `index`, every file read.
    Success = 0,
    /// Nothing found; or, for `index`, some files could not be read.
    Nothing = 1,
    /// The command could not run.
    Error = 2,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> ExitCode {
        ExitCode::from(code as u8)
    }
}
