//! Files written into the text of a mail with uuencode, from before MIME.

use crate::document::Span;

/// A file and where its lines stand in the text.
#[derive(Debug, PartialEq, Eq)]
pub struct Encoded {
    pub name: String,
    pub bytes: Vec<u8>,
    pub span: Span,
}

/// The files in a text: from a line `begin 644 name` to the line `end`, with nothing but sound lines between.
pub fn files(text: &str) -> Vec<Encoded> {
    let mut files = Vec::new();
    let mut open: Option<Encoded> = None;
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let start = at;
        at += whole.len();
        if let Some(name) = begin(line) {
            open = Some(Encoded { name: name.to_owned(), bytes: Vec::new(), span: start..at });
        } else if let Some(mut file) = open.take() {
            file.span.end = at;
            if line == "end" {
                files.extend(Some(file).filter(|file| !file.bytes.is_empty()));
            } else if decode(line.as_bytes(), &mut file.bytes).is_some() {
                open = Some(file);
            }
        }
    }
    files
}

/// The file name in a `begin` line.
fn begin(line: &str) -> Option<&str> {
    let (mode, name) = line.strip_prefix("begin ")?.split_once(' ')?;
    let is_mode =
        matches!(mode.len(), 3 | 4) && mode.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
    Some(name.trim()).filter(|name| is_mode && !name.is_empty())
}

/// Appends the bytes of a line: a character for their count, then four characters for every three.
fn decode(line: &[u8], bytes: &mut Vec<u8>) -> Option<()> {
    // Blanks at the line's end may be lost, and stand for zeros.
    let value = |byte: u8| matches!(byte, b' '..=b'`').then(|| u32::from(byte - b' ') & 63);
    let (first, groups) = match line.split_first() {
        Some((first, groups)) => (value(*first)? as usize, groups),
        None => (0, line),
    };
    // One more character may follow: some programs end lines with a checksum.
    if groups.len() > first.div_ceil(3) * 4 + 1 {
        return None;
    }
    let end = bytes.len() + first;
    for group in groups.chunks(4).take(first.div_ceil(3)) {
        let mut bits = 0;
        for index in 0..4 {
            bits = bits << 6 | value(group.get(index).copied().unwrap_or(b' '))?;
        }
        bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
    }
    bytes.resize(end, 0);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_and_decoded() {
        let text = "Siehe:\nbegin 644 plan b.txt\n#0V%T\n`\nend\nGruß\n";
        let found = files(text);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].name.as_str(), found[0].bytes.as_slice()),
            ("plan b.txt", &b"Cat"[..])
        );
        assert_eq!(&text[found[0].span.end..], "Gruß\n");
        assert_eq!(&text[..found[0].span.start], "Siehe:\n");
    }

    #[test]
    fn prose_is_no_file() {
        for text in [
            "begin 1960 with a visit\nend\n",
            "begin 644 a\nThis is a line of prose that goes on.\nend\n",
            "begin 644 a\n#0V%T\n",
            "begin 644 \nend\n",
            "begin 644 a\nend\n",
        ] {
            assert_eq!(files(text), [], "{text}");
        }
    }
}
