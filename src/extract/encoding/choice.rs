//! Which charset to read a file in.

use encoding_rs::{
    ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED,
};

use super::charset::Charset;
use super::escapes::is_iso_2022_jp;
use super::guess::{guess, may_be_windows_1252};
use super::nul_pattern::wide_charset;

/// Sound characters of UTF-8 for each malformed one from which a file is damaged UTF-8 and nothing else. Bytes of
/// another encoding form such characters by chance only.
const SOUND_PER_MALFORMED: usize = 4;

/// Malformed characters up to which a file that says it is UTF-8 is no other guess: too few to show a rarer encoding, and
/// what they are instead was pasted in from `windows-1252` or is damage.
const FEW_MALFORMED: usize = 4;

/// A decision.
pub struct Choice {
    pub charset: Charset,
    /// Length of the byte order mark in bytes.
    pub bom: usize,
    /// What the user should know about the decision.
    pub warning: Option<String>,
}

/// Decides; see [`super::decode`] for the order.
pub fn choose(bytes: &[u8], overrule: Option<Charset>, declared: Option<Charset>) -> Choice {
    if let Some(charset) = overrule.or_else(|| Charset::of_mark(bytes)) {
        return Choice { charset, bom: charset.mark_len(bytes), warning: None };
    }
    let plain = |charset, warning| Choice { charset, bom: 0, warning };
    if let Some(charset) = wide_charset(bytes) {
        return plain(charset, None);
    }
    if is_iso_2022_jp(bytes) {
        return plain(Charset::Web(ISO_2022_JP), None);
    }
    let declared = declared.filter(|charset| is_plausible(*charset));
    let other = declared.filter(|charset| *charset != Charset::Web(UTF_8));
    let faults = Faults::of(bytes);
    if faults.leave_utf8() {
        let warning = other
            .filter(|_| !bytes.is_ascii())
            .map(|charset| format!("declared as {}, but the bytes are UTF-8", charset.name()));
        return plain(Charset::Web(UTF_8), warning);
    }
    if let Some(charset) = other {
        return plain(charset, None);
    }
    let charset = match declared.filter(|_| faults.malformed <= FEW_MALFORMED) {
        // The decoder says what it replaced.
        Some(utf8) if !may_be_windows_1252(bytes) => return plain(utf8, None),
        Some(_) => Charset::Web(WINDOWS_1252),
        None => guess(bytes),
    };
    plain(charset, Some(format!("encoding guessed: {}", charset.name())))
}

/// Whether a file that says so in ASCII may be believed: it cannot be UTF-16, and some labels stand for no encoding.
fn is_plausible(charset: Charset) -> bool {
    let impossible = [UTF_16LE, UTF_16BE, REPLACEMENT, X_USER_DEFINED, ISO_2022_JP];
    !matches!(charset, Charset::Utf32Le | Charset::Utf32Be)
        && !impossible.map(Charset::Web).contains(&charset)
}

/// How far bytes are from UTF-8.
struct Faults {
    /// Characters beyond ASCII.
    sound: usize,
    malformed: usize,
    /// Whether all there is to it is that the last letter is cut off.
    is_cut_off: bool,
}

impl Faults {
    fn of(bytes: &[u8]) -> Faults {
        let mut faults = Faults { sound: 0, malformed: 0, is_cut_off: false };
        let Err(error) = std::str::from_utf8(bytes) else { return faults };
        faults.is_cut_off = error.error_len().is_none() && !bytes[..error.valid_up_to()].is_ascii();
        for chunk in bytes.utf8_chunks() {
            faults.sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            faults.malformed += usize::from(!chunk.invalid().is_empty());
        }
        faults
    }

    /// Whether the bytes are UTF-8, be it damaged in places.
    fn leave_utf8(&self) -> bool {
        self.is_cut_off || self.sound >= self.malformed * SOUND_PER_MALFORMED
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

    use super::*;

    fn check(bytes: &[u8], overrule: Option<Charset>, declared: Option<Charset>, name: &str) {
        assert_eq!(choose(bytes, overrule, declared).charset.name(), name, "{bytes:?}");
    }

    #[test]
    fn the_user_then_the_mark_then_the_bytes_then_the_declaration_decide() {
        let latin1 = Some(Charset::Web(WINDOWS_1252));
        check(b"\xEF\xBB\xBFa", latin1, None, "windows-1252");
        check(b"\xFF\xFEa\0", None, latin1, "UTF-16LE");
        check(b"a\0b\0c\0", None, latin1, "UTF-16LE");
        check("für".as_bytes(), None, latin1, "UTF-8");
        check(b"f\xFCr \x84", None, latin1, "windows-1252");
        check(b"f\xFCr", None, Some(Charset::Web(UTF_8)), "windows-1252");
        check(b"f\xFCr", None, Some(Charset::Web(UTF_16LE)), "windows-1252");
        check(b"plain", None, latin1, "UTF-8");
        check(b"f\x81r", None, Some(Charset::Cp437), "IBM437");
        check(b"f\xFCr", None, Some(Charset::Utf32Le), "windows-1252");
        check(b"\x1B$BF|K\\\x1B(B", None, None, "ISO-2022-JP");
        check(b"a \x1B$Bomb", None, None, "UTF-8");
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        check("äöüß\u{e4}".repeat(2).as_bytes(), None, None, "UTF-8");
        check(&["äöüäöü".as_bytes(), b"\xFF und mehr"].concat(), None, None, "UTF-8");
        check(b"gr\xF6\xDFer als f\xFCnf", None, None, "windows-1252");
        check(&"Köln und Zü".as_bytes()[..12], None, None, "UTF-8");
        check(b"voil\xE0", None, None, "windows-1252");
    }

    #[test]
    fn a_few_bad_bytes_in_what_says_it_is_utf8_are_windows_1252_or_damage() {
        let declared = Some(Charset::Web(UTF_8));
        for sound in [&b"caf\xE9 in M\xE1laga"[..], b"20\xB0 C", b"a\xA0b", b"\x93no\x94"] {
            check(sound, None, declared, "windows-1252");
        }
        for damage in [&b"A treaty \xFF\xFE\xFF was signed"[..], b"f\x81r", b"a\xCFb"] {
            check(damage, None, declared, "UTF-8");
        }
        let choice = choose(b"\xFF \xFF", None, declared);
        assert_eq!(choice.warning, None);
        // There is more to see in these.
        let mac = b"\x80mter der L\x8Ander f\x9Fr die Gr\x9A\xA7e \x9Fber \x85ffentliche";
        check(mac, None, declared, "macintosh");
    }

    #[test]
    fn only_guesses_and_contradictions_warn() {
        let warning = |bytes: &[u8], declared| choose(bytes, None, declared).warning;
        assert_eq!(warning(b"plain", None), None);
        assert_eq!(warning(b"f\xFCr", Some(Charset::Web(WINDOWS_1252))), None);
        assert_eq!(warning(b"f\xFCr", None).as_deref(), Some("encoding guessed: windows-1252"));
        let contradiction = "declared as windows-1252, but the bytes are UTF-8";
        assert_eq!(
            warning("für".as_bytes(), Some(Charset::Web(WINDOWS_1252))).as_deref(),
            Some(contradiction)
        );
    }
}
