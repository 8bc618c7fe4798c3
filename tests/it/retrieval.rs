//! What the analyzers and the ranking owe a reader: compounds, false friends, copies shown once.

use serde_json::Value;

use crate::bench::{Dir, list, text};

/// The file of each hit and how it matched, best first.
fn kinds(hits: &[Value]) -> Vec<(String, String)> {
    hits.iter()
        .map(|hit| {
            let kinds = list(hit, "/matches").iter().map(|found| text(found, "/kind"));
            let kinds: Vec<_> = kinds.collect();
            (text(hit, "/source/path").to_owned(), kinds.join(" "))
        })
        .collect()
}

#[test]
fn every_way_of_matching_is_told_apart() {
    let dir = Dir::indexed(&[
        ("docs/exact.txt", "Die Konferenz trat am Montag zusammen und tagte lange."),
        ("docs/stem.txt", "Von den Konferenzen jener Jahre ist wenig geblieben als Papier."),
        ("docs/part.txt", "Auf der Außenministerkonferenz wurde darüber kein Wort verloren."),
        ("docs/none.txt", "Hier ist von etwas ganz anderem die Rede, nämlich vom Wetter."),
    ]);
    let expect = [("docs", "exact"), ("docs", "stem"), ("docs", "part")]
        .map(|(_, kind)| (format!("{kind}.txt"), kind.to_owned()));
    let mut got = kinds(&dir.hits(&["Konferenz"]));
    got.sort();
    let mut expect = expect.to_vec();
    expect.sort();
    assert_eq!(got, expect);
    let infix = dir.json(&["query", "onferen"], 0);
    assert_eq!(text(&infix, "/hits/0/matches/0/kind"), "infix");
    assert_eq!(text(&infix, "/notes/0"), "found only inside longer words");
}

#[test]
fn the_part_that_matches_is_marked_inside_the_word() {
    let dir = Dir::indexed(&[("docs/a.txt", "Über die Außenministerkonferenzen wurde berichtet.")]);
    let hits = dir.hits(&["Konferenz"]);
    let marks: Vec<_> =
        list(&hits[0], "/matches").iter().map(|found| text(found, "/term")).collect();
    assert_eq!(marks, ["konferenzen"]);
}

#[test]
fn a_required_compound_needs_the_whole_or_all_its_parts() {
    let dir = Dir::indexed(&[
        ("docs/whole.txt", "Der Konföderationsplan wurde im Sommer vorgelegt."),
        ("docs/parts.txt", "Der Plan einer Konföderation wurde im Sommer vorgelegt."),
        ("docs/one.txt", "Der Plan wurde im Sommer vorgelegt und dann vergessen."),
    ]);
    let mut found = dir.files(&["+Konföderationsplan Sommer"]);
    found.sort();
    assert_eq!(found, ["parts.txt", "whole.txt"]);
}

/// English words that are German ones too, or share a stem with one: query, the file it belongs to, and one it does not.
#[test]
fn a_stem_of_the_other_language_never_outranks_the_word_itself() {
    for (query, language, right, wrong) in [
        (
            "potato",
            "en",
            "The potato came late to these valleys and fed the poor.",
            "Die Tat wurde nie gesühnt, und von den Taten der anderen schwieg man, Tat um Tat.",
        ),
        (
            "gift",
            "en",
            "A gift of the ambassador lay on the table in the hall.",
            "Die Gifte und Giften, vom Gifte der Worte bis zu den Giften der Natur, wirken lange.",
        ),
        (
            "rat",
            "en",
            "A rat was seen in the archive among the older boxes.",
            "Räte und Räten, den Räten der Räte wurde berichtet, was die Räte wollten.",
        ),
        (
            "brief",
            "en",
            "A brief note was added to the file by the clerk.",
            "Briefe und Briefen, in den Briefen der Briefe stand, was die Briefe wollten.",
        ),
        (
            "also",
            "en",
            "The minister also spoke of trade and of the new border.",
            "Die Alse und die Alsen der alten Alster, von Alsen nach Alsen.",
        ),
        (
            "die",
            "en",
            "Many were to die in the winter of that year in camps.",
            "Dies und diese und dieser und dieses wurde berichtet von diesen Herren.",
        ),
        (
            "war",
            "en",
            "The war was over and the envoys had gone home again.",
            "Waren und die Wahren, die Waren der Waren, von Waren und Wahrem.",
        ),
        (
            "Rat",
            "de",
            "Der Rat trat am Abend zusammen und beriet bis zum Morgen.",
            "Rats and more rats were seen: the rats of the rats, rats everywhere.",
        ),
        (
            "Tat",
            "de",
            "Die Tat wurde nie gesühnt und bald vergessen im Land.",
            "Tats and tatting, the tats of the tats, tatted and tatting again.",
        ),
    ] {
        let dir = Dir::indexed(&[("docs/right.txt", right), ("docs/wrong.txt", wrong)]);
        let hits = dir.hits(&[query]);
        assert_eq!(text(&hits[0], "/source/path"), "right.txt", "{query}");
        assert_eq!(text(&hits[0], "/language"), language, "{query}");
    }
}

#[test]
fn copies_are_shown_once_and_named() {
    let note = "The embassy reported on the proposal of a confederation and on the reply of the government, \
                which was short and cold, as the ambassador had said it would be.";
    let dir = Dir::indexed(&[
        ("docs/a.txt", note.to_owned()),
        ("docs/b.txt", note.to_uppercase()),
        (
            "docs/c.txt",
            "Another embassy reported on something else: a proposal about fish.".to_owned(),
        ),
    ]);
    let hits = dir.hits(&["embassy proposal"]);
    assert_eq!(hits.len(), 2);
    let copies: Vec<_> =
        hits.iter().filter_map(|hit| hit["duplicates"].as_array()).flatten().collect();
    assert_eq!(copies.len(), 1);
    assert_eq!(dir.hits(&["embassy proposal", "--no-collapse"]).len(), 3);
    assert_eq!(dir.ok(["query", "embassy proposal", "--count"]), "3\n");
}

#[test]
fn words_of_the_collection_are_learnt() {
    let sentence = "Gestern sprach der alte Zorbelquast lange über den Handel.\n\n";
    let dir = Dir::indexed(&[
        ("docs/a.txt", sentence.repeat(4)),
        ("docs/b.txt", "Der Zorbelquastbericht lag auf dem Tisch des Ministers.".to_owned()),
    ]);
    let hits = dir.hits(&["Zorbelquast", "--path", "b.txt"]);
    assert_eq!(text(&hits[0], "/matches/0/kind"), "part");
    let status = dir.json(&["status"], 0);
    assert!(status["lexicon"]["learnt"].as_u64() >= Some(1), "{status}");
}

#[test]
fn a_list_of_the_users_adds_words_and_the_index_keeps_them() {
    let dir = Dir::new();
    dir.write("words.txt", "Quirxel\nQuirxels/S\n");
    dir.write("docs/a.txt", "Die Quirxelbehörde tagte.");
    dir.ok(["index", "docs", "--lexicon", "words.txt"]);
    assert_eq!(text(&dir.hits(&["Quirxel"])[0], "/matches/0/kind"), "part");
    dir.ok(["index", "--lexicon", "words.txt"]);
    dir.write("more.txt", "Zorbel\n");
    dir.run(["index", "--lexicon", "more.txt"]).expect_error(&["--rebuild"]);
    dir.ok(["index", "--rebuild", "--lexicon", "none"]);
    assert_eq!(text(&dir.hits(&["Quirxel"])[0], "/matches/0/kind"), "infix");
}

#[test]
fn an_index_without_its_lexicon_is_refused() {
    let dir = Dir::indexed(&[("docs/a.txt", "Ein Text.")]);
    let names = dir.names("index");
    let lexicon = names.iter().find(|name| name.starts_with("lexicon-")).unwrap();
    dir.remove(&format!("index/{lexicon}"));
    dir.run(["query", "Text"]).expect_error(&["lexicon", "--rebuild"]);
}
