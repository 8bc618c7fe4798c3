//! What is quoted stands byte for byte in the file, whatever its encoding and format.

use std::fs;
use std::ops::Range;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::bench::{Dir, list, number, text};

/// Plain text: wrapped lines, line-end hyphens, umlauts, quotation marks, a page break, long paragraphs.
fn plain() -> String {
    let long =
        "Über die Größe der Straße sprach der Müller „sehr“ lange – und der Kö\u{AD}nig hörte zu. "
            .repeat(60);
    format!(
        "Der Vertrag\n===========\n\nDer Vertrag über die Wieder-\nvereinigung wurde in Köln geschlossen,\n\
         und alle unterschrieben ihn.\n\n   {long}\n\n\u{C}Auf der zweiten Seite wird der\nVertrag noch \
         einmal genannt:\n\n\tder Vertrag von Köln.\nEnde\n"
    )
}

/// The same kind of text in Markdown.
fn markdown() -> String {
    "---\ntitle: Der Vertrag\nlang: de\n---\n\n# Vertrag & Größe\n\nDer *Vertrag* über die **Straße** von [Köln](http://a.de/b \"c\")\n\
     galt &uuml;ber Jahre &amp; Tage.\n\n* ein `Vertrag`\n* Köln\n\n> Der Vertrag,\n> so der König\n\n| Vertrag | Ort |\n|---|---|\n| 1 | Köln |\n\n\
     ```\nVertrag in Köln\n```\n"
        .to_owned()
}

/// The same kind of text in HTML.
fn html() -> String {
    "<!DOCTYPE html>\n<html lang=\"de\"><head><title>Der Vertrag</title><style>p { color: red }</style>\n</head><body>\n\
     <h1>Vertrag &amp; Größe</h1>\n<p>Der <b>Vertrag</b> &uuml;ber die Stra&#223;e\nvon K&ouml;ln<!-- nicht -->, und\n\
     <i>König</i>.</p><p>Noch ein Vertrag<br>in Köln</p><ul><li>Vertrag<li>Köln</ul>\n\
     <table><tr><td>Köln</td><td>Vertrag</td></tr></table></body></html>\n"
        .to_owned()
}

/// The ways a text becomes bytes: name, encoding, byte order mark, the bytes of a UTF-16 unit.
type Coding = (&'static str, &'static Encoding, &'static [u8], Option<fn(u16) -> [u8; 2]>);

const CODINGS: [Coding; 5] = [
    ("utf-8", UTF_8, b"", None),
    ("bom", UTF_8, b"\xEF\xBB\xBF", None),
    ("utf-16le", UTF_16LE, b"\xFF\xFE", Some(u16::to_le_bytes)),
    ("utf-16be", UTF_16BE, b"\xFE\xFF", Some(u16::to_be_bytes)),
    ("1252", WINDOWS_1252, b"", None),
];

fn encode(text: &str, (_, encoding, mark, unit): &Coding) -> Vec<u8> {
    let body = match unit {
        Some(bytes) => text.encode_utf16().flat_map(bytes).collect(),
        None => {
            let (bytes, _, lossy) = encoding.encode(text);
            assert!(!lossy, "{text}");
            bytes.into_owned()
        }
    };
    [mark, &body[..]].concat()
}

/// Every text in every encoding, with each kind of line end.
fn files() -> Vec<(String, &'static Encoding, Vec<u8>)> {
    let mut files = Vec::new();
    for (extension, text) in [("txt", plain()), ("md", markdown()), ("html", html())] {
        for (lines, text) in [("lf", text.clone()), ("crlf", text.replace('\n', "\r\n"))] {
            for coding in &CODINGS {
                let name = format!("{}-{lines}.{extension}", coding.0);
                files.push((name, coding.1, encode(&text, coding)));
            }
        }
    }
    files
}

fn decode(bytes: &[u8], encoding: &'static Encoding) -> String {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.expect("whole characters").into_owned()
}

fn range(value: &Value, start: &str, end: &str) -> Range<usize> {
    number(value, start)..number(value, end)
}

/// Asserts all that a hit promises of its file.
fn check_source(hit: &Value, bytes: &[u8], encoding: &'static Encoding) {
    let place = range(hit, "/source/byte_start", "/source/byte_end");
    let quote = text(hit, "/quote");
    assert_eq!(decode(&bytes[place.clone()], encoding), quote, "{hit}");
    assert!(!quote.trim().is_empty() && !quote.starts_with('\u{FEFF}'), "{hit}");
    let before = decode(&bytes[..place.start], encoding).matches('\n').count();
    let within = quote.trim_end_matches('\n').matches('\n').count();
    assert_eq!(number(hit, "/source/line_start"), before + 1, "{hit}");
    assert_eq!(number(hit, "/source/line_end"), before + within + 1, "{hit}");
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(text(hit, "/source/sha256"), hash);
    let lines = match within {
        0 => format!("line {}", before + 1),
        _ => format!("lines {}–{}", before + 1, before + within + 1),
    };
    assert!(text(hit, "/citation").ends_with(&lines), "{hit}");
}

/// Asserts that the highlights lie in the text, in order, and are what `matches` lists.
fn check_highlights(hit: &Value) {
    let whole = text(hit, "/text");
    let inside = |term: &&Value| !matches!(text(term, "/kind"), "title" | "heading");
    let terms: Vec<_> =
        list(hit, "/matches").iter().filter(inside).map(|term| text(term, "/term")).collect();
    let mut last = 0;
    let mut slices = Vec::new();
    for highlight in list(hit, "/highlights") {
        let span = range(highlight, "/start", "/end");
        assert!(span.start >= last && !span.is_empty(), "{hit}");
        last = span.end;
        let slice = whole.get(span).unwrap_or_else(|| panic!("a slice of the text in {hit}"));
        assert!(terms.contains(&slice), "`{slice}` is listed in {hit}");
        slices.push(slice);
    }
    for term in terms {
        assert!(slices.contains(&term), "`{term}` is highlighted in {hit}");
    }
}

#[test]
fn a_quote_is_what_the_bytes_say() {
    let dir = Dir::new();
    let files = files();
    for (name, _, bytes) in &files {
        dir.write(format!("docs/{name}"), bytes);
    }
    dir.ok(["index", "docs"]);
    for (name, encoding, bytes) in &files {
        let mut covered = 0;
        for query in [
            "vertrag",
            "köln",
            "\"von Köln\"",
            "könig*",
            "straße größe",
            "wiedervereinigung",
            "trag",
        ] {
            for hit in dir.hits(&[query, "--path", name, "-n", "99"]) {
                check_source(&hit, bytes, encoding);
                check_highlights(&hit);
                covered += 1;
            }
        }
        assert!(covered >= 5, "{name}: {covered} hits");
        assert_eq!(fs::read(dir.path("docs").join(name)).expect("the file"), *bytes);
    }
}

#[test]
fn every_encoding_gives_the_same_text() {
    let dir = Dir::new();
    for (name, _, bytes) in &files() {
        dir.write(format!("docs/{name}"), bytes);
    }
    dir.ok(["index", "docs"]);
    for extension in ["txt", "md", "html"] {
        let texts = |name: &str| {
            let hits = dir.hits(&[
                "vertrag köln straße",
                "--path",
                &format!("{name}.{extension}"),
                "-n",
                "99",
            ]);
            let text = |hit: &Value| {
                (
                    text(hit, "/text").to_owned(),
                    text(hit, "/language").to_owned(),
                    hit["source"]["heading"].clone(),
                )
            };
            hits.iter().map(text).collect::<Vec<_>>()
        };
        let expect = texts("utf-8-lf");
        assert!(!expect.is_empty());
        for coding in CODINGS {
            for lines in ["lf", "crlf"] {
                let name = format!("{}-{lines}", coding.0);
                assert_eq!(texts(&name), expect, "{name}.{extension}");
            }
        }
    }
}

#[test]
fn pages_are_never_mixed() {
    let dir = Dir::indexed(&[("docs/a.txt", plain())]);
    let hits = dir.hits(&["vertrag straße", "-n", "99"]);
    let pages: Vec<_> = hits.iter().map(|hit| number(hit, "/source/page")).collect();
    assert!(pages.contains(&1) && pages.contains(&2), "{pages:?}");
    for hit in &hits {
        assert!(!text(hit, "/quote").contains('\u{C}'), "{hit}");
        let is_second = text(hit, "/text").contains("zweiten Seite");
        assert!(!is_second || number(hit, "/source/page") == 2, "{hit}");
    }
}

#[test]
fn a_word_torn_over_two_lines_is_read_as_one_and_quoted_as_it_stands() {
    let dir = Dir::indexed(&[("docs/a.txt", plain())]);
    let hits = dir.hits(&["Wiedervereinigung"]);
    assert_eq!(hits.len(), 1);
    assert!(text(&hits[0], "/text").contains("über die Wiedervereinigung"));
    assert!(
        text(&hits[0], "/quote")
            .contains("über die Wieder-\nvereinigung wurde in Köln geschlossen,\nund alle")
    );
}
