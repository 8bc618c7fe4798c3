//! What the index costs: time and size against plain work on the same text in the same run.
//!
//! `cargo bench --bench cost` measures copies of the sample corpus, `cargo bench --bench cost -- FOLDER` any folder.
//! Machines differ and are shared, so the figures to quote are the ratios.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use docsearch::index::Store;
use docsearch::ingest::{Options, run};

/// Copies of the sample corpus: enough text that starting up does not count.
const COPIES: usize = 40;

/// Runs of each process; the median is printed.
const RUNS: usize = 21;

const DOCSEARCH: &str = env!("CARGO_BIN_EXE_docsearch");

fn main() -> Result<(), Box<dyn Error>> {
    let scratch = tempfile::tempdir()?;
    let folder = match std::env::args().skip(1).find(|arg| !arg.starts_with("--")) {
        Some(folder) => PathBuf::from(folder),
        None => copies(scratch.path())?,
    };
    let index = scratch.path().join("index");

    let (words, reading) = timed(|| count_words(&folder))?;
    let (report, indexing) = timed(|| {
        Ok(run(&index, &[folder], &Options::default(), &AtomicBool::new(false), |_| ())?)
    })?;
    let text = report.text_bytes as f64;
    let size = Store::open(&index)?.size() as f64;
    println!(
        "text                 {:>10.1} MB, {words} words, {} passages",
        text / 1e6,
        report.passages
    );
    println!(
        "indexing             {:>10.2} MB/s of wall time, {:.0} times as long as counting its words",
        rate(text, indexing.wall),
        indexing.wall.as_secs_f64() / reading.wall.as_secs_f64()
    );
    if let (Some(cpu), Some(base)) = (indexing.cpu, reading.cpu) {
        println!(
            "                     {:>10.2} MB/s of processor time, {:.0} times counting words",
            rate(text, cpu),
            cpu.as_secs_f64() / base.as_secs_f64().max(0.001)
        );
    }
    println!("index ÷ text         {:>10.2}", size / text);

    // The corpus is copies of one: gathering them is not what a query costs.
    let start = process(&["--version"])?;
    for query in [
        "confederation",
        "Konföderation",
        "wann tagte die Konferenz der Außenminister?",
        "\"German Confederation\"",
    ] {
        let took =
            process(&["--index", &index.to_string_lossy(), "query", "--no-collapse", query])?;
        println!(
            "cold query           {:>10.1} ms, {:.1} times an empty process: {query}",
            took.as_secs_f64() * 1e3,
            took.as_secs_f64() / start.as_secs_f64()
        );
    }
    Ok(())
}

/// Copies of the sample corpus side by side.
fn copies(scratch: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let folder = scratch.join("corpus");
    for copy in 0..COPIES {
        for entry in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"))? {
            let target = folder.join(copy.to_string()).join(entry.file_name().unwrap_or_default());
            fs::create_dir_all(target.parent().unwrap_or(&folder))?;
            fs::copy(&entry, target)?;
        }
    }
    Ok(folder)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => found.extend(files(&path)?),
            false => found.push(path),
        }
    }
    Ok(found)
}

/// The plain work: read every file, count its words.
fn count_words(folder: &Path) -> Result<usize, Box<dyn Error>> {
    let mut words = 0;
    for path in files(folder)? {
        words += String::from_utf8_lossy(&fs::read(path)?).split_whitespace().count();
    }
    Ok(words)
}

struct Took {
    wall: Duration,
    cpu: Option<Duration>,
}

fn timed<T>(work: impl FnOnce() -> Result<T, Box<dyn Error>>) -> Result<(T, Took), Box<dyn Error>> {
    let (start, cpu) = (Instant::now(), cpu_time());
    let done = work()?;
    let cpu = cpu_time().zip(cpu).map(|(after, before)| after - before);
    Ok((done, Took { wall: start.elapsed(), cpu }))
}

/// Processor time of this process so far, where the system tells (Linux: clock ticks of 10 ms).
fn cpu_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<_> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

/// The median wall time of a whole process.
fn process(args: &[&str]) -> Result<Duration, Box<dyn Error>> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        Command::new(DOCSEARCH).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times[RUNS / 2])
}

fn rate(bytes: f64, time: Duration) -> f64 {
    bytes / 1e6 / time.as_secs_f64()
}
