//! The formats that are known but not read yet, so that a report can name them.

use std::path::Path;

/// How much of a ZIP archive is searched for the names of its parts, in bytes.
const ZIP_HEAD: usize = 1 << 13;

/// Offset, bytes found there, format.
const SIGNATURES: [(usize, &[u8], &str); 32] = [
    (0, b"%PDF-", "PDF"),
    (0, b"{\\rtf", "RTF"),
    (0, b"%!PS", "PostScript"),
    (0, b"AT&TFORM", "DjVu"),
    (0, b"\xFFWPC", "WordPerfect"),
    (0, b"\x89PNG", "PNG image"),
    (0, b"\xFF\xD8\xFF", "JPEG image"),
    (0, b"GIF87a", "GIF image"),
    (0, b"GIF89a", "GIF image"),
    (0, b"II*\0", "TIFF image"),
    (0, b"MM\0*", "TIFF image"),
    (0, b"\0\0\0\x0CjP  ", "JPEG 2000 image"),
    (0, b"\0\0\x01\0", "icon"),
    (0, b"RIFF", "WebP, WAV or AVI"),
    (4, b"ftypheic", "HEIC image"),
    (4, b"ftypavif", "AVIF image"),
    (4, b"ftyp", "MP4 video"),
    (0, b"ID3\x03", "MP3 audio"),
    (0, b"ID3\x04", "MP3 audio"),
    (0, b"OggS\0", "Ogg audio"),
    (0, b"fLaC\0", "FLAC audio"),
    (0, b"\x1A\x45\xDF\xA3", "Matroska video"),
    (0, b"\x1F\x8B", "gzip"),
    (4, b"1AY&SY", "bzip2"),
    (0, b"\xFD7zXZ\0", "xz"),
    (0, b"\x28\xB5\x2F\xFD", "Zstandard"),
    (0, b"7z\xBC\xAF\x27\x1C", "7-Zip"),
    (0, b"Rar!\x1A\x07", "RAR"),
    (257, b"ustar", "tar"),
    (0, b"SQLite format 3\0", "SQLite"),
    (0, b"\x7FELF", "program"),
    (60, b"BOOKMOBI", "MOBI"),
];

/// What the first bytes of a ZIP archive hold, format.
const ZIP_PARTS: [(&[u8], &str); 9] = [
    (b"application/epub+zip", "EPUB"),
    (b"application/vnd.oasis.opendocument.text", "ODT"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    (b"application/vnd.oasis.opendocument.presentation", "ODP"),
    (b"word/", "DOCX"),
    (b"xl/", "XLSX"),
    (b"ppt/", "PPTX"),
    (b"META-INF/MANIFEST.MF", "Java archive"),
    (b"AndroidManifest.xml", "Android program"),
];

/// Extension, format: for binary files without a known signature and archives whose parts do not tell.
const BINARY_EXTENSIONS: [(&str, &str); 27] = [
    ("pdf", "PDF"),
    ("docx", "DOCX"),
    ("docm", "DOCX"),
    ("dotx", "DOCX"),
    ("xlsx", "XLSX"),
    ("xlsm", "XLSX"),
    ("pptx", "PPTX"),
    ("doc", "DOC"),
    ("dot", "DOC"),
    ("xls", "XLS"),
    ("ppt", "PPT"),
    ("msg", "Outlook message"),
    ("odt", "ODT"),
    ("ods", "ODS"),
    ("odp", "ODP"),
    ("epub", "EPUB"),
    ("mobi", "MOBI"),
    ("azw3", "MOBI"),
    ("pages", "Pages"),
    ("wpd", "WordPerfect"),
    ("wps", "Works"),
    ("bmp", "BMP image"),
    ("psd", "Photoshop image"),
    ("mp3", "MP3 audio"),
    ("exe", "program"),
    ("dll", "program"),
    ("pst", "Outlook folder"),
];

/// The name of a format that is text in its markup only.
pub const SVG: &str = "SVG image";

/// Extension, format: files of text that is not meant to be read as it stands. A damaged PDF or RTF file without its
/// signature is one of them, for both may be all ASCII.
const TEXT_EXTENSIONS: [(&str, &str); 9] = [
    ("pdf", "PDF"),
    ("rtf", "RTF"),
    ("ps", "PostScript"),
    ("eps", "PostScript"),
    ("eml", "e-mail"),
    ("mbox", "e-mail"),
    ("mht", "MHTML"),
    ("mhtml", "MHTML"),
    ("svg", SVG),
];

/// The first bytes of an old Microsoft Office file.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The format whose signature the bytes carry.
pub fn by_signature(name: &str, bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let head = &bytes[..bytes.len().min(ZIP_HEAD)];
        let part = ZIP_PARTS
            .iter()
            .find(|(part, _)| head.windows(part.len()).any(|window| window == *part));
        return Some(
            part.map(|(_, format)| *format).or_else(|| by_extension(name)).unwrap_or("ZIP"),
        );
    }
    if bytes.starts_with(OLE) {
        return Some(by_extension(name).unwrap_or("old Microsoft Office"));
    }
    let at = |(offset, signature, _): &&(usize, &[u8], &str)| {
        bytes.get(*offset..).is_some_and(|rest| rest.starts_with(signature))
    };
    SIGNATURES.iter().find(at).map(|(_, _, format)| *format)
}

/// The binary format the extension of `name` stands for.
pub fn by_extension(name: &str) -> Option<&'static str> {
    look_up(&BINARY_EXTENSIONS, name)
}

/// The text format, not read yet, that the extension of `name` stands for.
pub fn by_text_extension(name: &str) -> Option<&'static str> {
    look_up(&TEXT_EXTENSIONS, name)
}

fn look_up(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    let extension = Path::new(name).extension()?;
    table.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known)).map(|(_, format)| *format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_known() {
        let check = |name: &str, bytes: &[u8], format| {
            assert_eq!(by_signature(name, bytes), format, "{name}")
        };
        check("a", b"%PDF-1.7\n", Some("PDF"));
        check("a", b"\xFF\xD8\xFF\xE0\0\x10JFIF", Some("JPEG image"));
        check("a", b"RIFF\x10\0\0\0WEBPVP8 ", Some("WebP, WAV or AVI"));
        check("a", b"PK\x03\x04......mimetypeapplication/epub+zipPK", Some("EPUB"));
        check("a", b"PK\x03\x04......[Content_Types].xml...word/document.xml", Some("DOCX"));
        check("a.ODT", b"PK\x03\x04......", Some("ODT"));
        check("a", b"PK\x03\x04......", Some("ZIP"));
        check("a.doc", &[OLE, b"..."].concat(), Some("DOC"));
        check("a.txt", &[OLE, b"..."].concat(), Some("old Microsoft Office"));
        check("a.pdf", b"Plain text.", None);
        check("a", b"", None);
    }

    #[test]
    fn extensions_are_known_in_any_case() {
        assert_eq!(by_extension("Bericht 1960.DOCX"), Some("DOCX"));
        assert_eq!(by_text_extension("dir.xml/mail.eml"), Some("e-mail"));
        assert_eq!(by_extension("docx"), None);
    }
}
