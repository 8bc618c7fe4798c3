//! `docsearch cite`, and `--cite` on `query` and `show`.

use serde_json::Value;

use crate::bench::{Dir, list, text};

/// The formats of files for other programs.
const FILES: [&str; 4] = ["csl-json", "bibtex", "ris", "yaml"];

/// A report in two long passages, and a web page whose title a terminal could obey.
fn collection() -> Dir {
    let report =
        ["first", "second"].map(|word| format!("The {word} treaty was a treaty. ").repeat(30));
    Dir::indexed(&[
        ("docs/report.txt", format!("On Treaties\n\n{}\n\n{}\n", report[0], report[1])),
        (
            "docs/page.html",
            "<title>A\u{9b}2J treaty\u{202e}</title><link rel=canonical href=https://x.org/a>\
             <p>No treaty lasts."
                .to_owned(),
        ),
    ])
}

/// The identifiers of all passages, best first.
fn ids(dir: &Dir) -> Vec<String> {
    dir.hits(&["treaty"]).iter().map(|hit| text(hit, "/passage_id").to_owned()).collect()
}

#[test]
fn passages_are_cited_a_line_each_in_the_order_asked_for() {
    let dir = collection();
    let ids = ids(&dir);
    assert_eq!(ids.len(), 3);
    let args = ["cite", "--style", "short", &ids[2], &ids[0], &ids[2]];
    let cited = dir.ok(args);
    let lines: Vec<_> = cited.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0] == lines[2] && lines[0] != lines[1], "{cited}");

    let piped = format!("{}\r\n\n  {}\n{}", ids[2], ids[0], ids[2]);
    let input = dir.run_with_input(["cite", "--style", "short", "-"], piped).expect(0);
    assert_eq!(input.stdout, cited);
    let by_line = dir.ok(["cite", "report.txt:3"]);
    assert_eq!(by_line, "“On Treaties,” report.txt, lines 1–3.\n");
}

#[test]
fn what_is_not_in_the_index_is_named_and_the_rest_cited() {
    let dir = collection();
    let known = &ids(&dir)[0];
    let run = dir.run(["cite", "nowhere\x1b[2J.txt:1", known]).expect(1).expect_harmless();
    assert_eq!(run.stdout.lines().count(), 1);
    assert!(run.stderr.contains("nowhere") && run.stderr.contains("no such passage"), "{run:?}");
    let json = dir.json(&["cite", "nowhere", known, "--style", "short"], 1);
    assert_eq!(list(&json, "/missing"), ["nowhere"]);
    assert_eq!(text(&json, "/citations/0/wanted"), known);
    dir.run_with_input(["cite", "-"], "").expect(1);
    for style in FILES {
        let run = dir.run(["cite", "nowhere", "--style", style]).expect(1);
        let nothing = match style {
            "csl-json" => "[]\n",
            "yaml" => "{}\n",
            _ => "",
        };
        assert_eq!(run.stdout, nothing);
    }
}

#[test]
fn a_file_for_other_programs_is_all_that_is_printed() {
    let dir = collection();
    let ids = ids(&dir);
    for style in FILES {
        let queried = dir.run(["query", "treaty", "--cite", style]).expect(0);
        let all = ["cite", "--style", style].into_iter().chain(ids.iter().map(String::as_str));
        assert_eq!(queried.stdout, dir.ok(all), "{style}");
        let harmless = |c: char| !c.is_control() || c == '\n' || (c == '\r' && style == "ris");
        assert!(queried.stdout.chars().all(harmless), "{queried:?}");
        let shown = dir.ok(["show", "report.txt:3", "-C", "1", "--cite", style]);
        assert_eq!(shown, dir.ok(["cite", "--style", style, "report.txt:3", "report.txt:5"]));
        dir.run(["query", "zzzz", "--cite", style]).expect(1);
    }
    let items: Value = serde_json::from_str(&dir.ok(["query", "treaty", "--cite", "csl"])).unwrap();
    assert_eq!(list(&items, "").len(), 2, "{items}");
}

#[test]
fn hits_carry_the_citation_asked_for() {
    let dir = collection();
    let plain = dir.hits(&["treaty", "--path", "*.html"]);
    assert!(plain[0].get("citations").is_none());
    let in_style = |style: &str| {
        dir.hits(&["treaty", "--path", "*.html", "--cite", style])[0]["citations"][style].clone()
    };
    assert_eq!(text(&in_style("csl-json"), "/URL"), "https://x.org/a");
    assert!(in_style("bibtex").as_str().unwrap().starts_with("@online{"));
    assert_eq!(in_style("web"), "https://x.org/a#:~:text=No%20treaty%20lasts.");
    let no_address = dir.hits(&["treaty", "--path", "*.txt", "--cite", "web"]);
    assert_eq!(no_address[0]["citations"]["web"], Value::Null);
    let shown = dir.json(&["show", "page.html:1", "--cite", "Chicago-Note"], 0);
    let note = text(&shown, "/0/citations/chicago-note");
    assert!(note.ends_with("https://x.org/a, page.html, line 1."), "{note}");
}

#[test]
fn people_see_both_citations() {
    let dir = collection();
    let run = dir.run(["query", "treaty", "-n", "9", "--cite", "german-archive"]).expect(0);
    let run = run.expect_harmless();
    for part in ["\n   On Treaties, report.txt, lines 1–3\n", "Datei report.txt, Z. 1–3."] {
        assert!(run.stdout.contains(part), "no `{part}` in {run:?}");
    }
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 80), "{run:?}");
    let once = dir.ok(["show", "report.txt:3", "--cite", "short"]);
    assert_eq!(once.matches("report.txt").count(), 1, "{once}");
    let web = dir.run(["cite", "page.html:1", "report.txt:3", "--style", "web"]).expect(0);
    let lines =
        "https://x.org/a#:~:text=No%20treaty%20lasts.\nOn Treaties, report.txt, lines 1–3\n";
    assert_eq!(web.stdout, lines);
    assert!(web.stderr.starts_with("note: 1 of 2 "), "{web:?}");
}

#[test]
fn styles_that_do_not_fit_are_refused() {
    let dir = collection();
    for format in ["tsv", "trec"] {
        let run = dir.run(["query", "treaty", "--format", format, "--cite", "short"]);
        run.expect_error(&["--cite", "human, json and jsonl"]);
    }
    dir.run(["query", "treaty", "--cite", "mla"]).expect_error(&["mla", "chicago-note"]);
    dir.run(["query", "treaty", "-l", "--cite", "ris"]).expect_error(&["--cite"]);
    dir.run(["query", "treaty", "--count", "--cite", "ris"]).expect_error(&["--cite"]);
}
