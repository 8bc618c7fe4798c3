//! What a run did, file by file where it matters.

use serde::Serialize;

use crate::index::{FileRecord, FileStatus};

/// How many files fared how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Files found in the folders.
    pub found: usize,
    /// New since the last run.
    pub added: usize,
    /// With other content than in the last run.
    pub changed: usize,
    /// As they were.
    pub unchanged: usize,
    /// The same content under another path.
    pub renamed: usize,
    /// No longer there.
    pub removed: usize,
    /// Nothing in them that docsearch reads.
    pub skipped: usize,
    /// Could not be read.
    pub failed: usize,
}

/// A file and what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FileNote {
    /// Path below the indexed folder.
    pub path: String,
    /// The reason, in one line.
    pub reason: String,
}

/// What there is to say about files, file by file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Notes {
    /// Files that hold nothing docsearch reads, and why.
    pub skipped: Vec<FileNote>,
    /// Files that could not be read, and why.
    pub failed: Vec<FileNote>,
    /// What was guessed, damaged or left out in files that were indexed.
    pub warnings: Vec<FileNote>,
}

impl Notes {
    /// Adds what a record says of its file.
    pub fn add(&mut self, file: &FileRecord) {
        let list = match file.status {
            FileStatus::Indexed => &mut self.warnings,
            FileStatus::Skipped => &mut self.skipped,
            FileStatus::Failed => &mut self.failed,
        };
        list.extend(
            file.notes
                .iter()
                .map(|note| FileNote { path: file.path.clone(), reason: note.clone() }),
        );
    }
}

/// A file that moved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Renamed {
    /// Its path before.
    pub from: String,
    /// Its path now.
    pub to: String,
}

/// What a run of `docsearch index` did and what the index now holds of its folders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Version of this structure.
    pub schema_version: u32,
    /// The folders and files that were looked at.
    pub roots: Vec<String>,
    /// How the files fared.
    pub files: Counts,
    /// Passages of these folders now in the index.
    pub passages: u64,
    /// Bytes of text in them.
    pub text_bytes: u64,
    /// Whether the run was interrupted; what it had finished is kept.
    pub interrupted: bool,
    /// Files that moved.
    pub renamed: Vec<Renamed>,
    /// What was skipped, failed or noted.
    #[serde(flatten)]
    pub notes: Notes,
}

impl Report {
    /// Adds what the index holds of a file.
    pub(super) fn count(&mut self, file: &FileRecord) {
        self.notes.add(file);
        self.passages += u64::from(file.passages);
        self.text_bytes += file.text_bytes;
    }

    /// Puts the lists in order and counts them.
    pub(super) fn close(&mut self) {
        self.schema_version = 1;
        self.files.skipped = self.notes.skipped.len();
        self.files.failed = self.notes.failed.len();
        self.files.renamed = self.renamed.len();
        self.renamed.sort();
        self.notes.skipped.sort();
        self.notes.failed.sort();
        self.notes.warnings.sort();
    }
}
