//! The process that reads files for another docsearch.

use std::io::{stdin, stdout};

use super::Failure;
use crate::cli::exit_code::Code;
use crate::ingest::work;

pub(in crate::cli) fn run() -> Result<Code, Failure> {
    work(stdin().lock(), stdout().lock(), limit_memory)?;
    Ok(Code::Success)
}

/// Bounds the memory of this process, where the system can.
#[cfg(unix)]
fn limit_memory(bytes: u64) {
    // Where it can't be bounded, the limits of the readers remain.
    let _ = rlimit::Resource::AS.set(bytes, bytes);
}

#[cfg(not(unix))]
fn limit_memory(_bytes: u64) {}
