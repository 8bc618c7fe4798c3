//! Facets: what all matches of a query are, not only those printed.

use serde_json::Value;

use crate::bench::{Dir, list, number, text};

/// Four documents that match and one that does not.
fn collection() -> Dir {
    let letter = |date: &str, text: &str| {
        format!("---\ndate: {date}\ntype: letter\ncollection: DDF\n---\n\n{text}\n")
    };
    let english =
        format!("{}\n\n", "The treaty of the two states was signed in the house. ".repeat(9));
    Dir::indexed(&[
        ("docs/a.md", letter("1960-08-30", &english.repeat(4))),
        ("docs/b.md", letter("1960-09-01", "The treaty was not signed by any of the states.")),
        ("docs/c.md", letter("1958", "Der Vertrag, auf Englisch treaty, wurde nicht geschlossen.")),
        ("docs/d.txt", "A treaty that nobody has dated, and nobody will.".to_owned()),
        ("docs/e.txt", "Of bread and of wine and of all that was eaten there.".to_owned()),
    ])
}

/// The values of each facet, as `value documents/passages`.
fn shown(response: &Value) -> Vec<String> {
    let value = |value: &Value| {
        let (documents, passages) = (number(value, "/documents"), number(value, "/passages"));
        format!("{} {documents}/{passages}", text(value, "/value"))
    };
    let facet = |facet: &Value| {
        let values: Vec<_> = list(facet, "/values").iter().map(value).collect();
        format!("{}: {}", text(facet, "/by"), values.join(", "))
    };
    list(response, "/facets").iter().map(facet).collect()
}

#[test]
fn all_matches_are_counted_however_few_are_printed() {
    let dir = collection();
    let args = ["query", "treaty", "--no-variants", "--facets", "lang,year,type,collection"];
    let all = dir.json(&args, 0);
    let passages = number(&all, "/total");
    assert!(passages > 4, "{passages}");
    let long = passages - 3;
    let expect = [
        format!("language: en 3/{}, de 1/1", passages - 1),
        format!("year: 1960 2/{}, 1958 1/1, undated 1/1", long + 1),
        format!("type: letter 3/{}, no type 1/1", long + 2),
        format!("collection: DDF 3/{}, no collection 1/1", long + 2),
    ];
    assert_eq!(shown(&all), expect);
    for few in [&["-n", "1"][..], &["--group-by", "document"], &["--offset", "9"]] {
        let args: Vec<_> = args.iter().chain(few).copied().collect();
        assert_eq!(shown(&dir.json(&args, 0)), expect, "{few:?}");
    }
    let german = dir.json(&["query", "treaty", "--facets", "year", "--lang", "de"], 0);
    assert_eq!(shown(&german), ["year: 1958 1/1"]);
    assert_eq!(shown(&dir.json(&["query", "zzzz", "--facets", "year"], 1)), ["year: "]);
    assert!(dir.json(&["query", "treaty"], 0).get("facets").is_none());
}

#[test]
fn a_small_table_follows_the_hits() {
    let dir = collection();
    let run = dir.run(["query", "treaty", "-n", "1", "--facets", "year"]).expect(0);
    let printed = run.expect_harmless().stdout;
    let table = "documents  passages  year\n";
    let (hits, table) = printed.split_at(printed.find(table).expect("a table"));
    assert!(hits.starts_with("1. ") && hits.ends_with("\n\n"), "{printed}");
    let columns: Vec<_> = table.lines().map(|line| line.get(21..).unwrap_or_default()).collect();
    assert_eq!(columns, ["year", "1960", "1958", "undated", ""]);
    assert!(table.lines().nth(2).unwrap().starts_with("        1         1  1958"), "{table}");
}

#[test]
fn long_lists_are_cut_for_reading_only() {
    let file = |year: usize| {
        (format!("docs/{year}.md"), format!("---\ndate: {year}\n---\n\nThe treaty of {year}.\n"))
    };
    let files: Vec<_> = (1901..1915).map(file).collect();
    let dir = Dir::indexed(&files);
    let printed = dir.ok(["query", "treaty", "--facets", "year"]);
    assert!(printed.contains("1910\n                     and 4 more; --json has all"), "{printed}");
    let response = dir.json(&["query", "treaty", "--facets", "year"], 0);
    assert_eq!(list(&response, "/facets/0/values").len(), 14);
}

#[test]
fn other_forms_have_no_place_for_them() {
    let dir = collection();
    for (args, part) in [
        (&["--format", "tsv"][..], "--facets goes with"),
        (&["--format", "jsonl"], "--facets goes with"),
        (&["--cite", "ris"], "--facets goes with"),
        (&["--count"], "cannot be used with"),
        (&["-l"], "cannot be used with"),
    ] {
        let all = ["query", "treaty", "--facets", "year"];
        dir.run(all.iter().chain(args)).expect_error(&[part]);
    }
    dir.run(["query", "treaty", "--facets", "colour"]).expect_error(&["possible values: lang"]);
}
