//! What can go wrong on the way to a file's bytes.

use std::path::PathBuf;

/// A file or folder that can't be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The path a user named does not exist.
    #[error("no such file or folder: `{0}`")]
    Missing(PathBuf),
    /// The path a user named is neither a file nor a folder.
    #[error("neither a file nor a folder: `{0}`")]
    NotAFile(PathBuf),
    /// A file is over the size limit.
    #[error("too large: {size} bytes, the limit is {limit}; raise it with --max-file-size")]
    TooLarge {
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// The system refused.
    #[error("can't be read: {0}")]
    Io(#[from] std::io::Error),
}
