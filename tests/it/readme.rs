//! The tours of the README and of docs: every command runs as written and prints what is written.

use std::fs;
use std::path::Path;
use std::process::Command;

use docsearch::citation::Style;

/// A command of a tour and what follows it.
struct Step {
    /// As it stands in the text.
    typed: String,
    command: String,
    output: String,
    /// A program that its block names and that isn't installed here.
    lacks: Option<&'static str>,
}

/// Programs that a page may use and a machine may not have.
const OTHER_PROGRAMS: [&str; 3] = ["fzf", "jq", "pandoc"];

/// The first of them that a text has as a word and that isn't installed.
fn missing_program(block: &str) -> Option<&'static str> {
    let words: Vec<&str> = block.split_whitespace().collect();
    OTHER_PROGRAMS.into_iter().find(|program| {
        words.contains(program) && Command::new(program).arg("--version").output().is_err()
    })
}

/// The `console` blocks of a Markdown text: `$ command`, lines with `> ` that belong to it, then its output up to the
/// next command.
fn steps(markdown: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for block in markdown.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        let lacks = missing_program(block);
        for line in block.lines() {
            if let Some(command) = line.strip_prefix("$ ") {
                let (typed, command) = (format!("{line}\n"), command.to_owned());
                steps.push(Step { typed, command, output: String::new(), lacks });
                continue;
            }
            let step = steps.last_mut().expect("a block begins with a command");
            match line.strip_prefix("> ").filter(|_| step.output.is_empty()) {
                Some(more) => {
                    step.typed.push_str(&format!("{line}\n"));
                    step.command.push_str(&format!("\n{more}"));
                }
                None => step.output.push_str(&format!("{line}\n")),
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
fn the_tour_of_the_readme_runs_as_written() {
    run_tour("README.md", None, 8);
}

#[test]
fn the_examples_of_the_concordance_run_as_written() {
    run_tour("docs/concordance.md", Some("docsearch index corpus/"), 7);
}

#[test]
fn the_examples_of_verify_run_as_written() {
    run_tour("docs/verify.md", None, 6);
}

#[test]
fn the_page_on_citations_runs_as_written_and_shows_every_style() {
    let commands: String =
        run_tour("docs/citations.md", None, 8).into_iter().map(|step| step.typed).collect();
    for style in Style::ALL.map(Style::name).iter().filter(|style| **style != "chicago-note") {
        assert!(
            commands.contains(&format!(" --style {style}"))
                || commands.contains(&format!(" --cite {style}")),
            "{style}"
        );
    }
}

#[test]
fn the_recipes_of_the_cookbook_run_as_written() {
    let steps = run_tour("docs/cookbook.md", Some("docsearch index corpus/"), 20);
    for program in OTHER_PROGRAMS {
        assert!(steps.iter().any(|step| step.command.contains(program)), "{program}");
    }
}

#[test]
fn the_page_on_variants_runs_as_written() {
    run_tour("docs/variants.md", Some("docsearch index corpus/"), 11);
}

/// Runs the commands of a page, at least so many, in a folder with the sample corpus, after what the page takes as done
/// before; a block of Markdown in the page is the file `thesis.md`. Blocks that need a program that isn't installed are
/// left out, and standard error says so.
#[expect(clippy::print_stderr, reason = "what was left out is said")]
fn run_tour(page: &str, before: Option<&str>, at_least: usize) -> Vec<Step> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join(page);
    let markdown = fs::read_to_string(&path).unwrap();
    let dir = tempfile::tempdir().unwrap();
    copy(&root.join("corpus"), &dir.path().join("corpus"));
    if let Some(thesis) = markdown.split("```markdown\n").nth(1) {
        fs::write(dir.path().join("thesis.md"), thesis.split("```").next().unwrap()).unwrap();
    }
    let program =
        Path::new(env!("CARGO_BIN_EXE_docsearch")).parent().unwrap().display().to_string();
    let paths = format!("{program}:{}", std::env::var("PATH").unwrap_or_default());

    let steps = steps(&markdown);
    assert!(steps.len() >= at_least, "{page} has {} commands", steps.len());
    let run = |command: &str| {
        Command::new("sh")
            .args(["-c", &format!("exec 2>&1; {command}")])
            .current_dir(&dir)
            .env("PATH", &paths)
            .env_remove("DOCSEARCH_INDEX")
            .env("DOCSEARCH_LEXICON", "none")
            .output()
            .unwrap()
    };
    if let Some(command) = before {
        assert!(run(command).status.success(), "{command}");
    }
    let mut updated = markdown.clone();
    let mut faults = Vec::new();
    for step in &steps {
        if let Some(program) = step.lacks {
            eprintln!("{page}: left out, for {program} isn't installed: {}", step.command);
            continue;
        }
        let output = run(&step.command);
        let printed: String = String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(|line| format!("{}\n", line.trim_end()))
            .collect();
        // A blank line before the next command is layout.
        if printed.trim_end() != step.output.trim_end() {
            faults.push(format!("{}--- {page}\n{}--- printed\n{printed}", step.typed, step.output));
            let (old, new) =
                (format!("{}{}", step.typed, step.output), format!("{}{printed}", step.typed));
            updated = updated.replacen(&old, &new, 1);
        }
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, updated).unwrap();
        return steps;
    }
    assert!(
        faults.is_empty(),
        "UPDATE_EXPECT=1 cargo test rewrites {page}:\n{}",
        faults.join("\n")
    );
    steps
}
