//! E-books (`.epub`), versions 2 and 3.
//!
//! Source: W3C EPUB 3.3; IDPF OPF 2.0.1.

mod navigation;
mod package;
mod xhtml;

use std::collections::HashMap;

use super::composition::compose;
use super::limits::{Failure, Limits};
use super::opc::resolve;
use super::transcript::Transcript;
use super::xml_text::{Node, Xml, decode};
use super::zip_parts::ZipParts;
use package::Package;

const CONTAINER: &str = "META-INF/container.xml";
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// How fonts are made unusable outside their book; that locks nobody out of its text.
const FONT_METHODS: [&str; 2] =
    ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// Extensions of texts, for books that do not say what they hold.
const EXTENSIONS: [&str; 3] = [".xhtml", ".html", ".htm"];

/// Reads an e-book in the order it is meant to be read.
///
/// The table of contents is left out. Pages are those of the printed edition, where the book marks them.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let mut parts = ZipParts::open(bytes, limits)?;
    if let Some(encryption) = parts.read(ENCRYPTION)?
        && is_locked(&decode(&encryption), limits.max_depth)
    {
        return Err(Failure::Locked);
    }
    let mut warnings = Vec::new();
    let package = package(&mut parts, limits, &mut warnings)?;
    let mut labels = HashMap::new();
    for path in &package.navigation {
        if let Some(bytes) = parts.read(path)? {
            labels.extend(navigation::page_labels(&decode(&bytes), path, limits.max_depth));
        }
    }
    let mut book = xhtml::Reader::new(&labels);
    for path in &package.spine {
        match parts.read(path)? {
            Some(bytes) => book.read(&decode(&bytes), path),
            None => warnings.push(format!("{path}: not in the file")),
        }
    }
    let mut transcript =
        compose(book.into_pieces(), limits).map_err(|failure| failure.because(&warnings))?;
    for (key, value) in &package.facts {
        transcript.add_fact(key, value);
    }
    transcript.warnings = parts.warnings;
    transcript.warnings.append(&mut warnings);
    Ok(vec![transcript])
}

/// What the book says of itself, or a guess at it.
fn package(
    parts: &mut ZipParts,
    limits: &Limits,
    warnings: &mut Vec<String>,
) -> Result<Package, Failure> {
    let container = parts.read(CONTAINER)?.unwrap_or_default();
    let declared = root_file(&decode(&container), limits.max_depth).filter(|path| parts.has(path));
    let found = || parts.names().into_iter().find(|name| name.ends_with(".opf")).map(str::to_owned);
    let path = declared.or_else(found);
    let package = match &path {
        Some(path) => {
            let text = parts.read(path)?.unwrap_or_default();
            let package = Package::read(&decode(&text), path, limits.max_depth);
            warnings.extend(package.warnings.iter().cloned());
            package
        }
        None => Package::default(),
    };
    if !package.spine.is_empty() {
        return Ok(package);
    }
    let is_text = |name: &&str| EXTENSIONS.iter().any(|extension| name.ends_with(extension));
    let spine: Vec<String> = parts.names().into_iter().filter(is_text).map(str::to_owned).collect();
    if spine.is_empty() {
        return Err(Failure::Damaged("no e-book: nothing says what to read".into()));
    }
    warnings.push("nothing says in which order to read; read by file name".into());
    Ok(Package { spine, ..package })
}

/// Where the container says that the package is.
fn root_file(container: &str, max_depth: usize) -> Option<String> {
    let mut xml = Xml::new(container, max_depth);
    xml.root()?;
    // `rootfiles`, then `rootfile`.
    while let Some(node) = xml.node() {
        let Node::Element(list) = node else { continue };
        if list.name() != "rootfiles" {
            xml.skip();
            continue;
        }
        while let Some(node) = xml.node() {
            let Node::Element(file) = node else { continue };
            if let Some(path) = file.attribute("full-path") {
                return Some(resolve("", &path));
            }
            xml.skip();
        }
    }
    None
}

/// Whether more than fonts is encrypted.
fn is_locked(encryption: &str, max_depth: usize) -> bool {
    fn walk(xml: &mut Xml) -> bool {
        let mut is_locked = false;
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            // The method of the data, not that of the key to it.
            if element.name() == "EncryptionMethod" {
                let method = element.attribute("Algorithm").unwrap_or_default();
                is_locked |= !FONT_METHODS.contains(&method.as_str());
            }
            is_locked |= walk(xml);
        }
        is_locked
    }
    walk(&mut Xml::new(encryption, max_depth))
}

#[cfg(test)]
mod tests {
    use super::super::composition::tests::{assert_sound, show};
    use super::super::zip_parts::tests::archive;
    use super::*;

    const CONTAINER_XML: &str =
        "<container><rootfiles><rootfile full-path='OPS/a.opf'/></rootfiles></container>";

    const OPF: &str = "<?xml version='1.0'?>\n<package><metadata><dc:title>Das Buch</dc:title>\
        <dc:creator opf:role='aut'>M. Muster</dc:creator><dc:creator id='t'>A. Other</dc:creator>\
        <meta refines='#t' property='role'>trl</meta><dc:language>de</dc:language>\
        <dc:contributor>calibre</dc:contributor></metadata><manifest>\
        <item id='n' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>\
        <item id='b' href='b.xhtml' media-type='application/xhtml+xml'/>\
        <item id='a' href='text/a%20b.xhtml' media-type='application/xhtml+xml'/></manifest>\
        <spine><itemref idref='n'/><itemref idref='a'/><itemref idref='b'/><itemref idref='z'/></spine></package>";

    const NAV: &str = "<html><nav epub:type='toc'><ol><li><a href='b.xhtml'>Contents</a></li></ol></nav>\
        <nav epub:type='page-list'><ol><li><a href='b.xhtml#p12'>12</a></li></ol></nav></html>";

    fn book(extra: &[(&str, &str)]) -> Result<Transcript, Failure> {
        let mut members = vec![
            ("mimetype", "application/epub+zip"),
            (CONTAINER, CONTAINER_XML),
            ("OPS/a.opf", OPF),
            ("OPS/nav.xhtml", NAV),
            ("OPS/b.xhtml", "<html><body><p>zwei <a id='p12'/>drei</p></body></html>"),
            (
                "OPS/text/a b.xhtml",
                "<html><head><title>x</title></head><body><h1>Eins</h1></body></html>",
            ),
        ];
        members.extend(extra);
        read(&archive(&members), &Limits::default()).map(|mut all| all.remove(0))
    }

    #[test]
    fn books_are_read_in_their_order() {
        let book = book(&[]).expect("a book");
        assert_sound(&book);
        assert_eq!(show(&book), "---\n# Eins\nzwei\n--- 12\ndrei");
        let facts: Vec<_> = book.facts.iter().map(|(k, v)| format!("{k}={v}")).collect();
        assert_eq!(
            facts,
            ["title=Das Buch", "author=M. Muster", "translator=A. Other", "language=de"]
        );
        assert_eq!(book.warnings, ["`z` is to be read but not in the book"]);
    }

    #[test]
    fn only_locked_texts_lock_a_book() {
        let encryption = |method: &str| {
            format!(
                "<encryption><enc:EncryptedData><enc:EncryptionMethod Algorithm='{method}'/>\
                 <enc:CipherData><enc:CipherReference URI='x'/></enc:CipherData></enc:EncryptedData></encryption>"
            )
        };
        assert!(book(&[(ENCRYPTION, &encryption(FONT_METHODS[0]))]).is_ok());
        let locked =
            book(&[(ENCRYPTION, &encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc"))]);
        assert_eq!(locked, Err(Failure::Locked));
    }

    #[test]
    fn a_book_without_a_package_is_read_by_name() {
        let bytes = archive(&[("b.html", "<p>two"), ("a.html", "<p>one"), ("c.png", "x")]);
        let book = read(&bytes, &Limits::default()).expect("a book").remove(0);
        assert_eq!(show(&book), "one\ntwo");
        assert_eq!(book.warnings.len(), 1);
        let bytes = archive(&[("c.png", "x")]);
        assert!(matches!(read(&bytes, &Limits::default()), Err(Failure::Damaged(_))));
    }
}
