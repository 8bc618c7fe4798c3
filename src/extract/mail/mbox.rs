//! The messages of an mbox file: mboxo, mboxrd, mboxcl and mboxcl2.

use std::borrow::Cow;

use super::lines::{line_end, lines};

/// Longest line that may stand between two messages, in bytes.
const SEPARATOR_MAX: usize = 512;

/// Longest blank stretch between a message of declared length and the next one, in bytes.
const BLANK_MAX: usize = 8;

/// Fields that the first line of a message begins with, in lower case; some programs write `From` lines without a date.
const FIRST_FIELDS: [&[u8]; 12] = [
    b"return-path:",
    b"received:",
    b"delivered-to:",
    b"from:",
    b"to:",
    b"date:",
    b"subject:",
    b"message-id:",
    b"mime-version:",
    b"content-",
    b"status:",
    b"x-",
];

/// Whether a file is an mbox: it begins with a `From` line, where a lone message has the field `From:`.
pub fn is_mbox(bytes: &[u8]) -> bool {
    let first = bytes.trim_ascii_start().strip_prefix(b"From ");
    // Old programs leave blanks before the colon of a field.
    first.is_some_and(|rest| !rest.trim_ascii_start().starts_with(b":"))
}

/// The messages, each without its `From` line and with its text unquoted.
pub fn messages(bytes: &[u8]) -> impl Iterator<Item = Cow<'_, [u8]>> {
    let mut at = bytes.len() - bytes.trim_ascii_start().len();
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let start = line_end(bytes, at);
        let (end, has_length) = match declared_end(bytes, start) {
            Some(end) => (end, true),
            None => (scanned_end(bytes, start), false),
        };
        at = next_line_with_text(bytes, end);
        let message = &bytes[start..end];
        // A program that counts the length may leave such lines as they are (mboxcl2).
        let is_quoted =
            !has_length || !lines(message).any(|line| message[line].starts_with(b"From "));
        Some(if is_quoted { unquoted(message) } else { Cow::Borrowed(message) })
    })
}

/// The end that the message's `Content-Length` says, if a message or the end of the file follows there.
fn declared_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut length = None;
    let mut body = None;
    for line in lines(&bytes[start..]) {
        let text = bytes[start..][line.clone()].trim_ascii_end();
        if text.is_empty() {
            body = Some(start + line.end);
            break;
        }
        if text.len() > 15 && text[..15].eq_ignore_ascii_case(b"content-length:") {
            length = std::str::from_utf8(&text[15..]).ok()?.trim().parse::<usize>().ok();
        }
        if is_separator(bytes, start + line.start) {
            return None;
        }
    }
    let end = body?.checked_add(length?).filter(|end| *end <= bytes.len())?;
    // Not farther, for many messages may point to the same stretch of blank lines.
    let next = next_line_with_text(&bytes[..bytes.len().min(end + BLANK_MAX)], end);
    (next == bytes.len() || is_separator(bytes, next)).then_some(end)
}

/// Where the next message begins, less the blank line before it, or the end of the file.
fn scanned_end(bytes: &[u8], start: usize) -> usize {
    let mut blank = None;
    for line in lines(&bytes[start..]) {
        let at = start + line.start;
        if let Some(blank) = blank.filter(|_| is_separator(bytes, at)) {
            return blank;
        }
        blank = bytes[start..][line].trim_ascii().is_empty().then_some(at);
    }
    bytes.len()
}

/// The start of the first line from `at` on that is not blank.
fn next_line_with_text(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    at + rest.len() - rest.trim_ascii_start().len()
}

/// Whether a line that stands between two messages begins at `at`: it has a date, or a field of a message follows.
fn is_separator(bytes: &[u8], at: usize) -> bool {
    let rest = &bytes[at..];
    if !rest.starts_with(b"From ") {
        return false;
    }
    let len = line_end(&rest[..rest.len().min(SEPARATOR_MAX)], 0);
    let is_year = |word: &[u8]| {
        word.len() == 4
            && (word.starts_with(b"19") || word.starts_with(b"20"))
            && word.iter().all(u8::is_ascii_digit)
    };
    let is_time = |word: &[u8]| matches!(word, [a, b, b':', c, d, ..] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()));
    let words = || rest[..len].split(u8::is_ascii_whitespace);
    if words().any(is_year) && words().any(is_time) {
        return true;
    }
    let next = rest[len..][..rest.len().saturating_sub(len).min(16)].to_ascii_lowercase();
    FIRST_FIELDS.iter().any(|field| next.starts_with(field))
}

/// The message with one `>` less before each `From ` that was quoted (mboxrd; what mboxo quotes is undone as well).
fn unquoted(message: &[u8]) -> Cow<'_, [u8]> {
    let is_quoted = |line: &[u8]| {
        let marks = line.iter().take_while(|byte| **byte == b'>').count();
        marks > 0 && line[marks..].starts_with(b"From ")
    };
    if !lines(message).any(|line| is_quoted(&message[line])) {
        return Cow::Borrowed(message);
    }
    let mut bytes = Vec::with_capacity(message.len());
    for line in lines(message) {
        let line = &message[line];
        bytes.extend_from_slice(&line[usize::from(is_quoted(line))..]);
    }
    Cow::Owned(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEPARATOR: &str = "From a@b Fri Jul  8 12:08:34 2011\n";

    fn check(source: &str, expect: &[&str]) {
        let found: Vec<_> = messages(source.as_bytes())
            .map(|message| String::from_utf8(message.into_owned()).expect("text"))
            .collect();
        assert_eq!(found, expect, "{source}");
    }

    #[test]
    fn messages_end_at_a_from_line_after_a_blank_one() {
        check(
            &format!(
                "{SEPARATOR}A: 1\n\none\n\n{SEPARATOR}A: 2\n\ntwo\nFrom here on\n\nFrom there\n"
            ),
            &["A: 1\n\none\n", "A: 2\n\ntwo\nFrom here on\n\nFrom there\n"],
        );
        check(
            "From x\r\nA: 1\r\n\r\n\r\nFrom y\r\nReceived: z\r\n",
            &["A: 1\r\n\r\n", "Received: z\r\n"],
        );
        check(SEPARATOR, &[""]);
    }

    #[test]
    fn quoted_lines_are_unquoted() {
        check(
            &format!("{SEPARATOR}A: 1\n\n>From me\n>>From you\n> From\n"),
            &["A: 1\n\nFrom me\n>From you\n> From\n"],
        );
    }

    #[test]
    fn a_length_is_believed_where_it_can_be_true() {
        let body = format!("one\n\n{SEPARATOR}>From x\n");
        let sound =
            format!("{SEPARATOR}Content-Length: {}\n\n{body}\n{SEPARATOR}A: 2\n", body.len());
        let header = format!("Content-Length: {}\n\n", body.len());
        check(&sound, &[&format!("{header}{body}"), "A: 2\n"]);
        let wrong = format!("{SEPARATOR}Content-Length: 9\n\none\n\n{SEPARATOR}A: 2\n");
        check(&wrong, &["Content-Length: 9\n\none\n", "A: 2\n"]);
    }

    #[test]
    fn a_lone_message_is_no_mbox() {
        assert!(is_mbox(b"\nFrom a\n"));
        assert!(!is_mbox(b"From: a\n"));
        assert!(!is_mbox(b"From  : a\n"));
    }
}
