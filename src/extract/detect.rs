//! What kind of file the bytes are.

use std::path::Path;

use super::registry::FORMATS;
use super::{Error, encoding, foreign};
use crate::document::MediaType;

/// How much of a file is searched for the start of an HTML document, in bytes.
const HEAD: usize = 1 << 12;

/// How an HTML document starts, in lower case, after comments and processing instructions.
const HTML_STARTS: [&[u8]; 4] = [b"<!doctype html", b"<html", b"<head>", b"<body"];

/// The media type of a file: what its bytes show goes before what the extension of `name` says.
///
/// Text of no known kind is [`MediaType::Text`].
pub fn detect(name: &str, bytes: &[u8]) -> Result<MediaType, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if let Some(format) = foreign::by_signature(name, bytes) {
        return Err(Error::Unsupported { format });
    }
    if !encoding::is_text(bytes) {
        return Err(foreign::by_extension(name)
            .map_or(Error::Binary, |format| Error::Unsupported { format }));
    }
    match markup(bytes) {
        Some(Markup::Html) => return Ok(MediaType::Html),
        Some(Markup::Xml) => return Err(Error::Unsupported { format: "XML" }),
        None => {}
    }
    let known = by_extension(name);
    match foreign::by_text_extension(name) {
        Some(format) if known.is_none() => Err(Error::Unsupported { format }),
        _ => Ok(known.unwrap_or(MediaType::Text)),
    }
}

/// The media type that the extension of `name` stands for.
pub fn by_extension(name: &str) -> Option<MediaType> {
    let extension = Path::new(name).extension()?;
    let has = |known: &&str| extension.eq_ignore_ascii_case(known);
    let format = FORMATS.iter().find(|format| format.extensions.iter().any(has))?;
    Some(format.media_type)
}

enum Markup {
    Html,
    Xml,
}

/// The markup language a text declares in its first lines.
fn markup(bytes: &[u8]) -> Option<Markup> {
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
        return Some(Markup::Html);
    }
    is_xml.then_some(Markup::Xml)
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
        check("a.csv", b"a,b", Ok(MediaType::Text));
        check("a.eml", b"From: a", unsupported("e-mail"));
    }

    #[test]
    fn the_bytes_go_before_the_extension() {
        check("a.txt", b"%PDF-1.4", unsupported("PDF"));
        check("a.doc", b"text", Ok(MediaType::Text));
        check("a.pdf", b"1 0 obj", unsupported("PDF"));
        check("a.txt", b" \n<!DOCTYPE html>\n<title>", Ok(MediaType::Html));
        check("a.txt", b"\xEF\xBB\xBF<!-- saved --><HTML lang=de>", Ok(MediaType::Html));
        check("a.txt", b"<\0h\0t\0m\0l\0>\0", Ok(MediaType::Html));
        check("a.md", b"<h1 align=center>docsearch</h1>", Ok(MediaType::Markdown));
        check("a.xml", b"<?xml version='1.0'?><!-- x --><html xmlns='x'>", Ok(MediaType::Html));
        check("a.html", b"<?xml version='1.0'?><TEI>", unsupported("XML"));
    }

    #[test]
    fn what_is_not_text_is_named_where_it_can_be() {
        check("a.txt", b"a\0b", Err(Error::Binary));
        check("a.docx", b"a\0b", unsupported("DOCX"));
        check("a.txt", b"", Err(Error::Empty));
    }
}
