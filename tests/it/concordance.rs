//! The concordance: every place of a word has one line, and every form says the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::bench::{Dir, list, number, text};

/// Three dated documents and one that is not.
fn collection() -> Dir {
    Dir::indexed(&[
        (
            "docs/1958.md",
            "---\ndate: 1958-05-01\nlanguage: de\ncollection: =B 12\n---\n\nAlte Bündnisse waren\nschwach.\n",
        ),
        (
            "docs/a/1960.md",
            "---\ndate: 1960-08-30\nlanguage: de\n---\n\nDas neue Bündnis hielt. Ein Bündnis\nder Staaten war es.\n",
        ),
        (
            "docs/a/english.md",
            "---\ndate: 1960-09-01\n---\n\nThe alliance was of use to all the states of that time.\n",
        ),
        ("docs/b.txt", "Die Bündnispolitik der Staaten\u{c}Das Bündnis \x1b[2J der Staaten\n"),
    ])
}

fn lines(dir: &Dir, args: &[&str]) -> Vec<String> {
    let all: Vec<_> = ["concordance", "Bündnis"].iter().chain(args).copied().collect();
    let response = dir.json(&all, 0);
    let line = |line: &Value| {
        format!("{} {}:{}", text(line, "/keyword"), text(line, "/path"), line["line_start"])
    };
    list(&response, "/lines").iter().map(line).collect()
}

#[test]
fn forms_and_parts_of_compounds_are_lines_in_the_order_asked_for() {
    let dir = collection();
    let by_position = [
        "Bündnis 1958.md:7",
        "Bündnis a/1960.md:6",
        "Bündnis a/1960.md:6",
        "Bündnis b.txt:1",
        "Bündnis b.txt:1",
    ];
    assert_eq!(lines(&dir, &[]), by_position);
    assert_eq!(lines(&dir, &["--limit", "2"]), by_position[..2]);
    assert_eq!(lines(&dir, &["--path", "b.txt", "--lang", "de"]), by_position[3..]);
    let left = |args: &[&str]| {
        let args: Vec<_> = ["kwic", "Bündnis"].iter().chain(args).copied().collect();
        let response = dir.json(&args, 0);
        let lefts = list(&response, "/lines").iter().map(|line| text(line, "/left").to_owned());
        lefts.collect::<Vec<_>>()
    };
    assert_eq!(left(&["--sort", "left"])[..2], ["Alte ", "Das "]);
    assert_eq!(
        left(&["--sort", "date,right"])[1..3],
        ["Das neue Bündnis hielt. Ein ", "Das neue "]
    );
}

#[test]
fn every_form_lists_the_same_lines() {
    let dir = collection();
    let response = dir.json(&["concordance", "Bündnis"], 0);
    let lines = list(&response, "/lines");
    assert_eq!((number(&response, "/schema_version"), number(&response, "/total")), (1, 5));
    let tsv = dir.ok(["concordance", "Bündnis", "--format", "tsv"]);
    let rows: Vec<Vec<_>> = tsv.lines().skip(1).map(|row| row.split('\t').collect()).collect();
    let csv = dir.ok(["concordance", "Bündnis", "--format", "csv"]);
    let mut table = csv::Reader::from_reader(csv.as_bytes());
    let records: Vec<_> = table.records().map(|record| record.unwrap()).collect();
    let human = dir.run(["concordance", "Bündnis"]).expect(0).expect_harmless();
    assert_eq!((rows.len(), records.len(), human.stdout.lines().count()), (5, 5, 5));
    assert!(human.stderr.contains("5 lines in 3 files"), "{human:?}");
    for (at, line) in lines.iter().enumerate() {
        for (column, field) in [(0, "/left"), (1, "/keyword"), (2, "/right"), (3, "/path")] {
            assert_eq!(rows[at][column], text(line, field));
            assert_eq!(&records[at][column], text(line, field));
        }
        assert_eq!(rows[at][14], text(line, "/match"));
        let shown = human.stdout.lines().nth(at).unwrap();
        assert!(shown.contains(text(line, "/keyword")) && shown.chars().count() <= 80, "{shown}");
    }
    for (format, code) in [("human", 1), ("tsv", 1), ("csv", 1), ("json", 1)] {
        let run = dir.run(["concordance", "zzzz", "--format", format]).expect(code);
        assert_eq!(run.stderr.is_empty(), format != "human", "{run:?}");
    }
}

#[test]
fn lines_are_counted_and_drawn() {
    let dir = collection();
    let counted = |by: &str| dir.ok(["concordance", "Bündnis", "--count-by", by]);
    assert_eq!(counted("year"), "lines  year\n    1  1958\n    2  1960\n    2  undated\n");
    assert_eq!(counted("decade"), "lines  decade\n    1  1950s\n    2  1960s\n    2  undated\n");
    assert!(counted("file").starts_with("lines  file\n    2  a/1960.md\n"));
    let json = dir.json(&["concordance", "Bündnis", "--count-by", "year", "--limit", "1"], 0);
    assert_eq!((number(&json, "/total"), list(&json, "/counts").len()), (5, 1));
    let csv = ["concordance", "Bündnis", "--count-by", "collection", "--format", "csv"];
    assert!(dir.ok(csv).contains("\r\n=B 12,1\r\n"));
    assert!(dir.ok(csv.iter().chain(&["--guard-formulas"])).contains("\r\n'=B 12,1\r\n"));
    let chart = "1958     1  ████▌\n1959     0\n1960     2  █████████\nundated  2\n";
    assert_eq!(dir.ok(["concordance", "Bündnis", "--chart", "--width", "21"]), chart);
}

#[test]
fn a_place_that_two_passages_share_has_one_line() {
    let sentence =
        |n: usize| format!("Der Vertrag Nummer {n} wurde im Haus der Staaten geschlossen. ");
    let paragraph: String = (0..300).map(sentence).collect();
    let wrapped: String = (0..300).map(|n| sentence(n) + "\n").collect();
    let dir = Dir::indexed(&[("docs/a.txt", paragraph), ("docs/b.txt", wrapped)]);
    let passages: usize = dir.ok(["query", "Vertrag", "--count"]).trim().parse().unwrap();
    assert!(passages > 10, "{passages} passages");
    let response = dir.json(&["concordance", "Vertrag"], 0);
    let numbers = |line: &Value| {
        (text(line, "/path").to_owned(), text(line, "/right").split(' ').nth(2).map(str::to_owned))
    };
    let lines = list(&response, "/lines");
    let places: BTreeSet<_> = lines.iter().map(numbers).collect();
    assert_eq!((lines.len(), places.len()), (600, 600));
    for line in lines.iter().filter(|line| text(line, "/path") == "b.txt") {
        let number: usize = text(line, "/right").split(' ').nth(2).unwrap().parse().unwrap();
        assert_eq!(line["line_start"], number + 1);
    }
}

#[test]
fn letters_inside_words_and_common_words_are_no_lines_beside_others() {
    let dir = Dir::indexed(&[
        ("docs/a.txt", "Der Kran steht."),
        ("docs/d.txt", "Er war seekrank bei dem Kran, sehr seekrank."),
        ("docs/b.txt", "Er war krank, so krank."),
        ("docs/c.txt", "The house of the king and of the queen."),
    ]);
    let run = dir.run(["concordance", "Kran", "--json"]).expect(0);
    assert!(run.stderr.contains("2 more only inside longer words"), "{run:?}");
    assert!(run.stdout.contains("\"total\": 4,"), "{run:?}");
    let exact = dir.run(["concordance", "\"Kran\"", "--format", "tsv"]).expect(0);
    assert_eq!(exact.stdout.lines().count(), 3, "{exact:?}");
    let inside = dir.json(&["concordance", "rank"], 0);
    let kinds = list(&inside, "/lines").iter().map(|line| text(line, "/match"));
    assert_eq!(kinds.collect::<Vec<_>>(), ["infix"; 4]);
    let run = dir.run(["concordance", "house", "of", "kings", "--format", "tsv"]).expect(0);
    assert_eq!(run.stdout.lines().count(), 3, "{run:?}");
    assert!(run.stderr.contains("side by side"), "{run:?}");
}

#[test]
fn faults_say_what_to_do() {
    let dir = collection();
    for (args, part) in [
        (&["(Bündnis"][..], "in the query"),
        (&["Bündnis", "--sort", "up"], "give one of: left, right"),
        (&["Bündnis", "--guard-formulas"], "goes with --format csv"),
        (&["Bündnis", "--width", "3"], "20..=1000"),
        (&["Bündnis", "--chart", "--json"], "cannot be used with"),
        (&["Bündnis", "--limit", "0"], "0 is not in"),
        (&["Bündnis", "--path", "[a"], "not a valid path pattern"),
    ] {
        dir.run(["concordance"].iter().chain(args)).expect_error(&[part]);
    }
}

#[test]
fn every_response_is_as_the_schema_and_the_documentation_say() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let schema = fs::read_to_string(docs.join("concordance.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let (dir, page) = (collection(), fs::read_to_string(docs.join("json-output.md")).unwrap());
    for (args, code, form) in [
        (&["concordance", "Bündnis"][..], 0, "concordance"),
        (&["concordance", "\"alliance was\" OR stat*"], 0, "concordance"),
        (&["concordance", "zzzz"], 1, "concordance"),
        (&["concordance", "Bündnis", "--count-by", "type"], 0, "counts"),
    ] {
        let response = dir.json(args, code);
        let faults: Vec<_> = validator.iter_errors(&response).map(|f| f.to_string()).collect();
        assert!(faults.is_empty(), "{args:?}: {faults:?}");
        for (printed, named) in [(&response, form), (&response["lines"][0], "line")] {
            for field in printed.as_object().into_iter().flat_map(|object| object.keys()) {
                assert!(schema["$defs"][named]["properties"].get(field).is_some(), "{field}");
                assert!(page.contains(&format!("`{field}`")), "{field}");
            }
        }
    }
}
