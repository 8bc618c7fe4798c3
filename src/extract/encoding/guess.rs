//! The most likely charset of bytes that no mark, no declaration and no UTF-8 explains.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, IBM866, ISO_8859_2, ISO_8859_5, KOI8_U, MACINTOSH, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1253,
};

use super::charset::Charset;
use super::dos::{CP437, CP850};

/// How much is looked at from the first byte that is not ASCII, in bytes.
const SAMPLE: usize = 1 << 18;

/// The guesses of chardetng that are believed: what lies in German and English collections beside their own texts.
/// With the hint `de` it names the others only for scripts these collections do not hold, or by mistake.
const BELIEVED: [&Encoding; 7] =
    [WINDOWS_1250, ISO_8859_2, WINDOWS_1251, KOI8_U, IBM866, ISO_8859_5, WINDOWS_1253];

/// Share of the bytes inside words that must be German letters to take a file for DOS or Mac, in percent.
const CLEAR_SHARE: usize = 75;

/// ä ö ü, then ß and é, in the DOS pages; the first three are quotes or nothing in windows-1252.
const DOS: (&[u8], &[u8]) = (b"\x84\x94\x81", b"\xE1\x82");

/// ä ü ß and the apostrophe, then ö and é, in Mac Roman; the first four are no letters of German or English, or none
/// that stands inside a word, in windows-1252.
const MAC: (&[u8], &[u8]) = (b"\x8A\x9F\xA7\xD5", b"\x9A\x8E");

/// Those that also tell at the start of a word: ü in the DOS pages and in Mac Roman, nothing and Ÿ in windows-1252.
const INITIAL: &[u8] = b"\x81\x9F";

/// Guesses the charset of `bytes`, which are neither UTF-8 nor wide.
pub fn guess(bytes: &[u8]) -> Charset {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(1);
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    if speaks_for(sample, DOS) {
        return dos_page(sample);
    }
    if speaks_for(sample, MAC) {
        return Charset::Web(MACINTOSH);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(Some(b"de"), Utf8Detection::Deny);
    Charset::Web(if BELIEVED.contains(&guess) { guess } else { WINDOWS_1252 })
}

/// Whether the bytes inside words are the given letters, some of them of the first kind, which have no other meaning.
fn speaks_for(sample: &[u8], (sure, likely): (&[u8], &[u8])) -> bool {
    let (mut inside, mut sure_count, mut likely_count) = (0, 0, 0);
    let in_word = |word: &&[u8]| word[0].is_ascii_alphabetic() || INITIAL.contains(&word[1]);
    for word in sample.windows(3).filter(|word| word[2].is_ascii_lowercase()).filter(in_word) {
        inside += usize::from(!word[1].is_ascii());
        sure_count += usize::from(sure.contains(&word[1]));
        likely_count += usize::from(likely.contains(&word[1]));
    }
    sure_count > 0 && (sure_count + likely_count) * 100 >= inside * CLEAR_SHARE
}

/// Page 437 where a frame holds lines that only this page has, else page 850.
fn dos_page(sample: &[u8]) -> Charset {
    let is_line = |byte: u8, page: &[char; 128]| {
        !byte.is_ascii() && ('\u{2500}'..='\u{257F}').contains(&page[usize::from(byte & 0x7F)])
    };
    let frame = sample.windows(2).filter(|pair| pair.iter().all(|byte| is_line(*byte, &CP437)));
    let mut mixed = frame.filter(|pair| pair.iter().any(|byte| !is_line(*byte, &CP850)));
    if mixed.next().is_some() { Charset::Cp437 } else { Charset::Cp850 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Encodes with the help of a charset's upper half.
    fn encode(text: &str, charset: Charset) -> Vec<u8> {
        let upper_half = charset.upper_half().expect("a single-byte charset");
        let byte = |c: char| {
            upper_half.iter().position(|other| *other == c).map_or(c as u8, |at| at as u8 + 0x80)
        };
        text.chars().map(byte).collect()
    }

    fn check(text: &str, charset: Charset) {
        assert_eq!(guess(&encode(text, charset)), charset, "{text}");
    }

    #[test]
    fn german_letters_tell_dos_and_mac() {
        let german = "Die Außenminister prüften den Plan für die Konföderation, öffentlich und während der Gespräche.";
        let windows = Charset::Web(WINDOWS_1252);
        for charset in [windows, Charset::Web(MACINTOSH), Charset::Cp850] {
            check(german, charset);
            check("für", charset);
            check("Ämter der Länder", charset);
            check("Nur über den Wolken", charset);
        }
        check("Über das „alte“ Reich – heißt es – stritt man.", windows);
        check("Don’t say it’s a café in Málaga; she said “no”.", windows);
        check("We don’t know; it’s the café’s.", Charset::Web(MACINTOSH));
        check("Tomášek und Škoda", windows);
    }

    #[test]
    fn a_frame_with_mixed_lines_is_page_437() {
        check("╒══════╕ für ╘══════╛", Charset::Cp437);
        check("╔══════╗ für ╚══════╝ Ó", Charset::Cp850);
    }
}
