//! A file that was indexed, as it is now.

use std::io::ErrorKind;
use std::path::Path;

use super::plan::Job;
use super::process::{Outcome, Reading};
use super::worker::{FileReader, Isolation};
use super::works;
use crate::corpus::{self, Root, WalkOptions, list, read, sha256_hex};
use crate::index::{DocumentPassages, FileStatus};

/// What a file holds now.
#[derive(Clone, Debug)]
pub enum Now {
    /// The same bytes.
    Same,
    /// Other bytes.
    Other {
        /// Their SHA-256 in hexadecimal.
        sha256: String,
        /// The documents in it, with passages as an index of it would have them.
        documents: Vec<DocumentPassages>,
    },
    /// It isn't there.
    Missing,
    /// It can't be read, or holds nothing to read: why.
    Unreadable(String),
}

/// Looks at the file at `path` below `folder`, whose bytes had the SHA-256 `known`; reads it if it has others.
///
/// With `isolation`, complex formats are read in a process of its own.
pub fn look_again(
    folder: &Path,
    path: &str,
    known: &str,
    reading: &Reading,
    isolation: Option<&Isolation>,
) -> Now {
    let root = Root { folder: folder.to_owned(), file: Some(path.to_owned()) };
    let absolute = root.path();
    let sha256 = match read(&absolute, reading.max_file_size) {
        Ok(bytes) => sha256_hex(&bytes),
        Err(corpus::Error::Io(error)) if is_absent(error.kind()) => return Now::Missing,
        Err(error) => return Now::Unreadable(error.to_string()),
    };
    if sha256 == known {
        return Now::Same;
    }
    let file = match list(&root, &WalkOptions::default()).map(|listing| listing.files) {
        Ok(files) => files.into_iter().next(),
        Err(error) => return Now::Unreadable(error.to_string()),
    };
    let Some(file) = file else { return Now::Missing };
    let work = works::page(&absolute, reading.max_file_size);
    let job = Job { root: 0, file, work, known: None };
    match FileReader::new(reading, isolation).process(&job) {
        Outcome::Read(record, documents) if record.status == FileStatus::Indexed => {
            Now::Other { sha256, documents }
        }
        Outcome::Read(record, _) | Outcome::Same(record) => {
            Now::Unreadable(record.notes.join("; "))
        }
    }
}

fn is_absent(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_the_same_another_or_gone() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let write = |text: &str| fs::write(dir.path().join("a.txt"), text).expect("a file");
        let look = |path: &str| {
            let known = sha256_hex(b"One text.\n");
            look_again(dir.path(), path, &known, &Reading::default(), None)
        };
        write("One text.\n");
        assert!(matches!(look("a.txt"), Now::Same));
        write("Another text.\n");
        let Now::Other { sha256, documents } = look("a.txt") else { panic!("another text") };
        assert_eq!(sha256, sha256_hex(b"Another text.\n"));
        assert_eq!(documents[0].passages[0].text(), "Another text.");
        write("");
        assert!(matches!(look("a.txt"), Now::Unreadable(_)));
        assert!(matches!(look("b.txt"), Now::Missing));
        assert!(matches!(look("a.txt/b.txt"), Now::Missing));
    }
}
