//! What `--cite` prints is read by programs of others: Pandoc and bibutils, where they are installed.

use std::io::ErrorKind;
use std::process::Command;

use serde_json::Value;

use crate::bench::{Dir, list, text};

/// Titles with what each format reads otherwise.
const PLAN: &str = "Über die {Pläne} & Vorschläge: 50 % der Lage in Korea #1";
const TREATY: &str = "Notes on the Treaty of \"Two_States\" at DMZ ~ 1960";
const PAGE: &str = "A Halfway House for Korea";

/// A folder with a German paper of an archive in two passages, an English report and a web page.
fn papers() -> Dir {
    let long =
        "Der Vorschlag einer Konföderation wurde lange beraten und dann vertagt. ".repeat(14);
    let paper = format!(
        "---\ntitle: '{PLAN}'\nauthor: Bernd von Kleist\ndate: 1960-08-30\nplace: Pjöngjang\nlanguage: de\n\
         signature: PA AA, MfAA, A 7137\nkind: memorandum\n---\n\n{long}\n\n{long}\n"
    );
    let treaty = format!(
        "---\ntitle: '{TREATY}'\nauthor: Central Intelligence Agency\ndate: 1960\nkind: report\nlanguage: en\n---\n\n\
         A Konföderation of the two states was discussed.\n"
    );
    let page = format!(
        "---\ntitle: {PAGE}\nauthor: Balázs Szalontai\ndate: 2011-05\nurl: https://example.org/a?b=1&c=2\nlanguage: en\n---\n\n\
         The word Konföderation is found on a page of the web, with a comma.\n"
    );
    Dir::indexed(&[("docs/paper.md", paper), ("docs/treaty.md", treaty), ("docs/page.md", page)])
}

/// What a query prints as a file of a style.
fn cited(dir: &Dir, style: &str) -> String {
    dir.ok(["query", "Konföderation", "-n", "50", "--no-collapse", "--cite", style])
}

/// The entries of the query in CSL-JSON: what every other form has to say too.
fn items(dir: &Dir) -> Vec<Value> {
    serde_json::from_str(&cited(dir, "csl-json")).unwrap()
}

/// What a program prints for arguments in the folder; `None`, and a line that says so, where it is not installed.
#[expect(clippy::print_stderr, reason = "a test that did not run says so")]
fn read_by(dir: &Dir, program: &str, args: &[&str]) -> Option<String> {
    let output = match Command::new(program).args(args).current_dir(dir.path("")).output() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            eprintln!("{program} is not installed: what it reads is not tested");
            return None;
        }
        output => output.unwrap(),
    };
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_document_is_one_entry_that_names_its_passages() {
    let items = items(&papers());
    let mut titles: Vec<_> = items.iter().map(|item| text(item, "/title")).collect();
    titles.sort_unstable();
    assert_eq!(titles, [PAGE, TREATY, PLAN]);
    let paper = items.iter().find(|item| item["title"] == PLAN).unwrap();
    assert_eq!(text(paper, "/annote").matches("line").count(), 2, "{paper}");
}

#[test]
fn pandoc_cites_csl_json() {
    let dir = papers();
    dir.write("refs.json", cited(&dir, "csl-json"));
    let keys = items(&dir);
    let notes = keys.iter().map(|item| format!("[@{}, p. 3]\n\n", text(item, "/id")));
    dir.write("text.md", notes.collect::<String>());
    let args = ["--citeproc", "--bibliography=refs.json", "text.md", "--to=plain", "--wrap=none"];
    let Some(cited) = read_by(&dir, "pandoc", &args) else { return };
    // German titles keep their case.
    assert!(cited.contains("Über die {Pläne} & Vorschläge: 50 % der Lage in Korea #1"), "{cited}");
    for part in
        ["(Kleist 1960, 3)", "Kleist, Bernd von. 1960.", "A 7137", "https://example.org/a?b=1&c=2"]
    {
        assert!(cited.contains(part), "no `{part}` in {cited}");
    }
    assert!(!cited.contains("???") && !cited.contains("not found"), "{cited}");
}

#[test]
fn pandoc_reads_bibtex() {
    let dir = papers();
    dir.write("refs.bib", cited(&dir, "bibtex"));
    let args = ["--from=biblatex", "--to=csljson", "refs.bib"];
    let Some(read) = read_by(&dir, "pandoc", &args) else { return };
    let read: Value = serde_json::from_str(&read).unwrap();
    let read = list(&read, "");
    let written = items(&dir);
    assert_eq!(read.len(), written.len());
    for item in &written {
        let same = read.iter().find(|read| read["id"] == item["id"]).expect("the entry");
        let title =
            text(same, "/title").replace("<span class=\"nocase\">", "").replace("</span>", "");
        let straight = title.replace(['“', '”'], "\"").replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(straight, text(item, "/title"), "{same}");
        assert_eq!(same["author"], item["author"]);
        assert_eq!(same["issued"]["date-parts"], item["issued"]["date-parts"]);
    }
}

#[test]
fn pandoc_reads_yaml() {
    let dir = papers();
    dir.write("refs.yaml", cited(&dir, "yaml"));
    dir.write("empty.md", "");
    let args = ["--metadata-file=refs.yaml", "--to=json", "empty.md"];
    let Some(read) = read_by(&dir, "pandoc", &args) else { return };
    let read: Value = serde_json::from_str(&read).unwrap();
    for item in &items(&dir) {
        let entry = &read["meta"][text(item, "/id")]["c"];
        assert!(entry["title"]["c"]["value"].is_object(), "{read}");
        let language = entry["language"]["c"][0]["c"].as_str();
        assert_eq!(language, item["language"].as_str(), "{entry}");
    }
}

#[test]
fn bibutils_reads_ris() {
    let dir = papers();
    dir.write("refs.ris", cited(&dir, "ris"));
    let args = ["--input-encoding", "utf8", "--output-encoding", "utf8", "refs.ris"];
    let Some(read) = read_by(&dir, "ris2xml", &args) else { return };
    for item in &items(&dir) {
        assert!(read.contains(&format!("ID=\"{}\"", text(item, "/id"))), "{read}");
    }
    for part in [">Kleist<", "Über die {Pläne} &amp; Vorschläge", ">1960-08-30<", "Pjöngjang"] {
        assert!(read.contains(part), "no `{part}` in {read}");
    }
}
