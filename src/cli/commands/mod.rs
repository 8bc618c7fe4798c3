//! One command a file.

pub(super) mod analyze;
pub(super) mod cite;
pub(super) mod completions;
pub(super) mod concordance;
pub(super) mod eval;
mod expanding;
pub(super) mod index;
pub(super) mod inspect;
pub(super) mod lexicon;
pub(super) mod man;
pub(super) mod query;
pub(super) mod read_files;
mod reading;
pub(super) mod show;
pub(super) mod similar;
pub(super) mod status;
pub(super) mod verify;

/// Why a command could not run.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// A query that can't be read, shown with the place.
    #[error("{0}")]
    Query(String),
    /// A quote that can't be checked.
    #[error("the quote: {0}")]
    Quote(String),
    /// The index can't be read.
    #[error(transparent)]
    Index(#[from] crate::index::Error),
    /// Indexing could not start or go on.
    #[error(transparent)]
    Ingest(#[from] crate::ingest::Error),
    /// A word list for an index that has its lexicon.
    #[error("an index keeps the lexicon it was made with; give --lexicon with --rebuild")]
    LexiconIsFrozen,
    /// Citations in a form that has no place for them.
    #[error("--cite goes with the formats human, json and jsonl; leave out --format, or --cite")]
    CannotCite,
    /// Arguments that don't go together.
    #[error("{0}")]
    Arguments(&'static str),
    /// A file the user named.
    #[error("`{path}`: {reason}")]
    File {
        /// The file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A fault of ours, or an index whose files are broken.
    #[error(
        "docsearch broke down ({0}); if the index is damaged, `docsearch index --rebuild` mends it; \
         else please report this"
    )]
    Panic(String),
    /// Output can't be written.
    #[error("can't write: {0}")]
    Output(#[from] std::io::Error),
}
