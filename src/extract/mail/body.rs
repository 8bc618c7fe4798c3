//! The text of the body of a mail.

use encoding_rs::{Encoding, REPLACEMENT, UTF_16BE, UTF_16LE};
use mail_parser::decoders::charsets::map::charset_decoder;

use super::super::encoding::{Charset, decode};
use super::header::Header;

/// The text of a body, with line ends as `\n`; what was guessed or damaged goes into `warnings`.
pub fn text(header: &Header, body: &[u8], warnings: &mut Vec<String>) -> String {
    let (bytes, strays) = header.transfer.decode(body);
    if strays > 0 {
        warnings.push(format!("{strays} characters outside the transfer encoding"));
    }
    let label = header.charset.as_deref().unwrap_or_default();
    let encoding = Encoding::for_label(label.as_bytes());
    // Charsets of mail that no page of the Web may use; no look at the bytes can tell them.
    let is_told = encoding.is_none_or(|encoding| {
        [REPLACEMENT, UTF_16LE, UTF_16BE, encoding_rs::ISO_2022_JP].contains(&encoding)
    });
    let decoder = (is_told && bytes.is_ascii() || bytes.contains(&0))
        .then(|| charset_decoder(label.as_bytes()))
        .flatten();
    let text = match decoder {
        Some(decoder) => decoder(&bytes),
        None => {
            let decoded = decode(&bytes, None, Charset::from_name(label));
            warnings.extend(decoded.warnings);
            decoded.text
        }
    };
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::transfer::Transfer;
    use super::*;

    #[test]
    fn charsets_are_read() {
        let check = |charset: &str, body: &[u8], expect: &str, warned: usize| {
            let header = Header { charset: Some(charset.to_owned()), ..Header::default() };
            let mut warnings = Vec::new();
            assert_eq!(text(&header, body, &mut warnings), expect, "{charset}");
            assert_eq!(warnings.len(), warned, "{warnings:?}");
        };
        check("iso-8859-1", b"f\xFCr\r\nuns", "für\nuns", 0);
        check("Windows-1252", b"\x84Plan\x93", "„Plan“", 0);
        check("koi8-r", b"\xF0\xD5\xDB\xCB\xC9\xCE", "Пушкин", 0);
        check("iso-8859-2", b"\xA3\xF3d\xBC", "Łódź", 0);
        check("utf-7", b"Gr+APwA3w-e", "Grüße", 0);
        check("utf-16le", b"f\0\xFC\0r\0", "für", 0);
        check("iso-2022-jp", b"\x1B$B$\"\x1B(B", "あ", 0);
        check("us-ascii", b"gr\xFC\xDFe", "grüße", 0);
        check("x-unknown", b"sch\xF6ne gr\xFC\xDFe", "schöne grüße", 1);
        check("utf-8", "für".as_bytes(), "für", 0);
    }

    #[test]
    fn strays_are_told() {
        let header = Header { transfer: Transfer::Base64, ..Header::default() };
        let mut warnings = Vec::new();
        assert_eq!(text(&header, b"QmVy!", &mut warnings), "Ber");
        assert_eq!(warnings, ["1 characters outside the transfer encoding"]);
    }
}
