//! A run: walk, plan, read in parallel, write, commit.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};

use super::learn::learn;
use super::plan::{Job, Plan};
use super::process::{Outcome, Reading, is_current};
use super::report::{FileNote, Renamed, Report};
use super::worker::{FileReader, Isolation};
use super::works;
use crate::corpus::{self, Root, WalkOptions, list};
use crate::index::{self, FileRecord, Store, Writer};

/// How a run goes about it.
#[derive(Clone, Debug)]
pub struct Options {
    /// How to walk the folders.
    pub walk: WalkOptions,
    /// How to read the files.
    pub reading: Reading,
    /// How files of complex formats are kept from holding up the rest; `None` to read them like the others.
    pub isolation: Option<Isolation>,
    /// Word lists that add to the German lexicon of a new index.
    pub lexicons: Vec<PathBuf>,
    /// Whether a new index has words in pieces of four letters too: half as large again, and proof against misread
    /// letters.
    pub ngrams: bool,
    /// Commit whenever this many bytes of files have been read: what a killed run loses at most.
    pub commit_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            walk: WalkOptions::default(),
            lexicons: Vec::new(),
            ngrams: true,
            reading: Reading::default(),
            isolation: None,
            commit_bytes: 256 << 20,
        }
    }
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress<'a> {
    /// Files done.
    pub done: usize,
    /// Files to do.
    pub total: usize,
    /// The file just done.
    pub path: &'a str,
}

/// Why a run could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A path the user named can't be read.
    #[error(transparent)]
    Corpus(#[from] corpus::Error),
    /// The index can't be opened or written.
    #[error(transparent)]
    Index(#[from] index::Error),
    /// No path was named and the index covers none.
    #[error("the index covers no folder yet; name one: `docsearch index <FOLDER>`")]
    NothingToRefresh,
}

/// Brings an index up to date with `paths`, or with what it already covers when there are none.
///
/// `stop` ends the run at the next file; what is finished is committed. `on_progress` is called after every file read.
///
/// # Errors
/// When a path does not exist or the index can't be written. A file that can't be read is no error: it is in the
/// report.
pub fn run(
    folder: &Path,
    paths: &[PathBuf],
    options: &Options,
    stop: &AtomicBool,
    mut on_progress: impl FnMut(Progress),
) -> Result<Report, Error> {
    let named: Result<Vec<_>, _> = paths.iter().map(|path| Root::resolve(path)).collect();
    let named = named?;
    let store = Store::open_or_create(folder)?;
    let known = store.reader()?.files()?;
    let mut writer = store.writer()?;
    let mut report = Report::default();
    let roots = cover(&mut writer, &known, named)?;
    let walk = WalkOptions { exclude: Some(folder.to_owned()), ..options.walk.clone() };

    let plan = plan(&writer, &roots, &known, &walk, options.reading.max_file_size, &mut report);
    let mut writer = writer.for_bytes(plan.jobs.iter().map(|job| job.file.size).sum())?;
    let mut sample = HashMap::new();
    if writer.manifest.lexicon.is_none() {
        let learnt = learn(&plan.jobs, options)?;
        writer.manifest.boilerplate = learnt.boilerplate;
        sample = learnt.sample;
        writer.manifest.ngrams = options.ngrams;
        writer.freeze_lexicon(learnt.lexicon, learnt.note)?;
    }
    let mut options = options.clone();
    options.reading.boilerplate.clone_from(&writer.manifest.boilerplate);
    for record in &plan.gone {
        writer.remove(record.root, &record.path);
    }
    for record in &plan.kept {
        report.count(record);
    }
    report.files.unchanged = plan.kept.len();
    report.files.removed = plan.gone.len();
    read_all(plan, sample, &mut writer, &options, stop, &mut report, &mut on_progress)?;
    writer.finish()?;
    report.close();
    Ok(report)
}

/// The numbers of the roots this run looks at; new ones are added to the manifest.
///
/// A root inside one already covered means that one; a root around others takes their place.
fn cover(writer: &mut Writer, known: &[FileRecord], named: Vec<Root>) -> Result<Vec<u32>, Error> {
    if named.is_empty() {
        let all: Vec<_> = writer.manifest.roots.keys().copied().collect();
        return if all.is_empty() { Err(Error::NothingToRefresh) } else { Ok(all) };
    }
    let mut numbers = Vec::new();
    for root in named {
        let covered = writer
            .manifest
            .roots
            .iter()
            .find(|(_, have)| have.covers(&root))
            .map(|(number, _)| *number);
        let number = covered.unwrap_or_else(|| {
            let inner: Vec<_> = writer
                .manifest
                .roots
                .iter()
                .filter(|(_, have)| root.covers(have))
                .map(|(number, _)| *number)
                .collect();
            for number in inner {
                for record in known.iter().filter(|record| record.root == number) {
                    writer.remove(number, &record.path);
                }
                writer.manifest.roots.remove(&number);
            }
            let number = writer.manifest.roots.keys().max().map_or(0, |last| last + 1);
            writer.manifest.roots.insert(number, root);
            number
        });
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    // A root named early may have given way to one around it.
    numbers.retain(|number| writer.manifest.roots.contains_key(number));
    Ok(numbers)
}

fn plan(
    writer: &Writer,
    roots: &[u32],
    known: &[FileRecord],
    walk: &WalkOptions,
    max_file_size: u64,
    report: &mut Report,
) -> Plan {
    let mut plan = Plan::default();
    for number in roots {
        let root = &writer.manifest.roots[number];
        report.roots.push(root.path().display().to_string());
        let records: Vec<_> =
            known.iter().filter(|record| record.root == *number).cloned().collect();
        let listing = match list(root, walk) {
            Ok(listing) => listing,
            Err(error) => {
                // A drive that is not there is no reason to forget what it holds.
                let reason = format!("{error}; what the index holds of it is kept");
                report
                    .notes
                    .failed
                    .push(FileNote { path: root.path().display().to_string(), reason });
                plan.kept.extend(records);
                continue;
            }
        };
        report.files.found += listing.files.len();
        let unreadable: Vec<_> = listing.failed.iter().map(|(path, _)| path.clone()).collect();
        let notes = |list: Vec<(String, String)>| {
            list.into_iter().map(|(path, reason)| FileNote { path, reason })
        };
        report.notes.skipped.extend(notes(listing.skipped));
        report.notes.failed.extend(notes(listing.failed));
        let works = match &root.file {
            None => works::pages(&listing.files, &records, max_file_size),
            Some(name) => {
                let page = works::page(&root.path(), max_file_size);
                page.map(|page| (name.clone(), page)).into_iter().collect()
            }
        };
        plan.add_root(*number, records, listing.files, works, &unreadable, is_current);
    }
    plan
}

/// Reads files on all processors; one thread, this one, writes.
fn read_all(
    plan: Plan,
    sample: HashMap<usize, Outcome>,
    writer: &mut Writer,
    options: &Options,
    stop: &AtomicBool,
    report: &mut Report,
    on_progress: &mut impl FnMut(Progress),
) -> Result<(), Error> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    // A failed write must end the readers as well as an interrupt does.
    let broken = AtomicBool::new(false);
    let ended = || stop.load(Ordering::Relaxed) || broken.load(Ordering::Relaxed);
    let jobs = &plan.jobs;
    let sample = Mutex::new(sample);
    // Few results wait: memory stays bounded when reading is faster than writing.
    let (sender, receiver) = sync_channel(threads);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(jobs.len()) {
            let (sender, next, ended, sample) = (sender.clone(), &next, &ended, &sample);
            scope.spawn(move || {
                let mut reader = FileReader::new(&options.reading, options.isolation.as_ref());
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(job) = jobs.get(index).filter(|_| !ended()) else { break };
                    let read = sample.lock().unwrap_or_else(PoisonError::into_inner).remove(&index);
                    let outcome = read.unwrap_or_else(|| reader.process(job));
                    if sender.send((job, outcome)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let written =
            write_all(&receiver, &plan.gone, jobs.len(), writer, options, report, on_progress);
        if written.is_err() {
            broken.store(true, Ordering::Relaxed);
            while receiver.recv().is_ok() {}
        }
        written
    })?;
    report.interrupted = stop.load(Ordering::Relaxed);
    Ok(())
}

fn write_all(
    receiver: &Receiver<(&Job, Outcome)>,
    gone: &[FileRecord],
    total: usize,
    writer: &mut Writer,
    options: &Options,
    report: &mut Report,
    on_progress: &mut impl FnMut(Progress),
) -> Result<(), Error> {
    let mut vanished: HashMap<&str, Vec<&FileRecord>> = HashMap::new();
    for record in gone.iter().filter(|record| !record.sha256.is_empty()) {
        vanished.entry(&record.sha256).or_default().push(record);
    }
    let mut uncommitted = 0;
    for (done, (job, outcome)) in receiver.iter().enumerate() {
        let record = match &outcome {
            Outcome::Same(record) => {
                writer.touch(record)?;
                report.files.unchanged += 1;
                record
            }
            Outcome::Read(record, documents) => {
                writer.replace(record, documents)?;
                match vanished.get_mut(record.sha256.as_str()).and_then(Vec::pop) {
                    Some(before) => {
                        report.files.removed -= 1;
                        report
                            .renamed
                            .push(Renamed { from: before.path.clone(), to: record.path.clone() });
                    }
                    None if job.known.is_some() => report.files.changed += 1,
                    None => report.files.added += 1,
                }
                record
            }
        };
        report.count(record);
        uncommitted += record.size;
        if uncommitted >= options.commit_bytes {
            writer.commit()?;
            uncommitted = 0;
        }
        on_progress(Progress { done: done + 1, total, path: &record.path });
    }
    Ok(())
}
