//! How large packed streams become, counted without keeping them: a kilobyte can unpack to a gigabyte.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;

/// A stream whose content is read while a file is opened: lists of objects and tables of places.
const EARLY: [&[u8]; 2] = [b"/ObjStm", b"/XRef"];

/// Longest dictionary before the content of such a stream, in bytes.
const MAX_DICT: usize = 4096;

/// A byte that was packed twice becomes at most so many (the best that Flate can do).
const FLATE: u64 = 1032;

/// How many bytes a stream has after all its filters: exactly for one packing, an upper bound for several. Counting
/// stops once it is more than `most`.
pub fn size(raw: &[u8], filters: &[Filter], most: u64) -> u64 {
    let mut plain = None;
    let mut size = raw.len() as u64;
    let mut packings = 0;
    for filter in filters {
        let data = plain.as_deref().unwrap_or(raw);
        match filter {
            Filter::Ascii85Decode if packings == 0 => plain = Some(ascii85(data)),
            Filter::AsciiHexDecode if packings == 0 => plain = Some(ascii_hex(data)),
            Filter::FlateDecode if packings == 0 => size = flate(data, most),
            Filter::LzwDecode if packings == 0 => size = lzw(data, most),
            Filter::FlateDecode | Filter::LzwDecode => size = size.saturating_mul(FLATE),
            // A run of 128 is two bytes.
            Filter::RunLengthDecode => size = size.saturating_mul(64),
            _ => {}
        }
        packings += usize::from(matches!(filter, Filter::FlateDecode | Filter::LzwDecode));
    }
    size
}

/// The same for the streams of a file that are read while it is opened, as far as they can be found by their looks.
pub fn size_when_opened(file: &[u8], most: u64) -> u64 {
    let mut total = 0_u64;
    let mut at = 0;
    while let Some(start) = find(&file[at..], b"stream") {
        let dict_end = at + start;
        at = dict_end + b"stream".len();
        let before = &file[dict_end.saturating_sub(MAX_DICT)..dict_end];
        if before.ends_with(b"end") {
            continue;
        }
        let dict_start = before.windows(4).rposition(|bytes| bytes == b" obj").unwrap_or(0);
        let dict = &before[dict_start..];
        if EARLY.iter().all(|kind| find(dict, kind).is_none()) {
            continue;
        }
        let (flates, lzws) = (count(dict, b"FlateDecode"), count(dict, b"LZWDecode"));
        let skipped = file[at..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let content = &file[at + skipped.min(2)..];
        let size = if flates > 0 { flate(content, most) } else { lzw(content, most * lzws.min(1)) };
        let again =
            FLATE.saturating_pow(u32::try_from(flates + lzws).unwrap_or(8).saturating_sub(1));
        total = total.saturating_add(size.saturating_mul(again));
        if total > most {
            break;
        }
    }
    total
}

/// Counts what Flate unpacks, with or without a header.
fn flate(data: &[u8], most: u64) -> u64 {
    let unpacked = drain(ZlibDecoder::new(data), most);
    if unpacked == 0 { drain(DeflateDecoder::new(data), most) } else { unpacked }
}

/// Counts what can be read.
fn drain(mut from: impl Read, most: u64) -> u64 {
    let mut buffer = [0; 1 << 14];
    let mut total = 0;
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        total += read as u64;
        if total > most {
            break;
        }
    }
    total
}

/// Counts what LZW unpacks: only the lengths of the entries of its table are kept (ISO 32000-1, 7.4.4).
fn lzw(data: &[u8], most: u64) -> u64 {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut lengths = vec![1_u64; 258];
    let mut before = 0;
    let (mut bits, mut held) = (0_u32, 0_u32);
    let mut total = 0;
    for byte in data {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        // A code grows by a bit one entry before it has to.
        let width = match lengths.len() + 1 {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        if code == END || total > most {
            break;
        }
        if code == CLEAR {
            lengths.truncate(258);
            before = 0;
            continue;
        }
        let length = lengths.get(code).copied().unwrap_or(before + 1);
        total += length;
        if before > 0 && lengths.len() < 4096 {
            lengths.push(before + 1);
        }
        before = length;
    }
    total
}

/// Five characters stand for four bytes, `z` for four zeros; what is none of them is skipped.
fn ascii85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() / 5 * 4);
    let (mut group, mut count) = (0_u32, 0);
    for byte in data {
        match byte {
            b'~' => break,
            b'z' if count == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    out.extend(group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            _ => {}
        }
    }
    for _ in count..5 {
        group = group.wrapping_mul(85).wrapping_add(84);
    }
    out.extend(group.to_be_bytes().iter().take(usize::saturating_sub(count, 1)));
    out
}

/// Two digits stand for a byte.
fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let digits = data.iter().take_while(|byte| **byte != b'>');
    let digits: Vec<u8> =
        digits.filter_map(|byte| char::from(*byte).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect()
}

fn find(data: &[u8], what: &[u8]) -> Option<usize> {
    data.windows(what.len()).position(|bytes| bytes == what)
}

fn count(data: &[u8], what: &[u8]) -> u64 {
    data.windows(what.len()).filter(|bytes| *bytes == what).count() as u64
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(data).expect("memory");
        encoder.finish().expect("memory")
    }

    /// LZW codes of nine bits each.
    fn codes(codes: &[u32]) -> Vec<u8> {
        let bits: String = codes.iter().map(|code| format!("{code:09b}")).collect();
        let byte = |bits: &[u8]| bits.iter().fold(0, |byte, bit| byte << 1 | (bit - b'0'));
        let padded = format!("{bits:0<width$}", width = bits.len().next_multiple_of(8));
        padded.as_bytes().chunks(8).map(byte).collect()
    }

    #[test]
    fn what_unpacks_is_counted() {
        let check = |raw: &[u8], filters: &[Filter], expect| {
            assert_eq!(size(raw, filters, 1 << 20), expect);
        };
        let zeros = packed(&[0; 100_000]);
        check(&zeros, &[Filter::FlateDecode], 100_000);
        check(&zeros[2..], &[Filter::FlateDecode], 100_000);
        check(b"abc", &[], 3);
        // `-----A---B` of the standard's example.
        let example = codes(&[256, 45, 258, 258, 65, 259, 66, 257]);
        check(&example, &[Filter::LzwDecode], 10);
        check(b"61626>", &[Filter::AsciiHexDecode, Filter::LzwDecode], 3);
        let hex: String = zeros.iter().map(|byte| format!("{byte:02X}")).collect();
        check(hex.as_bytes(), &[Filter::AsciiHexDecode, Filter::FlateDecode], 100_000);
        let many = size(&packed(&[0; 9 << 20]), &[Filter::FlateDecode], 1 << 20);
        assert!((1 << 20..2 << 20).contains(&many));
        let twice = [Filter::FlateDecode, Filter::FlateDecode];
        assert!(size(&packed(&packed(&[0; 5 << 20])), &twice, 1 << 20) > 1 << 20);
        assert_eq!(ascii85(b"9jqo^~>"), b"Man ");
        assert_eq!(ascii85(b"z9jq~>"), b"\0\0\0\0Ma");
    }

    #[test]
    fn only_early_streams_are_counted_before_a_file_is_opened() {
        let file = |dict: &str| {
            let mut file = format!("%PDF-1.7\n1 0 obj\n<<{dict}>>stream\r\n").into_bytes();
            file.extend(packed(&[0; 100_000]));
            file.extend(b"\nendstream endobj");
            size_when_opened(&file, 1 << 30)
        };
        assert_eq!(file("/Type /ObjStm /Filter/FlateDecode"), 100_000);
        assert_eq!(file("/Type/XRef/Filter[/FlateDecode/FlateDecode]"), 103_200_000);
        assert_eq!(file("/Subtype/Image/Filter/FlateDecode"), 0);
    }
}
