//! Tasks for developers: `cargo xtask relevance FOLDER [--worst N]`, `cargo xtask analysis FOLDER [WORD-LIST]`,
//! `cargo xtask documents`.

#![allow(clippy::print_stdout, reason = "a task prints its tables")]

mod analysis;
mod documents;
mod noise;
mod reason;
mod relevance;
mod sets;
mod significance;
mod worst;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<_> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["relevance", folder] => relevance::run(Path::new(folder)),
        ["relevance", folder, "--worst", number] => worst::run(Path::new(folder), number.parse()?),
        ["analysis", folder] => analysis::run(Path::new(folder), None),
        ["analysis", folder, list] => analysis::run(Path::new(folder), Some(Path::new(list))),
        ["documents"] => documents::run(),
        _ => Err("usage: cargo xtask relevance FOLDER [--worst N] | analysis FOLDER [WORD-LIST] | documents
\
                  FOLDER holds test collections: in each sub-folder corpus[.xx]/ with one .txt a document, \
                  queries[.xx].tsv and qrels[.xx][-xx].txt"
            .into()),
    }
}
