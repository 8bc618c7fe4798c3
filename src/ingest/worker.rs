//! Files read in a process of its own, which can be stopped.
//!
//! A reader of a complex format may run on, or ask for more memory than there is. In a process of its own that costs one
//! file. The two sides speak in frames: a length of eight bytes, least significant first, and that many bytes.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::plan::Job;
use super::process::{Formats, Outcome, Reading, broken, process};

/// The argument that makes the program a worker.
pub const ARGUMENT: &str = "read-files-for-another-docsearch";

/// A frame is no longer than this, in bytes: a sign that the other side talks nonsense.
const MAX_FRAME: u64 = 4 << 30;

/// How files of complex formats are read.
#[derive(Clone, Debug)]
pub struct Isolation {
    /// The program to start with [`ARGUMENT`], which then calls [`work`].
    pub program: PathBuf,
    /// How long a file may take.
    pub time_limit: Duration,
    /// How much memory the process may take, in bytes.
    pub memory_limit: u64,
}

/// A process that reads files, started when the first one comes and again after one that broke it.
pub(super) struct Worker<'o> {
    isolation: &'o Isolation,
    reading: &'o Reading,
    running: Option<Running>,
}

struct Running {
    child: Child,
    jobs: ChildStdin,
    /// What it answers, read by a thread so that waiting can end.
    outcomes: Receiver<io::Result<Outcome>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl<'o> Worker<'o> {
    pub(super) fn new(isolation: &'o Isolation, reading: &'o Reading) -> Self {
        Worker { isolation, reading, running: None }
    }

    /// Reads a file and makes its records. Never fails: what goes wrong is in the record.
    pub(super) fn process(&mut self, job: &Job) -> Outcome {
        let mut running = match self.running.take().map_or_else(|| self.start(), Ok) {
            Ok(running) => running,
            Err(error) => return broken(job, format!("no process to read it in: {error}")),
        };
        if let Err(error) = write_frame(&mut running.jobs, job) {
            return broken(job, format!("the process that reads it is gone: {error}"));
        }
        match running.outcomes.recv_timeout(self.isolation.time_limit) {
            Ok(Ok(outcome)) => {
                self.running = Some(running);
                outcome
            }
            Err(RecvTimeoutError::Timeout) => {
                let seconds = self.isolation.time_limit.as_secs();
                broken(job, format!("took longer than {seconds} s; allow more with --time-limit"))
            }
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                let limit = self.isolation.memory_limit >> 20;
                broken(
                    job,
                    format!(
                        "its reader broke down, perhaps for want of memory ({limit} MB); allow more with --memory-limit"
                    ),
                )
            }
        }
    }

    fn start(&self) -> io::Result<Running> {
        let mut child = Command::new(&self.isolation.program)
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a reader that breaks down has to say is no use to the user.
            .stderr(Stdio::null())
            .spawn()?;
        let gone = || io::Error::other("no pipe");
        let (mut jobs, mut answers) =
            (child.stdin.take().ok_or_else(gone)?, child.stdout.take().ok_or_else(gone)?);
        write_frame(&mut jobs, &(self.reading, self.isolation.memory_limit))?;
        let (sender, outcomes) = channel();
        std::thread::spawn(move || {
            loop {
                let outcome = read_frame(&mut answers);
                let is_last = outcome.is_err();
                if sender.send(outcome).is_err() || is_last {
                    break;
                }
            }
        });
        Ok(Running { child, jobs, outcomes })
    }
}

/// Reads files for another docsearch until there are no more: the side of the process of its own.
///
/// `limit_memory` is told how many bytes the process may take.
///
/// # Errors
/// When the other side is gone or talks nonsense.
pub fn work(
    mut jobs: impl Read,
    mut outcomes: impl Write,
    limit_memory: impl FnOnce(u64),
) -> io::Result<()> {
    let (reading, memory): (Reading, u64) = read_frame(&mut jobs)?;
    limit_memory(memory);
    loop {
        let job: Job = match read_frame(&mut jobs) {
            Ok(job) => job,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        };
        let outcome = process(&job, &reading, Formats::All)
            .unwrap_or_else(|| broken(&job, "not read".to_owned()));
        write_frame(&mut outcomes, &outcome)?;
    }
}

fn write_frame(to: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let bytes = postcard::to_allocvec(value).map_err(io::Error::other)?;
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(&bytes)?;
    to.flush()
}

fn read_frame<Value: DeserializeOwned>(from: &mut impl Read) -> io::Result<Value> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > MAX_FRAME {
        return Err(io::Error::other("a frame without end"));
    }
    let mut bytes = Vec::new();
    if from.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    postcard::from_bytes(&bytes).map_err(io::Error::other)
}

/// Reads files here or, where a format asks for it and there is a program for it, in a process of its own.
pub(super) struct FileReader<'o> {
    reading: &'o Reading,
    worker: Option<Worker<'o>>,
}

impl<'o> FileReader<'o> {
    pub(super) fn new(reading: &'o Reading, isolation: Option<&'o Isolation>) -> Self {
        let worker = isolation.map(|isolation| Worker::new(isolation, reading));
        FileReader { reading, worker }
    }

    /// Reads a file and makes its records. Never fails: what goes wrong is in the record.
    pub(super) fn process(&mut self, job: &Job) -> Outcome {
        let formats = if self.worker.is_some() { Formats::Plain } else { Formats::All };
        match (process(job, self.reading, formats), &mut self.worker) {
            (Some(outcome), _) => outcome,
            (None, Some(worker)) => worker.process(job),
            (None, None) => broken(job, "not read".to_owned()),
        }
    }
}
