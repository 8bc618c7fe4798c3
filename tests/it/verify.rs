//! Quotes and citations checked: what stands, where, and what else is said.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use serde_json::Value;

use crate::bench::{Dir, list, number, text};

/// A hard-wrapped text with divided words, a page break and old spelling.
const UNION: &str = "The Union of the Lakes

In the spring of 1911 the cantons on the lakes made a union. They
agreed on one toll for all ferries, on a common fleet, and they pro-
mised each other help against floods, against fires, and in bad years.

The treaty was read aloud in every market place on the same Sunday.
Nobody is known to have objected in writing, then or afterwards.
\u{c}On the second page the union came to an end, because the toll was never paid.
";

fn collection() -> Dir {
    let german = "Der Seebund\n\nIm Frühjahr 1911 schlossen die Kantone einen Bund. Der dritte Theil der Zölle floß in \
                  eine gemeinsame Casse, was Niemand außer den Fährleuten beklagte.\n";
    let html = "<!DOCTYPE html>\n<title>Ferries</title>\n<p>The <b>ferry</b> of K&uuml;snacht sailed\nonly on &quot;quiet&quot; days\nof the year.</p>\n";
    Dir::indexed(&[
        ("docs/union.txt", UNION),
        ("docs/bund.txt", german),
        ("docs/a/ferry.html", html),
    ])
}

/// Checks one quote: its verdict and where it stands.
fn check(dir: &Dir, quote: &str, verdict: &str, citation: Option<&str>) -> Value {
    let stands = matches!(verdict, "exact" | "spacing");
    let found = dir.json(&["verify", quote], i32::from(!stands));
    let check = list(&found, "/checks")[0].clone();
    assert_eq!(text(&check, "/verdict"), verdict, "{quote}: {check}");
    assert_eq!(check["stands"], stands, "{quote}");
    let said = check.pointer("/found/citation").and_then(Value::as_str);
    assert_eq!(said, citation, "{quote}");
    check
}

/// What `--json` says with these arguments: the verdicts, and how many stand.
fn verdicts(dir: &Dir, args: &[&str], code: i32) -> (Vec<String>, usize) {
    let found = dir.json(&[&["verify"], args].concat(), code);
    let checks = list(&found, "/checks").iter();
    (checks.map(|check| text(check, "/verdict").to_owned()).collect(), number(&found, "/standing"))
}

#[test]
fn quotes_are_graded_and_cited() {
    let dir = collection();
    let cases = [
        ("In the spring of 1911 the cantons on the lakes", "exact", 3, 3),
        ("they promised each other help against floods", "exact", 4, 5),
        ("they pro-\nmised each other help", "exact", 4, 5),
        ("“They agreed on one toll for all ferries”", "exact", 3, 4),
        ("They agreed on one toll -- for all ferries", "spacing", 3, 4),
        ("and in bad years. The treaty was read", "spacing", 5, 7),
        ("They agreed […] on a common fleet […] against fires", "exact", 3, 5),
        ("they promissed each other help against the floods", "close", 4, 5),
    ];
    let sheet = |first: u64, last: u64| match first == last {
        true => format!("The Union of the Lakes, union.txt, sheet 1, line {first}"),
        false => format!("The Union of the Lakes, union.txt, sheet 1, lines {first}–{last}"),
    };
    for (quote, verdict, first, last) in cases {
        check(&dir, quote, verdict, Some(&sheet(first, last)));
    }
    let across = check(
        &dir,
        "then or afterwards. On the second page the union came to an end",
        "spacing",
        Some("The Union of the Lakes, union.txt, sheet 1, line 8 – sheet 2, line 9"),
    );
    assert_eq!(list(&across, "/found/passage_ids").len(), 2);
    assert_eq!(number(&across, "/found/source/page_end"), 2);
    let bund = "Der Seebund, bund.txt, line 3";
    check(&dir, "Der dritte Theil der Zölle floß", "exact", Some(bund));
    check(&dir, "der dritte Teil der Zölle floss in eine", "spelling", Some(bund));
    let ferry = "Ferries, a/ferry.html, lines 3–4";
    check(&dir, "The ferry of Küsnacht sailed only on “quiet” days", "spacing", Some(ferry));
    check(&dir, "sailed only over the mountains of Norway", "not_found", None);
}

#[test]
fn differences_are_shown_word_by_word() {
    let dir = collection();
    let found = check(
        &dir,
        "made a union and they agreed on two tolls for all ferries, on a common fleet",
        "close",
        Some("The Union of the Lakes, union.txt, sheet 1, lines 3–4"),
    );
    let kinds: Vec<_> = list(&found, "/diff").iter().map(|step| text(step, "/kind")).collect();
    assert!(kinds.contains(&"same") && kinds.contains(&"changed"), "{found}");
    let printed = dir.run(["verify", "In the autumn of 1911 the cantons on the lakes"]).expect(1);
    assert!(printed.stdout.contains("In the [-autumn-]{+spring+} of 1911"), "{printed:?}");
    assert!(printed.stdout.starts_with("1. close, 8"), "{printed:?}");
}

#[test]
fn spelling_passes_when_asked() {
    let dir = collection();
    let quote = "der dritte Teil der Zölle floss in eine";
    assert_eq!(verdicts(&dir, &[quote], 1), (vec!["spelling".to_owned()], 0));
    assert_eq!(verdicts(&dir, &[quote, "--spelling"], 0), (vec!["spelling".to_owned()], 1));
    assert!(dir.run(["verify", quote]).expect(1).stderr.contains("--spelling lets"));
}

#[test]
fn a_quote_comes_as_words_or_on_standard_input() {
    let dir = collection();
    dir.run(["verify", "In", "the", "spring", "of", "1911"]).expect(0);
    dir.run_with_input(["verify", "-"], "In the spring\r\nof 1911\n").expect(0);
    dir.run_with_input(["verify", "-"], "").expect_error(&["there are no words in it"]);
    dir.run(["verify", " … "]).expect_error(&["there are no words in it"]);
    dir.run_with_input(["verify", "-"], "one two ".repeat(131_072)).expect_error(&["64 kB"]);
    dir.run_with_input(["verify", "-"], b"\xff\xfe\x00\x1b[2J of 1911 \x80".repeat(9))
        .expect(1)
        .expect_harmless();
    dir.run(["verify", "docs/union.txt"]).expect_error(&["--manuscript docs/union.txt"]);
    assert_eq!(dir.run(["verify"]).code, 2);
    assert_eq!(dir.run(["verify", "a", "--response", "b"]).code, 2);
}

#[test]
fn the_quotations_of_a_manuscript_are_checked_with_their_notes() {
    let dir = collection();
    dir.write(
        "thesis.md",
        "# The union\n\nThey met “In the spring of 1911”.[^1] A “short one” is passed over.\n\n\
         > The treaty was read aloud\n> in every market place.[^2]\n\n\
         He adds „niemand hat je davon gehört“ and no note.\n\n[^1]: Union, p. 1.\n[^2]: Ibid.\n",
    );
    let found = dir.json(&["verify", "--manuscript", "thesis.md"], 1);
    assert_eq!((number(&found, "/checked"), number(&found, "/standing")), (3, 2));
    let checks = list(&found, "/checks");
    let verdicts: Vec<_> = checks.iter().map(|check| text(check, "/verdict")).collect();
    assert_eq!(verdicts, ["exact", "spacing", "not_found"]);
    let lines: Vec<_> = checks.iter().map(|check| number(check, "/line")).collect();
    assert_eq!(lines, [3, 5, 8]);
    assert_eq!(text(&checks[0], "/note/text"), "Union, p. 1.");
    assert!(checks[2].get("note").is_none());
    let printed = dir.run(["verify", "--manuscript", "thesis.md"]).expect(1).expect_harmless();
    assert!(printed.stdout.contains("1. line 3, note 1: exact\n"), "{printed:?}");
    assert!(printed.stdout.contains("3. line 8: not found\n"), "{printed:?}");
    assert_eq!(printed.stderr, "2 of 3 stand\n");
    assert!(printed.stdout.lines().all(|line| line.chars().count() <= 80), "{printed:?}");
}

/// A Word document: the content of its body, and of its footnotes.
fn word(body: &str, notes: &str) -> Vec<u8> {
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |name: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"{kind}/{name}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("_rels/.rels", relation("officeDocument", "word/document.xml")),
        ("word/_rels/document.xml.rels", relation("footnotes", "footnotes.xml")),
        ("word/document.xml", format!("<w:document {space}><w:body>{body}</w:body></w:document>")),
        ("word/footnotes.xml", format!("<w:footnotes {space}>{notes}</w:footnotes>")),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_word_manuscript_has_its_notes() {
    let dir = collection();
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id=\"7\"/></w:r>{}</w:p><w:p>{}</w:p>",
        run("They met “In the spring of 1911”"),
        run(" and in [1912]."),
        run("Next “the moon is made of cheese”.")
    );
    let notes = format!("<w:footnote w:id=\"7\"><w:p>{}</w:p></w:footnote>", run("Union, p. 1."));
    dir.write("thesis.docx", word(&body, &notes));
    dir.write(
        "thesis.rtf",
        "{\\rtf1 They met \\'93In the spring of 1911\\'94.{\\chftn}{\\footnote\\pard\\plain{\\chftn} Union, p. 1.}\\par \
         Next \\'93the moon is made of cheese\\'94.\\par}",
    );
    for path in ["thesis.docx", "thesis.rtf"] {
        let found = dir.json(&["verify", "--manuscript", path], 1);
        let checks = list(&found, "/checks");
        assert_eq!((checks.len(), text(&checks[0], "/verdict")), (2, "exact"), "{path}");
        let note = (text(&checks[0], "/note/mark"), text(&checks[0], "/note/text"));
        assert_eq!(note, ("1", "Union, p. 1."), "{path}");
        assert!(checks[1].get("note").is_none(), "{path}: {}", checks[1]);
        assert!(number(&checks[1], "/line") > number(&checks[0], "/line"), "{path}");
    }
}

#[test]
fn what_is_no_manuscript_is_refused() {
    let dir = collection();
    dir.write("noise.md", (0..20_000u32).map(|n| ((n * n) >> 3) as u8).collect::<Vec<_>>());
    dir.write("table.csv", "a,b\n1,2\n3,4\n");
    dir.write("plain.md", "No quotations “at all”.\n");
    let verify = |path: &str| dir.run(["verify", "--manuscript", path]);
    verify("noise.md").expect_error(&["noise.md"]);
    verify("table.csv").expect_error(&["a manuscript is a Markdown, text, Word"]);
    verify("nowhere.md").expect_error(&["nowhere.md"]);
    verify("docs").expect_error(&["a folder; name a file"]);
    let nothing = verify("plain.md").expect(1);
    assert!(
        nothing.stderr.contains("no quotations of 4 words or more in `plain.md`"),
        "{nothing:?}"
    );
}

#[test]
fn hostile_manuscripts_take_their_time_and_no_more() {
    let dir = collection();
    dir.write("long.md", format!("> {}\n", "the union of the lakes ".repeat(20_000)));
    dir.write("open.md", "“one two three four ".repeat(20_000));
    dir.write("cut.md", format!("“{}”", "the union … of [the] lakes ".repeat(500)));
    let found = dir.json(&["verify", "--manuscript", "long.md"], 1);
    assert_eq!(text(&found, "/checks/0/remark"), "longer than 64 kB: not looked for");
    dir.run(["verify", "--manuscript", "open.md"]).expect(1);
    dir.run(["verify", "--manuscript", "cut.md"]).expect(1);
}

#[test]
fn citations_are_checked_against_the_files() {
    let dir = collection();
    let response = dir.run(["query", "union", "--json"]).expect(0).stdout;
    let hits: Value = serde_json::from_str(&response).unwrap();
    let pages = |found: &Value| -> Vec<u64> {
        list(found, "/hits").iter().filter_map(|hit| hit["source"]["page"].as_u64()).collect()
    };
    assert_eq!(pages(&hits).len(), 2, "{hits}");
    dir.write("hits.json", &response);
    let first_page = pages(&hits).iter().position(|page| *page == 1).unwrap();
    let states = |code: i32| {
        let (mut verdicts, standing) = verdicts(&dir, &["--response", "hits.json"], code);
        verdicts.swap(0, first_page);
        (verdicts, standing)
    };
    let expect = |first: &str, second: &str, standing: usize| {
        (vec![first.to_owned(), second.to_owned()], standing)
    };
    assert_eq!(states(0), expect("unchanged", "unchanged", 2));
    // The second page is another, the first only elsewhere.
    dir.write(
        "docs/union.txt",
        UNION.replace("because the toll was never paid", "for nobody paid"),
    );
    assert_eq!(states(1), expect("in_place", "changed", 1));
    dir.write("docs/union.txt", format!("\n\n{UNION}"));
    assert_eq!(states(0), expect("moved", "moved", 2));
    dir.write("docs/union.txt", UNION.split('\u{c}').next().unwrap());
    assert_eq!(states(1).0[1], "gone");
    // The same after the index is brought up to date, and when the file has another name.
    dir.ok(["index"]);
    assert_eq!(states(1).0[1], "gone");
    dir.write("docs/union.txt", UNION);
    dir.rename("docs/union.txt", "docs/renamed.txt");
    assert_eq!(states(1), expect("missing", "missing", 0));
    dir.ok(["index"]);
    assert_eq!(states(0), expect("moved", "moved", 2));
    dir.remove("docs/renamed.txt");
    assert_eq!(states(1), expect("missing", "missing", 0));
}

#[test]
fn the_forms_of_hits_are_read_and_others_refused() {
    let dir = collection();
    for args in [&["query", "union", "--json"][..], &["query", "union", "--format", "jsonl"]] {
        let hits = dir.run(args).expect(0).stdout;
        let run = dir.run_with_input(["verify", "--response", "-"], hits).expect(0);
        assert_eq!(run.stderr, "2 of 2 stand\n");
    }
    let verify = |json: &str| dir.run_with_input(["verify", "--response", "-"], json);
    verify("{\"hits\": 3}").expect_error(&["not what `docsearch query --json` prints"]);
    verify("\u{0}\u{1}").expect_error(&["not what `docsearch query --json` prints"]);
    assert_eq!(verify("{\"hits\": []}").expect(1).stderr, "no hits to check\n");
    dir.run(["verify", "--response", "nowhere.json"]).expect_error(&["nowhere.json"]);
    // A path leads out of no folder; words that were put in are found out.
    let claim = |path: &str, quote: &str| {
        format!("{{\"quote\": {quote:?}, \"source\": {{\"path\": {path:?}, \"line_start\": 3}}}}")
    };
    let verdict = |json: String| {
        let run = dir.run_with_input(["verify", "--json", "--response", "-"], json);
        let found: Value = serde_json::from_str(&run.stdout).unwrap();
        text(&found, "/checks/0/verdict").to_owned()
    };
    dir.write("secret.txt", "It stands in the secret file only.\n");
    for path in ["../secret.txt", "docs/../../secret.txt", "/etc/hostname", "", "."] {
        assert_eq!(verdict(claim(path, "It stands in the secret file only.")), "missing", "{path}");
    }
    assert_eq!(verdict(claim("bund.txt", "Im Frühjahr 1911 schlossen die Kantone")), "in_place");
    assert_eq!(
        verdict(claim("bund.txt", "Im Frühjahr 1911 schlossen die Kantone keinen Bund")),
        "changed"
    );
}

#[test]
fn a_passage_is_checked_by_its_identifier() {
    let dir = collection();
    let id = text(&dir.hits(&["Seebund"])[0], "/passage_id").to_owned();
    assert_eq!(verdicts(&dir, &["--passage", &id], 0).0, ["unchanged"]);
    assert_eq!(verdicts(&dir, &["--passage", &id, "Im Frühjahr 1911"], 0).0, ["exact"]);
    assert_eq!(verdicts(&dir, &["--passage", &id, "In the spring of 1911"], 1).0, ["not_found"]);
    let gone = dir.run(["verify", "--passage", "0123456789ab-0000"]).expect(1);
    assert!(gone.stdout.contains("the index has no such passage"), "{gone:?}");
    dir.remove("docs/bund.txt");
    assert_eq!(verdicts(&dir, &["--passage", &id], 1).0, ["missing"]);
    let found = dir.json(&["verify", "--passage", &id, "Im Frühjahr 1911"], 0);
    assert_eq!(text(&found, "/checks/0/found/file"), "missing");
}

#[test]
fn what_has_changed_since_it_was_indexed_is_read_again() {
    let dir = collection();
    dir.write(
        "docs/bund.txt",
        "Der Seebund\n\nEin neuer Text: im Frühjahr 1911 schlossen die Kantone nichts.\n",
    );
    let found = check(
        &dir,
        "im Frühjahr 1911 schlossen die Kantone nichts",
        "exact",
        Some("Der Seebund, bund.txt, line 3"),
    );
    assert_eq!(text(&found, "/found/file"), "changed");
    assert!(text(&found, "/remark").contains("`docsearch index`"), "{found}");
    check(&dir, "was Niemand außer den Fährleuten beklagte", "not_found", None);
}

#[test]
fn every_verification_is_as_the_schema_says() {
    let dir = collection();
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(docs.join("verify.schema.json")).unwrap())
            .unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    dir.write(
        "thesis.md",
        "“In the autumn of 1911 the cantons”[^1] and “one two three four”\n\n[^1]: Union.\n",
    );
    dir.write("hits.json", dir.run(["query", "union", "--json"]).stdout);
    let named = |value: &Value, fields: &Value| {
        for field in value.as_object().unwrap().keys() {
            assert!(fields.get(field).is_some(), "{field}");
        }
    };
    for args in [
        &["verify", "In the spring of 1911", "--json"][..],
        &["verify", "nothing of this kind", "--json"],
        &["verify", "--manuscript", "thesis.md", "--json"],
        &["verify", "--response", "hits.json", "--json"],
        &["verify", "--passage", "0123456789ab-0000", "--json"],
    ] {
        let found: Value = serde_json::from_str(&dir.run(args).stdout).unwrap();
        let faults: Vec<_> = validator.iter_errors(&found).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{args:?}: {faults:?}");
        let check = &found["checks"][0];
        named(&found, &schema["properties"]);
        named(check, &schema["$defs"]["check"]["properties"]);
        if let Some(place) = check.get("found") {
            named(place, &schema["$defs"]["found"]["properties"]);
            named(&place["source"], &schema["$defs"]["source"]["properties"]);
        }
    }
    let page = fs::read_to_string(docs.join("json-output.md")).unwrap();
    let definitions = &schema["$defs"];
    for fields in ["check", "found"].map(|name| &definitions[name]["properties"]) {
        for field in fields.as_object().unwrap().keys() {
            assert!(page.contains(&format!("`{field}`")), "{field}");
        }
    }
    for verdict in definitions["check"]["properties"]["verdict"]["enum"].as_array().unwrap() {
        assert!(page.contains(&format!("`{}`", verdict.as_str().unwrap())), "{verdict}");
    }
}
