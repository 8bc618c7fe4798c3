//! The most likely charset of bytes that no mark, no declaration and no UTF-8 explains.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, IBM866, ISO_8859_2, ISO_8859_3, ISO_8859_5, ISO_8859_15, KOI8_U, MACINTOSH,
    WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257, X_MAC_CYRILLIC,
};

use super::charset::Charset;
use super::evidence::{BytePairs, Evidence, Language};
use super::letter_pairs as pairs;

/// How much is looked at from the first byte that is not ASCII, in bytes.
const SAMPLE: usize = 1 << 18;

/// What text in German, English and other languages of the West was saved in, the likelier first.
const WEST: &[Charset] = &[
    Charset::Web(WINDOWS_1252),
    Charset::Web(ISO_8859_15),
    Charset::Web(MACINTOSH),
    Charset::Cp850,
    Charset::Cp437,
];
const CENTRAL: &[Charset] = &[Charset::Web(WINDOWS_1250), Charset::Web(ISO_8859_2), Charset::Cp852];
const TURKEY: &[Charset] = &[Charset::Web(WINDOWS_1254), Charset::Web(ISO_8859_3)];
const SOUTH: &[Charset] = &[Charset::Web(ISO_8859_3)];
const CYRILLIC: &[Charset] = &[
    Charset::Web(WINDOWS_1251),
    Charset::Web(KOI8_U),
    Charset::Web(IBM866),
    Charset::Cp855,
    Charset::Web(ISO_8859_5),
    Charset::Web(X_MAC_CYRILLIC),
];

/// A language and what its texts were saved in.
struct Home {
    /// Its pairs of letters, one of [`super::letter_pairs`].
    pairs: &'static str,
    charsets: &'static [Charset],
    /// Different pairs it takes to believe it. German is at home here; of the others a word or two may be chance.
    kinds: usize,
    /// Share of the pairs of characters beyond ASCII that must be sound to believe it, in percent. Text has 60 to 95 in
    /// its own charset and language. Languages of many such letters come to 55 by chance, the others to 30.
    share: i64,
}

const HOMES: [Home; 14] = [
    Home { pairs: pairs::GERMAN, charsets: WEST, kinds: 0, share: 45 },
    Home { pairs: pairs::FRENCH, charsets: WEST, kinds: 2, share: 45 },
    Home { pairs: pairs::SPANISH, charsets: WEST, kinds: 3, share: 45 },
    Home { pairs: pairs::PORTUGUESE, charsets: WEST, kinds: 3, share: 45 },
    Home { pairs: pairs::ITALIAN, charsets: WEST, kinds: 3, share: 45 },
    Home { pairs: pairs::DANISH, charsets: WEST, kinds: 3, share: 45 },
    Home { pairs: pairs::SWEDISH, charsets: WEST, kinds: 3, share: 45 },
    Home { pairs: pairs::GERMAN, charsets: CENTRAL, kinds: 8, share: 60 },
    Home { pairs: pairs::POLISH, charsets: CENTRAL, kinds: 8, share: 60 },
    Home { pairs: pairs::CZECH, charsets: CENTRAL, kinds: 8, share: 60 },
    Home { pairs: pairs::HUNGARIAN, charsets: CENTRAL, kinds: 8, share: 60 },
    Home { pairs: pairs::TURKISH, charsets: TURKEY, kinds: 8, share: 60 },
    Home { pairs: pairs::ESPERANTO, charsets: SOUTH, kinds: 8, share: 60 },
    Home { pairs: pairs::RUSSIAN, charsets: CYRILLIC, kinds: 8, share: 60 },
];

/// The guesses of chardetng that are believed where most letters are ASCII; its others are for scripts of their own.
const LATIN: [&Encoding; 4] = [WINDOWS_1250, ISO_8859_2, WINDOWS_1254, WINDOWS_1257];

/// Share of the bytes that are not ASCII from which a text may be in a script of its own, in percent. French has 4.
const FOREIGN_SHARE: usize = 15;

/// Bytes that are not ASCII from which that share means something.
const FOREIGN_COUNT: usize = 20;

/// What it takes at least to believe a Latin reading of so many bytes beyond ASCII.
const FOREIGN_KINDS: usize = 8;

/// Guesses the charset of `bytes`, which are neither UTF-8 nor wide.
pub fn guess(bytes: &[u8]) -> Charset {
    let sample = sample(bytes);
    let beyond_ascii = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let is_foreign =
        beyond_ascii >= FOREIGN_COUNT && beyond_ascii * 100 >= sample.len() * FOREIGN_SHARE;
    let least_kinds = if is_foreign { FOREIGN_KINDS } else { 0 };
    let pairs = BytePairs::of(sample);
    let charset = by_letters(&pairs, least_kinds);
    plainest(charset.unwrap_or_else(|| by_chardetng(sample, is_foreign)), &pairs)
}

/// Whether `bytes` in windows-1252 read as a language of the West, or have no letters to tell by.
pub fn may_be_windows_1252(bytes: &[u8]) -> bool {
    let pairs = BytePairs::of(sample(bytes));
    let Some(upper_half) = WEST[0].upper_half() else { return false };
    HOMES.iter().filter(|home| home.charsets == WEST).any(|home| {
        let evidence = pairs.evidence(&upper_half, &Language::new(home.pairs));
        evidence.total == 0 || evidence.credit > 0
    })
}

/// What is looked at, with the byte before it.
fn sample(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(1);
    &bytes[start..bytes.len().min(start + SAMPLE)]
}

/// The charset in which the letters stand as in one of the languages.
fn by_letters(byte_pairs: &BytePairs, least_kinds: usize) -> Option<Charset> {
    let mut best: Option<(Charset, Evidence)> = None;
    for home in &HOMES {
        let language = Language::new(home.pairs);
        for charset in home.charsets {
            let Some(upper_half) = charset.upper_half() else { continue };
            let evidence = byte_pairs.evidence(&upper_half, &language);
            if evidence.kinds >= home.kinds.max(least_kinds)
                && evidence.reaches(home.share)
                && best.is_none_or(|(_, best)| evidence.beats(best))
            {
                best = Some((*charset, evidence));
            }
        }
    }
    best.map(|(charset, _)| charset)
}

/// The first charset that reads the bytes the same way: `windows-1252` rather than a rarer name.
fn plainest(charset: Charset, byte_pairs: &BytePairs) -> Charset {
    let Some(chosen) = charset.upper_half() else { return charset };
    let is_same = |other: &&Charset| {
        other.upper_half().is_some_and(|half| byte_pairs.read_alike(&half, &chosen))
    };
    HOMES.iter().flat_map(|home| home.charsets).find(is_same).copied().unwrap_or(charset)
}

fn by_chardetng(sample: &[u8], is_foreign: bool) -> Charset {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    Charset::Web(if is_foreign || LATIN.contains(&guess) { guess } else { WINDOWS_1252 })
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

    #[test]
    fn other_languages_tell_their_charsets() {
        let french =
            "L’été dernier, les délégués français ont été reçus à Genève où le traité fut signé.";
        let polish = "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem i sumieniem i powinni postępować wobec innych w duchu braterstwa; Wałęsa wróciłby też później.";
        let russian = "Все люди рождаются свободными и равными в своем достоинстве и правах.";
        let turkish = "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar; akıl ve vicdana sahiptirler.";
        for charset in [WEST[0], WEST[2], WEST[3]] {
            check(&french.replace('’', "'"), charset);
        }
        for charset in CENTRAL {
            check(polish, *charset);
        }
        for charset in CYRILLIC {
            check(russian, *charset);
        }
        for charset in TURKEY {
            check(turkish, *charset);
        }
    }

    #[test]
    fn a_sign_of_its_own_tells_latin_9() {
        check("Die Prüfung kostet 20 € für alle", Charset::Web(ISO_8859_15));
        check("Die Prüfung kostet 20 € für alle", Charset::Web(WINDOWS_1252));
        check("Le cœur et la sœur de l'été", Charset::Web(ISO_8859_15));
    }

    #[test]
    fn a_few_signs_among_ascii_are_windows_1252() {
        for text in [
            "100\u{A0}km",
            "20° C",
            "§ 5 and § 6",
            "word\u{A0}word\u{A0}word",
            "año",
            "½",
            "Gdañsk",
        ] {
            check(text, Charset::Web(WINDOWS_1252));
        }
    }
}
