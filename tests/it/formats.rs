//! Every format: what is in a well-formed file is found and cited by its place, what is broken is named and stops nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::bench::{Dir, list, number, text};

/// What stands in every well-formed file.
const SENTENCE: &str = "\"envoys of seven cantons signed the treaty\"";

fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// A folder with a copy of these fixtures as `docs`.
fn copied(folder: &str) -> (Dir, Vec<String>) {
    let dir = Dir::new();
    let mut names = Vec::new();
    for entry in fs::read_dir(fixtures(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        dir.write(format!("docs/{name}"), fs::read(entry.path()).unwrap());
        names.push(name);
    }
    names.sort();
    (dir, names)
}

/// Compares with what is recorded, or records it.
fn check_recorded(path: &str, found: &str) {
    let path = fixtures(path);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
    }
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, recorded, "{}: UPDATE_EXPECT=1 cargo test rewrites it", path.display());
}

/// What stands at a pointer, as it is shown in a table: a dash for nothing.
fn cell(value: &Value, pointer: &str) -> String {
    match value.pointer(pointer) {
        None | Some(Value::Null) => "-".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}

/// Asserts that the quote is what stands at the hit's bytes: in the file, or in the text that is printed of it.
fn check_quote(dir: &Dir, name: &str, hit: &Value, inspection: &Value) {
    let span = number(hit, "/source/byte_start")..number(hit, "/source/byte_end");
    let quote = text(hit, "/quote");
    assert!(quote.contains("envoys"), "{hit}");
    let path = format!("docs/{name}");
    if text(hit, "/source/offsets_in") == "file" {
        let bytes = fs::read(dir.path(&path)).unwrap();
        assert_eq!(String::from_utf8_lossy(&bytes[span]), quote, "{name}");
        return;
    }
    let printed = dir.ok(["inspect", &path, "--text"]);
    let is_it = |document: &Value| document["place"] == hit["source"]["place"];
    let document = list(inspection, "/documents").iter().position(is_it).unwrap();
    let source = printed.split('\x0C').nth(document).unwrap();
    assert_eq!(source.get(span), Some(quote), "{name}");
}

#[test]
fn a_sentence_is_found_in_every_format() {
    let (dir, names) = copied("documents/good");
    let report = dir.json(&["index", "docs"], 0);
    assert_eq!(number(&report, "/files/added"), names.len(), "{report}");
    let mut formats = BTreeSet::new();
    let mut table =
        "# file, format, place, page, page_label, lines, offsets_in, title, date\n".to_owned();
    for name in &names {
        let inspection = dir.json(&["inspect", &format!("docs/{name}")], 0);
        formats.insert(cell(&inspection, "/format"));
        let hits = dir.hits(&[SENTENCE, "--path", name, "--no-collapse"]);
        assert_eq!(hits.len(), 1, "{name}: {hits:?}");
        let hit = &hits[0];
        check_quote(&dir, name, hit, &inspection);
        let lines =
            format!("{}-{}", cell(hit, "/source/line_start"), cell(hit, "/source/line_end"));
        let row = [
            name.clone(),
            cell(&inspection, "/format"),
            cell(hit, "/source/place"),
            cell(hit, "/source/page"),
            cell(hit, "/source/page_label"),
            lines,
            cell(hit, "/source/offsets_in"),
            cell(hit, "/document/title"),
            cell(hit, "/document/date/iso"),
        ];
        table += &(row.join("\t") + "\n");
    }
    // The registry has as many rows.
    assert_eq!(formats.len(), 22, "{formats:?}");
    check_recorded("documents/good.tsv", &table);
    // What an archive says of paths is never followed.
    assert!(!dir.path("escaped.txt").exists() && !dir.path("../escaped.txt").exists());
}

#[test]
fn each_broken_file_is_named_once_with_the_reason() {
    let (dir, names) = copied("documents/broken");
    dir.write("docs/good.txt", "The treaty was signed in Berlin.\n");
    // Damaged and locked files could not be read.
    let report = dir.json(&["index", "docs"], 1);
    let mut lines: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for fate in ["skipped", "failed", "warnings"] {
        for file in list(&report, &format!("/{fate}")) {
            let line = format!("{fate}\t{}", text(file, "/reason"));
            lines.entry(text(file, "/path")).or_default().push(line);
        }
    }
    let mut table = "# file, fate, reason\n".to_owned();
    let mut faults = Vec::new();
    for name in &names {
        let found = lines.remove(name.as_str()).unwrap_or_default();
        if found.len() != 1 {
            faults.push(format!("{name}: {found:?}"));
        }
        table += &format!("{name}\t{}\n", found.join("\t"));
    }
    assert!(faults.is_empty(), "not one line:\n{}", faults.join("\n"));
    assert!(lines.is_empty(), "{lines:?}");
    check_recorded("documents/broken.tsv", &table);
    assert!(dir.files(&["Berlin"]).contains(&"good.txt".to_owned()));
}

#[test]
fn a_file_is_understood_as_recorded() {
    let (dir, _) = copied("documents/good");
    for name in ["treaty.pdf", "treaty.mbox", "treaty.alto.xml"] {
        let file = format!("docs/{name}");
        check_recorded(&format!("inspect/{name}.txt"), &dir.ok(["inspect", &file]));
        check_recorded(&format!("inspect/{name}.json"), &dir.ok(["inspect", "--json", &file]));
    }
}

#[test]
fn what_lies_beside_a_file_describes_it_and_is_watched() {
    let dir = Dir::new();
    dir.write("docs/letter.txt", "Berlin, 5 May 1950\n\nThe treaty was signed by all of them.\n");
    let sidecar = "docs/letter.txt.meta.toml";
    let check = |sidecar_text: Option<&str>, expect: [&str; 2]| {
        match sidecar_text {
            Some(text) => dir.write(sidecar, text),
            None => dir.remove(sidecar),
        }
        let report = dir.json(&["index", "docs"], 0);
        let files = &report["files"];
        assert_eq!((&files["found"], &files["unchanged"]), (&1.into(), &0.into()), "{report}");
        let hits = dir.hits(&["treaty"]);
        assert_eq!(hits.len(), 1);
        let document = ["/document/title", "/document/date/iso"].map(|at| cell(&hits[0], at));
        assert_eq!(document, expect);
        assert_eq!(number(&dir.json(&["index", "docs"], 0), "/files/unchanged"), 1);
    };
    check(Some("title = \"The Letter\"\ndate = 1950-05-06\n"), ["The Letter", "1950-05-06"]);
    check(Some("title = \"A Letter\"\ndate = 1950-06-06\n"), ["A Letter", "1950-06-06"]);
    check(None, ["Berlin, 5 May 1950", "1950-05-05"]);
}

/// A newspaper of two pages: METS that names a folder of ALTO.
fn newspaper(title: &str) -> String {
    format!(
        "<mets:mets xmlns:mets='http://www.loc.gov/METS/' xmlns:xlink='http://www.w3.org/1999/xlink'>
         <mets:dmdSec ID='d1'><mets:mdWrap MDTYPE='MODS'><mets:xmlData><mods>
           <titleInfo><title>{title}</title></titleInfo>
           <originInfo><dateIssued>1847-03-04</dateIssued></originInfo>
           <location><shelfLocator>Ztg 12</shelfLocator></location></mods></mets:xmlData></mets:mdWrap></mets:dmdSec>
         <mets:fileSec><mets:fileGrp USE='FULLTEXT'>
           <mets:file ID='a0'><mets:FLocat xlink:href='alto/page%201.xml'/></mets:file>
           <mets:file ID='a1' MIMETYPE='text/xml'><mets:FLocat xlink:href='file://./alto/page%201.xml'/></mets:file>
           <mets:file ID='a2' MIMETYPE='text/xml'><mets:FLocat xlink:href='alto/page%202.xml'/></mets:file>
           <mets:file ID='a3' MIMETYPE='text/xml'><mets:FLocat xlink:href='../../../outside.xml'/></mets:file>
         </mets:fileGrp></mets:fileSec>
         <mets:structMap TYPE='PHYSICAL'><mets:div TYPE='physSequence'>
           <mets:div TYPE='page' ORDER='5' ORDERLABEL='217'><mets:fptr FILEID='a1'/></mets:div>
           <mets:div TYPE='page' ORDER='6' ORDERLABEL=' - '><mets:fptr FILEID='a2'/></mets:div>
         </mets:div></mets:structMap></mets:mets>"
    )
}

fn alto(number: u32, text: &str) -> String {
    format!(
        "<alto><Layout><Page PHYSICAL_IMG_NR='{number}'><PrintSpace><TextBlock><TextLine>\
         <String CONTENT='{text}'/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"
    )
}

#[test]
fn a_page_of_a_work_is_cited_as_such() {
    let dir = Dir::new();
    let mets = "docs/herald/mets.xml";
    dir.write(mets, newspaper("The Herald"));
    let page_2 = "docs/herald/alto/page 2.xml";
    dir.write("docs/herald/alto/page 1.xml", alto(1, "Berlin, 1 May 1846. The treaty was signed."));
    dir.write(page_2, alto(2, "The treaty was praised."));
    dir.write("docs/herald/alto/page 3.xml", alto(3, "The treaty was broken."));
    let check = |expect: [[&str; 5]; 3], [changed, unchanged]: [usize; 2]| {
        let report = dir.json(&["index", "docs"], 0);
        let counts = ["/files/changed", "/files/unchanged"].map(|count| number(&report, count));
        assert_eq!(counts, [changed, unchanged], "{report}");
        let mut hits = dir.hits(&["treaty"]);
        hits.sort_by_key(|hit| text(hit, "/source/path").to_owned());
        let found: Vec<_> = hits
            .iter()
            .map(|hit| {
                let about = ["title", "date/iso", "signature"].map(|of| format!("/document/{of}"));
                let source = ["/source/page", "/source/page_label"];
                let at = about.iter().map(String::as_str).chain(source);
                at.map(|at| cell(hit, at)).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(found, expect);
    };
    let page_1 = ["The Herald", "1847-03-04", "Ztg 12", "5", "217"];
    let unnumbered = ["The Herald", "1847-03-04", "Ztg 12", "6", "-"];
    let other = ["-", "-", "-", "1", "3"];
    check([page_1, unnumbered, other], [0, 0]);
    // What the work is said to be is what its pages are said to be of.
    dir.write(mets, newspaper("The Daily Herald"));
    let renamed = |[_, rest @ ..]: [&'static str; 5]| {
        let mut page = ["The Daily Herald"; 5];
        page[1..].copy_from_slice(&rest);
        page
    };
    check([renamed(page_1), renamed(unnumbered), other], [3, 1]);
    // Nothing else is said of a new page that is an old one.
    dir.write(page_2, alto(2, "The treaty was praised again."));
    check([renamed(page_1), renamed(unnumbered), other], [1, 3]);
    for (file, page, sheet, label) in
        [("page 1", "p. 217", 5, "217"), ("page 2", "sheet 6", 6, "-")]
    {
        let path = format!("docs/herald/alto/{file}.xml");
        let inspection = dir.json(&["inspect", &path], 0);
        assert!(text(&inspection, "/work").ends_with("mets.xml"), "{inspection}");
        assert_eq!(cell(&inspection, "/documents/0/metadata/title"), "The Daily Herald");
        assert_eq!(number(&inspection, "/pages/0/sheet"), sheet);
        assert_eq!(cell(&inspection, "/pages/0/label"), label);
        let shown = dir.ok(["inspect", &path]);
        assert!(shown.contains("mets.xml") && shown.contains(page), "{shown}");
    }
    dir.remove(mets);
    let alone = ["-", "1846-05-01", "-", "1", "1"];
    check([alone, ["-", "-", "-", "1", "2"], other], [2, 1]);
}

#[cfg(unix)]
#[test]
fn a_reader_that_is_stuck_or_greedy_costs_one_file() {
    // Large enough to need more memory than a process has from the start.
    let mut pdf = fs::read(fixtures("documents/good/treaty.pdf")).unwrap();
    pdf.resize(pdf.len() + (2 << 20), b'\n');
    for (limit, reason) in
        [(["--time-limit", "0"], "--time-limit"), (["--memory-limit", "1M"], "--memory-limit")]
    {
        let dir = Dir::new();
        dir.write("docs/a.pdf", &pdf);
        dir.write("docs/b.txt", "The treaty was signed in Berlin.\n");
        let report = dir.json(&["index", "docs", limit[0], limit[1]], 1);
        assert_eq!(number(&report, "/files/failed"), 1, "{report}");
        assert_eq!(text(&report, "/failed/0/path"), "a.pdf");
        assert!(text(&report, "/failed/0/reason").contains(reason), "{report}");
        assert_eq!(dir.files(&["treaty"]), ["b.txt"]);
        // With more of it, it is read.
        let report = dir.json(&["index", "docs"], 0);
        assert_eq!(number(&report, "/files/failed"), 0, "{report}");
        assert_eq!(dir.files(&["treaty"]), ["a.pdf", "b.txt"]);
    }
}

#[test]
fn an_encoding_that_is_named_is_used() {
    let dir = Dir::new();
    // `für Köln` in the code page of DOS, too short for a guess.
    dir.write("docs/dos.txt", b"f\x81r K\x94ln\r\n");
    dir.ok(["index", "docs", "--encoding", "cp850"]);
    let hits = dir.hits(&["Köln"]);
    assert_eq!(hits.len(), 1);
    assert_eq!(text(&hits[0], "/quote"), "für Köln");
    let place = (number(&hits[0], "/source/byte_start"), number(&hits[0], "/source/byte_end"));
    assert_eq!(place, (0, 8));
    let inspection = dir.json(&["inspect", "docs/dos.txt", "--encoding", "cp850"], 0);
    assert_eq!(cell(&inspection, "/warnings"), "[]");
    dir.run(["index", "docs", "--encoding", "cp851"]).expect_error(&["cp851"]);
}

#[test]
fn the_field_that_is_named_is_the_text() {
    let dir = Dir::new();
    dir.write(
        "docs/speeches.jsonl",
        "{\"speech\": \"The treaty was signed.\", \"text\": \"Applause.\"}\n\
         {\"speech\": \"The treaty was broken.\", \"text\": \"Hisses.\"}\n",
    );
    dir.ok(["index", "docs", "--text-field", "speech"]);
    let hits = dir.hits(&["treaty"]);
    let texts: Vec<_> =
        hits.iter().map(|hit| (cell(hit, "/source/place"), text(hit, "/text"))).collect();
    assert_eq!(texts.len(), 2, "{hits:?}");
    for (place, text) in texts {
        let expect = if place == "record 1" { "signed" } else { "broken" };
        assert!(text.starts_with(&format!("The treaty was {expect}.")), "{place}: {text}");
    }
}

#[test]
fn a_paragraph_is_counted_where_there_is_no_page_and_no_line() {
    let mail = |subject: &str, text: &str| {
        format!(
            "From: a@example.org\nSubject: {subject}\nDate: Mon, 4 Mar 2024 09:12:00 +0100\n\n{text}\n"
        )
    };
    let long = "This paragraph is long enough to stand alone, and it says nothing. ".repeat(16);
    let dir = Dir::indexed(&[
        ("docs/a.eml", mail("Treaties", &format!("{long}\n\n{long}\n\nThe treaty. {long}"))),
        ("docs/b.txt", format!("{long}\n\nThe treaty. {long}\n")),
    ]);
    let hits = dir.hits(&["treaty", "--path", "*.eml"]);
    assert_eq!(hits[0]["source"]["paragraph"], 3, "{hits:?}");
    assert!(text(&hits[0], "/citation").contains("a.eml, para. 3, line 7"), "{hits:?}");
    assert_eq!(dir.hits(&["treaty", "--path", "*.txt"])[0]["source"]["paragraph"], Value::Null);
}
