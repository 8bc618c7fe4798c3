//! The formats that are read, each a row of one table.

use super::{Error, Options, assemble, detect, encoding, html, markdown, plain_text};
use crate::document::{Document, MediaType};

/// A format: one file of this room.
pub struct Format {
    pub media_type: MediaType,
    /// Rises when the format's own code gives another document for the same bytes.
    pub version: u32,
    /// In lower case, without the full stop.
    pub extensions: &'static [&'static str],
    /// Reads a whole file.
    pub read: fn(&[u8], &Options) -> Result<Document, Error>,
}

/// Every format that is read.
pub const FORMATS: [&Format; 3] = [&plain_text::FORMAT, &markdown::FORMAT, &html::FORMAT];

/// Reads a file: `name` with its extension, all its bytes.
///
/// Malformed input never fails: what was replaced or guessed is in [`Document::warnings`].
pub fn extract(name: &str, bytes: &[u8], options: &Options) -> Result<Document, Error> {
    let media_type = match detect::detect(name, bytes) {
        // Who names the encoding says that it is text.
        Err(Error::Binary) if options.encoding.is_some() => {
            detect::by_extension(name).unwrap_or(MediaType::Text)
        }
        detected => detected?,
    };
    (format(media_type).read)(bytes, options)
}

/// The version of what [`extract`] makes of files of this type; when it rises, they are to be read again.
pub fn version(media_type: MediaType) -> u32 {
    encoding::VERSION + assemble::VERSION + format(media_type).version
}

fn format(media_type: MediaType) -> &'static Format {
    FORMATS
        .into_iter()
        .find(|format| format.media_type == media_type)
        .unwrap_or(&plain_text::FORMAT)
}
