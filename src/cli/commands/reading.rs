//! How files are to be read, from the arguments.

use std::time::Duration;

use super::Failure;
use crate::cli::args::{Isolation as IsolationArgs, Reading as Args};
use crate::extract::{Fields, Limits, Options};
use crate::ingest::{Isolation, Reading};

/// What the user says about reading files.
pub(super) fn reading(args: &Args) -> Result<Reading, Failure> {
    let password = match &args.password_file {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| Failure::File {
                path: path.display().to_string(),
                reason: error.to_string(),
            })?;
            text.lines().next().map(str::to_owned)
        }
        None => None,
    };
    let limits = Limits {
        max_text: usize::try_from(args.max_text).unwrap_or(usize::MAX),
        max_nesting: args.max_nesting,
        max_ratio: args.max_ratio,
        max_documents: args.max_documents,
        password,
        ..Limits::default()
    };
    let fields = Fields {
        text: args.text_field.clone(),
        title: args.title_field.clone(),
        date: args.date_field.clone(),
        author: args.author_field.clone(),
        id: args.id_field.clone(),
    };
    let extract = Options { encoding: args.encoding, limits, fields };
    Ok(Reading { max_file_size: args.max_file_size, extract, ..Reading::default() })
}

/// The same without the user's saying anything.
pub(super) fn default_isolation() -> Result<Isolation, Failure> {
    isolation(&IsolationArgs { time_limit: 60, memory_limit: 2 << 30 })
}

/// How files of complex formats are kept from holding up the rest.
pub(super) fn isolation(args: &IsolationArgs) -> Result<Isolation, Failure> {
    Ok(Isolation {
        program: std::env::current_exe()?,
        time_limit: Duration::from_secs(args.time_limit),
        memory_limit: args.memory_limit,
    })
}
