//! The parts of a message (RFC 2046), found in one pass over its lines.

use super::super::limits::Limits;
use super::header::{Header, HeaderReader};
use super::lines::lines;
use crate::document::Span;

/// How much of a header is read, in bytes: the time some fields take grows faster than their length.
const HEADER_MAX: usize = 1 << 20;

/// Longest text before the first part that is not told, in bytes: programs write there that this is a MIME message.
const PREAMBLE_MAX: usize = 500;

/// A part that holds no other parts.
#[derive(Debug)]
pub struct Leaf<'m> {
    pub header: Header,
    pub body: &'m [u8],
    /// The innermost `multipart/alternative` it stands in, by number.
    pub alternative: Option<usize>,
    /// Whether it is the body of the message as a whole.
    pub is_whole: bool,
}

/// A message in its parts.
#[derive(Debug, Default)]
pub struct Parts<'m> {
    /// The bytes of the message's own header.
    pub header: &'m [u8],
    pub leaves: Vec<Leaf<'m>>,
    /// What is broken or left out.
    pub warnings: Vec<String>,
}

/// A multipart whose end is not reached.
struct Level {
    /// With the two hyphens before it.
    delimiter: Vec<u8>,
    alternative: Option<usize>,
    is_digest: bool,
}

/// A line between two parts.
struct Delimiter {
    line: Span,
    level: usize,
    is_last: bool,
}

/// Takes a message apart. What the header calls a multipart but has no delimiter stays one part.
pub fn parts<'m>(bytes: &'m [u8], reader: &HeaderReader, limits: &Limits) -> Parts<'m> {
    let mut parts = Parts::default();
    let mut open: Vec<Level> = Vec::new();
    let mut alternatives = 0;
    let mut at = 0;
    loop {
        let (header_end, body_start) = header_end(bytes, at, &open);
        let header_bytes = &bytes[at..header_end.min(at + HEADER_MAX)];
        if header_bytes.len() < header_end - at {
            parts.warn("a header is longer than 1 MB; the rest of it is not read");
        }
        if at == 0 {
            parts.header = header_bytes;
        }
        let mut header = reader.header(header_bytes);
        if header.media_type.is_empty() && open.last().is_some_and(|level| level.is_digest) {
            header.media_type = "message/rfc822".to_owned();
        }
        let alternative = open.last().and_then(|level| level.alternative);
        let own_level = open.len();
        if let Some(level) = level(&header, alternative, &mut alternatives) {
            match open.len() < limits.max_depth {
                true => open.push(level),
                false => parts.warn("parts are nested too deep"),
            }
        }
        let mut delimiter = next_delimiter(bytes, body_start, &open);
        let is_own = delimiter.as_ref().is_some_and(|next| next.level == own_level);
        if let Some(first) = delimiter.as_ref().filter(|_| is_own)
            && first.line.start - body_start > PREAMBLE_MAX
        {
            parts.warn("text before the first part is left out");
        }
        if !is_own {
            if parts.leaves.len() == limits.max_documents {
                parts.warn("too many parts; the rest is not read");
                return parts;
            }
            let end = delimiter.as_ref().map_or(bytes.len(), |next| next.line.start);
            let body = without_last_line_end(&bytes[body_start..end], delimiter.is_some());
            // A multipart without parts is shown as text by every program.
            if open.len() > own_level {
                header.media_type = "text/plain".to_owned();
                open.truncate(own_level);
            }
            parts.leaves.push(Leaf { header, body, alternative, is_whole: own_level == 0 });
        }
        // Past the end of a multipart, to the next part of one around it.
        while let Some(last) = delimiter.take_if(|next| next.is_last) {
            open.truncate(last.level);
            delimiter = next_delimiter(bytes, last.line.end, &open);
            let end = delimiter.as_ref().map_or(bytes.len(), |next| next.line.start);
            if !bytes[last.line.end..end].trim_ascii().is_empty() {
                parts.warn("text after the last part is left out");
            }
        }
        let Some(next) = delimiter else { break };
        open.truncate(next.level + 1);
        at = next.line.end;
    }
    if !open.is_empty() {
        parts.warn("the last part has no end; the message may be cut off");
    }
    parts
}

impl Parts<'_> {
    /// Adds a warning that is not there yet.
    fn warn(&mut self, warning: &str) {
        if !self.warnings.iter().any(|known| known == warning) {
            self.warnings.push(warning.to_owned());
        }
    }
}

/// The level a part opens if its header says that it is a multipart.
fn level(header: &Header, outer: Option<usize>, alternatives: &mut usize) -> Option<Level> {
    let subtype = header.media_type.strip_prefix("multipart/")?;
    let delimiter = format!("--{}", header.boundary.as_ref()?).into_bytes();
    let is_alternative = subtype == "alternative";
    *alternatives += usize::from(is_alternative);
    let alternative = if is_alternative { Some(*alternatives) } else { outer };
    Some(Level { delimiter, alternative, is_digest: subtype == "digest" })
}

/// Where the header that begins at `start` ends, and where the body begins.
///
/// A line that is no field ends it too, but for one that stands between fields.
fn header_end(bytes: &[u8], start: usize, open: &[Level]) -> (usize, usize) {
    let mut stray = None;
    for line in lines(&bytes[start..]) {
        let (at, end) = (start + line.start, start + line.end);
        let text = bytes[at..end].trim_ascii_end();
        if text.is_empty() {
            return (stray.unwrap_or(at), stray.unwrap_or(end));
        }
        if delimited(text, open).is_some() {
            let end = stray.unwrap_or(at);
            return (end, end);
        }
        let is_continuation = at > start && text[0].is_ascii_whitespace();
        match (is_field(text), stray) {
            (true, _) => stray = None,
            (false, None) if is_continuation => {}
            (false, None) if at > start => stray = Some(at),
            (false, None) => return (at, at),
            (false, Some(stray)) => return (stray, stray),
        }
    }
    let end = stray.unwrap_or(bytes.len());
    (end, end)
}

/// Whether a message begins with a field.
pub fn has_header(bytes: &[u8]) -> bool {
    lines(bytes).next().is_some_and(|line| is_field(&bytes[line]))
}

/// Whether a line begins with the name of a field (RFC 5322 §2.2).
fn is_field(line: &[u8]) -> bool {
    let name = line.iter().take_while(|byte| byte.is_ascii_graphic() && **byte != b':').count();
    name > 0 && line[name..].trim_ascii_start().starts_with(b":")
}

/// The first line from `start` on that delimits a part of an open level, the innermost first.
fn next_delimiter(bytes: &[u8], start: usize, open: &[Level]) -> Option<Delimiter> {
    if open.is_empty() {
        return None;
    }
    lines(&bytes[start..]).find_map(|line| {
        let line = start + line.start..start + line.end;
        let (level, is_last) = delimited(bytes[line.clone()].trim_ascii_end(), open)?;
        Some(Delimiter { line, level, is_last })
    })
}

/// The level a line delimits, and whether it is the line after the last part.
fn delimited(line: &[u8], open: &[Level]) -> Option<(usize, bool)> {
    if !line.starts_with(b"--") {
        return None;
    }
    open.iter().enumerate().rev().find_map(|(index, level)| {
        match line.strip_prefix(level.delimiter.trim_ascii_end())? {
            b"" => Some((index, false)),
            b"--" => Some((index, true)),
            _ => None,
        }
    })
}

/// The body without the line end that belongs to the delimiter after it.
fn without_last_line_end(body: &[u8], is_delimited: bool) -> &[u8] {
    match body.strip_suffix(b"\n").filter(|_| is_delimited) {
        Some(body) => body.strip_suffix(b"\r").unwrap_or(body),
        None => body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &[(&str, &str)], warnings: &[&str]) {
        let parts = parts(source.as_bytes(), &HeaderReader::default(), &Limits::default());
        let leaves: Vec<_> = parts
            .leaves
            .iter()
            .map(|leaf| {
                (leaf.header.media_type.as_str(), std::str::from_utf8(leaf.body).expect("text"))
            })
            .collect();
        assert_eq!(leaves, expect, "{source}");
        assert_eq!(parts.warnings, warnings, "{source}");
    }

    #[test]
    fn parts_are_found_at_every_level() {
        check(
            "Content-Type: multipart/mixed; boundary=a\n\nIgnored\n--a\nContent-Type: multipart/alternative; boundary=\"a b\"\n\n\
             --a b\n\none\n--a b\nContent-Type: text/html\n\n<p>\n--a b--\n\n--a\nContent-Type: text/csv\r\n\r\nx\r\n--a--\n",
            &[("", "one"), ("text/html", "<p>"), ("text/csv", "x")],
            &[],
        );
        check("A: b\n\n--a\n", &[("", "--a\n")], &[]);
        check(
            "Content-Type: multipart/digest; boundary=a\n\n--a\n\nB: c\n\nd\n--a--",
            &[("message/rfc822", "B: c\n\nd")],
            &[],
        );
    }

    #[test]
    fn broken_messages_lose_nothing() {
        let cut = "the last part has no end; the message may be cut off";
        check(
            "Content-Type: multipart/mixed; boundary=a\n\ntext\n",
            &[("text/plain", "text\n")],
            &[],
        );
        check("Content-Type: multipart/mixed; boundary=a\n\n--a\n\none", &[("", "one")], &[cut]);
        check(
            "Content-Type: multipart/mixed\n\n--a\n\none",
            &[("multipart/mixed", "--a\n\none")],
            &[],
        );
        check(
            "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--a\n\ntwo\n--a--\nafter",
            &[("", "one"), ("", "two")],
            &["text after the last part is left out"],
        );
        let long = format!(
            "Content-Type: multipart/mixed; boundary=a\n\n{}\n--a\n\none\n--a--",
            "text ".repeat(101)
        );
        check(&long, &[("", "one")], &["text before the first part is left out"]);
        check("A: b\nno field\nContent-Type: text/html\n\nx", &[("text/html", "x")], &[]);
        check("A: b\nno field\nno field: x\n\ny", &[("", "no field\nno field: x\n\ny")], &[]);
        check("no field\n\nx", &[("", "no field\n\nx")], &[]);
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let nested: String = (0..1000)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"))
            .collect();
        let found = parts(nested.as_bytes(), &HeaderReader::default(), &Limits::default());
        assert_eq!(found.warnings[0], "parts are nested too deep");
        let many =
            format!("Content-Type: multipart/mixed; boundary=a\n\n{}", "--a\n\nx\n".repeat(100));
        let limits = Limits { max_documents: 10, ..Limits::default() };
        assert_eq!(parts(many.as_bytes(), &HeaderReader::default(), &limits).leaves.len(), 10);
    }
}
