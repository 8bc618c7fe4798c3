//! One file from disk to records.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::passages::{Recorder, language_of};
use super::plan::Job;
use crate::corpus::{Sidecar, read, sha256_hex};
use crate::document::{Language, MediaType, Metadata};
use crate::extract::{self, Extraction};
use crate::index::{DocumentPassages, FileRecord, FileStatus};

/// Rises when passages are cut or recorded in another way: files are then read again.
const PASSAGE_VERSION: u32 = 3;

/// A sidecar is no larger than this, in bytes.
const MAX_SIDECAR: u64 = 1 << 20;

/// How files are read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// Larger files are not read, in bytes; several are in memory at once.
    pub max_file_size: u64,
    /// How their bytes become documents.
    pub extract: extract::Options,
    /// What repeats over the collection, by its hashes in order: it makes no passage of its own.
    pub boilerplate: Vec<u64>,
}

impl Default for Reading {
    fn default() -> Self {
        Reading {
            max_file_size: 128 << 20,
            extract: extract::Options::default(),
            boilerplate: Vec::new(),
        }
    }
}

/// What came of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Outcome {
    /// Its content is what the index holds: only the record's date is new.
    Same(FileRecord),
    /// Its record and what is in it, to be put in.
    Read(FileRecord, Vec<DocumentPassages>),
}

/// Which formats may be read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Formats {
    /// Those whose reading can't get stuck.
    Plain,
    All,
}

/// Whether a record was made by the extractors and passage rules of this program.
pub(super) fn is_current(record: &FileRecord) -> bool {
    record.version == version(record.media_type)
}

fn version(media_type: Option<MediaType>) -> u32 {
    extract::version(media_type) * 1000 + PASSAGE_VERSION
}

/// Reads a file and makes its records; `None` for a file whose format is not to be read here. Never fails: what goes
/// wrong is in the record.
pub(super) fn process(job: &Job, reading: &Reading, formats: Formats) -> Option<Outcome> {
    let mut record = blank(job);
    let bytes = match read(&job.file.absolute, reading.max_file_size) {
        Ok(bytes) => bytes,
        Err(error) => return Some(failed(record, error.to_string())),
    };
    let media_type = extract::media_type(&record.path, &bytes, &reading.extract);
    if formats == Formats::Plain && media_type.as_ref().is_ok_and(|kind| !extract::is_plain(*kind))
    {
        return None;
    }
    record.sha256 = sha256_hex(&bytes);
    record.size = bytes.len() as u64;
    if let Some(known) = &job.known
        && known.sha256 == record.sha256
        && known.sidecar == record.sidecar
        && is_current(known)
    {
        let (modified_ns, read_ns) = (record.modified_ns, record.read_ns);
        return Some(Outcome::Same(FileRecord { modified_ns, read_ns, ..known.clone() }));
    }
    let media_type = match media_type {
        Ok(media_type) => media_type,
        Err(error) => return Some(without_documents(record, &error)),
    };
    record.media_type = Some(media_type);
    record.version = version(record.media_type);
    // An extractor that panics is a fault of ours; it costs this file, not the run.
    let read = catch_unwind(AssertUnwindSafe(|| {
        read_documents(record.clone(), media_type, &bytes, job, reading)
    }));
    Some(read.unwrap_or_else(|_| failed(record, PANICKED.to_owned())))
}

/// What the report says of a file whose reader broke down.
const PANICKED: &str = "the extractor failed; please report this file";

/// The record of a file that could not be read where it was tried.
pub(super) fn broken(job: &Job, reason: String) -> Outcome {
    failed(blank(job), reason)
}

fn read_documents(
    mut record: FileRecord,
    media_type: MediaType,
    bytes: &[u8],
    job: &Job,
    reading: &Reading,
) -> Outcome {
    let Extraction { mut documents, warnings, .. } =
        match extract::extract_as(media_type, &record.path, bytes, &reading.extract) {
            Ok(extraction) => extraction,
            Err(error) => return without_documents(record, &error),
        };
    if let Some(work) = &job.work {
        work.describe(&mut documents);
    }
    let (described, complaints) = job.file.sidecar.as_ref().map(described).unwrap_or_default();
    let mut recorder = Recorder::new(&reading.boilerplate);
    let mut found = Vec::new();
    for document in &documents {
        record.text_bytes += document.text.len() as u64;
        record.pages += document.locators.pages.len() as u32;
        found.extend(recorder.record(document, &record.path, &described));
    }
    record.status = FileStatus::Indexed;
    record.language = described.language.unwrap_or_else(|| common_language(&documents));
    record.encoding = documents.first().map(|first| first.encoding.clone()).unwrap_or_default();
    record.documents = found.len() as u32;
    record.passages = found.iter().map(|document| document.passages.len() as u32).sum();
    record.notes = [complaints, warnings].concat();
    if found.is_empty() {
        return skipped(record, "no text in it".to_owned());
    }
    Outcome::Read(record, found)
}

/// What lies beside a file to describe it, and what is wrong with that.
pub(super) fn described(sidecar: &Sidecar) -> (Metadata, Vec<String>) {
    let name = sidecar.absolute.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (metadata, complaints) = match read(&sidecar.absolute, MAX_SIDECAR) {
        Ok(bytes) => extract::sidecar(&name, &String::from_utf8_lossy(&bytes)),
        Err(error) => (Metadata::default(), vec![error.to_string()]),
    };
    let complaints = complaints.into_iter().map(|complaint| format!("{name}: {complaint}"));
    (metadata, complaints.collect())
}

/// The language all documents of a file are in.
fn common_language(documents: &[crate::document::Document]) -> Language {
    let mut languages = documents.iter().map(language_of);
    let first = languages.next().unwrap_or_default();
    if languages.all(|language| language == first) { first } else { Language::Unknown }
}

fn blank(job: &Job) -> FileRecord {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    FileRecord {
        root: job.root,
        path: job.file.path.clone(),
        size: job.file.size,
        modified_ns: job.file.modified_ns,
        read_ns: i64::try_from(now.as_nanos()).unwrap_or(i64::MAX),
        version: version(None),
        sidecar: job.description(),
        ..FileRecord::default()
    }
}

/// A file that should have given something and could not has failed; what holds nothing to read is passed over.
fn without_documents(record: FileRecord, error: &extract::Error) -> Outcome {
    use extract::Error::{Binary, Empty, NoText, TooLarge, Unreadable, Unsupported};
    match error {
        TooLarge(_) | Unreadable(_) => failed(record, error.to_string()),
        Binary | Empty | NoText(_) | Unsupported { .. } => skipped(record, error.to_string()),
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
