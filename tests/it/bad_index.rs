//! An index that is of another version, damaged or not alone: refused with a clear message, never lost.

use std::fs;

use crate::bench::Dir;

/// A file that is read in every test here.
const GOOD: (&str, &str) = ("docs/good.txt", "The treaty was signed in Berlin.\n");

/// An index of [`GOOD`] and nothing else.
fn good() -> Dir {
    Dir::indexed(&[GOOD])
}

#[test]
fn other_files_beside_an_index_stay_and_so_does_the_index() {
    let dir = good();
    dir.write("index/thesis.txt", "years of work");
    dir.ok(["index", "docs"]);
    // Whether it is done or refused: neither the file nor the index is lost.
    dir.run(["index", "--rebuild"]);
    assert_eq!(fs::read(dir.path("index/thesis.txt")).expect("the file"), b"years of work");
    assert_eq!(dir.files(&["treaty"]), ["good.txt"]);
}

#[test]
fn an_index_of_another_version_is_refused_and_rebuilt() {
    let dir = good();
    // The payload is JSON inside of JSON.
    let meta = fs::read_to_string(dir.path("index/meta.json")).expect("a file");
    let other = meta.replace(r#"{\"format\":"#, r#"{\"format\":9"#);
    assert_ne!(meta, other);
    dir.write("index/meta.json", other);
    for command in [&["query", "treaty"][..], &["status"], &["index", "docs"]] {
        dir.run(command).expect_error(&[
            "has format 9",
            "this docsearch needs",
            "docsearch index --rebuild",
        ]);
    }
    dir.ok(["index", "--rebuild"]);
    assert_eq!(dir.files(&["treaty"]), ["good.txt"]);
}

#[test]
fn a_folder_with_other_files_is_never_written_to() {
    let dir = Dir::new();
    dir.write(GOOD.0, GOOD.1);
    dir.write("index/thesis.txt", "years of work");
    dir.run(["index", "docs"])
        .expect_error(&["`index` holds files that belong to no index", "--index DIR"]);
    dir.run(["index", "--rebuild", "docs"])
        .expect_error(&["`index` holds files that belong to no index"]);
    assert_eq!(dir.names("index"), ["thesis.txt"]);

    dir.write("file", "a file");
    dir.run(["index", "docs", "--index", "file"]).expect(2);
    assert_eq!(fs::read(dir.path("file")).expect("the file"), b"a file");
}

/// The files of the index that hold documents and terms.
fn segments(dir: &Dir) -> Vec<String> {
    dir.names("index").into_iter().filter(|name| name.len() > 32).collect()
}

/// Cuts each file of a good index in turn, to the length that `keep` makes of its own, and asks for a passage.
#[track_caller]
fn check_damage(keep: fn(usize) -> usize) {
    let dir = good();
    assert!(!segments(&dir).is_empty());
    for name in segments(&dir) {
        let path = dir.path(format!("index/{name}"));
        let whole = fs::read(&path).expect("a segment");
        fs::write(&path, &whole[..keep(whole.len())]).expect("a damage");
        dir.run(["query", "treaty"]).expect_error(&["damaged", "docsearch index --rebuild"]);
        dir.run(["index", "docs"]).expect_error(&["damaged", "docsearch index --rebuild"]);
        fs::write(&path, &whole).expect("a repair");
    }
    assert_eq!(dir.files(&["treaty"]), ["good.txt"]);
}

#[test]
fn a_file_of_the_index_that_is_empty() {
    check_damage(|_| 0);
}

#[test]
fn a_file_of_the_index_that_is_cut_in_two() {
    check_damage(|size| size / 2);
}

#[test]
fn a_file_of_the_index_that_is_shorter_than_its_footer() {
    check_damage(|size| size.min(7));
}

#[test]
fn a_file_of_the_index_that_is_missing() {
    let dir = good();
    let segments = segments(&dir);
    dir.remove(&format!("index/{}", segments[0]));
    dir.run(["query", "treaty"]).expect_error(&["damaged", "docsearch index --rebuild"]);
    dir.ok(["index", "--rebuild"]);
    assert_eq!(dir.files(&["treaty"]), ["good.txt"]);
}

#[test]
fn a_list_of_the_index_that_can_not_be_read() {
    let dir = good();
    for damage in ["", "{", "{}", "[1]", "null", "\u{0}"] {
        dir.write("index/meta.json", damage);
        dir.run(["query", "treaty"]).expect_error(&["damaged", "docsearch index --rebuild"]);
        dir.run(["index", "docs"]).expect_error(&["damaged", "docsearch index --rebuild"]);
    }
    dir.ok(["index", "--rebuild", "docs"]);
    assert_eq!(dir.files(&["treaty"]), ["good.txt"]);
}

#[test]
fn a_rebuild_with_a_mistyped_path_leaves_the_index_alone() {
    let dir = Dir::indexed(&[("docs/a.txt", "The treaty was signed.")]);
    dir.run(["index", "--rebuild", "dcos"]).expect_error(&["no such file or folder", "dcos"]);
    assert_eq!(dir.files(&["treaty"]), ["a.txt"]);
}
