//! Source bytes to documents.

mod assemble;
mod detect;
mod encoding;
mod flow;
mod foreign;
mod front_matter;
mod html;
#[cfg(test)]
mod invariants;
mod markdown;
mod plain_text;
mod registry;
mod repair;

pub use detect::detect;
pub use registry::{extract, version};

/// How to read a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The encoding of the bytes; overrules detection.
    pub encoding: Option<&'static encoding_rs::Encoding>,
}

/// Why a file gave no document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The bytes are no text and no format that is known.
    #[error("binary data, not text")]
    Binary,
    /// A format that is known but not read.
    #[error("{format} is not read yet")]
    Unsupported {
        /// The name of the format.
        format: &'static str,
    },
    /// There is nothing but white space and markup in the file.
    #[error("no text in it")]
    Empty,
}
