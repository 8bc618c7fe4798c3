//! Decoding with a map from each character to its bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Decoded;
use super::charset::Charset;
use crate::document::OffsetMap;

/// Longest UTF-8 output of one step of a multi-byte decoder, with room to spare.
const STEP: usize = 32;

/// Decodes `bytes` after its byte order mark of `mark_len` bytes.
///
/// A character and the bytes it was made from are one unit of the map, so decoding the bytes of any span of the text
/// gives that span again. ISO-2022-JP, whose bytes depend on what stands before them, is the exception.
pub fn decode(bytes: &[u8], mark_len: usize, charset: Charset) -> Decoded {
    let mut sink = Sink::default();
    sink.map.skip(mark_len);
    let bytes = &bytes[mark_len..];
    match charset {
        Charset::Web(encoding) if encoding == UTF_8 => utf8(bytes, &mut sink),
        Charset::Web(encoding) if encoding == UTF_16LE => {
            utf16(bytes, u16::from_le_bytes, &mut sink)
        }
        Charset::Web(encoding) if encoding == UTF_16BE => {
            utf16(bytes, u16::from_be_bytes, &mut sink)
        }
        Charset::Utf32Le => utf32(bytes, u32::from_le_bytes, &mut sink),
        Charset::Utf32Be => utf32(bytes, u32::from_be_bytes, &mut sink),
        _ => match (charset.upper_half(), charset) {
            (Some(upper_half), _) => single_byte(bytes, &upper_half, &mut sink),
            (None, Charset::Web(encoding)) => multi_byte(bytes, encoding, &mut sink),
            (None, _) => utf8(bytes, &mut sink),
        },
    }
    let warnings = match sink.damaged {
        0 => Vec::new(),
        1 => vec!["1 malformed byte sequence read as U+FFFD".to_owned()],
        count => vec![format!("{count} malformed byte sequences read as U+FFFD")],
    };
    Decoded { text: sink.text, to_bytes: sink.map, encoding: charset.name(), warnings }
}

/// The text as it grows.
#[derive(Default)]
struct Sink {
    text: String,
    map: OffsetMap,
    damaged: usize,
}

impl Sink {
    /// Appends text whose bytes are the same in the file.
    fn verbatim(&mut self, text: &str) {
        self.text.push_str(text);
        self.map.copy(text.len());
    }

    /// Appends a character made from `from` bytes.
    fn push(&mut self, c: char, from: usize) {
        self.text.push(c);
        self.map.push(c.len_utf8(), from);
    }

    /// Appends U+FFFD for `from` malformed bytes.
    fn damage(&mut self, from: usize) {
        self.damaged += 1;
        self.push(char::REPLACEMENT_CHARACTER, from);
    }
}

fn utf8(bytes: &[u8], sink: &mut Sink) {
    // Sound text, nearly every file, takes the quick way.
    if let Ok(text) = std::str::from_utf8(bytes) {
        return sink.verbatim(text);
    }
    for chunk in bytes.utf8_chunks() {
        sink.verbatim(chunk.valid());
        if !chunk.invalid().is_empty() {
            sink.damage(chunk.invalid().len());
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, sink: &mut Sink) {
    let (units, rest) = bytes.as_chunks();
    for decoded in char::decode_utf16(units.iter().map(|bytes| unit(*bytes))) {
        match decoded {
            Ok(c) => sink.push(c, 2 * c.len_utf16()),
            Err(_) => sink.damage(2),
        }
    }
    if !rest.is_empty() {
        sink.damage(rest.len());
    }
}

fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32, sink: &mut Sink) {
    let (units, rest) = bytes.as_chunks();
    for bytes in units {
        match char::from_u32(unit(*bytes)) {
            Some(c) => sink.push(c, 4),
            None => sink.damage(4),
        }
    }
    if !rest.is_empty() {
        sink.damage(rest.len());
    }
}

fn single_byte(bytes: &[u8], upper_half: &[char; 128], sink: &mut Sink) {
    for chunk in bytes.chunk_by(|left, right| left.is_ascii() == right.is_ascii()) {
        match std::str::from_utf8(chunk) {
            Ok(ascii) if ascii.is_ascii() => sink.verbatim(ascii),
            _ => {
                for byte in chunk {
                    match upper_half[usize::from(*byte & 0x7F)] {
                        char::REPLACEMENT_CHARACTER => sink.damage(1),
                        c => sink.push(c, 1),
                    }
                }
            }
        }
    }
}

/// Feeds a decoder byte by byte to see which bytes a character is made from.
fn multi_byte(bytes: &[u8], encoding: &'static Encoding, sink: &mut Sink) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut waiting = 0;
    let steps = bytes.chunks(1).map(|byte| (byte, false)).chain([(&[] as &[u8], true)]);
    for (byte, last) in steps {
        let mut buffer = [0; STEP];
        let (_, _, written, malformed) = decoder.decode_to_utf8(byte, &mut buffer, last);
        let output = String::from_utf8_lossy(&buffer[..written]);
        waiting += byte.len();
        sink.damaged += usize::from(malformed);
        // A lead byte may turn out to be malformed only when the next byte, a character of its own, has been read.
        let own = |byte: &u8| {
            byte.is_ascii() && output.len() > 1 && output.as_bytes().last() == Some(byte)
        };
        let (head, tail) =
            output.split_at(output.len() - usize::from(byte.first().is_some_and(own)));
        if !head.is_empty() {
            sink.text.push_str(head);
            sink.map.push(head.len(), waiting - tail.len());
            waiting = tail.len();
        }
        if !tail.is_empty() {
            sink.verbatim(tail);
            waiting = 0;
        }
    }
    sink.map.skip(waiting);
}

#[cfg(test)]
mod tests {
    use encoding_rs::{
        BIG5, EUC_JP, EUC_KR, GB18030, GBK, ISO_8859_15, MACINTOSH, SHIFT_JIS, WINDOWS_1252,
    };
    use proptest::prelude::*;

    use super::*;

    const SELF_CONTAINED: [Charset; 10] = [
        Charset::Web(UTF_8),
        Charset::Web(UTF_16LE),
        Charset::Web(UTF_16BE),
        Charset::Utf32Le,
        Charset::Utf32Be,
        Charset::Web(WINDOWS_1252),
        Charset::Web(ISO_8859_15),
        Charset::Web(MACINTOSH),
        Charset::Cp850,
        Charset::Cp437,
    ];

    const MULTI_BYTE: [&Encoding; 6] = [SHIFT_JIS, EUC_JP, GBK, GB18030, BIG5, EUC_KR];

    fn check(bytes: &[u8], charset: Charset, text: &str, warnings: usize) {
        let decoded = decode(bytes, 0, charset);
        assert_eq!(
            (decoded.text.as_str(), decoded.warnings.len()),
            (text, warnings),
            "{charset:?} {bytes:x?}"
        );
    }

    #[test]
    fn each_charset_is_read() {
        check("für".as_bytes(), Charset::Web(UTF_8), "für", 0);
        check(b"f\xFCr", Charset::Web(WINDOWS_1252), "für", 0);
        check(b"f\x81r", Charset::Cp850, "für", 0);
        check(b"f\x9Fr", Charset::Web(MACINTOSH), "für", 0);
        check(b"f\0\xFC\0r\0", Charset::Web(UTF_16LE), "für", 0);
        check(b"\0f\0\xFC\0r", Charset::Web(UTF_16BE), "für", 0);
        check(b"\x3D\xD8\0\xDE", Charset::Web(UTF_16LE), "\u{1F600}", 0);
        check(b"f\0\0\0\xFC\0\0\0", Charset::Utf32Le, "fü", 0);
        check(b"\0\0\0f\0\0\0\xFC", Charset::Utf32Be, "fü", 0);
        check(b"\x93\xFA\x96\x7B", Charset::Web(SHIFT_JIS), "日本", 0);
    }

    #[test]
    fn malformed_bytes_become_replacement_characters() {
        check(b"a\xE2\x82b\xFF", Charset::Web(UTF_8), "a\u{FFFD}b\u{FFFD}", 1);
        check(b"\0\xD8a\0b", Charset::Web(UTF_16LE), "\u{FFFD}a\u{FFFD}", 1);
        check(b"\0\0\x11\0ab", Charset::Utf32Le, "\u{FFFD}\u{FFFD}", 1);
        check(b"\x93 a\x93", Charset::Web(SHIFT_JIS), "\u{FFFD} a\u{FFFD}", 1);
        assert_eq!(
            decode(b"\xFF\xFF", 0, Charset::Web(UTF_8)).warnings,
            ["2 malformed byte sequences read as U+FFFD"]
        );
    }

    #[test]
    fn the_byte_order_mark_is_left_out_but_counted() {
        let decoded = decode(b"\xEF\xBB\xBFabc", 3, Charset::Web(UTF_8));
        assert_eq!(decoded.text, "abc");
        assert_eq!(decoded.to_bytes.span(&(0..3)), 3..6);
    }

    /// Any bytes, and for the wide charsets bytes that are often characters.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let plain = proptest::collection::vec(any::<u8>(), 0..40);
        let wide = "[a-zäöü€😀\u{D7FF}]{0,10}"
            .prop_map(|text| text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        let utf8 = ("\\PC{0,8}", plain.clone(), "\\PC{0,8}").prop_map(|(left, middle, right)| {
            [left.into_bytes(), middle, right.into_bytes()].concat()
        });
        prop_oneof![plain, wide, utf8]
    }

    proptest! {
        #[test]
        fn the_bytes_of_a_span_decode_to_the_span(bytes in bytes(), charset in prop::sample::select(&SELF_CONTAINED)) {
            let decoded = decode(&bytes, 0, charset);
            prop_assert_eq!(decoded.to_bytes.to_len(), decoded.text.len());
            prop_assert_eq!(decoded.to_bytes.from_len(), bytes.len());
            let at: Vec<usize> = (0..=decoded.text.len()).filter(|at| decoded.text.is_char_boundary(*at)).collect();
            for start in &at {
                for end in at.iter().filter(|end| *end >= start) {
                    let again = decode(&bytes[decoded.to_bytes.span(&(*start..*end))], 0, charset);
                    prop_assert_eq!(&again.text, &decoded.text[*start..*end]);
                }
            }
        }

        #[test]
        fn multi_byte_text_is_what_encoding_rs_reads(bytes in bytes(), encoding in prop::sample::select(&MULTI_BYTE)) {
            let decoded = decode(&bytes, 0, Charset::Web(encoding));
            prop_assert_eq!(&decoded.text, &*encoding.decode_without_bom_handling(&bytes).0);
            prop_assert_eq!(decoded.to_bytes.to_len(), decoded.text.len());
        }

        #[test]
        fn the_bytes_of_a_multi_byte_span_decode_to_it(text in "[a-z日本語中文字漢字,. \n]{0,12}", encoding in prop::sample::select(&MULTI_BYTE)) {
            let (bytes, _, _) = encoding.encode(&text);
            let decoded = decode(&bytes, 0, Charset::Web(encoding));
            let at: Vec<usize> = (0..=decoded.text.len()).filter(|at| decoded.text.is_char_boundary(*at)).collect();
            for pair in at.windows(2) {
                let again = decode(&bytes[decoded.to_bytes.span(&(pair[0]..pair[1]))], 0, Charset::Web(encoding));
                prop_assert_eq!(&again.text, &decoded.text[pair[0]..pair[1]]);
            }
        }
    }
}
