//! What to do with each file, decided from what the index knows and what the disk shows; no I/O.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::corpus::SourceFile;
use crate::index::FileRecord;

/// A change this close before a file was read may not show in its time: some systems count in steps of two seconds.
const TIME_STEP_NS: i64 = 2_000_000_000;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Job {
    /// Number of its root.
    pub root: u32,
    /// What the disk shows.
    pub file: SourceFile,
    /// What the index knows, when it knows the file: with the same content it only needs a new date.
    pub known: Option<FileRecord>,
}

/// What a run has to do.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Plan {
    /// Files to read, in order.
    pub jobs: Vec<Job>,
    /// Records of files that are gone.
    pub gone: Vec<FileRecord>,
    /// Records of files that are as they were.
    pub kept: Vec<FileRecord>,
}

impl Plan {
    /// Compares one root's records with its files.
    ///
    /// `unreadable` lists paths that could not be looked into; what lies below them is kept. `is_current` says whether
    /// a record was made by the present extractors.
    pub(super) fn add_root(
        &mut self,
        root: u32,
        known: Vec<FileRecord>,
        files: Vec<SourceFile>,
        unreadable: &[String],
        is_current: impl Fn(&FileRecord) -> bool,
    ) {
        let mut known: HashMap<String, FileRecord> =
            known.into_iter().map(|record| (record.path.clone(), record)).collect();
        for file in files {
            match known.remove(&file.path) {
                Some(record) if is_same(&record, &file) && is_current(&record) => {
                    self.kept.push(record)
                }
                known => self.jobs.push(Job { root, file, known }),
            }
        }
        let mut left: Vec<_> = known.into_values().collect();
        left.sort_by(|a, b| a.path.cmp(&b.path));
        for record in left {
            match unreadable.iter().any(|path| lies_below(&record.path, path)) {
                true => self.kept.push(record),
                false => self.gone.push(record),
            }
        }
    }
}

/// Whether size and time say that a file is as it was when it was read.
fn is_same(record: &FileRecord, file: &SourceFile) -> bool {
    !record.sha256.is_empty()
        && record.size == file.size
        && record.sidecar == sidecar_state(file)
        && record.modified_ns == file.modified_ns
        && record.modified_ns + TIME_STEP_NS < record.read_ns
}

/// The state of what describes a file; empty where nothing does.
pub(super) fn sidecar_state(file: &SourceFile) -> &str {
    file.sidecar.as_ref().map_or("", |sidecar| &sidecar.state)
}

fn lies_below(path: &str, folder: &str) -> bool {
    folder == "."
        || path == folder
        || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::FileStatus;

    fn file(path: &str, size: u64) -> SourceFile {
        SourceFile {
            absolute: path.into(),
            path: path.to_owned(),
            size,
            modified_ns: 1,
            sidecar: None,
        }
    }

    fn record(path: &str, size: u64) -> FileRecord {
        FileRecord {
            path: path.to_owned(),
            size,
            modified_ns: 1,
            read_ns: 10_000_000_000,
            sha256: "00".to_owned(),
            status: FileStatus::Indexed,
            version: 1,
            passages: 1,
            ..FileRecord::default()
        }
    }

    fn plan(
        known: &[FileRecord],
        files: &[SourceFile],
        unreadable: &[&str],
    ) -> (Vec<String>, Vec<String>, Vec<String>) {
        let unreadable: Vec<_> = unreadable.iter().map(|path| path.to_string()).collect();
        let mut plan = Plan::default();
        plan.add_root(0, known.to_vec(), files.to_vec(), &unreadable, |record| record.version == 1);
        let paths = |records: &[FileRecord]| {
            records.iter().map(|record| record.path.clone()).collect::<Vec<_>>()
        };
        (
            plan.jobs.iter().map(|job| job.file.path.clone()).collect(),
            paths(&plan.gone),
            paths(&plan.kept),
        )
    }

    fn check(
        actual: (Vec<String>, Vec<String>, Vec<String>),
        jobs: &[&str],
        gone: &[&str],
        kept: &[&str],
    ) {
        assert_eq!(actual.0, jobs, "to read");
        assert_eq!(actual.1, gone, "gone");
        assert_eq!(actual.2, kept, "kept");
    }

    #[test]
    fn only_what_differs_is_read() {
        let known = [record("a", 1), record("b", 1), record("c", 1)];
        check(
            plan(&known, &[file("a", 1), file("b", 2), file("d", 1)], &[]),
            &["b", "d"],
            &["c"],
            &["a"],
        );
    }

    #[test]
    fn doubt_means_reading() {
        let fresh = FileRecord { read_ns: 2, ..record("a", 1) };
        let unread = FileRecord { sha256: String::new(), ..record("b", 1) };
        let old = FileRecord { version: 0, ..record("c", 1) };
        let files = [file("a", 1), file("b", 1), file("c", 1)];
        check(plan(&[fresh, unread, old], &files, &[]), &["a", "b", "c"], &[], &[]);
    }

    #[test]
    fn what_lies_in_an_unreadable_folder_is_kept() {
        let known = [record("box/a", 1), record("boxes/b", 1)];
        check(plan(&known, &[], &["box"]), &[], &["boxes/b"], &["box/a"]);
    }
}
