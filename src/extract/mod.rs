//! Source bytes to documents.

mod about;
mod archive;
mod assemble;
mod detect;
mod encoding;
mod extraction;
mod flow;
mod foreign;
mod html;
#[cfg(test)]
mod invariants;
mod limits;
mod mail;
mod markdown;
mod metadata;
mod notes;
mod office;
mod other_xml;
mod pdf;
mod percent;
mod plain_text;
mod prose;
mod records;
mod registry;
mod repair;
mod subdocuments;
mod transcribed;
mod transcript;
mod xml;

pub use detect::detect;
pub use encoding::Charset;
pub use extraction::{Extraction, extract, extract_as, media_type};
pub use limits::Limits;
pub use metadata::sidecar;
pub use records::Fields;
pub use registry::{is_plain, version};
pub use repair::Boilerplate;
pub use xml::{Work, WorkFile};

/// How to read a file.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Options {
    /// The encoding of the bytes; overrules detection.
    pub encoding: Option<Charset>,
    /// What a file may cost.
    pub limits: Limits,
    /// Which fields of a record are its text, title and date.
    pub fields: Fields,
}

/// Reads what a METS file says of a work and of the files it is made of: all its bytes.
///
/// # Errors
/// When its elements stand too deep in one another.
pub fn work(bytes: &[u8]) -> Result<Work, Error> {
    Ok(xml::work(bytes)?)
}

/// Why a file gave no document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The bytes are no text and no format that is known.
    #[error("binary data, not text")]
    Binary,
    /// A format that is known but not read.
    #[error("{format} is not read")]
    Unsupported {
        /// The name of the format.
        format: &'static str,
    },
    /// There is nothing but white space and markup in the file.
    #[error("no text in it")]
    Empty,
    /// There is no text in the file, and something to say about it.
    #[error("no text in it: {0}")]
    NoText(String),
    /// It costs more than the limits allow.
    #[error("too large: {0}")]
    TooLarge(String),
    /// It is damaged or locked.
    #[error("{0}")]
    Unreadable(String),
}

impl Error {
    /// No text, and what there is to say about it.
    fn without_text(warnings: &[String]) -> Error {
        match warnings {
            [] => Error::Empty,
            warnings => Error::NoText(warnings.join("; ")),
        }
    }
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
        assert_eq!(message("a.png", b"\x89PNG...."), "PNG image is not read");
        assert_eq!(message("a.txt", b"a\0b"), "binary data, not text");
        assert_eq!(message("a.txt", b" \n\x0C"), "no text in it");
    }

    #[test]
    fn the_users_encoding_overrules_detection() {
        let options = Options { encoding: Charset::from_name("mac"), ..Options::default() };
        let document = extract("a.txt", b"f\x9Fr\0", &options).expect("a document").only();
        assert_eq!((document.text.as_str(), document.encoding.as_str()), ("für\0", "macintosh"));
        assert_eq!(document.warnings, [""; 0]);
    }

    #[test]
    fn every_format_has_a_version() {
        for media_type in [MediaType::Text, MediaType::Markdown, MediaType::Html] {
            assert!(version(Some(media_type)) >= 3);
        }
    }
}
