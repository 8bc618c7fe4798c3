//! One file from disk to records.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{SystemTime, UNIX_EPOCH};

use super::passages::{language_of, passages};
use super::plan::Job;
use super::run::Options;
use crate::corpus::{read, sha256_hex};
use crate::document::Language;
use crate::extract;
use crate::index::{FileRecord, FileStatus, PassageRecord};

/// Rises when passages are cut or recorded in another way: files are then read again.
const PASSAGE_VERSION: u32 = 1;

/// What came of a file.
pub(super) enum Outcome {
    /// Its content is what the index holds: only the record's date is new.
    Same(FileRecord),
    /// Its record and passages, to be put in.
    Read(FileRecord, Vec<PassageRecord>),
}

/// Whether a record was made by the extractors and passage rules of this program.
pub(super) fn is_current(record: &FileRecord) -> bool {
    match record.media_type {
        Some(media_type) => record.version == version(media_type),
        None => record.version == PASSAGE_VERSION,
    }
}

fn version(media_type: crate::document::MediaType) -> u32 {
    extract::version(media_type) * 1000 + PASSAGE_VERSION
}

/// Reads a file and makes its records. Never fails: what goes wrong is in the record.
pub(super) fn process(job: &Job, options: &Options) -> Outcome {
    let mut record = blank(job);
    let bytes = match read(&job.file.absolute, options.max_file_size) {
        Ok(bytes) => bytes,
        Err(error) => return failed(record, error.to_string()),
    };
    record.sha256 = sha256_hex(&bytes);
    record.size = bytes.len() as u64;
    if let Some(known) = &job.known
        && known.sha256 == record.sha256
        && is_current(known)
    {
        let (modified_ns, read_ns) = (record.modified_ns, record.read_ns);
        return Outcome::Same(FileRecord { modified_ns, read_ns, ..known.clone() });
    }
    // An extractor that panics is a fault of ours; it costs this file, not the run.
    match catch_unwind(AssertUnwindSafe(|| read_document(record.clone(), &bytes))) {
        Ok(outcome) => outcome,
        Err(_) => failed(record, "the extractor failed; please report this file".to_owned()),
    }
}

fn read_document(mut record: FileRecord, bytes: &[u8]) -> Outcome {
    match extract::detect(&record.path, bytes) {
        Ok(media_type) => {
            record.media_type = Some(media_type);
            record.version = version(media_type);
        }
        Err(error) => return skipped(record, error.to_string()),
    }
    let document = match extract::extract(&record.path, bytes, &extract::Options::default()) {
        Ok(document) => document,
        Err(error) => return skipped(record, error.to_string()),
    };
    let language = language_of(&document);
    let passages = passages(&document, language, &record.path);
    record.status = FileStatus::Indexed;
    record.language = language;
    record.passages = passages.len() as u32;
    record.text_bytes = document.text.len() as u64;
    record.encoding = document.encoding;
    record.notes = document.warnings;
    if passages.is_empty() {
        return skipped(record, "no text in it".to_owned());
    }
    Outcome::Read(record, passages)
}

fn blank(job: &Job) -> FileRecord {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    FileRecord {
        root: job.root,
        path: job.file.path.clone(),
        size: job.file.size,
        modified_ns: job.file.modified_ns,
        read_ns: i64::try_from(now.as_nanos()).unwrap_or(i64::MAX),
        sha256: String::new(),
        status: FileStatus::Failed,
        notes: Vec::new(),
        media_type: None,
        version: PASSAGE_VERSION,
        encoding: String::new(),
        language: Language::Unknown,
        passages: 0,
        text_bytes: 0,
    }
}

fn skipped(record: FileRecord, reason: String) -> Outcome {
    Outcome::Read(
        FileRecord { status: FileStatus::Skipped, notes: vec![reason], ..record },
        Vec::new(),
    )
}

fn failed(record: FileRecord, reason: String) -> Outcome {
    Outcome::Read(
        FileRecord { status: FileStatus::Failed, notes: vec![reason], ..record },
        Vec::new(),
    )
}
