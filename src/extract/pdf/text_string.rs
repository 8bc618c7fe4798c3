//! Strings of a PDF that are meant to be read: UTF-16, UTF-8 or the format's own encoding.

/// The characters of PDFDocEncoding from 0x18 on that are not those of Latin-1 (ISO 32000-1, annex D.2).
const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];

/// The characters from 0x80 to 0xA0.
const SIGNS: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™',
    'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
];

/// Decodes a text string; its white space becomes single blanks, what is no text is dropped.
pub fn decode(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char_of(*byte)).collect(),
    };
    let text = without_language_marks(&text);
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn char_of(byte: u8) -> char {
    match byte {
        0x18..=0x1F => ACCENTS[usize::from(byte - 0x18)],
        0x80..=0xA0 => SIGNS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// A language code stands between two escape characters (ISO 32000-1, 7.9.2.2).
fn without_language_marks(text: &str) -> String {
    if !text.contains('\u{1B}') {
        return text.to_string();
    }
    text.split('\u{1B}').step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_is_read() {
        let check = |bytes: &[u8], expect: &str| assert_eq!(decode(bytes), expect);
        check(b"Z\xFCrich \x84 \x8DBrief\x8E", "Zürich — “Brief”");
        check(b"\xFE\xFF\0Z\0\xFC\x20\x1C", "Zü“");
        check(b"\xFF\xFEZ\0\xFC\0", "Zü");
        check(b"\xEF\xBB\xBFZ\xC3\xBC", "Zü");
        check(b"\xFE\xFF\0\x1B\0d\0e\0\x1B\0a\0b", "ab");
        check(b" a\r\n\tb\0", "a b");
        check(b"\xFE\xFF\0", "");
        check(b"", "");
    }
}
