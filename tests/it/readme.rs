//! The README's tour: every command runs as written and prints what is written.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A command of the tour and what follows it.
struct Step {
    command: String,
    output: String,
}

/// The `console` blocks of a Markdown text: `$ command`, then its output up to the next command.
fn steps(markdown: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for block in markdown.split("```console\n").skip(1) {
        for line in block.split("```").next().unwrap_or_default().lines() {
            match line.strip_prefix("$ ") {
                Some(command) => {
                    steps.push(Step { command: command.to_owned(), output: String::new() })
                }
                None => {
                    let step = steps.last_mut().expect("a block begins with a command");
                    step.output.push_str(line);
                    step.output.push('\n');
                }
            }
        }
    }
    steps
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        match path.is_dir() {
            true => copy(&path, &to.join(name)),
            false => fs::copy(&path, to.join(name)).map(|_| ()).unwrap(),
        }
    }
}

#[test]
fn the_tour_runs_as_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("README.md");
    let markdown = fs::read_to_string(&path).unwrap();
    let dir = tempfile::tempdir().unwrap();
    copy(&root.join("corpus"), &dir.path().join("corpus"));
    let program =
        Path::new(env!("CARGO_BIN_EXE_docsearch")).parent().unwrap().display().to_string();
    let paths = format!("{program}:{}", std::env::var("PATH").unwrap_or_default());

    let steps = steps(&markdown);
    assert!(steps.len() >= 8, "the tour has {} commands", steps.len());
    let mut updated = markdown.clone();
    let mut faults = Vec::new();
    for step in &steps {
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1; {}", step.command)])
            .current_dir(&dir)
            .env("PATH", &paths)
            .env_remove("DOCSEARCH_INDEX")
            .env("DOCSEARCH_LEXICON", "none")
            .output()
            .unwrap();
        let printed: String = String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(|line| format!("{}\n", line.trim_end()))
            .collect();
        // A blank line before the next command is layout.
        if printed.trim_end() != step.output.trim_end() {
            faults.push(format!(
                "$ {}\n--- README\n{}--- printed\n{printed}",
                step.command, step.output
            ));
            let (old, new) = (
                format!("$ {}\n{}", step.command, step.output),
                format!("$ {}\n{printed}", step.command),
            );
            updated = updated.replacen(&old, &new, 1);
        }
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, updated).unwrap();
        return;
    }
    assert!(
        faults.is_empty(),
        "UPDATE_EXPECT=1 cargo test rewrites the README:\n{}",
        faults.join("\n")
    );
}
