//! The folders on disk: which files there are, their bytes and fingerprints.

mod error;
mod file;
mod walk;

pub use error::Error;
pub use file::{Root, Sidecar, SourceFile, read, read_head, sha256_hex};
pub use walk::{ALIASES, Listing, WalkOptions, list};
