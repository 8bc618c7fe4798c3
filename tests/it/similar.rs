//! Passages like others: what shares their telling words comes first, and they themselves do not.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::bench::{Dir, list, number, text};

const TREATY: &str = "The treaty of Rapallo cancelled the reparations between Germany and Soviet Russia, and \
    restored the diplomatic relations that the war had broken off.";

const LATER: &str = "After Rapallo the reparations were no more spoken of in Moscow; the diplomatic relations \
    of Russia and Germany were those of states that need each other.";

/// Two documents on one matter, one of them in two copies, and others on anything else.
fn collection() -> Dir {
    let mut files = vec![
        ("docs/rapallo.txt".to_owned(), TREATY.to_owned()),
        ("docs/later.txt".to_owned(), LATER.to_owned()),
        ("docs/z/copy.txt".to_owned(), LATER.to_owned()),
        (
            "docs/brot.txt".to_owned(),
            "Das Brot wird gebacken, und Germany ist ein Wort.".to_owned(),
        ),
        ("docs/alone.txt".to_owned(), "Xylophone quartz zeppelin.".to_owned()),
    ];
    for number in 0..9 {
        let said =
            format!("The council of the war spoke in house {number} of the states and the bread.");
        files.push((format!("docs/other/{number}.txt"), said));
    }
    Dir::indexed(&files)
}

fn paths(response: &Value) -> Vec<&str> {
    list(response, "/hits").iter().map(|hit| text(hit, "/source/path")).collect()
}

#[test]
fn what_shares_the_telling_words_comes_first_and_copies_once() {
    let dir = collection();
    let hits = dir.hits(&["Rapallo cancelled"]);
    let id = text(&hits[0], "/passage_id");
    let response = dir.json(&["similar", id], 0);
    assert_eq!(paths(&response)[0], "later.txt");
    assert!(
        !paths(&response).contains(&"rapallo.txt") && !paths(&response).contains(&"z/copy.txt")
    );
    assert_eq!(text(&response, "/hits/0/duplicates/0/path"), "z/copy.txt");
    assert_eq!(text(&response, "/query"), format!("similar:{id}"));
    assert!(text(&response, "/notes/0").contains("reparations"), "{response}");
    assert!(!list(&response, "/hits/0/highlights").is_empty());
    for same in [&["similar", "rapallo.txt"][..], &["similar", "rapallo.txt:1"]] {
        let by_file = dir.json(same, 0);
        assert_eq!(paths(&by_file), paths(&response), "{same:?}");
        assert_eq!(number(&by_file, "/total"), number(&response, "/total"));
    }
}

#[test]
fn a_file_is_left_out_as_a_whole() {
    let long = format!("{}\n\n", TREATY.repeat(4)).repeat(9);
    let dir = Dir::indexed(&[("docs/long.txt", long.as_str()), ("docs/later.txt", LATER)]);
    let passages: usize = dir.ok(["query", "Rapallo", "--count"]).trim().parse().unwrap();
    assert!(passages > 3, "{passages}");
    let response = dir.json(&["similar", "long.txt"], 0);
    assert_eq!(number(&response, "/total"), 1);
    assert_eq!(paths(&response), ["later.txt"]);
}

#[test]
fn hits_are_limited_filtered_and_printed_in_every_form() {
    let dir = collection();
    let response = dir.json(&["similar", "rapallo.txt", "-n", "1"], 0);
    assert_eq!((paths(&response).len(), number(&response, "/total") > 1), (1, true));
    let only = dir.json(&["similar", "rapallo.txt", "--path", "other/*"], 0);
    assert!(paths(&only).iter().all(|path| path.starts_with("other/")));
    let german = dir.json(&["similar", "rapallo.txt", "--lang", "de", "--path", "brot.txt"], 0);
    assert_eq!(paths(&german), ["brot.txt"]);
    let run = dir.run(["similar", "rapallo.txt"]).expect(0).expect_harmless();
    assert!(run.stdout.starts_with("1. later.txt\n"), "{run:?}");
    assert!(run.stderr.contains("note: by the words "), "{run:?}");
    assert!(dir.ok(["similar", "rapallo.txt", "--format", "tsv"]).starts_with("rank\t"));
    assert!(dir.ok(["similar", "rapallo.txt", "--format", "trec"]).starts_with("q Q0 later.txt"));
}

#[test]
fn what_is_not_there_or_like_nothing_is_said() {
    let dir = collection();
    for nothing in [&["similar", "none.txt"][..], &["similar", "0123456789ab-cdef"]] {
        let run = dir.run(nothing).expect(1);
        assert!(run.stderr.contains("neither a passage nor a file"), "{run:?}");
        assert_eq!(run.stdout, "");
    }
    let response = dir.json(&["similar", "alone.txt"], 1);
    assert!(text(&response, "/notes/0").contains("no word"), "{response}");
    dir.run(["similar", "rapallo.txt", "-n", "0"]).expect_error(&["0 is not in"]);
    dir.run(["similar", "rapallo.txt", "--path", "[a"]).expect_error(&["not a valid path pattern"]);
}

#[test]
fn every_response_is_as_the_schema_of_queries_says() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let schema = fs::read_to_string(docs.join("query.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let dir = collection();
    for (args, code) in [(["similar", "rapallo.txt"], 0), (["similar", "alone.txt"], 1)] {
        let response = dir.json(&args, code);
        let faults: Vec<_> = validator.iter_errors(&response).map(|f| f.to_string()).collect();
        assert!(faults.is_empty(), "{args:?}: {faults:?}");
    }
}
