//! The code pages that RTF names.
//!
//! Source: Microsoft, Rich Text Format Specification 1.9.1, `\ansicpg` and `\fcharset`.

use encoding_rs::Encoding;

use super::super::dos::{CP437, CP850};

/// A code page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Charset {
    Web(&'static Encoding),
    Dos(&'static [char; 128]),
}

impl Charset {
    /// The code page of this number.
    pub fn of_code_page(number: i32) -> Option<Charset> {
        Some(Charset::Web(match number {
            437 => return Some(Charset::Dos(&CP437)),
            850 | 858 => return Some(Charset::Dos(&CP850)),
            866 => encoding_rs::IBM866,
            874 => encoding_rs::WINDOWS_874,
            932 => encoding_rs::SHIFT_JIS,
            936 => encoding_rs::GBK,
            949 => encoding_rs::EUC_KR,
            950 => encoding_rs::BIG5,
            1250 => encoding_rs::WINDOWS_1250,
            1251 => encoding_rs::WINDOWS_1251,
            1252 => encoding_rs::WINDOWS_1252,
            1253 => encoding_rs::WINDOWS_1253,
            1254 => encoding_rs::WINDOWS_1254,
            1255 => encoding_rs::WINDOWS_1255,
            1256 => encoding_rs::WINDOWS_1256,
            1257 => encoding_rs::WINDOWS_1257,
            1258 => encoding_rs::WINDOWS_1258,
            10000 => encoding_rs::MACINTOSH,
            10007 => encoding_rs::X_MAC_CYRILLIC,
            28592 => encoding_rs::ISO_8859_2,
            65001 => encoding_rs::UTF_8,
            _ => return None,
        }))
    }

    /// The code page of a font with this charset number; `None` for the document's own.
    pub fn of_font(number: i32) -> Option<Charset> {
        let code_page = match number {
            0 => 1252,
            77 => 10000,
            128 => 932,
            129 | 130 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 | 181 => 1255,
            178..=180 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return None,
        };
        Charset::of_code_page(code_page)
    }

    /// The text of some bytes.
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Charset::Web(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Charset::Dos(upper) => {
                let decode = |byte: &u8| match usize::from(*byte).checked_sub(upper.len()) {
                    Some(at) => upper[at],
                    None => char::from(*byte),
                };
                bytes.iter().map(decode).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_pages_decode() {
        let check = |charset: Option<Charset>, bytes: &[u8], expect| {
            assert_eq!(charset.map(|charset| charset.decode(bytes)).as_deref(), Some(expect));
        };
        check(Charset::of_code_page(1252), b"f\xFCr", "für");
        check(Charset::of_code_page(437), b"f\x81r", "für");
        check(Charset::of_font(77), b"f\x9Fr", "für");
        check(Charset::of_font(238), b"\xE8", "č");
        check(Charset::of_font(128), b"\x93\xFA\x96\x7B", "日本");
        assert_eq!(Charset::of_font(1), None);
        assert_eq!(Charset::of_code_page(-1), None);
    }
}
