//! The text of a manuscript, with its footnotes as Markdown writes them.

use std::collections::HashSet;
use std::path::Path;

use super::inspect::extracted;
use super::process::Reading;
use crate::document::MediaType;

/// Bytes of the longest number of a note.
const MAX_NUMBER: usize = 8;

/// Reads a manuscript: Markdown and plain text as they stand, word processor files as they are read, with `[^1]` for the
/// marks of notes and `[^1]: …` for the notes.
///
/// Lines count as in the file, or as in [`super::text`] where the file is no text.
///
/// # Errors
/// Why it can't be read as a manuscript, in one line.
pub fn manuscript(path: &Path, reading: &Reading) -> Result<String, String> {
    let (.., extraction) = extracted(path, reading)?;
    let media_type = extraction.media_type;
    let mut sources = extraction.documents.into_iter().map(|document| document.source);
    match media_type {
        MediaType::Markdown | MediaType::Text => Ok(sources.next().unwrap_or_default()),
        MediaType::Docx | MediaType::OpenDocument | MediaType::Rtf => {
            Ok(with_notes(&sources.next().unwrap_or_default()))
        }
        other => Err(format!(
            "a manuscript is a Markdown, text, Word, OpenDocument or RTF file; this is {}",
            other.name()
        )),
    }
}

/// The transcript of a word processor file with its notes as Markdown has them; what is no mark of a note stays.
///
/// A note stands in a transcript as a paragraph that begins with `[1] `, after the one that has the mark `[1]`.
fn with_notes(text: &str) -> String {
    let mut called: HashSet<&str> = HashSet::new();
    let mut defined: HashSet<&str> = HashSet::new();
    for line in text.split('\n') {
        let head = note_head(line).filter(|number| called.contains(number));
        defined.extend(head);
        called.extend(marks(line).map(|(_, number)| number));
    }
    let mut out = String::with_capacity(text.len());
    let mut explained: HashSet<&str> = HashSet::new();
    let mut called: HashSet<&str> = HashSet::new();
    for line in text.split_inclusive('\n') {
        let mut reached = 0;
        let is_note = note_head(line).filter(|number| called.contains(number));
        if let Some(number) = is_note.filter(|number| explained.insert(number)) {
            out.push_str(&format!("[^{number}]:"));
            reached = number.len() + "[]".len();
        }
        for (at, number) in marks(line).filter(|(_, number)| defined.contains(number)) {
            if at >= reached {
                out.push_str(&line[reached..at]);
                out.push_str(&format!("[^{number}]"));
                reached = at + number.len() + "[]".len();
            }
            called.insert(number);
        }
        out.push_str(&line[reached..]);
    }
    out
}

/// The number of the note that a line explains.
fn note_head(line: &str) -> Option<&str> {
    let (at, number) = marks(line).next()?;
    let rest = &line[(at + number.len() + "[]".len()).min(line.len())..];
    (at == 0 && rest.starts_with(' ')).then_some(number)
}

/// The numbers in brackets in a line, Arabic or small Roman, and where their brackets open.
fn marks(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.match_indices('[').filter_map(|(at, _)| {
        let rest = &line[at + 1..];
        let end = rest.bytes().take(MAX_NUMBER + 1).position(|byte| byte == b']')?;
        let number = &rest[..end];
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit())
            || number.bytes().all(|byte| b"ivxlcm".contains(&byte));
        (is_number && !number.is_empty()).then_some((at, number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_of_a_transcript_become_notes_of_markdown() {
        for (text, expect) in [
            ("One[1] two.\n\n[1] Vgl. A.\n\nNext", "One[^1] two.\n\n[^1]: Vgl. A.\n\nNext"),
            (
                "One[i] and[1].\n\n[i] End.\n\n[1] Foot.",
                "One[^i] and[^1].\n\n[^i]: End.\n\n[^1]: Foot.",
            ),
            // What no paragraph explains, or explains too early, is text.
            ("[1] first. In [1848] and [sic]", "[1] first. In [1848] and [sic]"),
            ("One[2] two.\n\n[2]", "One[2] two.\n\n[2]"),
            ("a[1]\n\n[1] b\n\n[1] c", "a[^1]\n\n[^1]: b\n\n[^1] c"),
            ("[[1]", "[[1]"),
            ("", ""),
        ] {
            assert_eq!(with_notes(text), expect, "{text}");
        }
    }
}
