//! Corpus to index: what changed, what it holds now, what could not be read.

mod inspect;
mod learn;
mod passages;
mod plan;
mod process;
mod report;
mod run;
mod worker;
mod works;

pub use inspect::{
    InspectedDocument, InspectedPage, InspectedPassage, Inspection, Repairs, inspect, text,
};
pub use process::Reading;
pub use report::{Counts, FileNote, Notes, Renamed, Report};
pub use run::{Error, Options, Progress, run};
pub use worker::{ARGUMENT as WORKER_ARGUMENT, Isolation, work};
