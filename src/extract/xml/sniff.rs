//! Which of the formats of this room a file is in.

/// A format of this room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text Encoding Initiative, P4 or P5: editions, letters, corpora.
    Tei,
    /// Analyzed Layout and Text Object, versions 1 to 4: OCR results of libraries.
    Alto,
    /// PAGE of the PRImA group: OCR results, ground truth, transcriptions.
    PageXml,
    /// hOCR: OCR results in HTML or XHTML.
    Hocr,
    /// Metadata Encoding and Transmission Standard: what a digitised work is made of.
    Mets,
}

/// How much of a file is searched for its root element, in bytes.
const HEAD: usize = 1 << 13;

/// How much of an HTML file is searched for signs of hOCR, in bytes: scripts and styles may stand before them.
const HTML_HEAD: usize = 1 << 17;

/// The root elements, without namespace prefix.
const ROOTS: [(&str, Kind); 7] = [
    ("TEI", Kind::Tei),
    ("TEI.2", Kind::Tei),
    ("teiCorpus", Kind::Tei),
    ("teiCorpus.2", Kind::Tei),
    ("alto", Kind::Alto),
    ("PcGts", Kind::PageXml),
    ("mets", Kind::Mets),
];

/// An envelope that repositories deliver METS and TEI in.
const ENVELOPE: &str = "OAI-PMH";

/// What HTML files with OCR results in them hold.
const HOCR_SIGNS: [&str; 4] = ["ocr_page", "ocr_line", "ocrx_word", "ocr-system"];

/// The format that the root element of a file shows; `None` for any other.
pub fn sniff(bytes: &[u8]) -> Option<Kind> {
    let head = ascii(bytes, HEAD);
    let mut names = element_names(&head);
    let root = names.next()?;
    if root.eq_ignore_ascii_case("html") {
        let head = ascii(bytes, HTML_HEAD);
        return HOCR_SIGNS.iter().any(|sign| head.contains(sign)).then_some(Kind::Hocr);
    }
    let kind = |name: &str| ROOTS.iter().find(|(root, _)| *root == name).map(|(_, kind)| *kind);
    match root {
        ENVELOPE => names.find_map(kind),
        _ => kind(root),
    }
}

/// The name of the root element without prefix, in lower case; `None` where none shows.
pub fn root(bytes: &[u8]) -> Option<String> {
    element_names(&ascii(bytes, HEAD)).next().map(str::to_ascii_lowercase)
}

/// The ASCII at the start: in any encoding, even UTF-16, markup is plain to see in it.
fn ascii(bytes: &[u8], len: usize) -> String {
    let head = &bytes[..bytes.len().min(len)];
    head.iter().filter(|byte| **byte != 0 && byte.is_ascii()).map(|byte| *byte as char).collect()
}

/// The names of the elements that start in `text`, without prefix; none if it starts with something else than markup.
fn element_names(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = if text.trim_start().starts_with('<') { text } else { "" };
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find('<')? + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = &comment[comment.find("-->")?..];
            } else if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
                let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
                return Some(rest[..end].rsplit(':').next().unwrap_or_default());
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_element_tells() {
        let check = |source: &str, kind| assert_eq!(sniff(source.as_bytes()), kind, "{source}");
        check("<?xml version='1.0'?><TEI xmlns='http://www.tei-c.org/ns/1.0'>", Some(Kind::Tei));
        check(
            "\u{FEFF}<!-- <alto> --><!DOCTYPE TEI.2 [<!ENTITY a 'b'>]>\n<TEI.2>",
            Some(Kind::Tei),
        );
        check("<tei:teiCorpus>", Some(Kind::Tei));
        check("<alto>", Some(Kind::Alto));
        check("<pc:PcGts\n xmlns:pc='x'>", Some(Kind::PageXml));
        check("<mets:mets>", Some(Kind::Mets));
        check("<OAI-PMH><GetRecord><mets:mets>", Some(Kind::Mets));
        check("<!DOCTYPE html><html><body><div class='ocr_page'>", Some(Kind::Hocr));
        check("<HTML><body><p>text", None);
        check("<document><alto>", None);
        check("the <TEI> element", None);
        check("<TE", None);
        check("", None);
    }

    #[test]
    fn wide_encodings_are_seen_through() {
        let bytes: Vec<u8> = "<alto >".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(sniff(&bytes), Some(Kind::Alto));
    }
}
