//! What to do with each file, decided from what the index knows and what the disk shows; no I/O.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::works::PageOfWork;
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
    /// What a METS file says of it.
    pub work: Option<PageOfWork>,
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
    /// Compares one root's records with its files and with what METS files say of those, by path.
    ///
    /// `unreadable` lists paths that could not be looked into; what lies below them is kept. `is_current` says whether
    /// a record was made by the present extractors.
    pub(super) fn add_root(
        &mut self,
        root: u32,
        known: Vec<FileRecord>,
        files: Vec<SourceFile>,
        mut works: HashMap<String, PageOfWork>,
        unreadable: &[String],
        is_current: impl Fn(&FileRecord) -> bool,
    ) {
        let mut known: HashMap<String, FileRecord> =
            known.into_iter().map(|record| (record.path.clone(), record)).collect();
        for file in files {
            let known = known.remove(&file.path);
            let job = Job { root, work: works.remove(&file.path), file, known: None };
            match known {
                Some(record) if is_same(&record, &job) && is_current(&record) => {
                    self.kept.push(record)
                }
                known => self.jobs.push(Job { known, ..job }),
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

impl Job {
    /// The state of what describes the file from outside; empty where nothing does.
    pub(super) fn description(&self) -> String {
        let sidecar = self.file.sidecar.iter().map(|sidecar| sidecar.state.as_str());
        let work = self.work.iter().map(|work| work.state.as_str());
        sidecar.chain(work).collect::<Vec<_>>().join("; ")
    }
}

/// Whether a file and what describes it are as they were when it was read.
fn is_same(record: &FileRecord, job: &Job) -> bool {
    is_unchanged(record, &job.file) && record.sidecar == job.description()
}

/// Whether size and time say that a file is as it was when it was read.
pub(super) fn is_unchanged(record: &FileRecord, file: &SourceFile) -> bool {
    !record.sha256.is_empty()
        && record.size == file.size
        && record.modified_ns == file.modified_ns
        && record.modified_ns + TIME_STEP_NS < record.read_ns
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
        plan_with(known, files, HashMap::new(), unreadable)
    }

    fn plan_with(
        known: &[FileRecord],
        files: &[SourceFile],
        works: HashMap<String, PageOfWork>,
        unreadable: &[&str],
    ) -> (Vec<String>, Vec<String>, Vec<String>) {
        let unreadable: Vec<_> = unreadable.iter().map(|path| path.to_string()).collect();
        let mut plan = Plan::default();
        let (known, files) = (known.to_vec(), files.to_vec());
        plan.add_root(0, known, files, works, &unreadable, |record| record.version == 1);
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
    fn another_description_means_reading() {
        let work = |state: &str| PageOfWork { state: state.to_owned(), ..PageOfWork::default() };
        let described = FileRecord { sidecar: "1".to_owned(), ..record("a", 1) };
        let check = |state: Option<&str>, jobs: &[&str], kept: &[&str]| {
            let works = state.map(|state| ("a".to_owned(), work(state))).into_iter().collect();
            let known = std::slice::from_ref(&described);
            super::tests::check(plan_with(known, &[file("a", 1)], works, &[]), jobs, &[], kept);
        };
        check(Some("1"), &[], &["a"]);
        check(Some("2"), &["a"], &[]);
        check(None, &["a"], &[]);
    }

    #[test]
    fn what_lies_in_an_unreadable_folder_is_kept() {
        let known = [record("box/a", 1), record("boxes/b", 1)];
        check(plan(&known, &[], &["box"]), &[], &["boxes/b"], &["box/a"]);
    }
}
