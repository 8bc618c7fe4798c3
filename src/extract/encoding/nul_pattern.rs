//! What NUL bytes tell about a file: binary data, UTF-16 or UTF-32.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use super::charset::Charset;
use super::escapes::{ESCAPE, is_iso_2022_jp};

/// How much of a file is looked at, in bytes; a multiple of four.
const SAMPLE: usize = 1 << 16;

/// Share of characters below U+0100 a text must have, in percent; English has 100, German with typographic quotes 95.
const LATIN_SHARE: usize = 70;

/// The same for UTF-16 whose other characters are all sound, in percent: the blanks of Russian have 15.
const LATIN_SHARE_AMONG_SOUND: usize = 10;

/// Share of characters that running text has, from which UTF-16 is sound, in percent. Of random bytes two in three
/// make Chinese or Korean letters.
const SOUND_SHARE: usize = 95;

/// Fewer characters may be sound by chance.
const MIN_SOUND: usize = 8;

/// Share of control characters from which bytes are not taken for text, in percent. Text has none but for a stray
/// escape sequence, random bytes have 10.
const CONTROL_SHARE: usize = 5;

/// Whether the bytes are text in some encoding.
pub fn is_text(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let marked = Charset::of_mark(bytes).is_some_and(|charset| charset != Charset::Web(UTF_8));
    if marked || wide_charset(bytes).is_some() {
        return true;
    }
    if sample.contains(&0) {
        return false;
    }
    let controls = sample.iter().filter(|byte| is_control(**byte)).count();
    let are_few = |controls: usize| controls * 100 <= sample.len() * CONTROL_SHARE;
    let escapes = || sample.iter().filter(|byte| **byte == ESCAPE).count();
    are_few(controls) || is_iso_2022_jp(bytes) && are_few(controls - escapes())
}

/// The wide charset whose NUL pattern the bytes show; `None` for all other bytes.
pub fn wide_charset(bytes: &[u8]) -> Option<Charset> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if !sample.contains(&0) {
        return None;
    }
    let candidates = [
        (Charset::Utf32Le, 4, 0),
        (Charset::Utf32Be, 4, 3),
        (Charset::Web(UTF_16LE), 2, 0),
        (Charset::Web(UTF_16BE), 2, 1),
    ];
    let found = candidates.iter().find(|(_, width, low)| is_latin(sample, *width, *low));
    let sound = || candidates[2..].iter().find(|(_, _, low)| is_sound_utf16(sample, *low));
    found.or_else(sound).map(|(charset, _, _)| *charset)
}

/// Whether units of two bytes with the significant byte at `low` are text in any script, some of it Latin.
fn is_sound_utf16(sample: &[u8], low: usize) -> bool {
    let (units, _) = sample.as_chunks();
    let unit = |bytes: &[u8; 2]| u16::from_be_bytes([bytes[1 - low], bytes[low]]);
    let (mut latin, mut sound, mut count) = (0, 0, 0);
    for c in char::decode_utf16(units.iter().map(unit)) {
        count += 1;
        latin += usize::from(c.as_ref().is_ok_and(|c| ('\u{1}'..'\u{100}').contains(c)));
        sound += usize::from(c.is_ok_and(is_running_text));
    }
    count >= MIN_SOUND
        && latin * 100 >= count * LATIN_SHARE_AMONG_SOUND
        && sound * 100 >= count * SOUND_SHARE
}

/// Whether the character is a letter, a digit, a blank or a mark of some script, or an emoji.
fn is_running_text(c: char) -> bool {
    match c {
        '\0'..'\u{100}' => !is_control(c as u8) && !('\u{80}'..'\u{A0}').contains(&c),
        '\u{2000}'..'\u{2070}' | '\u{3000}'..'\u{3040}' | '\u{FF00}'..'\u{FFF0}' => true,
        _ => c.is_alphanumeric() || c > '\u{FFFF}',
    }
}

/// Whether characters of `width` bytes with the significant byte at `low` are mostly Latin text.
fn is_latin(sample: &[u8], width: usize, low: usize) -> bool {
    let (mut latin, mut control, mut count) = (0, 0, 0);
    for unit in sample.chunks_exact(width) {
        let value = unit[low];
        let narrow = unit.iter().enumerate().all(|(at, byte)| at == low || *byte == 0);
        count += 1;
        latin += usize::from(narrow && value != 0);
        control += usize::from(narrow && is_control(value));
    }
    // A single character may be anything.
    count > 1 && latin * 100 >= count * LATIN_SHARE && control * 100 <= count * CONTROL_SHARE
}

/// Whether the byte is a control character that does not lay out text.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=0x08 | 0x0E..=0x1F | 0x7F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_text_is_known_by_its_nul_bytes() {
        let text = "Die „Konföderation“ zerfällt.\r\n";
        let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let wider = |to: fn(u32) -> [u8; 4]| {
            text.chars().flat_map(|c| to(u32::from(c))).collect::<Vec<u8>>()
        };
        let russian = "Все люди рождаются свободными, и 日本語.";
        let bytes =
            |to: fn(u16) -> [u8; 2]| russian.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        assert_eq!(wide_charset(&bytes(u16::to_le_bytes)), Some(Charset::Web(UTF_16LE)));
        assert_eq!(wide_charset(&bytes(u16::to_be_bytes)), Some(Charset::Web(UTF_16BE)));
        assert_eq!(wide_charset(&wide(u16::to_le_bytes)), Some(Charset::Web(UTF_16LE)));
        assert_eq!(wide_charset(&wide(u16::to_be_bytes)), Some(Charset::Web(UTF_16BE)));
        assert_eq!(wide_charset(&wider(u32::to_le_bytes)), Some(Charset::Utf32Le));
        assert_eq!(wide_charset(&wider(u32::to_be_bytes)), Some(Charset::Utf32Be));
    }

    #[test]
    fn other_bytes_are_not() {
        for bytes in [
            &b""[..],
            b"plain text",
            b"\0\0\0\0\0\0\0\0",
            b"\x01\0\x02\0\x03\0\x04\0",
            b"\x7FELF\x02\x01\x01\0\0\0\0\0",
            b"\x12\x34\x9A\xD8\0a\x56\x01\x20\xFF\0b",
        ] {
            assert_eq!(wide_charset(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn binary_data_is_told_from_text() {
        let texts: [&[u8]; 6] = [
            b"",
            b"plain\x0Ctext",
            b"f\xFCr",
            b"\xFF\xFE\x3D\xD8\0\xDE",
            b"a\0b\0c\0",
            b"\x1B$BF|K\\\x1B(B",
        ];
        for text in texts {
            assert!(is_text(text), "{text:?}");
        }
        for data in [
            &b"a\0b"[..],
            b"\xEF\xBB\xBFa\0b",
            b"\x01\x02\x1E\x05abc",
            b"\0\0\0\0",
            b"\x1B[a\x1B[b",
        ] {
            assert!(!is_text(data), "{data:?}");
        }
    }
}
