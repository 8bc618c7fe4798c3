//! A folder to work in, with the program run in it as a user would run it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

/// The program does far less than this in any test; one that takes longer hangs.
const TIMEOUT: Duration = Duration::from_secs(120);

/// What would change the program's output behind a test's back.
const ENVIRONMENT: &[&str] = &[
    "DOCSEARCH_INDEX",
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "FORCE_HYPERLINK",
    "COLUMNS",
    "RUST_BACKTRACE",
];

/// A temporary folder: the working directory of the program, whose index is `index` in it.
pub struct Dir {
    temp: TempDir,
}

impl Dir {
    /// An empty folder.
    pub fn new() -> Dir {
        Dir { temp: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with these files, and an index of them.
    pub fn indexed<P: AsRef<Path>, B: AsRef<[u8]>>(files: &[(P, B)]) -> Dir {
        let dir = Dir::new();
        for (path, bytes) in files {
            dir.write(path, bytes);
        }
        dir.ok(["index", "docs"]);
        dir
    }

    /// Where a path of this folder is on disk.
    pub fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.temp.path().join(path)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }

    /// Moves a file or folder.
    pub fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).expect("a rename");
    }

    /// Removes a file, or a folder with all in it.
    pub fn remove(&self, path: &str) {
        let path = self.path(path);
        match path.is_dir() {
            true => fs::remove_dir_all(path),
            false => fs::remove_file(path),
        }
        .expect("a removal");
    }

    /// Dates a file back: the index trusts a date only when it is some seconds older than the reading.
    pub fn age(&self, path: &str, hours: u64) {
        let date = SystemTime::now() - Duration::from_secs(hours * 3600);
        let file = File::options().append(true).open(self.path(path));
        file.expect("a file").set_modified(date).expect("a date");
    }

    /// The names of the files in a folder, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// The program, not yet run.
    pub fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> process::Command {
        let mut command = process::Command::new(assert_cmd::cargo::cargo_bin!("docsearch"));
        for name in ENVIRONMENT {
            command.env_remove(name);
        }
        // A word list of this machine would change what is found.
        command.env("DOCSEARCH_LEXICON", "none");
        command.current_dir(self.temp.path()).env("LANG", "C.UTF-8").args(args);
        command
    }

    /// Runs the program.
    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        self.run_with_input(args, "")
    }

    /// Runs the program with a text on standard input.
    pub fn run_with_input<S: AsRef<OsStr>>(
        &self,
        args: impl IntoIterator<Item = S>,
        input: impl Into<Vec<u8>>,
    ) -> Run {
        let mut command = assert_cmd::Command::from_std(self.command(args));
        let output = command.timeout(TIMEOUT).write_stdin(input).output();
        Run::of(output)
    }

    /// Runs the program, which must succeed, and gives what it printed.
    pub fn ok<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> String {
        self.run(args).expect(0).stdout
    }

    /// Runs the program with `--json`, which must end with `code`, and gives what it printed.
    pub fn json(&self, args: &[&str], code: i32) -> Value {
        let run = self.run(args.iter().chain(&["--json"])).expect(code);
        serde_json::from_str(&run.stdout).expect("JSON")
    }

    /// The hits for a query, with further arguments; none when nothing is found.
    pub fn hits(&self, args: &[&str]) -> Vec<Value> {
        let run = self.run(["query", "--format", "jsonl"].iter().chain(args));
        assert!(run.code < 2, "{args:?}: {run:?}");
        let hit = |line| serde_json::from_str(line).expect("a JSON line");
        run.stdout.lines().map(hit).collect()
    }

    /// The paths `-l` prints for a query, with further arguments, sorted.
    pub fn files(&self, args: &[&str]) -> Vec<String> {
        let run = self.run(["query", "-l"].iter().chain(args));
        assert!(run.code < 2, "{args:?}: {run:?}");
        let mut files: Vec<_> = run.stdout.lines().map(str::to_owned).collect();
        files.sort();
        files
    }
}

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// A finished process; it must print UTF-8, and a panic is a failure whatever the test is about.
    pub fn of(output: io::Result<process::Output>) -> Run {
        let output = output.expect("a run");
        let run = Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
        };
        assert!(!run.stderr.contains("panicked"), "{run:?}");
        run
    }

    /// Asserts the exit code.
    #[track_caller]
    pub fn expect(self, code: i32) -> Run {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// Asserts an error: exit code 2, nothing on standard output, one message, in which every one of `parts` stands.
    #[track_caller]
    pub fn expect_error(self, parts: &[&str]) -> Run {
        let run = self.expect(2);
        assert_eq!(run.stdout, "", "{run:?}");
        let messages = run.stderr.lines().filter(|line| line.starts_with("error:"));
        assert_eq!(messages.count(), 1, "{run:?}");
        for part in parts {
            assert!(run.stderr.contains(part), "no `{part}` in {run:?}");
        }
        run
    }

    /// Asserts that a terminal obeys nothing of what was printed.
    #[track_caller]
    pub fn expect_harmless(self) -> Run {
        for text in [&self.stdout, &self.stderr] {
            let obeyed = |c: char| c.is_control() && c != '\n' && c != '\t';
            assert!(!text.contains(obeyed), "{self:?}");
        }
        self
    }
}

/// The text at `/a/b` of a JSON value.
#[track_caller]
pub fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("no text at {pointer} in {value}"))
}

/// The number at `/a/b` of a JSON value.
#[track_caller]
pub fn number(value: &Value, pointer: &str) -> usize {
    let found = value.pointer(pointer).and_then(Value::as_u64);
    found.unwrap_or_else(|| panic!("no number at {pointer} in {value}")) as usize
}

/// The list at `/a/b` of a JSON value.
#[track_caller]
pub fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    let found = value.pointer(pointer).and_then(Value::as_array);
    found.unwrap_or_else(|| panic!("no list at {pointer} in {value}"))
}
