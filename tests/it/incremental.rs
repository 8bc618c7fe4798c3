//! Bringing an index up to date: whatever happened to the files, it ends as an index made afresh.

use std::fs;
use std::time::{Duration, Instant};

use docsearch::index::Store;
use serde_json::{Value, json};

use crate::bench::{Dir, list, number, text};

/// Words that between them find every passage of these tests.
const QUERIES: [&str; 5] = ["treaty", "Vertrag", "border Grenze", "\"the border\"", "common word"];

/// A document that all of [`QUERIES`] find and that no other one equals.
fn document(name: &str) -> String {
    format!(
        "The treaty of {name} closed the border.\n\nDer Vertrag von {name} schloß die Grenze: a common word.\n"
    )
}

/// What an index answers: identifiers, places and scores in order, for every query.
fn answers(dir: &Dir, index: &str) -> Vec<(String, usize, Vec<Value>)> {
    let answer = |query: &&str| {
        let response = dir.json(&["query", "--index", index, "-n", "9999", query], 0);
        let hits = list(&response, "/hits").iter();
        let places =
            hits.map(|hit| json!([hit["rank"], hit["passage_id"], hit["source"], hit["quote"]]));
        (query.to_string(), number(&response, "/total"), places.collect())
    };
    QUERIES.iter().map(answer).collect()
}

/// Asserts that the index answers as one made afresh of the same folders does.
#[track_caller]
fn assert_as_fresh(dir: &Dir, folders: &[&str]) {
    let args = ["index", "--index", "fresh"];
    dir.ok(args.iter().chain(folders));
    assert_eq!(answers(dir, "index"), answers(dir, "fresh"));
    dir.remove("fresh");
}

/// Runs `docsearch index` and gives its report.
#[track_caller]
fn index(dir: &Dir, args: &[&str]) -> Value {
    dir.json(&[&["index"], args].concat(), 0)
}

/// Asserts how many files fared how; what is not named is 0.
#[track_caller]
fn assert_counts(report: &Value, expect: &[(&str, usize)]) {
    for (name, count) in report["files"].as_object().expect("counts") {
        let expect = expect.iter().find(|(named, _)| named == name).map_or(0, |(_, count)| *count);
        assert_eq!(*count, expect, "{name} in {report}");
    }
}

/// A folder `docs` with files of these names, read and old enough to be trusted.
fn indexed(names: &[&str]) -> Dir {
    let dir = Dir::new();
    for name in names {
        dir.write(format!("docs/{name}"), document(name));
        dir.age(&format!("docs/{name}"), 2);
    }
    let report = index(&dir, &["docs"]);
    assert_counts(&report, &[("found", names.len()), ("added", names.len())]);
    dir
}

#[test]
fn a_second_run_changes_nothing() {
    let dir = indexed(&["a.txt", "b.txt", "c/d.txt"]);
    let segments = |dir: &Dir| {
        let names = dir.names("index").into_iter();
        names.filter(|name| name.len() > 32).collect::<Vec<_>>()
    };
    let (before, found) = (segments(&dir), answers(&dir, "index"));
    let report = index(&dir, &["docs"]);
    assert_counts(&report, &[("found", 3), ("unchanged", 3)]);
    assert_eq!(number(&report, "/passages"), 3);
    assert_eq!(segments(&dir), before, "not a file of the index is new");
    assert_eq!(answers(&dir, "index"), found);
}

#[test]
fn files_just_written_are_read_again_and_stay_as_they_are() {
    let dir = Dir::new();
    dir.write("docs/a.txt", document("a"));
    index(&dir, &["docs"]);
    assert_counts(&index(&dir, &["docs"]), &[("found", 1), ("unchanged", 1)]);
    // Same size, and for all the disk shows the same date.
    dir.write("docs/a.txt", document("b"));
    assert_counts(&index(&dir, &["docs"]), &[("found", 1), ("changed", 1)]);
    assert_as_fresh(&dir, &["docs"]);
}

#[test]
fn each_change_is_counted_and_leads_to_a_fresh_index() {
    let dir = indexed(&["a.txt", "b.txt", "c.txt", "d.txt"]);

    dir.write("docs/new.txt", document("new"));
    dir.age("docs/new.txt", 2);
    assert_counts(&index(&dir, &["docs"]), &[("found", 5), ("added", 1), ("unchanged", 4)]);
    assert_as_fresh(&dir, &["docs"]);

    dir.write("docs/a.txt", document("another"));
    dir.age("docs/a.txt", 1);
    assert_counts(&index(&dir, &["docs"]), &[("found", 5), ("changed", 1), ("unchanged", 4)]);
    assert_eq!(dir.files(&["\"treaty of another\""]), ["a.txt"]);
    assert!(dir.files(&["\"treaty of a.txt\""]).is_empty());
    assert_as_fresh(&dir, &["docs"]);

    fs::create_dir(dir.path("docs/deep")).expect("a folder");
    dir.rename("docs/b.txt", "docs/deep/e.txt");
    let report = index(&dir, &["docs"]);
    assert_counts(&report, &[("found", 5), ("renamed", 1), ("unchanged", 4)]);
    assert_eq!(report["renamed"], json!([{"from": "b.txt", "to": "deep/e.txt"}]));
    assert_as_fresh(&dir, &["docs"]);

    dir.remove("docs/c.txt");
    assert_counts(&index(&dir, &["docs"]), &[("found", 4), ("removed", 1), ("unchanged", 4)]);
    assert!(dir.files(&["\"treaty of c.txt\""]).is_empty());
    assert_as_fresh(&dir, &["docs"]);

    dir.age("docs/d.txt", 5);
    assert_counts(&index(&dir, &["docs"]), &[("found", 4), ("unchanged", 4)]);
    assert_as_fresh(&dir, &["docs"]);

    dir.write("docs/a.txt", document("again"));
    dir.age("docs/a.txt", 3);
    dir.rename("docs/d.txt", "docs/first.txt");
    dir.remove("docs/new.txt");
    dir.write("docs/z.txt", document("z"));
    // Without a path: what the index covers.
    let report = index(&dir, &[]);
    let counts = [
        ("found", 4),
        ("added", 1),
        ("changed", 1),
        ("renamed", 1),
        ("removed", 1),
        ("unchanged", 1),
    ];
    assert_counts(&report, &counts);
    assert_as_fresh(&dir, &["docs"]);
}

#[test]
fn a_file_that_became_something_else_is_no_longer_found() {
    let dir = indexed(&["a.txt", "b.txt"]);
    dir.write("docs/a.txt", b"\x7fELF\0\0\0\0");
    let report = index(&dir, &["docs"]);
    assert_counts(&report, &[("found", 2), ("changed", 1), ("skipped", 1), ("unchanged", 1)]);
    assert_eq!(text(&report, "/skipped/0/path"), "a.txt");
    assert_eq!(dir.files(&["treaty"]), ["b.txt"]);
    assert_as_fresh(&dir, &["docs"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named_and_read_when_it_can_be() {
    use std::os::unix::fs::PermissionsExt;
    let dir = indexed(&["a.txt", "b.txt"]);
    let permit = |mode| {
        fs::set_permissions(dir.path("docs/new.txt"), fs::Permissions::from_mode(mode))
            .expect("a mode")
    };
    dir.write("docs/new.txt", document("new"));
    dir.age("docs/new.txt", 2);
    permit(0o000);
    if fs::File::open(dir.path("docs/new.txt")).is_ok() {
        // Nothing is forbidden to root.
        return;
    }
    let report = dir.json(&["index", "docs"], 1);
    assert_eq!(number(&report, "/files/failed"), 1);
    assert_eq!(text(&report, "/failed/0/path"), "new.txt");
    assert!(text(&report, "/failed/0/reason").contains("can't be read"));
    assert_eq!(dir.files(&["treaty"]), ["a.txt", "b.txt"]);
    assert_eq!(text(&dir.json(&["status"], 0), "/failed/0/path"), "new.txt");

    permit(0o600);
    assert_eq!(number(&index(&dir, &["docs"]), "/files/failed"), 0);
    assert_as_fresh(&dir, &["docs"]);
}

#[test]
fn a_folder_that_vanished_is_kept_until_it_is_back() {
    let dir = indexed(&["a.txt", "b.txt"]);
    let found = answers(&dir, "index");
    dir.rename("docs", "elsewhere");
    let report = dir.json(&["index"], 1);
    assert_eq!(number(&report, "/files/failed"), 1);
    assert_eq!(number(&report, "/files/removed"), 0);
    assert!(text(&report, "/failed/0/reason").contains("kept"), "{report}");
    assert_eq!(answers(&dir, "index"), found);
    dir.rename("elsewhere", "docs");
    assert_counts(&index(&dir, &[]), &[("found", 2), ("unchanged", 2)]);
}

#[test]
fn the_index_is_no_document() {
    let dir = Dir::new();
    dir.write("a.txt", document("a"));
    for _ in 0..2 {
        assert_eq!(number(&index(&dir, &["."]), "/files/found"), 1);
    }
    assert_eq!(dir.files(&["treaty"]), ["a.txt"]);
}

#[test]
fn several_folders_and_files_are_covered_together() {
    let dir = Dir::new();
    for name in ["one/a.txt", "two/a.txt", "two/b.txt", "three/c.txt", "three/d.txt"] {
        dir.write(name, document(name));
        dir.age(name, 2);
    }
    let report = index(&dir, &["one", "two", "three/c.txt"]);
    assert_counts(&report, &[("found", 4), ("added", 4)]);
    assert_eq!(list(&report, "/roots").len(), 3);
    assert_as_fresh(&dir, &["one", "two", "three/c.txt"]);

    // One of them is brought up to date; the others stay.
    dir.remove("two/b.txt");
    dir.remove("one/a.txt");
    assert_counts(&index(&dir, &["two"]), &[("found", 1), ("removed", 1), ("unchanged", 1)]);
    assert_eq!(dir.files(&["treaty"]), ["a.txt", "a.txt", "c.txt"]);
    assert_counts(&index(&dir, &[]), &[("found", 2), ("removed", 1), ("unchanged", 2)]);
    assert_as_fresh(&dir, &["one", "two", "three/c.txt"]);
}

#[test]
fn a_folder_inside_another_is_read_once() {
    let dir = indexed(&["a.txt", "deep/b.txt"]);
    // Inside: the outer one is meant.
    assert_counts(&index(&dir, &["docs/deep"]), &[("found", 2), ("unchanged", 2)]);
    assert_counts(
        &index(&dir, &["docs", "docs/deep", "docs/a.txt"]),
        &[("found", 2), ("unchanged", 2)],
    );
    // Around: it takes the place of the inner one.
    dir.write("outer/inner/x.txt", document("x"));
    dir.write("outer/y.txt", document("y"));
    index(&dir, &["outer/inner"]);
    index(&dir, &["outer"]);
    let report = dir.json(&["status"], 0);
    assert_eq!(list(&report, "/roots").len(), 2, "{report}");
    assert_eq!(dir.files(&["treaty"]), ["a.txt", "deep/b.txt", "inner/x.txt", "y.txt"]);
    assert_as_fresh(&dir, &["docs", "outer"]);
}

#[test]
fn a_rebuild_reads_all_and_answers_the_same() {
    let dir = indexed(&["a.txt", "b.txt"]);
    let found = answers(&dir, "index");
    assert_counts(&index(&dir, &["--rebuild"]), &[("found", 2), ("added", 2)]);
    assert_eq!(answers(&dir, "index"), found);
    // Without an index it is an ordinary run.
    assert_counts(
        &index(&dir, &["--rebuild", "docs", "--index", "other"]),
        &[("found", 2), ("added", 2)],
    );
}

#[test]
fn while_one_writes_a_second_one_is_told_and_readers_work() {
    let dir = indexed(&["a.txt"]);
    let store = Store::open(&dir.path("index")).expect("an index");
    let writer = store.writer().expect("the writer");
    dir.run(["index", "docs"]).expect_error(&["another docsearch is writing", "`index`"]);
    dir.run(["index", "--rebuild"]).expect_error(&["another docsearch is writing", "`index`"]);
    assert_eq!(dir.files(&["treaty"]), ["a.txt"]);
    dir.ok(["status"]);
    drop(writer);
    assert_counts(&index(&dir, &["docs"]), &[("found", 1), ("unchanged", 1)]);
}

#[test]
fn a_killed_run_leaves_a_readable_index_and_the_next_one_finishes() {
    const FILES: usize = 200;
    let dir = Dir::new();
    for number in 0..FILES {
        dir.write(format!("docs/{number}.txt"), document(&number.to_string()));
    }
    let mut child =
        dir.command(["index", "docs", "--commit-every", "1"]).spawn().expect("a process");
    wait_for_commits(&dir, 3);
    child.kill().expect("a kill");
    child.wait().expect("an end");
    dir.write("index/.tmpHalf", "half a segment");

    let response = dir.json(&["query", "-n", "9999", "treaty"], 0);
    let kept = number(&response, "/total");
    assert!((1..FILES).contains(&kept), "{kept} of {FILES} files were in before the kill");

    let report = index(&dir, &["docs"]);
    assert_eq!(number(&report, "/files/added"), FILES - kept);
    assert_eq!(number(&report, "/files/unchanged"), kept);
    assert!(
        !dir.names("index").iter().any(|name| name.starts_with(".tmp")),
        "half-written files are swept"
    );
    assert_as_fresh(&dir, &["docs"]);
}

/// Waits until a run has committed this many times: every commit writes `meta.json` anew.
fn wait_for_commits(dir: &Dir, commits: usize) {
    let start = Instant::now();
    let (mut seen, mut last) = (0, Vec::new());
    while seen <= commits {
        assert!(start.elapsed() < Duration::from_secs(60), "no commit for a minute");
        let meta = fs::read(dir.path("index/meta.json")).unwrap_or_default();
        if meta != last {
            seen += 1;
            last = meta;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
