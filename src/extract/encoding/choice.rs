//! Which charset to read a file in.

use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};

use super::charset::Charset;
use super::guess::guess;
use super::nul_pattern::wide_charset;

/// Sound characters of UTF-8 for each malformed one from which a file is damaged UTF-8 and nothing else. Bytes of
/// another encoding form such characters by chance only.
const SOUND_PER_MALFORMED: usize = 4;

/// A decision.
pub struct Choice {
    pub charset: Charset,
    /// Length of the byte order mark in bytes.
    pub bom: usize,
    /// What the user should know about the decision.
    pub warning: Option<String>,
}

/// Decides; see [`super::decode`] for the order.
pub fn choose(
    bytes: &[u8],
    overrule: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> Choice {
    if let Some(charset) = overrule.map(Charset::Web).or_else(|| Charset::of_mark(bytes)) {
        return Choice { charset, bom: charset.mark_len(bytes), warning: None };
    }
    let plain = |charset, warning| Choice { charset, bom: 0, warning };
    if let Some(charset) = wide_charset(bytes) {
        return plain(charset, None);
    }
    let declared = declared.filter(|encoding| is_plausible(encoding));
    if is_utf8(bytes) {
        let other = declared.filter(|encoding| *encoding != UTF_8 && !bytes.is_ascii());
        let warning = other
            .map(|encoding| format!("declared as {}, but the bytes are UTF-8", encoding.name()));
        return plain(Charset::Web(UTF_8), warning);
    }
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        return plain(Charset::Web(encoding), None);
    }
    let charset = guess(bytes);
    plain(charset, Some(format!("encoding guessed: {}", charset.name())))
}

/// Whether a file that says so in ASCII may be believed: it cannot be UTF-16, and some labels stand for no encoding.
fn is_plausible(encoding: &'static Encoding) -> bool {
    ![UTF_16LE, UTF_16BE, REPLACEMENT, X_USER_DEFINED, ISO_2022_JP].contains(&encoding)
}

/// Whether the bytes are UTF-8, be it damaged in places.
fn is_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut sound, mut malformed) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        malformed += usize::from(!chunk.invalid().is_empty());
    }
    sound >= malformed * SOUND_PER_MALFORMED
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

    use super::*;

    fn check(
        bytes: &[u8],
        overrule: Option<&'static Encoding>,
        declared: Option<&'static Encoding>,
        name: &str,
    ) {
        assert_eq!(choose(bytes, overrule, declared).charset.name(), name, "{bytes:?}");
    }

    #[test]
    fn the_user_then_the_mark_then_the_bytes_then_the_declaration_decide() {
        let latin1 = Some(WINDOWS_1252);
        check(b"\xEF\xBB\xBFa", latin1, None, "windows-1252");
        check(b"\xFF\xFEa\0", None, latin1, "UTF-16LE");
        check(b"a\0b\0c\0", None, latin1, "UTF-16LE");
        check("für".as_bytes(), None, latin1, "UTF-8");
        check(b"f\xFCr \x84", None, latin1, "windows-1252");
        check(b"f\xFCr", None, Some(UTF_8), "windows-1252");
        check(b"f\xFCr", None, Some(UTF_16LE), "windows-1252");
        check(b"plain", None, latin1, "UTF-8");
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        check("äöüß\u{e4}".repeat(2).as_bytes(), None, None, "UTF-8");
        check(&["äöüäöü".as_bytes(), b"\xFF und mehr"].concat(), None, None, "UTF-8");
        check(b"gr\xF6\xDFer als f\xFCnf", None, None, "windows-1252");
    }

    #[test]
    fn only_guesses_and_contradictions_warn() {
        let warning = |bytes: &[u8], declared| choose(bytes, None, declared).warning;
        assert_eq!(warning(b"plain", None), None);
        assert_eq!(warning(b"f\xFCr", Some(WINDOWS_1252)), None);
        assert_eq!(warning(b"f\xFCr", None).as_deref(), Some("encoding guessed: windows-1252"));
        let contradiction = "declared as windows-1252, but the bytes are UTF-8";
        assert_eq!(warning("für".as_bytes(), Some(WINDOWS_1252)).as_deref(), Some(contradiction));
    }
}
