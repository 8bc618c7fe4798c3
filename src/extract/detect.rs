//! What kind of file the bytes are.

use std::path::Path;

use super::registry::{FORMATS, Read};
use super::xml::{self, Kind, sniff};
use super::{Error, encoding, foreign};
use crate::document::MediaType;

/// How much of a file is searched for the start of an HTML document or of a PDF, in bytes.
const HEAD: usize = 1 << 12;

/// How an HTML document starts, in lower case, after comments and processing instructions.
const HTML_STARTS: [&[u8]; 4] = [b"<!doctype html", b"<html", b"<head>", b"<body"];

/// How the XML formats start that have no namespace to know them by, in lower case.
const XML_STARTS: [(&[u8], MediaType); 2] =
    [(b"<fictionbook", MediaType::Fb2), (b"<office:document", MediaType::OpenDocument)];

/// Headers one of which every mail in a mailbox has.
const MAIL_HEADERS: [&[u8]; 4] = [b"\nFrom:", b"\nDate:", b"\nSubject:", b"\nReceived:"];

/// Offset, bytes found there, media type.
const SIGNATURES: [(usize, &[u8], MediaType); 6] = [
    (0, b"{\\rtf", MediaType::Rtf),
    (0, b"\x1F\x8B", MediaType::Archive),
    (0, b"\xFD7zXZ\0", MediaType::Archive),
    (4, b"1AY&SY", MediaType::Archive),
    (257, b"ustar", MediaType::Archive),
    (0, b"BZh", MediaType::Archive),
];

/// What the names and types in a ZIP archive hold, media type.
const ZIP_PARTS: [(&[u8], MediaType); 6] = [
    (b"application/epub+zip", MediaType::Epub),
    (b"application/vnd.oasis.opendocument.", MediaType::OpenDocument),
    (b"word/document", MediaType::Docx),
    (b"xl/workbook", MediaType::Xlsx),
    (b"ppt/presentation", MediaType::Pptx),
    (b"META-INF/container.xml", MediaType::Epub),
];

/// How much of either end of a ZIP archive is searched for the names of its parts, in bytes.
const ZIP_ENDS: usize = 1 << 16;

/// The media type of a file: what its bytes show goes before what the extension of `name` says.
///
/// Text of no known kind is [`MediaType::Text`].
pub fn detect(name: &str, bytes: &[u8]) -> Result<MediaType, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    let by_name = by_extension(name);
    if let Some(media_type) = by_signature(bytes, by_name) {
        return Ok(media_type);
    }
    if let Some(format) = foreign::by_signature(name, bytes) {
        // An office file with a password is wrapped in an old one.
        return match by_name {
            Some(MediaType::Docx | MediaType::Xlsx | MediaType::Pptx) if format != "DOC" => {
                by_name.ok_or(Error::Binary)
            }
            _ => Err(Error::Unsupported { format }),
        };
    }
    if !encoding::is_text(bytes) {
        let unsupported = || match foreign::by_extension(name) {
            Some(format) => Error::Unsupported { format },
            None => Error::Binary,
        };
        // What should be of a format that is no text is for that format's reader to refuse.
        return by_name.filter(|media_type| !is_text(*media_type)).ok_or_else(unsupported);
    }
    match markup(bytes) {
        Some(Markup::Known(media_type)) => return Ok(media_type),
        Some(Markup::Xml) => return of_other_xml(name, bytes),
        Some(Markup::Other) if by_name == Some(MediaType::Xml) => return of_other_xml(name, bytes),
        // What only its name says is XML is a text all the same.
        None if by_name == Some(MediaType::Xml) => return Ok(MediaType::Text),
        _ => {}
    }
    if by_name.is_none() && is_mailbox(bytes) {
        return Ok(MediaType::Mail);
    }
    match foreign::by_text_extension(name) {
        Some(format) if by_name.is_none() => Err(Error::Unsupported { format }),
        _ => Ok(by_name.unwrap_or(MediaType::Text)),
    }
}

/// The media type that the extension of `name` stands for.
pub fn by_extension(name: &str) -> Option<MediaType> {
    let extension = Path::new(name).extension()?;
    let has = |known: &&str| extension.eq_ignore_ascii_case(known);
    let format = FORMATS.iter().find(|format| format.extensions.iter().any(has))?;
    Some(format.media_type)
}

fn is_text(media_type: MediaType) -> bool {
    let format = FORMATS.iter().find(|format| format.media_type == media_type);
    format.is_some_and(|format| matches!(format.read, Read::Text(_) | Read::Records(_)))
}

fn by_signature(bytes: &[u8], by_name: Option<MediaType>) -> Option<MediaType> {
    // Readers take a PDF that begins a little late; a text that names the mark does not begin with it.
    let head = &bytes[..bytes.len().min(HEAD)];
    let late = by_name == Some(MediaType::Pdf) && holds(head, b"%PDF-");
    if bytes.starts_with(b"%PDF-") || late {
        return Some(MediaType::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return in_zip(bytes, by_name);
    }
    let has = |(offset, signature, _): &&(usize, &[u8], MediaType)| {
        bytes.get(*offset..).is_some_and(|rest| rest.starts_with(signature))
    };
    SIGNATURES.iter().find(has).map(|(.., media_type)| *media_type)
}

/// What a ZIP archive is by what is in it; `None` for programs.
fn in_zip(bytes: &[u8], by_name: Option<MediaType>) -> Option<MediaType> {
    let head = &bytes[..bytes.len().min(ZIP_ENDS)];
    let tail = &bytes[bytes.len().saturating_sub(ZIP_ENDS)..];
    let holds_part = |part: &[u8]| holds(head, part) || holds(tail, part);
    if let Some((_, media_type)) = ZIP_PARTS.iter().find(|(part, _)| holds_part(part)) {
        return Some(*media_type);
    }
    let is_program = holds_part(b"META-INF/MANIFEST.MF") || holds_part(b"AndroidManifest.xml");
    let is_packed = by_name.is_some_and(|media_type| !is_text(media_type));
    match by_name {
        Some(media_type) if is_packed && media_type != MediaType::Mail => Some(media_type),
        _ => (!is_program).then_some(MediaType::Archive),
    }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Whether a text is a file of mails, which in a mail program's folder has no extension.
fn is_mailbox(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    head.starts_with(b"From ") && MAIL_HEADERS.iter().any(|header| holds(head, header))
}

enum Markup {
    /// A language that is read.
    Known(MediaType),
    /// XML of some other kind, as it declares.
    Xml,
    /// What begins as markup does, and may be any.
    Other,
}

/// XML that is known by its root element only, or not at all.
fn of_other_xml(name: &str, bytes: &[u8]) -> Result<MediaType, Error> {
    let is_image = xml::root(bytes).is_some_and(|root| root == "svg")
        || foreign::by_text_extension(name) == Some(foreign::SVG);
    match is_image {
        true => Err(Error::Unsupported { format: foreign::SVG }),
        false => Ok(MediaType::Xml),
    }
}

fn of_xml(kind: Kind) -> MediaType {
    match kind {
        Kind::Tei => MediaType::Tei,
        Kind::Alto => MediaType::Alto,
        Kind::PageXml => MediaType::PageXml,
        Kind::Hocr => MediaType::Hocr,
        Kind::Mets => MediaType::Mets,
    }
}

/// The markup language a text declares in its first lines.
fn markup(bytes: &[u8]) -> Option<Markup> {
    if let Some(kind) = sniff(bytes) {
        return Some(Markup::Known(of_xml(kind)));
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    // ASCII in any encoding, even UTF-16, is plain to see without NUL bytes and byte order mark.
    let ascii: Vec<u8> = head
        .iter()
        .filter(|byte| **byte != 0 && byte.is_ascii())
        .map(u8::to_ascii_lowercase)
        .collect();
    let mut rest = ascii.trim_ascii_start();
    let is_xml = rest.starts_with(b"<?xml");
    while let Some(end) = prolog_end(rest) {
        rest = rest[end..].trim_ascii_start();
    }
    if HTML_STARTS.iter().any(|start| rest.starts_with(start)) {
        return Some(Markup::Known(MediaType::Html));
    }
    let known = XML_STARTS.iter().find(|(start, _)| rest.starts_with(start));
    match known {
        Some((_, media_type)) => Some(Markup::Known(*media_type)),
        None if is_xml => Some(Markup::Xml),
        None => is_tag(rest).then_some(Markup::Other),
    }
}

/// Whether a text begins with a tag or a declaration.
fn is_tag(text: &[u8]) -> bool {
    matches!(text, [b'<', first, ..] if first.is_ascii_alphabetic() || b"_:!?".contains(first))
}

/// The length of the comment or processing instruction at the start.
fn prolog_end(text: &[u8]) -> Option<usize> {
    let end: &[u8] = match text {
        [b'<', b'!', b'-', b'-', ..] => b"-->",
        [b'<', b'?', ..] => b"?>",
        _ => return None,
    };
    text.windows(end.len()).position(|window| window == end).map(|at| at + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, bytes: &[u8], expect: Result<MediaType, Error>) {
        assert_eq!(detect(name, bytes), expect, "{name} {bytes:?}");
    }

    fn unsupported(format: &'static str) -> Result<MediaType, Error> {
        Err(Error::Unsupported { format })
    }

    #[test]
    fn the_extension_tells_texts_apart() {
        check("a.txt", b"text", Ok(MediaType::Text));
        check("a.MD", b"# text", Ok(MediaType::Markdown));
        check("a.xhtml", b"<p>text", Ok(MediaType::Html));
        check("README", b"text", Ok(MediaType::Text));
        check("a.csv", b"a,b", Ok(MediaType::Table));
        check("a.eml", b"From: a", Ok(MediaType::Mail));
        check("a.jsonl", b"{}", Ok(MediaType::JsonLines));
    }

    #[test]
    fn the_bytes_go_before_the_extension() {
        check("a.txt", b"%PDF-1.4", Ok(MediaType::Pdf));
        check("a.txt", b"The mark is %PDF-1.4", Ok(MediaType::Text));
        check("a.pdf", b"\n%PDF-1.4", Ok(MediaType::Pdf));
        check("a.doc", b"{\\rtf1 x}", Ok(MediaType::Rtf));
        check("a.doc", b"text", Ok(MediaType::Text));
        check("a.txt", b" \n<!DOCTYPE html>\n<title>", Ok(MediaType::Html));
        check("a.txt", b"\xEF\xBB\xBF<!-- saved --><HTML lang=de>", Ok(MediaType::Html));
        check("a.txt", b"<\0h\0t\0m\0l\0>\0", Ok(MediaType::Html));
        check("a.md", b"<h1 align=center>docsearch</h1>", Ok(MediaType::Markdown));
        check("a.xml", b"<?xml version='1.0'?><!-- x --><html xmlns='x'>", Ok(MediaType::Html));
        check("a.html", b"<?xml version='1.0'?><other>", Ok(MediaType::Xml));
        check("a.xml", b"<TEI xmlns='http://www.tei-c.org/ns/1.0'>", Ok(MediaType::Tei));
        check("a.xml", b"<?xml version='1.0'?><FictionBook xmlns='x'>", Ok(MediaType::Fb2));
        check("Inbox", b"From a@b Mon\nDate: x\n\nHi", Ok(MediaType::Mail));
        check("Notes", b"From Berlin we went\non.", Ok(MediaType::Text));
    }

    #[test]
    fn xml_of_no_known_vocabulary_is_read_and_images_are_not() {
        check("a.xml", b"<?xml version='1.0'?><ead>", Ok(MediaType::Xml));
        check("a.XML", b"\xEF\xBB\xBF\n<!-- x --><ead>", Ok(MediaType::Xml));
        check("a.rss", b"<!DOCTYPE rss><rss>", Ok(MediaType::Xml));
        check("a.xml", b"<\0e\0a\0d\0>\0\n\0", Ok(MediaType::Xml));
        check("a.xml", b"Text <b>", Ok(MediaType::Text));
        check("a.txt", b"<ead>", Ok(MediaType::Text));
        check("a.xml", b"\0\x01\x02", Err(Error::Binary));
        let svg = b"<?xml version='1.0'?><!DOCTYPE svg [\n]><s:svg xmlns:s='x'>";
        check("a.xml", svg, unsupported("SVG image"));
        check("a.xml", b"<svg>", unsupported("SVG image"));
        check("a.svg", b"<svg>", unsupported("SVG image"));
        check("a.svg", b"<?xml version='1.0'?><!DOCTYPE x>", unsupported("SVG image"));
    }

    #[test]
    fn zip_archives_are_known_by_what_is_in_them() {
        check("a", b"PK\x03\x04......mimetypeapplication/epub+zipPK", Ok(MediaType::Epub));
        check(
            "a.zip",
            b"PK\x03\x04....[Content_Types].xml...word/document.xml",
            Ok(MediaType::Docx),
        );
        check("a.ODT", b"PK\x03\x04......", Ok(MediaType::OpenDocument));
        check("a.txt", b"PK\x03\x04......", Ok(MediaType::Archive));
        check("a.jar", b"PK\x03\x04...META-INF/MANIFEST.MF...", unsupported("Java archive"));
    }

    #[test]
    fn what_is_not_text_is_named_where_it_can_be() {
        check("a.txt", b"a\0b", Err(Error::Binary));
        check("a.docx", b"a\0b", Ok(MediaType::Docx));
        check("a.xls", b"a\0b", unsupported("XLS"));
        check("a.txt", b"", Err(Error::Empty));
    }
}
