//! Snapshots of `--help`: a change of the command line shows in review.

use std::fs;
use std::path::Path;

use crate::bench::Dir;

#[test]
fn help_is_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/help");
    let dir = Dir::new();
    for command in [
        "",
        "index",
        "query",
        "concordance",
        "similar",
        "inspect",
        "show",
        "cite",
        "verify",
        "status",
        "lexicon",
        "analyze",
        "eval",
        "completions",
        "man",
    ] {
        let args: Vec<_> = [command, "--help"].into_iter().filter(|arg| !arg.is_empty()).collect();
        let printed = dir.ok(&args);
        let path = folder.join(if command.is_empty() {
            "docsearch.txt".to_owned()
        } else {
            format!("{command}.txt")
        });
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &printed).unwrap();
        }
        let recorded = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(printed, recorded, "{}: UPDATE_EXPECT=1 cargo test rewrites it", path.display());
        for line in printed.lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}
