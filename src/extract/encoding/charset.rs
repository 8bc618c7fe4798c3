//! The encodings files are read in: those of the Web and the few that only old files have.

use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, X_MAC_CYRILLIC};

use super::dos::{CP437, CP850, CP852, CP855};

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
    /// DOS code page 852.
    Cp852,
    /// DOS code page 855.
    Cp855,
}

/// Names the Web does not know, as letters and digits only, with what they stand for.
const OTHER_NAMES: [(&str, Charset); 19] = [
    ("latin9", Charset::Web(ISO_8859_15)),
    ("cp850", Charset::Cp850),
    ("ibm850", Charset::Cp850),
    ("cp437", Charset::Cp437),
    ("ibm437", Charset::Cp437),
    ("cp852", Charset::Cp852),
    ("ibm852", Charset::Cp852),
    ("cp855", Charset::Cp855),
    ("ibm855", Charset::Cp855),
    ("utf32", Charset::Utf32Le),
    ("utf32le", Charset::Utf32Le),
    ("utf32be", Charset::Utf32Be),
    ("utf16", Charset::Web(UTF_16LE)),
    ("utf16le", Charset::Web(UTF_16LE)),
    ("utf16be", Charset::Web(UTF_16BE)),
    ("mac", Charset::Web(MACINTOSH)),
    ("macroman", Charset::Web(MACINTOSH)),
    ("xmacroman", Charset::Web(MACINTOSH)),
    ("maccyrillic", Charset::Web(X_MAC_CYRILLIC)),
];

/// The byte order marks; UTF-32 stands before UTF-16, whose mark it begins with.
const MARKS: [(&[u8], Charset); 5] = [
    (b"\xFF\xFE\0\0", Charset::Utf32Le),
    (b"\0\0\xFE\xFF", Charset::Utf32Be),
    (b"\xEF\xBB\xBF", Charset::Web(UTF_8)),
    (b"\xFF\xFE", Charset::Web(UTF_16LE)),
    (b"\xFE\xFF", Charset::Web(UTF_16BE)),
];

impl Charset {
    /// The charset a user or a file calls by this name, in any case: `cp850`, `IBM850`, `mac`, `latin1`, `UTF-16LE`.
    pub fn from_name(name: &str) -> Option<Charset> {
        let plain: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        let other = OTHER_NAMES.iter().find(|(other, _)| *other == plain);
        // `win1252` and `dos850` are how people say it; the Web's names begin with `cp`.
        let short = plain.strip_prefix("win").or(plain.strip_prefix("dos"));
        let spellings =
            [Some(name.to_owned()), Some(plain.clone()), short.map(|n| format!("cp{n}"))];
        let web =
            || spellings.iter().flatten().find_map(|name| Encoding::for_label(name.as_bytes()));
        other
            .map(|(_, charset)| *charset)
            .or_else(|| web().map(Charset::Web))
            .or_else(|| short.and_then(|number| Charset::from_name(&format!("ibm{number}"))))
    }

    /// The name for reports: the WHATWG name where there is one, else the IANA name.
    pub fn name(self) -> &'static str {
        match self {
            Charset::Web(encoding) => encoding.name(),
            Charset::Utf32Le => "UTF-32LE",
            Charset::Utf32Be => "UTF-32BE",
            Charset::Cp850 => "IBM850",
            Charset::Cp437 => "IBM437",
            Charset::Cp852 => "IBM852",
            Charset::Cp855 => "IBM855",
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
            Charset::Cp852 => Some(CP852),
            Charset::Cp855 => Some(CP855),
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

impl serde::Serialize for Charset {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> serde::Deserialize<'de> for Charset {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Charset, D::Error> {
        let name = String::deserialize(deserializer)?;
        let unknown = || serde::de::Error::custom(format!("no encoding is called `{name}`"));
        Charset::from_name(&name).ok_or_else(unknown)
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
    fn names_are_known_as_people_write_them() {
        let check = |names: &[&str], expect: Option<&str>| {
            for name in names {
                assert_eq!(Charset::from_name(name).map(Charset::name), expect, "{name}");
            }
        };
        check(&["cp850", "CP-850", "ibm850", "IBM 850", "dos850"], Some("IBM850"));
        check(&["cp437", "ibm437"], Some("IBM437"));
        check(&["ibm852"], Some("IBM852"));
        check(&["cp855"], Some("IBM855"));
        check(&["cp866", "ibm866", "dos-866"], Some("IBM866"));
        check(&["mac", "macintosh", "Mac Roman", "x-mac-roman"], Some("macintosh"));
        check(&["utf-16le", "UTF16", "utf-16"], Some("UTF-16LE"));
        check(&["utf-16be"], Some("UTF-16BE"));
        check(&["utf-32", "utf_32_le"], Some("UTF-32LE"));
        check(&["utf8", "UTF-8"], Some("UTF-8"));
        check(&["latin1", "iso-8859-1", "cp1252", "win1252", "Windows-1252"], Some("windows-1252"));
        check(&["ISO-8859-15", "latin9"], Some("ISO-8859-15"));
        check(&["koi8-r"], Some("KOI8-R"));
        check(&["win-1251"], Some("windows-1251"));
        check(&["", "klingon", "dos", "win", "dosdos850"], None);
    }

    #[test]
    fn every_name_given_is_read() {
        let own = [
            Charset::Utf32Le,
            Charset::Utf32Be,
            Charset::Cp850,
            Charset::Cp437,
            Charset::Cp852,
            Charset::Cp855,
        ];
        for charset in own.into_iter().chain(OTHER_NAMES.map(|(_, charset)| charset)) {
            assert_eq!(Charset::from_name(charset.name()), Some(charset));
        }
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
