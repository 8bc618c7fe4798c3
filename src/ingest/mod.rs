//! Corpus to index: what changed, what it holds now, what could not be read.

mod again;
mod inspect;
mod learn;
mod manuscript;
mod passages;
mod plan;
mod process;
mod report;
mod run;
mod worker;
mod works;

pub use again::{Now, look_again};
pub use inspect::{
    InspectedDocument, InspectedPage, InspectedPassage, Inspection, Repairs, inspect, text,
};
pub use manuscript::manuscript;
pub use process::Reading;
pub use report::{Counts, FileNote, Notes, Renamed, Report};
pub use run::{Error, Options, Progress, run};
pub use worker::{ARGUMENT as WORKER_ARGUMENT, Isolation, work};
