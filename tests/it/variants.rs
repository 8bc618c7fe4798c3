//! Other spellings, other names and translations of the words of a query.

use crate::bench::{Dir, list, text};

fn collection() -> Dir {
    Dir::indexed(&[
        (
            "docs/a.txt",
            "The journal of Soviet ambassador Puzanov says that he met the prime minister in the morning.",
        ),
        (
            "docs/b.txt",
            "Der Botschafter übergab in Peking eine Note über den Friedensvertrag, den beide Seiten wünschten.",
        ),
        (
            "docs/c.txt",
            "In dem Theil des Berichts, der von der Schiffahrt handelt, seyn die Zahlen alt, und das ist nicht gut.",
        ),
        (
            "docs/d.txt",
            "Das Kornmando der Volksarmee meldete sich nicht, und die Kommission wartete auf die Antwort der anderen.",
        ),
        (
            "docs/e.txt",
            "The foreign minister spoke about coal and steel, and the conference went home without a result.",
        ),
    ])
}

#[test]
fn names_are_found_in_other_transliterations() {
    let dir = collection();
    let response = dir.json(&["query", "Pusanow"], 0);
    assert_eq!(text(&response, "/hits/0/source/path"), "a.txt");
    assert_eq!(list(&response, "/expanded/Pusanow"), ["Puzanov"]);
    assert_eq!(text(&response, "/hits/0/matches/0/kind"), "variant");
    assert_eq!(text(&response, "/hits/0/matches/0/term"), "Puzanov");
    dir.run(["query", "Pusanow", "--no-names"]).expect(1);
    dir.run(["query", "Pusanow", "--no-variants"]).expect(1);
    assert_eq!(dir.files(&["+Pusanow journal"]), ["a.txt"]);
    let said = dir.run(["query", "Pusanow"]).expect(0);
    assert!(said.stderr.contains("Pusanow → Puzanov"), "{said:?}");
}

#[test]
fn aliases_are_found_and_can_be_added() {
    let dir = collection();
    assert_eq!(dir.files(&["Beijing", "--no-cross"]), ["b.txt"]);
    dir.run(["query", "Beijing", "--no-cross", "--no-aliases"]).expect(1);
    dir.run(["query", "Grauwolf", "--no-cross"]).expect(1);
    dir.write("docs/aliases.toml", "bodies = [[\"Grauwolf\", \"prime minister\"]]");
    assert_eq!(dir.files(&["Grauwolf", "--no-cross"]), ["a.txt"]);
    assert_eq!(dir.files(&["\"Prime Minister\" +Grauwolf", "--no-cross"]), ["a.txt"]);
    dir.write("docs/aliases.toml", "bodies = [[\"Grauwolf\"]]");
    let run = dir.run(["query", "Peking"]).expect(0);
    assert!(run.stderr.contains("aliases.toml") && run.stderr.contains("two names"), "{run:?}");
}

#[test]
fn old_spellings_and_misread_words_are_found_where_asked_for() {
    let dir = collection();
    let plain = ["--no-cross", "--no-names"];
    for (query, option, file) in [
        ("Teil", "--old-spelling", "c.txt"),
        ("Schifffahrt", "--old-spelling", "c.txt"),
        ("sein", "--old-spelling", "c.txt"),
        ("Kommando", "--ocr", "d.txt"),
    ] {
        dir.run(["query", query, plain[0], plain[1]]).expect(1);
        assert_eq!(dir.files(&[query, plain[0], plain[1], option]), [file], "{query}");
    }
}

#[test]
fn misread_words_are_looked_for_where_much_is_misread() {
    let dir = Dir::new();
    let syllables = ["ba", "de", "fo", "gu", "ki", "lo", "so", "te"];
    let words = (0..64).map(|n| ["Ram", syllables[n % 8], syllables[n / 8 % 8], "er"].concat());
    let words = words.collect::<Vec<_>>().join(" ");
    for file in 1..=5 {
        dir.write(format!("docs/{file}.txt"), format!("Der {words} {file}."));
    }
    dir.ok(["index", "docs"]);
    let status = dir.json(&["status"], 0);
    assert_eq!(status["looks_misread"], false);
    dir.write("docs/scan.txt", format!("Das {}.", words.replace("Ram", "Rarn")));
    dir.ok(["index", "docs"]);
    let status = dir.json(&["status"], 0);
    assert_eq!(status["looks_misread"], true);
    assert!(dir.run(["status"]).expect(0).stdout.contains("--no-ocr"));
    let query = ["Rambadeer", "--path", "**/scan.txt"];
    assert_eq!(dir.files(&query), ["scan.txt"]);
    dir.run(["query", query[0], query[1], query[2], "--no-ocr"]).expect(1);
    dir.run(["query", query[0], query[1], query[2], "--no-variants"]).expect(1);
    assert_eq!(dir.files(&[query[0], query[1], query[2], "--no-ocr", "--ocr"]), ["scan.txt"]);
}

#[test]
fn passages_in_the_other_language_are_found() {
    let dir = collection();
    let response = dir.json(&["query", "peace treaty"], 0);
    assert_eq!(text(&response, "/hits/0/source/path"), "b.txt");
    assert_eq!(text(&response, "/hits/0/matches/0/kind"), "translation");
    assert!(list(&response, "/translated/peace treaty").contains(&"Friedensvertrag".into()));
    assert_eq!(dir.files(&["Außenminister"]), ["e.txt"]);
    assert_eq!(dir.files(&["Kohle"]), ["e.txt"]);
    dir.run(["query", "Kohle", "--no-cross"]).expect(1);
    dir.run(["query", "\"Kohle und Stahl\""]).expect(1);
}

#[test]
fn a_dictionary_of_the_users_is_imported_listed_and_removed() {
    let dir = collection();
    dir.run(["query", "Flunkerbart"]).expect(1);
    dir.write("own.tsv", "Flunkerbart\tprime minister\n");
    let run = dir.run(["lexicon", "import", "own.tsv"]).expect(0);
    assert!(run.stdout.contains("1 word pair of"), "{run:?}");
    assert_eq!(dir.files(&["Flunkerbart"]), ["a.txt"]);
    let listed = dir.json(&["lexicon", "list"], 0);
    assert_eq!(text(&listed, "/dictionaries/1/name"), "own");
    // A rebuilt index keeps it.
    dir.ok(["index", "--rebuild"]);
    assert_eq!(dir.files(&["Flunkerbart"]), ["a.txt"]);
    dir.ok(["lexicon", "remove", "own"]);
    dir.run(["query", "Flunkerbart"]).expect(1);
    dir.run(["lexicon", "remove", "own"]).expect(1);
    dir.write("empty.tsv", "nothing here\n");
    dir.run(["lexicon", "import", "empty.tsv"]).expect_error(&["empty.tsv"]);
    dir.run(["lexicon", "import", "missing.tsv"]).expect_error(&["missing.tsv"]);
    dir.write("index/dictionary-broken.bin", "no dictionary");
    let run = dir.run(["query", "Kohle"]).expect(0);
    assert!(run.stderr.contains("broken") && run.stderr.contains("import"), "{run:?}");
}

#[test]
fn words_are_suggested_where_little_is_found() {
    let dir = collection();
    let response = dir.json(&["query", "confernece", "--no-variants"], 1);
    assert_eq!(list(&response, "/suggestions/confernece"), ["conference"]);
    let run = dir.run(["query", "confernece", "--no-variants"]).expect(1);
    assert!(run.stderr.contains("did you mean: confernece → conference"), "{run:?}");
    assert!(dir.json(&["query", "conference"], 0).get("suggestions").is_none());
}
