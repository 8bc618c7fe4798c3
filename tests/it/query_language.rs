//! What the query language finds, form by form.

use crate::bench::{Dir, text};

/// Documents of a line each, with their metadata in front matter.
fn collection() -> Dir {
    let letter = |title: &str, more: &str, body: &str| {
        format!("---\ntitle: {title}\n{more}\n---\n\n{body}\n")
    };
    Dir::indexed(&[
        (
            "docs/plan.md",
            letter(
                "The peace treaty",
                "date: 1960-08-30\nplace: Pyongyang\nauthor: Walter Ulbricht\nsignature: SAPMO-BA, DY 30, IV 2/20/137\nkind: memorandum",
                "Berlin wants a plan, and the confederation of both states is far from it.",
            ),
        ),
        (
            "docs/reply.md",
            letter(
                "Reply",
                "date: 1961\nfrom: Kim Il Sung\nto: Walter Ulbricht\ncollection: Politbüro\nkind: letter",
                "A confederation was proposed to Groß-Berlin last summer. Polish papers wrote of it.",
            ),
        ),
        (
            "docs/zeitung.md",
            letter(
                "Die Häuser der Stadt",
                "place: Berlin\nlanguage: de",
                "Die Konföderation der Häuser am Markt. Das Wort Wirt steht nicht im Wortlaut. Maße und Massen.",
            ),
        ),
        (
            "docs/note.md",
            letter(
                "A note",
                "date: c. 1959",
                "# Files of the ministry\n\nThe files DY30/3667 and C 159/75 say more. To polish is to please.",
            ),
        ),
    ])
}

fn check(dir: &Dir, query: &str, expect: &[&str]) {
    let mut found: Vec<String> = match dir.run(["query", "-l", "--no-variants", "--", query]) {
        run if run.code == 1 => Vec::new(),
        run => run.expect(0).stdout.lines().map(str::to_owned).collect(),
    };
    found.sort();
    let mut expect: Vec<String> = expect.iter().map(|name| format!("{name}.md")).collect();
    expect.sort();
    assert_eq!(found, expect, "{query}");
}

#[test]
fn words_near_each_other() {
    let dir = collection();
    for (query, expect) in [
        ("Berlin NEAR/9 confederation", &["plan", "reply"][..]),
        ("Berlin NEAR/5 confederation", &["reply"]),
        ("Berlin BEFORE/9 confederation", &["plan"]),
        ("confederation BEFORE/9 Berlin", &["reply"]),
        ("confederation NEAR/2 Berlin", &[]),
        ("(Bonn OR \"Groß-Berlin\") NEAR/10 confed*", &["reply"]),
        ("\"of both states\" NEAR/1 confederation", &["plan"]),
        // In any inflection.
        ("state NEAR/3 confederations", &["plan"]),
        ("Haus NEAR/3 Konföderation", &["zeitung"]),
        ("(both NEAR/1 states) BEFORE/3 far", &["plan"]),
        ("-(Berlin NEAR/9 confederation) confederation", &[]),
        ("\"plan Berlin\"~3", &[]),
        ("\"plan wants Berlin\"~4", &[]),
        ("\"plan wants Berlin\"~5", &["plan"]),
        ("\"Berlin a plan\"~1", &["plan"]),
        ("\"Berlin a plan\"", &[]),
    ] {
        check(&dir, query, expect);
    }
}

#[test]
fn patterns_and_words_as_they_stand() {
    let dir = collection();
    for (query, expect) in [
        ("*föderation", &["zeitung"][..]),
        ("*fed*ation", &["plan", "reply"]),
        ("w?rt", &["zeitung"]),
        ("h?user", &["zeitung"]),
        ("confederatoin~1", &["plan", "reply"]),
        ("confedaretoin~1", &[]),
        ("/konf[oö]e?d.*/", &["zeitung"]),
        ("/[xyz].*/", &[]),
        ("=Polish", &["reply"]),
        ("=polish", &["note"]),
        ("polish", &["reply", "note"]),
        ("=Maße", &["zeitung"]),
        ("=Masse", &[]),
        ("=Groß-Berlin", &["reply"]),
    ] {
        check(&dir, query, expect);
    }
}

#[test]
fn fields_and_dates_limit_what_is_found() {
    let dir = collection();
    for (query, expect) in [
        ("title:treaty", &["plan"][..]),
        ("title:treaties", &["plan"]),
        ("title:\"peace treaty\"", &["plan"]),
        ("title:Haus", &["zeitung"]),
        ("heading:ministry", &["note"]),
        ("place:Pyongyang", &["plan"]),
        ("from:Ulbricht", &["plan"]),
        ("to:Ulbricht", &["reply"]),
        ("from:(Kim OR Ulbricht)", &["plan", "reply"]),
        ("from:(Kim BEFORE/2 Sung)", &["reply"]),
        ("collection:politbüro", &["reply"]),
        ("type:letter OR type:memorandum", &["plan", "reply"]),
        ("confederation -type:letter", &["plan"]),
        ("lang:de", &["zeitung"]),
        ("confederation lang:de", &[]),
        ("path:*ote.md", &["note"]),
        ("date:1960", &["plan"]),
        ("date:1960-09..1961", &["reply"]),
        ("date:1961-05", &["reply"]),
        // An uncertain date matches where it may.
        ("date:1959", &["note"]),
        ("before:1960", &["note"]),
        ("after:1960-08", &["reply"]),
        ("confederation date:1960..1961", &["plan", "reply"]),
    ] {
        check(&dir, query, expect);
    }
    let since = dir.files(&["confederation", "--since", "1961"]);
    assert_eq!(since, ["reply.md"]);
    assert_eq!(dir.files(&["confederation", "--until", "1960-08"]), ["plan.md"]);
    dir.run(["query", "x", "--since", "1961", "--until", "1960"]).expect_error(&["--since"]);
    dir.run(["query", "x", "--since", "soon"]).expect_error(&["1960-08"]);
    let sorted: Vec<_> = dir
        .hits(&["Berlin note confederation", "--sort", "date", "--no-collapse"])
        .iter()
        .map(|hit| text(hit, "/source/path").to_owned())
        .collect();
    assert_eq!(sorted, ["note.md", "plan.md", "reply.md", "zeitung.md"]);
}

#[test]
fn signatures_are_found_however_they_are_punctuated() {
    let dir = collection();
    for (query, expect) in [
        ("signature:\"DY 30\"", &["plan"][..]),
        ("signature:\"DY30, IV 2/20/137\"", &["plan"]),
        ("signature:\"SAPMO-BA DY 30 IV 2 20 137\"", &["plan"]),
        ("signature:DY30", &["plan"]),
        ("\"DY 30/3667\"", &["note"]),
        ("\"DY30/3667\"", &["note"]),
        ("\"C159/75\"", &["note"]),
        ("C159/75", &["note"]),
    ] {
        check(&dir, query, expect);
    }
}

#[test]
fn a_boost_changes_the_order_and_nothing_else() {
    let dir = collection();
    let first = |query| text(&dir.hits(&[query])[0], "/source/path").to_owned();
    assert_eq!(first("ministry^0.1 Markt^20"), "zeitung.md");
    assert_eq!(first("ministry^20 Markt^0.1"), "note.md");
    check(&dir, "ministry^20 Markt^0.1", &["note", "zeitung"]);
}

#[test]
fn plain_text_is_taken_literally() {
    let dir = collection();
    assert_eq!(dir.files(&["--plain", "title:(treaty* -Groß"]), ["reply.md"]);
    let note = dir.run(["query", "Berlin UND Bonn"]).expect(0);
    assert!(note.stderr.contains("AND"), "{note:?}");
}
