//! Corpus to index: what changed, what it holds now, what could not be read.

mod learn;
mod passages;
mod plan;
mod process;
mod report;
mod run;

pub use report::{Counts, FileNote, Notes, Renamed, Report};
pub use run::{Error, Options, Progress, run};
