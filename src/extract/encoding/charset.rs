//! The encodings files are read in: those of the Web and the few that only old files have.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::dos::{CP437, CP850};

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Charset {
    /// One of the WHATWG Encoding Standard.
    Web(&'static Encoding),
    /// UTF-32, least significant byte first.
    Utf32Le,
    /// UTF-32, most significant byte first.
    Utf32Be,
    /// DOS code page 850.
    Cp850,
    /// DOS code page 437.
    Cp437,
}

/// The byte order marks; UTF-32 stands before UTF-16, whose mark it begins with.
const MARKS: [(&[u8], Charset); 5] = [
    (b"\xFF\xFE\0\0", Charset::Utf32Le),
    (b"\0\0\xFE\xFF", Charset::Utf32Be),
    (b"\xEF\xBB\xBF", Charset::Web(UTF_8)),
    (b"\xFF\xFE", Charset::Web(UTF_16LE)),
    (b"\xFE\xFF", Charset::Web(UTF_16BE)),
];

impl Charset {
    /// The name for reports: the WHATWG name where there is one, else the IANA name.
    pub fn name(self) -> &'static str {
        match self {
            Charset::Web(encoding) => encoding.name(),
            Charset::Utf32Le => "UTF-32LE",
            Charset::Utf32Be => "UTF-32BE",
            Charset::Cp850 => "IBM850",
            Charset::Cp437 => "IBM437",
        }
    }

    /// The charset a byte order mark announces.
    pub fn of_mark(bytes: &[u8]) -> Option<Charset> {
        MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, charset)| *charset)
    }

    /// How many bytes of byte order mark this charset has at the start of a file.
    pub fn mark_len(self, bytes: &[u8]) -> usize {
        let own = MARKS.iter().find(|(mark, charset)| *charset == self && bytes.starts_with(mark));
        own.map_or(0, |(mark, _)| mark.len())
    }

    /// The characters of the bytes 0x80 to 0xFF, when every byte is one character.
    pub fn upper_half(self) -> Option<[char; 128]> {
        match self {
            Charset::Cp850 => Some(CP850),
            Charset::Cp437 => Some(CP437),
            Charset::Web(encoding) if encoding.is_single_byte() => {
                Some(std::array::from_fn(|index| {
                    let byte = [index as u8 + 0x80];
                    let (text, _) = encoding.decode_without_bom_handling(&byte);
                    text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
                }))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{MACINTOSH, WINDOWS_1252};

    use super::*;

    #[test]
    fn the_longest_mark_wins() {
        assert_eq!(Charset::of_mark(b"\xFF\xFE\0\0a\0\0\0"), Some(Charset::Utf32Le));
        assert_eq!(Charset::of_mark(b"\xFF\xFEa\0"), Some(Charset::Web(UTF_16LE)));
        assert_eq!(Charset::of_mark(b"abc"), None);
        assert_eq!(Charset::Web(UTF_8).mark_len(b"\xEF\xBB\xBFa"), 3);
        assert_eq!(Charset::Web(WINDOWS_1252).mark_len(b"\xEF\xBB\xBFa"), 0);
    }

    #[test]
    fn the_upper_half_holds_the_letters() {
        let half = |charset: Charset| charset.upper_half().map(|half| half[0xE4 - 0x80]);
        assert_eq!(half(Charset::Web(WINDOWS_1252)), Some('ä'));
        assert_eq!(half(Charset::Web(MACINTOSH)), Some('‰'));
        assert_eq!(half(Charset::Cp850), Some('õ'));
        assert_eq!(half(Charset::Web(UTF_8)), None);
    }
}
