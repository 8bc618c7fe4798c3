//! Citations of whole documents, in every style.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use docsearch::citation::{Source, Style, cite};
use docsearch::document::{Language, Locator, Metadata};
use serde::Deserialize;

/// A source as a fixture describes it.
#[derive(Deserialize)]
struct Described {
    metadata: Metadata,
    locator: Locator,
    path: String,
    place: Option<String>,
    quote: String,
    language: Language,
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/citation");
    let files =
        fs::read_dir(folder).expect("the fixtures").map(|entry| entry.expect("a file").path());
    let mut files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    files.sort();
    files
}

/// Each fixture's citations stand beside it; `UPDATE_EXPECT=1` writes them anew.
#[test]
fn documents_are_cited_in_every_style() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 12);
    let mut wrong = Vec::new();
    for path in fixtures {
        let described = fs::read_to_string(&path).expect("a fixture");
        let described: Described = serde_json::from_str(&described).expect("a source");
        let source = Source {
            metadata: &described.metadata,
            locator: &described.locator,
            folder: 0,
            path: &described.path,
            place: described.place.as_deref(),
            quote: &described.quote,
            language: described.language,
        };
        let mut cited = String::new();
        for style in Style::ALL {
            let citation = cite(style, &source).replace("\r\n", "\n");
            write!(cited, "== {}\n{}\n", style.name(), citation.trim_end()).expect("a text");
        }
        let beside = path.with_extension("txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&beside, &cited).expect("a place to write");
        }
        if fs::read_to_string(&beside).unwrap_or_default() != cited {
            wrong.push(beside);
        }
    }
    assert_eq!(wrong, [""; 0].map(PathBuf::from));
}
