//! E-mail: single messages (EML, MHTML) and mbox files.

mod body;
mod header;
mod lines;
mod mbox;
mod message;
mod mime;
mod transfer;
mod uuencode;

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::limits::{Failure, Limits};
use super::transcript::Transcript;
use header::HeaderReader;

/// A document in a mail file.
#[expect(clippy::large_enum_variant, reason = "one at a time, handed on at once")]
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A message, its subject as heading and title. It may have no text at all.
    Text {
        /// Its text, as far as it is plain, and what its header tells.
        transcript: Transcript,
        /// Where the rest of its text is.
        body: Body,
    },
    /// A file or a message that came with a message.
    File {
        /// The name it was sent with, never to be used as a path; `unnamed` with an extension where there is none.
        name: String,
        /// Its content; text whose charset only the mail tells is in UTF-8.
        bytes: Vec<u8>,
        /// Where it stands: `message 3, attachment plan.pdf`.
        part: String,
    },
}

/// Where the text of a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// In the transcript.
    Plain,
    /// After that of the transcript, which may be no more than the heading, comes this text in HTML.
    Html(String),
}

/// Gives every document of a mail file to `sink`, one at a time, until it breaks off.
///
/// Messages in messages are files: it is for the caller to count how deep they stand in one another. Also gives what is
/// to be said about the file as a whole, a line each.
///
/// # Errors
/// [`Failure::Empty`] for an empty file, [`Failure::Damaged`] if the file does not begin with the header of a mail.
pub fn parts(
    bytes: &[u8],
    limits: &Limits,
    sink: &mut dyn FnMut(Part) -> ControlFlow<()>,
) -> Result<Vec<String>, Failure> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let bytes = with_line_feeds(bytes.trim_ascii_start());
    let reader = HeaderReader::default();
    if bytes.is_empty() {
        return Err(Failure::Empty);
    }
    if !mbox::is_mbox(&bytes) {
        if !mime::has_header(&bytes) {
            return Err(Failure::Damaged("no header of a mail".to_owned()));
        }
        // The flow only says whether the caller wants more.
        let _ = message::read(&bytes, None, &reader, limits, sink);
        return Ok(Vec::new());
    }
    for (index, bytes) in mbox::messages(&bytes).enumerate() {
        if index == limits.max_documents {
            return Ok(vec![format!("more than {index} messages; the rest is not read")]);
        }
        let label = format!("message {}", index + 1);
        if message::read(&bytes, Some(&label), &reader, limits, sink).is_break() {
            break;
        }
    }
    Ok(Vec::new())
}

/// The bytes with `\n` at line ends where they are those of the old Mac.
fn with_line_feeds(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.contains(&b'\n') || !bytes.contains(&b'\r') {
        return Cow::Borrowed(bytes);
    }
    Cow::Owned(bytes.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> Result<Vec<Part>, Failure> {
        let mut found = Vec::new();
        parts(bytes, &Limits::default(), &mut |part| {
            found.push(part);
            ControlFlow::Continue(())
        })?;
        Ok(found)
    }

    fn labels(bytes: &[u8]) -> Vec<String> {
        let label = |part| match part {
            Part::Text { transcript, .. } => transcript.part.unwrap_or_default(),
            Part::File { part, .. } => part,
        };
        read(bytes).expect("parts").into_iter().map(label).collect()
    }

    const FILE: &str = "Subject: Gr=?utf-8?Q?=C3=BC?=n\nContent-Type: multipart/mixed; boundary=a\n\n\
        --a\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nf=FCr\n\
        --a\nContent-Type: application/pdf; name=\"=?utf-8?Q?Pl=C3=A4ne?=.pdf\"\nContent-Transfer-Encoding: base64\n\nQQ==\n--a--\n";

    #[test]
    fn documents_are_named_by_where_they_stand() {
        assert_eq!(labels(FILE.as_bytes()), ["", "attachment Pläne.pdf"]);
        let from = "From a Fri Jul  8 12:08:34 2011\n";
        let mbox = format!("{from}{FILE}\n{from}A: b\n\nx\n");
        assert_eq!(
            labels(mbox.as_bytes()),
            ["message 1", "message 1, attachment Pläne.pdf", "message 2"]
        );
    }

    #[test]
    fn old_mac_line_ends_are_read() {
        assert_eq!(labels(FILE.replace('\n', "\r").as_bytes()).len(), 2);
    }

    #[test]
    fn what_is_no_mail_is_refused() {
        assert_eq!(read(b"Plain text.\n"), Err(Failure::Damaged("no header of a mail".to_owned())));
        assert_eq!(read(b" \n"), Err(Failure::Empty));
    }

    #[test]
    fn the_sink_stops_the_run() {
        let mut count = 0;
        let stopped = parts(FILE.as_bytes(), &Limits::default(), &mut |_| {
            count += 1;
            ControlFlow::Break(())
        });
        assert_eq!((stopped, count), (Ok(Vec::new()), 1));
    }

    /// Checks what holds for every transcript.
    fn check_invariants(bytes: &[u8]) {
        for part in read(bytes).unwrap_or_default() {
            let Part::Text { transcript, .. } = part else { continue };
            let mut end = 0;
            for block in transcript.blocks.expect("blocks") {
                assert!(transcript.text[end..block.span.start].trim().is_empty());
                assert!(!transcript.text[block.span.clone()].trim().is_empty());
                end = block.span.end;
            }
            assert_eq!(transcript.text[end..].trim(), "");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
            check_invariants(&bytes);
            check_invariants(&[b"From: ", bytes.as_slice()].concat());
        }

        #[test]
        fn mutated_messages_are_read(changes in prop::collection::vec((0..FILE.len(), any::<u8>()), 1..20), cut in 0..FILE.len()) {
            let mut bytes = FILE.as_bytes().to_vec();
            for (at, byte) in changes {
                bytes[at] = byte;
            }
            check_invariants(&bytes);
            check_invariants(&bytes[..cut]);
            check_invariants(&[&bytes[..cut], &bytes].concat());
        }
    }
}
