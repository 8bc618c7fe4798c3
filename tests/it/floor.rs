//! The floor: what every search tool stumbles over in old and new German files must be found.

use std::collections::BTreeSet;

use crate::bench::{Dir, text};

/// Text in Windows-1252, as far as German needs it: Latin-1.
fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |c| u8::try_from(u32::from(c)).expect("a Latin-1 character");
    text.chars().map(byte).collect()
}

/// Text in UTF-16, little endian, with a byte order mark.
fn utf_16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// Files of a sentence or two, each with one trap.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let utf_8 = [
        ("konf/singular.txt", "Der Plan einer Konföderation der beiden Staaten wurde abgelehnt."),
        (
            "konf/plural.txt",
            "In der Geschichte scheiterten viele Konföderationen an ihren Mitgliedern.",
        ),
        ("konf/plan.txt", "Der Konföderationsplan lag den Abgeordneten seit dem Sommer vor."),
        ("konf/ascii.txt", "Die Konfoederation blieb auf dem Papier, schrieb der Botschafter."),
        ("konferenz/einfach.txt", "Die Konferenz begann am Montag in Genf."),
        ("konferenz/tail.txt", "Auf der Außenministerkonferenz sprach zuerst der Gastgeber."),
        ("müller/umlaut.txt", "Herr Müller schrieb dem Ministerium einen Brief."),
        ("müller/ue.txt", "Frau Mueller antwortete ihm erst nach Wochen."),
        ("strasse/scharf.txt", "Die Straße nach Norden war gesperrt."),
        ("strasse/doppelt.txt", "Die Strasse nach Zürich war frei."),
        ("wieder/frage.txt", "Die Wiedervereinigungsfrage wurde vertagt."),
        ("wieder/hyphen.txt", "Alle Redner sprachen von der Wieder-\nvereinigung des Landes."),
        (
            "wieder/soft.txt",
            "Die Wie\u{AD}der\u{AD}ver\u{AD}ei\u{AD}ni\u{AD}gung kam rascher als gedacht.",
        ),
        ("gespräch/nfd.txt", "Das Gespra\u{308}ch dauerte drei Stunden."),
        ("gesandte/lang.txt", "Man hat die Geſandten des Königs empfangen."),
        ("gesandte/rund.txt", "Der Gesandte reiste am nächsten Tag ab."),
        ("muss/alt.txt", "Er muß zugeben, daß der Vertrag gilt."),
        ("muss/neu.txt", "Sie muss zugeben, dass er nicht gilt."),
        ("uber/name.txt", "The company Uber opened an office in the town."),
        ("uber/wort.txt", "Die Beratung über den Haushalt dauerte bis Mitternacht."),
    ];
    let mut files: Vec<_> = utf_8.map(|(path, text)| (path, text.into())).into();
    let border =
        "Die Grenzübergänge waren für Händler geöffnet, für Gäste blieben sie geschlossen.";
    files.push(("grenze/1252.txt", windows_1252(border)));
    files.push(("gespräch/utf16.txt", utf_16("Über das Gespräch wurde Schweigen vereinbart.")));
    files
}

/// A query and the files it must find.
const QUERIES: [(&str, &[&str]); 19] = [
    ("Konföderation", KONF),
    ("konföderation", KONF),
    ("Konfoederation", KONF),
    ("KONFÖDERATION", KONF),
    ("Konferenz", &["konferenz/einfach.txt", "konferenz/tail.txt"]),
    ("müller", MÜLLER),
    ("mueller", MÜLLER),
    ("MÜLLER", MÜLLER),
    ("strasse", STRASSE),
    ("Straße", STRASSE),
    ("wiedervereinigung", &["wieder/frage.txt", "wieder/hyphen.txt", "wieder/soft.txt"]),
    ("grenzübergang", &["grenze/1252.txt"]),
    ("gespräch", GESPRÄCH),
    ("gespra\u{308}ch", GESPRÄCH),
    ("gesandten", &["gesandte/lang.txt", "gesandte/rund.txt"]),
    ("muss", MUSS),
    ("muß", MUSS),
    ("daß", MUSS),
    ("dass", MUSS),
];

const KONF: &[&str] = &["konf/singular.txt", "konf/plural.txt", "konf/plan.txt", "konf/ascii.txt"];
const MÜLLER: &[&str] = &["müller/umlaut.txt", "müller/ue.txt"];
const STRASSE: &[&str] = &["strasse/scharf.txt", "strasse/doppelt.txt"];
const GESPRÄCH: &[&str] = &["gespräch/nfd.txt", "gespräch/utf16.txt"];
const MUSS: &[&str] = &["muss/alt.txt", "muss/neu.txt"];

#[test]
fn every_query_finds_its_files() {
    let files = files();
    assert_eq!(files.len(), 22);
    let files: Vec<_> = files.iter().map(|(path, bytes)| (format!("docs/{path}"), bytes)).collect();
    let dir = Dir::indexed(&files);
    let mut wrong = Vec::new();
    for (query, expect) in QUERIES {
        let found = dir.files(&[query]);
        let hits: BTreeSet<_> = dir
            .hits(&["-n", "99", query])
            .iter()
            .map(|hit| text(hit, "/source/path").to_owned())
            .collect();
        let mut expect: Vec<_> = expect.to_vec();
        expect.sort();
        // No other of these files has the word, in any form.
        if found != expect || !hits.iter().eq(&found) {
            wrong.push(format!("{query}: -l {found:?}, hits {hits:?}, expected {expect:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");

    // A plain u is no ü.
    let first = &dir.hits(&["Uber"])[0];
    assert_eq!(text(first, "/source/path"), "uber/name.txt");
}
