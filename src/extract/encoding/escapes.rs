//! What escape sequences tell about a file: ISO-2022-JP.

/// Starts an escape sequence.
pub const ESCAPE: u8 = 0x1B;

/// What switches to Japanese.
const TO_JAPANESE: [&[u8]; 2] = [b"$B", b"$@"];

/// What switches back to Latin.
const TO_LATIN: [&[u8]; 2] = [b"(B", b"(J"];

/// Whether all bytes are ASCII and escape sequences switch to Japanese and back; there are none but those that switch
/// between sets of characters, unlike in what was written for a terminal.
pub fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    if !bytes.contains(&ESCAPE) || !bytes.is_ascii() {
        return false;
    }
    let sequences = || bytes.split(|byte| *byte == ESCAPE).skip(1);
    let has = |starts: [&[u8]; 2]| {
        sequences().any(|sequence| starts.iter().any(|start| sequence.starts_with(start)))
    };
    let are_switches = sequences().all(|sequence| matches!(sequence.first(), Some(b'$' | b'(')));
    are_switches && has(TO_JAPANESE) && has(TO_LATIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_is_told_from_other_text_with_escapes() {
        for text in [&b"\x1B$BF|K\\\x1B(B"[..], b"a \x1B$@F|\x1B(J b", b"\x1B$B\x1B$(D\x1B(B"] {
            assert!(is_iso_2022_jp(text), "{text:?}");
        }
        let other: [&[u8]; 5] = [
            b"plain",
            b"a \x1B$Bomb",
            b"\x1B[31mred\x1B$B\x1B(B",
            b"\x1B$BF|\x1B(B \xE4",
            b"\x1B$BF|\x1B(B\x1B",
        ];
        for text in other {
            assert!(!is_iso_2022_jp(text), "{text:?}");
        }
    }
}
