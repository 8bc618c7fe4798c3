//! Completions and manual pages, made from the command line itself.

use std::fs;

use crate::bench::Dir;

/// The command that only docsearch itself starts.
const WORKER: &str = "read-files";

#[test]
fn each_shell_completes_commands_and_options() {
    let dir = Dir::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = dir.ok(["completions", shell]);
        for word in ["concordance", "group-by"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        assert!(!script.contains('\x1b') && !script.contains(WORKER), "{shell}");
    }
    dir.run(["completions", "dos"]).expect_error(&["possible values: bash"]);
}

#[test]
fn a_manual_page_is_printed_or_one_a_command_written() {
    let dir = Dir::new();
    let page = dir.ok(["man"]);
    assert!(page.contains(".TH docsearch 1") && page.contains("docsearch\\-query(1)"), "{page}");
    let folder = dir.path("man/man1");
    assert_eq!(dir.ok(["man", "--out", folder.to_str().unwrap()]), "");
    assert_eq!(fs::read_to_string(folder.join("docsearch.1")).unwrap(), page);
    let names = dir.names("man/man1");
    for name in ["docsearch-query.1", "docsearch-man.1", "docsearch-lexicon-import.1"] {
        assert!(names.iter().any(|known| known == name), "{name}: {names:?}");
    }
    assert!(!names.iter().any(|name| name.contains(WORKER)), "{names:?}");
    let query = fs::read_to_string(folder.join("docsearch-query.1")).unwrap();
    assert!(query.contains("\\-\\-group\\-by"), "{query}");
    dir.write("a", "");
    let file = dir.path("a/b");
    dir.run(["man", "--out", file.to_str().unwrap()]).expect_error(&["name a folder"]);
}
