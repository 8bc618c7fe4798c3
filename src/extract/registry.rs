//! The formats that are read, each a row of one table.

use super::limits::{Failure, Limits};
use super::records::Shape;
use super::transcript::Transcript;
use super::xml::Kind;
use super::{Error, Options, assemble, encoding, html, markdown, other_xml, plain_text};
use super::{office, pdf, xml};
use crate::document::{Document, MediaType};

/// Rises when files of a kind that was refused are read.
const REFUSED_VERSION: u32 = 1;

/// A format: one file or folder of this room.
pub struct Format {
    pub media_type: MediaType,
    /// Rises when the format's own code gives another document for the same bytes.
    pub version: u32,
    /// In lower case, without the full stop.
    pub extensions: &'static [&'static str],
    pub read: Read,
}

/// How a format is read.
pub enum Read {
    /// The file is its own text.
    Text(fn(&[u8], &Options) -> Result<Document, Error>),
    /// The text is taken out of the file.
    Transcripts(fn(&[u8], &Limits) -> Result<Vec<Transcript>, Failure>),
    /// The file holds records.
    Records(Shape),
    /// The file holds mails, and files that came with them.
    Mail,
    /// The file holds files.
    Archive,
}

/// Every format that is read.
pub const FORMATS: [Format; 22] = [
    plain_text::FORMAT,
    markdown::FORMAT,
    html::FORMAT,
    other_xml::FORMAT,
    transcripts(MediaType::Pdf, 1, &["pdf"], pdf::read),
    transcripts(MediaType::Docx, 1, &["docx", "docm", "dotx", "dotm"], office::docx),
    transcripts(MediaType::Pptx, 1, &["pptx", "pptm", "ppsx", "potx"], office::pptx),
    transcripts(MediaType::Xlsx, 1, &["xlsx", "xlsm", "xltx"], office::xlsx),
    transcripts(
        MediaType::OpenDocument,
        1,
        &["odt", "ott", "odp", "otp", "ods", "ots", "fodt", "fodp", "fods"],
        office::open_document,
    ),
    transcripts(MediaType::Rtf, 1, &["rtf"], office::rtf),
    transcripts(MediaType::Epub, 1, &["epub"], office::epub),
    transcripts(MediaType::Fb2, 1, &["fb2", "fbz"], office::fb2),
    transcripts(MediaType::Tei, 1, &["tei"], |bytes, limits| xml::read(Kind::Tei, bytes, limits)),
    transcripts(MediaType::Alto, 1, &["alto"], |bytes, limits| {
        xml::read(Kind::Alto, bytes, limits)
    }),
    transcripts(MediaType::PageXml, 1, &[], |bytes, limits| {
        xml::read(Kind::PageXml, bytes, limits)
    }),
    transcripts(MediaType::Hocr, 1, &["hocr"], |bytes, limits| {
        xml::read(Kind::Hocr, bytes, limits)
    }),
    transcripts(MediaType::Mets, 1, &["mets"], |bytes, limits| {
        xml::read(Kind::Mets, bytes, limits)
    }),
    files(MediaType::Mail, 2, &["eml", "mbox", "mbx", "mht", "mhtml"], Read::Mail),
    files(MediaType::Json, 1, &["json", "geojson"], Read::Records(Shape::Json)),
    files(MediaType::JsonLines, 1, &["jsonl", "ndjson"], Read::Records(Shape::JsonLines)),
    files(MediaType::Table, 1, &["csv", "tsv", "tab"], Read::Records(Shape::Table)),
    files(
        MediaType::Archive,
        2,
        &["zip", "tar", "gz", "tgz", "bz2", "tbz2", "xz", "txz"],
        Read::Archive,
    ),
];

const fn transcripts(
    media_type: MediaType,
    version: u32,
    extensions: &'static [&'static str],
    read: fn(&[u8], &Limits) -> Result<Vec<Transcript>, Failure>,
) -> Format {
    Format { media_type, version, extensions, read: Read::Transcripts(read) }
}

const fn files(
    media_type: MediaType,
    version: u32,
    extensions: &'static [&'static str],
    read: Read,
) -> Format {
    Format { media_type, version, extensions, read }
}

/// The version of what extraction makes of files of this type, or of those that are refused; when it rises, they are to be
/// read again.
pub fn version(media_type: Option<MediaType>) -> u32 {
    match media_type {
        Some(media_type) => encoding::VERSION + assemble::VERSION + format(media_type).version,
        None => encoding::VERSION + REFUSED_VERSION,
    }
}

/// Whether a format is read by code so simple that it can't get stuck: the others are read where they can be stopped.
pub fn is_plain(media_type: MediaType) -> bool {
    matches!(format(media_type).read, Read::Text(_))
}

/// The row of a media type.
pub fn format(media_type: MediaType) -> &'static Format {
    let row = FORMATS.iter().find(|format| format.media_type == media_type);
    row.unwrap_or(&const { plain_text::FORMAT })
}
