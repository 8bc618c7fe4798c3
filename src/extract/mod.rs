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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::MediaType;

    #[test]
    fn messages_are_fit_for_a_report_line() {
        let message = |name, bytes: &[u8]| {
            let error = extract(name, bytes, &Options::default()).err();
            error.map(|error| error.to_string()).unwrap_or_default()
        };
        assert_eq!(message("a.pdf", b"%PDF-1.7"), "PDF is not read yet");
        assert_eq!(message("a.txt", b"a\0b"), "binary data, not text");
        assert_eq!(message("a.txt", b" \n\x0C"), "no text in it");
    }

    #[test]
    fn the_users_encoding_overrules_detection() {
        let options = Options { encoding: Some(encoding_rs::MACINTOSH) };
        let document = extract("a.txt", b"f\x9Fr\0", &options).expect("a document");
        assert_eq!((document.text.as_str(), document.encoding.as_str()), ("für\0", "macintosh"));
        assert_eq!(document.warnings, [""; 0]);
    }

    #[test]
    fn every_format_has_a_version() {
        for media_type in [MediaType::Text, MediaType::Markdown, MediaType::Html] {
            assert!(version(media_type) >= 3);
        }
    }
}
