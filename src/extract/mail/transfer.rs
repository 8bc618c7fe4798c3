//! Content transfer encodings of MIME (RFC 2045 §6), read as leniently as mail programs do.

use std::borrow::Cow;

/// How the bytes of a body are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transfer {
    /// As they are: `7bit`, `8bit`, `binary`.
    #[default]
    Plain,
    /// `base64`.
    Base64,
    /// `quoted-printable`.
    QuotedPrintable,
}

impl Transfer {
    /// Reads the value of a `Content-Transfer-Encoding` field; what is not known stands as it is.
    pub fn from_name(name: &str) -> Transfer {
        match name.trim().trim_end_matches(';').to_ascii_lowercase().as_str() {
            "base64" => Transfer::Base64,
            "quoted-printable" => Transfer::QuotedPrintable,
            _ => Transfer::Plain,
        }
    }

    /// The bytes of a body, and how many characters in it were not of the encoding.
    pub fn decode(self, body: &[u8]) -> (Cow<'_, [u8]>, usize) {
        match self {
            Transfer::Plain => (Cow::Borrowed(body), 0),
            Transfer::Base64 => owned(base64(body)),
            Transfer::QuotedPrintable => owned(quoted_printable(body)),
        }
    }
}

fn owned((bytes, strays): (Vec<u8>, usize)) -> (Cow<'static, [u8]>, usize) {
    (Cow::Owned(bytes), strays)
}

/// Characters outside the alphabet are skipped; padding ends a group and what follows begins a new one.
fn base64(body: &[u8]) -> (Vec<u8>, usize) {
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3 + 3);
    let (mut group, mut len, mut strays) = (0u32, 0, 0);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                flush(group, len, &mut bytes);
                (group, len) = (0, 0);
                continue;
            }
            _ => {
                strays += usize::from(!byte.is_ascii_whitespace());
                continue;
            }
        };
        group = group << 6 | u32::from(value);
        len += 1;
        if len == 4 {
            flush(group, len, &mut bytes);
            (group, len) = (0, 0);
        }
    }
    flush(group, len, &mut bytes);
    (bytes, strays)
}

/// Writes the whole bytes of a group of `len` characters.
fn flush(group: u32, len: usize, bytes: &mut Vec<u8>) {
    let aligned = group << (6 * (4 - len));
    bytes.extend_from_slice(&aligned.to_be_bytes()[1..1 + (len * 6 / 8)]);
}

/// `=` without two digits or a line end after it stays as typed.
fn quoted_printable(body: &[u8]) -> (Vec<u8>, usize) {
    let mut bytes = Vec::with_capacity(body.len());
    let mut strays = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii_end();
        let (text, end) = match text.strip_suffix(b"=") {
            Some(text) => (text, &b""[..]),
            None if line.ends_with(b"\n") => (text, &b"\n"[..]),
            None => (text, &line[text.len()..]),
        };
        let mut at = 0;
        while at < text.len() {
            let pair = (text[at] == b'=').then(|| (digit(text, at + 1), digit(text, at + 2)));
            match pair {
                Some((Some(high), Some(low))) => {
                    bytes.push(high << 4 | low);
                    at += 3;
                    continue;
                }
                Some(_) => strays += 1,
                None => {}
            }
            bytes.push(text[at]);
            at += 1;
        }
        bytes.extend_from_slice(end);
    }
    (bytes, strays)
}

fn digit(text: &[u8], at: usize) -> Option<u8> {
    char::from(*text.get(at)?).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(transfer: Transfer, body: &str, expect: &[u8], strays: usize) {
        assert_eq!(transfer.decode(body.as_bytes()), (Cow::Borrowed(expect), strays), "{body:?}");
    }

    #[test]
    fn base64_is_read_with_line_ends_and_without_padding() {
        check(Transfer::Base64, "QmVyaWNodA==", b"Bericht", 0);
        check(Transfer::Base64, "QmVy\r\naWNo\r\ndA", b"Bericht", 0);
        check(Transfer::Base64, "QQ==QQ==", b"AA", 0);
        check(Transfer::Base64, "QmVy-aWNo!", b"Berich", 2);
        check(Transfer::Base64, "Q", b"", 0);
    }

    #[test]
    fn quoted_printable_joins_soft_line_ends() {
        check(Transfer::QuotedPrintable, "f=FCr=\r\n alle \t\r\n", b"f\xFCr alle\n", 0);
        check(Transfer::QuotedPrintable, "a=3d1 = 2 =", b"a=1 = 2 ", 1);
        check(Transfer::QuotedPrintable, "a= \nb", b"ab", 0);
    }

    #[test]
    fn names_are_read_in_any_case() {
        assert_eq!(Transfer::from_name(" Base64;"), Transfer::Base64);
        assert_eq!(Transfer::from_name("x-uuencode"), Transfer::Plain);
    }
}
