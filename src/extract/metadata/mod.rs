//! What a document says about itself, read from its text, its file and what lies beside it.

mod archives;
mod cursor;
mod date;
mod date_context;
mod date_part;
mod date_words;
mod fields;
mod file_name;
mod front_matter;
mod head;
#[cfg(test)]
mod invariants;
mod labels;
mod marks;
mod records;
mod sidecar;
mod signature;
mod source_note;

pub use fields::from_facts;
pub use file_name::from_file_name;
pub use front_matter::{FrontMatter, front_matter};
pub use head::from_text;
pub(super) use labels::has_labels;
pub(super) use marks::{classification, dateline, document_number, is_rule, lone_number};
pub use sidecar::sidecar;
pub(super) use source_note::source_note;
