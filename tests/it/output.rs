//! What the program prints: every form says the same, and standard output carries results only.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use serde_json::Value;

use crate::bench::{Dir, Run, list, number, text};

/// Words in a passage of their own: short paragraphs would be joined.
fn paragraph(sentence: &str) -> String {
    format!(
        "{sentence} {}\n\n",
        "It was so then and it has been so ever since that day. ".repeat(6)
    )
}

/// Nine passages on a treaty in four documents of two languages.
fn collection() -> Dir {
    let english = ["The treaty was signed.", "The treaties were ratified.", "No treaty lasts."]
        .map(paragraph);
    let german = "Der Vertrag heißt auf Englisch treaty, und er galt für alle Staaten, die ihn geschlossen haben. ".repeat(3);
    Dir::indexed(&[
        ("docs/a/one.txt", english.concat()),
        ("docs/a/two.md", format!("# Of Treaties\n\n{}", english.concat())),
        ("docs/b/three.html", format!("<title>Three</title><p>{}<p>{}", english[0], english[2])),
        ("docs/b/vier.txt", german),
    ])
}

/// The columns of a tab-separated output without its header.
fn columns(output: &str, column: usize) -> Vec<String> {
    let rows = output.lines().skip(1).map(|row| row.split('\t').collect::<Vec<_>>());
    rows.map(|row| row[column].to_owned()).collect()
}

fn all<'a>(hits: &'a [Value], pointer: &str) -> Vec<&'a str> {
    hits.iter().map(|hit| text(hit, pointer)).collect()
}

#[test]
fn exit_codes_are_those_of_grep() {
    let dir = collection();
    for format in
        [&[][..], &["-l"], &["--count"], &["--json"], &["--format", "jsonl"], &["--format", "tsv"]]
    {
        dir.run(["query", "treaty"].iter().chain(format)).expect(0);
        dir.run(["query", "zzzz"].iter().chain(format)).expect(1);
        dir.run(["query", "(treaty"].iter().chain(format)).expect_error(&["in the query"]);
    }
    assert_eq!(dir.run(["query", "zzzz", "--json"]).stderr, "");
    assert_eq!(dir.run(["query", "zzzz", "--format", "tsv"]).stdout.lines().count(), 1);
    assert_eq!(dir.run(["query", "zzzz", "--format", "jsonl"]).stdout, "");
}

#[test]
fn every_format_lists_the_same_hits() {
    let dir = collection();
    let args = ["query", "treaty", "-n", "99", "--no-collapse"];
    let response = dir.json(&args, 0);
    let hits = list(&response, "/hits");
    assert_eq!(number(&response, "/schema_version"), 1);
    assert_eq!(text(&response, "/query"), "treaty");
    assert_eq!(number(&response, "/total"), hits.len());
    assert_eq!(hits.len(), 9, "{response}");
    for (index, hit) in hits.iter().enumerate() {
        assert_eq!(number(hit, "/rank"), index + 1);
    }
    let scores: Vec<_> = hits.iter().map(|hit| hit["score"].as_f64().expect("a score")).collect();
    assert!(
        scores.is_sorted_by(|a, b| a >= b) && scores.iter().all(|score| *score > 0.0),
        "{scores:?}"
    );

    assert_eq!(dir.hits(&args[1..]), hits);
    assert_eq!(
        dir.ok(args.iter().chain(&["--format", "json"])),
        dir.ok(args.iter().chain(&["--json"]))
    );
    assert_eq!(dir.ok(["query", "treaty", "--count"]), "9\n");

    let tsv = dir.ok(args.iter().chain(&["--format", "tsv"]));
    assert_eq!(columns(&tsv, 2), all(hits, "/passage_id"));
    assert_eq!(columns(&tsv, 3), all(hits, "/language"));
    assert_eq!(columns(&tsv, 4), all(hits, "/source/path"));
    let lines: Vec<_> = hits.iter().map(|hit| hit["source"]["line_start"].to_string()).collect();
    assert_eq!(columns(&tsv, 6), lines);

    let trec = dir.ok(args.iter().chain(&["--format", "trec"]));
    for (line, hit) in trec.lines().zip(hits) {
        let columns: Vec<_> = line.split(' ').collect();
        let [query, q0, id, rank, score, tag] = columns[..] else {
            panic!("six columns in {line}")
        };
        let place = &hit["source"];
        let name =
            format!("{}#L{}-{}", text(place, "/path"), place["line_start"], place["line_end"]);
        assert_eq!([query, q0, id, tag], ["q", "Q0", &name, "docsearch"]);
        assert_eq!((rank, score), (&*hit["rank"].to_string(), &*hit["score"].to_string()));
    }
    assert_eq!(trec.lines().count(), hits.len());

    let human = dir.ok(args);
    let mut rest = human.as_str();
    for hit in hits {
        let id = text(hit, "/passage_id");
        rest = rest.split_once(id).unwrap_or_else(|| panic!("{id} in its place in {human}")).1;
    }
}

#[test]
fn pages_of_hits_make_up_the_whole() {
    let dir = collection();
    let whole = dir.hits(&["treaty", "-n", "99", "--no-collapse"]);
    for size in 1..=whole.len() {
        let mut pages = Vec::new();
        for offset in (0..whole.len()).step_by(size) {
            let page = dir.hits(&[
                "treaty",
                "-n",
                &size.to_string(),
                "--no-collapse",
                "--offset",
                &offset.to_string(),
            ]);
            assert!(page.len() <= size);
            pages.extend(page);
        }
        assert_eq!(pages, whole, "{size} hits a page");
    }
    let past = dir.json(&["query", "treaty", "--offset", "50"], 0);
    assert_eq!((list(&past, "/hits").len(), number(&past, "/total")), (0, 9));
    let first = dir.json(&["query", "treaty", "--limit", "2"], 0);
    assert_eq!((list(&first, "/hits").len(), number(&first, "/total")), (2, 9));
    let run = dir.run(["query", "treaty", "--limit", "2", "--offset", "2"]);
    assert!(run.stderr.contains("3–4 of 9 passages; more with --offset 4"), "{run:?}");
}

#[test]
fn documents_are_listed_once_and_by_their_best_passage() {
    let dir = collection();
    let hits = dir.hits(&["treaty", "-n", "99", "--no-collapse"]);
    let mut best: Vec<&Value> = Vec::new();
    for hit in &hits {
        if !best.iter().any(|known| known["source"]["path"] == hit["source"]["path"]) {
            best.push(hit);
        }
    }
    let grouped = dir.hits(&["treaty", "--group-by", "document"]);
    let ids = |hits: &[&Value]| {
        hits.iter().map(|hit| text(hit, "/passage_id").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&grouped.iter().collect::<Vec<_>>()), ids(&best));
    for hit in &grouped {
        let path = text(hit, "/source/path");
        let count = hits.iter().filter(|other| text(other, "/source/path") == path).count();
        assert_eq!(number(hit, "/passages_in_document"), count, "{path}");
    }
    let paths: Vec<_> = grouped.iter().map(|hit| text(hit, "/source/path")).collect();
    let listed = dir.ok(["query", "-l", "treaty"]);
    assert_eq!(listed.lines().collect::<Vec<_>>(), paths);
    assert_eq!(dir.ok(["query", "treaty", "--count", "--group-by", "document"]), "4\n");
    assert_eq!(
        dir.ok(["query", "-l", "treaty", "-n", "2", "--offset", "1"]).lines().collect::<Vec<_>>(),
        paths[1..3]
    );
}

#[test]
fn filters_take_hits_away_and_change_no_score() {
    let dir = collection();
    let hits = dir.hits(&["treaty", "-n", "99", "--no-collapse"]);
    let check = |filter: &[&str], keep: &dyn Fn(&Value) -> bool| {
        let args = [&["treaty", "-n", "99", "--no-collapse"], filter].concat();
        let found = dir.hits(&args);
        let kept = hits.iter().filter(|hit| keep(hit));
        let places = |hit: &Value| (hit["passage_id"].clone(), hit["score"].clone());
        assert!(found.iter().map(places).eq(kept.map(places)), "{filter:?}: {found:#?}");
        let count = dir.run(["query", "treaty", "--count"].iter().chain(filter)).stdout;
        assert_eq!(count.trim(), found.len().to_string(), "{filter:?}");
    };
    check(&["--lang", "de"], &|hit| text(hit, "/language") != "en");
    check(&["--lang", "en"], &|hit| text(hit, "/language") != "de");
    check(&["--path", "a/*"], &|hit| text(hit, "/source/path").starts_with("a/"));
    check(&["--path", "*.txt"], &|hit| text(hit, "/source/path").ends_with(".txt"));
    check(&["--path", "one.txt", "--path", "b/vier.txt"], &|hit| {
        matches!(text(hit, "/source/path"), "a/one.txt" | "b/vier.txt")
    });
    check(&["--path", "*.txt", "--lang", "en"], &|hit| text(hit, "/source/path") == "a/one.txt");
    check(&["--path", "*.pdf"], &|_| false);
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let dir = collection();
    let args = ["query", "treaty"];
    let plain = dir.run(args).expect(0).expect_harmless();
    let coloured = dir.run(["query", "treaty", "--color", "always"]).expect(0);
    assert!(coloured.stdout.contains("\u{1b}["), "{coloured:?}");
    let stripped = anstream::adapter::strip_str(&coloured.stdout).to_string();
    assert_eq!(stripped, plain.stdout, "colour changes nothing else");
    dir.run(["query", "treaty", "--color", "never"]).expect(0).expect_harmless();
    let no_color = dir.command(args).env("NO_COLOR", "1").output();
    Run::of(no_color).expect(0).expect_harmless();
    let forced =
        dir.command(["query", "treaty", "--color", "never"]).env("CLICOLOR_FORCE", "1").output();
    Run::of(forced).expect(0).expect_harmless();
}

#[test]
fn the_same_query_gives_the_same_bytes() {
    let dir = collection();
    let first = dir.ok(["query", "treaty vertrag", "--json", "-n", "99", "--no-collapse"]);
    for _ in 0..3 {
        assert_eq!(
            dir.ok(["query", "treaty vertrag", "--json", "-n", "99", "--no-collapse"]),
            first
        );
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let dir = Dir::new();
    for number in 0..40 {
        dir.write(format!("docs/{number}.txt"), paragraph(&"The treaty was signed. ".repeat(200)));
    }
    dir.ok(["index", "docs"]);
    for format in ["human", "json", "jsonl", "tsv", "trec"] {
        let mut command =
            dir.command(["query", "treaty", "--full", "-n", "9999", "--format", format]);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a process");
        let mut line = String::new();
        let mut stdout = BufReader::with_capacity(64, child.stdout.take().expect("a pipe"));
        stdout.read_line(&mut line).expect("a line");
        drop(stdout);
        let mut stderr = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut stderr).expect("text");
        assert!(!line.is_empty());
        assert!(child.wait().expect("an end").success(), "{format}: {stderr}");
        assert!(!stderr.contains("panicked") && !stderr.contains("error"), "{format}: {stderr}");
    }
}

#[test]
fn an_explanation_adds_up_to_the_score() {
    let dir = collection();
    let plain = dir.hits(&["treaty ratified", "-n", "99", "--no-collapse"]);
    assert!(plain.iter().all(|hit| hit.get("explanation").is_none()));
    for query in [
        "treaty ratified",
        "treaty",
        "+treaty vertrag",
        "\"treaty was\"",
        "treat*",
        "treaty -vertrag",
    ] {
        for hit in dir.hits(&[query, "--explain", "-n", "99", "--no-collapse"]) {
            let parts = list(&hit, "/explanation");
            let sum: f64 = parts.iter().map(|part| part["score"].as_f64().expect("a score")).sum();
            let score = hit["score"].as_f64().expect("a score");
            assert!(parts.iter().all(|part| text(part, "/part").contains(':')), "{query}: {hit}");
            // A passage in both languages counts the better of two equal parts.
            assert!(sum >= score - 0.001 && score > 0.0, "{query}: {sum} {hit}");
        }
    }
    let human = dir.ok(["query", "treaty", "--explain"]);
    assert!(human.contains("words_en:") && human.contains("exact:treaty"), "{human}");
}

#[test]
fn a_passage_is_shown_by_identifier_and_by_place() {
    let dir = collection();
    let hits = dir.hits(&["treaty", "-n", "99", "--path", "one.txt"]);
    assert_eq!(hits.len(), 3);
    for hit in &hits {
        let id = text(hit, "/passage_id");
        let shown = dir.json(&["show", id], 0);
        assert_eq!(list(&shown, "").len(), 1);
        for same in
            ["/passage_id", "/quote", "/text", "/citation", "/source/sha256", "/source/path"]
        {
            assert_eq!(text(&shown[0], same), text(hit, same));
        }
        let place = format!("a/one.txt:{}", number(hit, "/source/line_start"));
        assert_eq!(dir.json(&["show", &place], 0), shown);
        let human = dir.ok(["show", id]);
        assert!(human.contains(id) && human.contains(text(hit, "/citation")), "{human}");
    }
    // Between two passages, the next; past the last, none.
    assert_eq!(
        text(&dir.json(&["show", "a/one.txt:2"], 0)[0], "/text").split(' ').nth(1),
        Some("treaties")
    );
    dir.run(["show", "a/one.txt:99"]).expect(1);
    dir.run(["show", "one.txt:1"]).expect(1);

    let lines = |args: &[&str]| {
        let shown = dir.json(args, 0);
        list(&shown, "").iter().map(|hit| number(hit, "/source/line_start")).collect::<Vec<_>>()
    };
    assert_eq!(lines(&["show", "a/one.txt:3", "-C", "1"]), [1, 3, 5]);
    assert_eq!(lines(&["show", "a/one.txt:1", "-C", "1"]), [1, 3]);
    assert_eq!(lines(&["show", "a/one.txt:5", "-C", "99"]), [1, 3, 5]);
}

#[test]
fn the_status_says_what_the_index_holds() {
    let dir = collection();
    dir.write("docs/empty.txt", "");
    dir.ok(["index"]);
    let status = dir.json(&["status"], 0);
    assert_eq!(number(&status, "/schema_version"), 1);
    assert_eq!(number(&status, "/total/files"), 4);
    assert_eq!(number(&status, "/formats/text/files"), 2);
    assert_eq!(number(&status, "/formats/markdown/files"), 1);
    assert_eq!(number(&status, "/formats/html/files"), 1);
    assert_eq!(number(&status, "/languages/de/files"), 1);
    assert_eq!(number(&status, "/languages/en/files"), 3);
    assert_eq!(text(&status, "/skipped/0/path"), "empty.txt");
    let sum = |shares: &str, of: &str| {
        let shares = status[shares].as_object().expect("shares").values();
        shares.map(|share| number(share, of)).sum::<usize>()
    };
    for shares in ["languages", "formats", "encodings"] {
        for of in ["/files", "/passages", "/text_bytes"] {
            assert_eq!(sum(shares, of), number(&status, &format!("/total{of}")), "{shares}{of}");
        }
    }
    let size: u64 = dir
        .names("index")
        .iter()
        .map(|name| fs::metadata(dir.path("index").join(name)).expect("a file").len())
        .sum();
    assert_eq!(number(&status, "/index_bytes") as u64, size);
    let human = dir.run(["status"]).expect(0).expect_harmless().stdout;
    assert!(human.contains("markdown") && human.contains("empty.txt: "), "{human}");
}

#[test]
fn an_analysis_shows_every_step() {
    let dir = Dir::new();
    let chains = dir.json(&["analyze", "Die", "Straßen"], 0);
    let names: Vec<_> = list(&chains, "").iter().map(|chain| text(chain, "/analyzer")).collect();
    assert_eq!(names, ["exact", "words_en", "words_de"]);
    let german = dir.json(&["analyze", "--lang", "de", "Die Straßen"], 0);
    assert_eq!(german[0], chains[2]);
    let last = list(&german, "/0/steps").last().expect("a step");
    assert_eq!(
        last["terms"],
        dir.json(&["analyze", "--lang", "de", "strasse"], 0)[0]["steps"]
            .as_array()
            .expect("steps")
            .last()
            .expect("a step")["terms"]
    );
    let human = dir.run(["analyze", "Die Straßen"]).expect(0).expect_harmless().stdout;
    assert!(names.iter().all(|name| human.contains(name)), "{human}");
}

#[test]
fn a_ranking_is_measured_and_written() {
    let dir = collection();
    dir.write("topics", "1\ttreaty ratified\n2\tvertrag\n3\tzzzz\n4\ttreaty\n");
    dir.write("qrels", "1\ta/one.txt#L3\t2\n2 0 vier 1\n3 0 one 1\n");
    let table = dir.json(&["eval", "--topics", "topics", "--qrels", "qrels", "--run", "run"], 0);
    let topics: Vec<_> = list(&table, "/topics").iter().map(|row| text(row, "/topic")).collect();
    assert_eq!(topics, ["1", "2", "3"]);
    assert_eq!(table["unjudged"], serde_json::json!(["4"]));
    let value = |pointer: &str| {
        table.pointer(pointer).and_then(Value::as_f64).unwrap_or_else(|| panic!("{table}"))
    };
    assert!(value("/topics/0/recall_100") == 1.0 && value("/topics/0/mrr_10") > 0.0);
    assert_eq!((value("/topics/1/ndcg_10"), value("/topics/2/ndcg_10")), (1.0, 0.0));
    let mean = (value("/topics/0/ndcg_10") + 1.0) / 3.0;
    assert!((value("/mean/ndcg_10") - mean).abs() < 1e-3);

    let run = fs::read_to_string(dir.path("run")).expect("a run");
    for line in run.lines() {
        let columns: Vec<_> = line.split(' ').collect();
        assert_eq!((columns.len(), columns[1], columns[5]), (6, "Q0", "docsearch"), "{line}");
    }
    assert!(run.lines().any(|line| line.starts_with("1 Q0 a/one.txt#L3-3 ")), "{run}");
    assert!(run.lines().any(|line| line.starts_with("2 Q0 b/vier.txt 1 ")), "{run}");

    let human = dir.run(["eval", "--topics", "topics", "--qrels", "qrels"]).expect(0);
    assert_eq!(human.stdout.lines().count(), 5, "{human:?}");
    assert!(human.stderr.contains("nothing relevant is judged for: 4"), "{human:?}");
    dir.write("qrels", "9 0 one 1\n");
    dir.run(["eval", "--topics", "topics", "--qrels", "qrels"]).expect(1);
    dir.write("qrels", "what is this\n");
    dir.run(["eval", "--topics", "topics", "--qrels", "qrels"]).expect_error(&["`qrels`", "1"]);
}
