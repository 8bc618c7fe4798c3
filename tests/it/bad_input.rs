//! What is wrong, hostile or out of bounds: an exit code, one clear message, never a panic.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::bench::{Dir, list, number, text};

/// A file that is read in every test here.
const GOOD: (&str, &str) = ("docs/good.txt", "The treaty was signed in Berlin.\n");

/// An index of [`GOOD`] and nothing else.
fn good() -> Dir {
    Dir::indexed(&[GOOD])
}

#[test]
fn paths_that_lead_nowhere() {
    let dir = good();
    dir.run(["index", "docs", "nowhere"]).expect_error(&["no such file or folder", "`nowhere`"]);
    dir.run(["eval", "--topics", "nowhere", "--qrels", "docs/good.txt"])
        .expect_error(&["`nowhere`"]);
    dir.run(["show", "nowhere.txt:3"]).expect(1);
    dir.run(["show", "0123456789ab-cdef"]).expect(1);
    #[cfg(unix)]
    dir.run(["index", "/dev/null"]).expect_error(&["neither a file nor a folder"]);
}

#[test]
fn without_an_index_every_command_says_how_to_make_one() {
    let dir = Dir::new();
    dir.write("topics", "1\ttreaty\n");
    dir.write("qrels", "1 0 good 1\n");
    let commands: [&[&str]; 4] = [
        &["query", "treaty"],
        &["status"],
        &["show", "x"],
        &["eval", "--topics", "topics", "--qrels", "qrels"],
    ];
    for command in commands {
        let run =
            dir.run(command).expect_error(&["no index in `index`", "docsearch index <FOLDER>"]);
        assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
    }
    dir.run(["index", "--rebuild"]).expect_error(&["no index in `index`"]);
    dir.run(["index"]).expect_error(&["covers no folder yet"]);
}

#[test]
fn an_empty_folder_is_an_empty_index() {
    let dir = Dir::new();
    fs::create_dir(dir.path("docs")).expect("a folder");
    let report = dir.json(&["index", "docs"], 0);
    assert_eq!(number(&report, "/files/found"), 0);
    let run = dir.run(["query", "treaty"]).expect(1);
    assert!(run.stdout.is_empty() && run.stderr.contains("nothing found"), "{run:?}");
    assert_eq!(dir.run(["query", "--count", "treaty"]).expect(1).stdout, "0\n");
    dir.ok(["status"]);
}

#[test]
fn files_that_are_no_documents_are_named_and_the_others_are_read() {
    let dir = Dir::new();
    dir.write(GOOD.0, GOOD.1);
    let others: [(&str, &[u8], &str); 5] = [
        ("binary.bin", b"\x00\x01\x02\xff\xfe\x00", "binary"),
        ("program.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00", ""),
        ("empty.txt", b"", "no text"),
        ("blank.md", b" \n\n\t\r\n", "no text"),
        ("markup.html", b"<html><body><p> </p></body></html>", "no text"),
    ];
    for (name, bytes, _) in others {
        dir.write(format!("docs/{name}"), bytes);
    }
    dir.write("docs/scan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    let report = dir.json(&["index", "docs"], 1);
    assert_eq!(number(&report, "/files/skipped"), others.len(), "{report}");
    assert_eq!(number(&report, "/files/failed"), 1);
    let failed = &list(&report, "/failed")[0];
    assert!(text(failed, "/reason").contains("no pages"), "{failed}");
    for (name, _, reason) in others {
        let skipped = list(&report, "/skipped").iter().find(|file| file["path"] == name);
        let skipped = skipped.unwrap_or_else(|| panic!("{name} in {report}"));
        assert!(text(skipped, "/reason").contains(reason), "{skipped}");
    }
    assert_eq!(list(&dir.json(&["status"], 0), "/skipped").len(), others.len());
    assert_eq!(dir.files(&["treaty"]), ["good.txt"]);
}

#[test]
fn queries_that_find_little() {
    let dir = Dir::indexed(&[GOOD, ("docs/stop.txt", "To be or not to be, that is the question.")]);
    let run = dir.run(["query", "-l", "to be or not to be"]).expect(0);
    assert_eq!(run.stdout.lines().next(), Some("stop.txt"), "{run:?}");
    assert!(run.stderr.contains("common words"), "{run:?}");
    for nothing in
        ["zzzz", "zzzz yyyy", "treaty AND zzzz", "+zzzz treaty", "\"berlin treaty\"", "zz*"]
    {
        let run = dir.run(["query", nothing]).expect(1);
        assert!(run.stdout.is_empty(), "{run:?}");
        assert!(run.stderr.contains(&format!("nothing found for `{nothing}`")), "{run:?}");
    }
}

#[test]
fn queries_that_can_not_be_read_are_shown_with_the_place() {
    let dir = good();
    for (query, message) in [
        ("?!… —", "letter"),
        ("", ""),
        ("   ", ""),
        ("\"treaty of", "never closed"),
        ("(treaty", ""),
        ("treaty)", ""),
        ("treaty AND", ""),
        ("\"\"", "nothing to search for"),
        ("*t", ""),
        ("titel:treaty", "title:"),
        ("treaty NEAR/ berlin", "NEAR/10"),
        ("treaty~3", "treaty~1"),
        ("treaty^0", "^2"),
        ("/trea(.*/", ""),
        ("date:30.8.1960", "1960-08-30"),
        ("-treaty", ""),
    ] {
        let run = dir.run(["query", "--", query]).expect_error(&["in the query", message]);
        let caret = run.stderr.lines().nth(2).unwrap_or_default();
        assert!(caret.contains('^') && caret.trim_matches([' ', '^']).is_empty(), "{run:?}");
        assert!(run.stderr.lines().count() == 4, "{run:?}");
    }
}

#[test]
fn a_query_from_standard_input_has_a_limit() {
    let dir = good();
    let run = dir.run_with_input(["query", "-l", "-"], "the\ntreaty\n").expect(0);
    assert_eq!(run.stdout, "good.txt\n");
    let started = Instant::now();
    dir.run_with_input(["query", "-"], "treaty ".repeat(150_000)).expect_error(&["shorten it"]);
    dir.run_with_input(["query", "-"], "x".repeat(1 << 20)).expect_error(&["shorten it"]);
    dir.run_with_input(["query", "-"], "(".repeat(1 << 20)).expect_error(&["shorten it"]);
    dir.run_with_input(["query", "-"], "(".repeat(9999)).expect_error(&["leave some out"]);
    dir.run_with_input(["query", "-"], b"\xff\xfe\x00".repeat(99)).expect_harmless();
    assert!(started.elapsed() < Duration::from_secs(20));
    dir.run_with_input(["query", "-"], "").expect_error(&["in the query"]);
    // As long as a query may be.
    dir.run_with_input(["query", "-"], "x".repeat(1 << 16)).expect(1);
    dir.run_with_input(["query", "-"], "zyx-".repeat(1000)).expect(1);
}

#[test]
fn arguments_that_make_no_sense() {
    let dir = good();
    let all: [&[&str]; 9] = [
        &["query"],
        &["query", "treaty", "--limit", "0"],
        &["query", "treaty", "--limit", "many"],
        &["query", "treaty", "--format", "xml"],
        &["query", "treaty", "--lang", "fr"],
        &["query", "treaty", "-l", "--count"],
        &["query", "treaty", "--json", "--format", "tsv"],
        &["index", "docs", "--max-file-size", "huge"],
        &["frobnicate"],
    ];
    for args in all {
        let run = dir.run(args).expect(2);
        assert!(run.stdout.is_empty() && run.stderr.contains("error:"), "{run:?}");
    }
    dir.run(["query", "treaty", "--path", "[z-"]).expect_error(&["not a valid path pattern"]);
}

#[test]
fn a_file_over_the_limit_is_named() {
    let dir = Dir::new();
    dir.write(GOOD.0, GOOD.1);
    dir.write("docs/large.txt", "treaty ".repeat(1000));
    let report = dir.json(&["index", "docs", "--max-file-size", "2K"], 1);
    assert_eq!(text(&report, "/failed/0/path"), "large.txt");
    let reason = text(&report, "/failed/0/reason");
    assert!(reason.contains("7000 bytes") && reason.contains("--max-file-size"), "{reason}");
    assert_eq!(dir.files(&["treaty"]), ["good.txt"]);
    // It is not forgotten: a run with another limit reads it.
    dir.ok(["index", "docs"]);
    assert_eq!(dir.files(&["treaty"]), ["good.txt", "large.txt"]);
}

#[test]
fn lines_without_end_are_indexed() {
    let size = if cfg!(debug_assertions) { 3 << 20 } else { 30 << 20 };
    let started = Instant::now();
    let dir = Dir::new();
    dir.write("docs/solid.txt", "x".repeat(size) + "needle");
    dir.write("docs/words.txt", "word ".repeat(size / 5) + "needle");
    dir.write("docs/tags.html", "<b>".repeat(size / 12) + "needle");
    dir.write("docs/marks.md", "[".repeat(size / 12) + " needle");
    dir.write("docs/quotes.md", ">".repeat(size / 12) + " needle");
    let report = dir.json(&["index", "docs"], 0);
    assert_eq!(number(&report, "/files/added"), 5, "{report}");
    assert_eq!(
        dir.files(&["needle"]),
        ["marks.md", "quotes.md", "solid.txt", "tags.html", "words.txt"]
    );
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

#[test]
fn file_names_of_all_kinds() {
    let dir = Dir::new();
    let names =
        ["with blank.txt", "über.txt", "u\u{308}bel.txt", "quote'\".txt", "-n.txt", "#1%20.txt"];
    for name in names {
        dir.write(format!("docs/{name}"), GOOD.1);
    }
    dir.ok(["index", "docs"]);
    let mut expect = names.to_vec();
    expect.sort();
    assert_eq!(dir.files(&["treaty"]), expect);
    // A pattern finds a name in whatever form the disk has it.
    assert_eq!(dir.files(&["treaty", "--path", "u\u{308}ber*"]), ["über.txt"]);
    assert_eq!(dir.files(&["treaty", "--path", "übel.txt"]), ["u\u{308}bel.txt"]);
    for name in names {
        assert!(dir.ok(["show", "--", &format!("{name}:1")]).contains("The treaty was signed"));
    }
    for hit in dir.hits(&["treaty"]) {
        assert_eq!(
            fs::read_to_string(dir.path("docs").join(text(&hit, "/source/path")))
                .expect("the file"),
            GOOD.1
        );
    }
}

/// What a terminal would obey: clear the screen, set the title, ring, go back, C1 controls, right to left.
const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;title\u{7}\u{8}\u{9b}31m\u{85}\u{202e}\r";

#[test]
fn nothing_in_a_document_reaches_the_terminal() {
    let dir = Dir::new();
    // With many more of them a file is taken for binary data.
    let padding = "It came into force when all sides had ratified it. ".repeat(20);
    dir.write(
        "docs/a.txt",
        format!("The treaty {HOSTILE} was\u{b} signed\u{c} in{HOSTILE}Berlin. {padding}\n"),
    );
    dir.write(
        "docs/b.md",
        format!("# Heading {HOSTILE}\n\nThe treaty **{HOSTILE}** was signed. {padding}\n"),
    );
    let html = "<title>&#27;[2J title</title><p>The treaty &#x9b;31m &#7; was signed.<p>\u{1b}[2J";
    dir.write("docs/c.html", html);
    dir.run(["index", "docs"]).expect(0).expect_harmless();
    let formats = [
        &["--format", "human"][..],
        &["--full"],
        &["--format", "tsv"],
        &["--format", "trec"],
        &["-l"],
    ];
    for format in formats {
        let run = dir.run(["query", "treaty"].iter().chain(format)).expect(0).expect_harmless();
        assert!(!run.stdout.contains('\u{202e}'), "{run:?}");
        assert!(run.stdout.lines().count() >= 3, "{run:?}");
    }
    let run = dir.run(["query", "treaty", "--format", "tsv"]);
    assert!(run.stdout.lines().all(|line| line.matches('\t').count() == 9), "{run:?}");
    for format in ["json", "jsonl"] {
        dir.run(["query", "treaty", "--format", format]).expect(0).expect_harmless();
    }
    for hit in dir.hits(&["treaty"]) {
        dir.run(["show", text(&hit, "/passage_id")]).expect(0).expect_harmless();
        dir.run(["show", "--json", text(&hit, "/passage_id")]).expect(0).expect_harmless();
    }
    dir.run(["status"]).expect(0).expect_harmless();
}

#[cfg(unix)]
#[test]
fn nothing_in_a_file_name_or_a_query_reaches_the_terminal() {
    let dir = Dir::new();
    let name = format!("a\n{HOSTILE}b.txt");
    dir.write(format!("docs/{name}"), GOOD.1);
    dir.write(format!("docs/{name}.bin"), b"\0");
    dir.run(["index", "docs"]).expect(0).expect_harmless();
    dir.run(["index", "docs", "--json"]).expect(0).expect_harmless();
    for format in ["human", "json", "jsonl", "tsv", "trec"] {
        dir.run(["query", "treaty", "--format", format]).expect(0).expect_harmless();
    }
    // One file, one line.
    assert_eq!(dir.run(["query", "-l", "treaty"]).expect_harmless().stdout.lines().count(), 1);
    dir.run(["status"]).expect(0).expect_harmless();
    let status: Value = dir.json(&["status"], 0);
    assert_eq!(text(&status, "/skipped/0/path"), format!("{name}.bin"));

    let query = format!("zzzz{HOSTILE}");
    dir.run(["query", &query]).expect(1).expect_harmless();
    dir.run(["query", &format!("({query}")]).expect(2).expect_harmless();
    dir.run(["analyze", &query]).expect(0).expect_harmless();
    dir.run(["show", &query]).expect(1).expect_harmless();
    dir.run(["index", &query]).expect(2).expect_harmless();
    dir.run(["query", "x", "--index", &query]).expect(2).expect_harmless();
    dir.run(["query", "x", "--path", &format!("{{{query}")]).expect(2).expect_harmless();
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_need_not_be_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let dir = Dir::new();
    let folder = dir.path("docs");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join(OsStr::from_bytes(b"f\xfcr.txt")), GOOD.1).expect("a file");
    dir.run(["index", "docs"]).expect(0).expect_harmless();
    assert_eq!(dir.files(&["treaty"]), ["f\u{FFFD}r.txt"]);
}
