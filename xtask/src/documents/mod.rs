//! The sample and test documents that are no plain text, written from text of our own: the same bytes each time.

mod alto;
mod broken;
mod collection;
mod mail;
mod packed;
mod pdf;
mod well_formed;

use std::error::Error;
use std::fs;
use std::path::Path;

/// Where the test documents are.
const FIXTURES: &str = "tests/fixtures/documents";

/// A file to be written: its path in the repository, and what is in it.
type File = (String, Vec<u8>);

/// Writes every document into the repository.
pub fn run() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = files()?;
    // What is no longer written goes.
    let fixtures = root.join(FIXTURES);
    for folder in ["good", "broken"].map(|name| fixtures.join(name)) {
        if folder.is_dir() {
            fs::remove_dir_all(folder)?;
        }
    }
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&root))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

fn files() -> Result<Vec<File>, Box<dyn Error>> {
    let mut files = collection::files()?;
    let folder = |name, files: Vec<(String, Vec<u8>)>| {
        let path = move |file| format!("{FIXTURES}/{name}/{file}");
        files.into_iter().map(move |(file, bytes)| (path(file), bytes))
    };
    let good = well_formed::files()?;
    let broken = broken::files(&good)?;
    files.extend(folder("good", good));
    files.extend(folder("broken", broken));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_in_the_repository_are_those_the_task_writes() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let (mut fixtures, mut written) = (0, Vec::new());
        for (path, bytes) in files().expect("documents") {
            let on_disk = fs::read(root.join(&path)).unwrap_or_default();
            assert!(on_disk == bytes, "{path}: `cargo xtask documents` writes it");
            fixtures += if path.starts_with("tests/") { bytes.len() } else { 0 };
            written.push(root.join(path));
        }
        assert!(fixtures < 300_000, "{fixtures} bytes of fixtures");
        for folder in ["good", "broken"] {
            let folder = root.join(FIXTURES).join(folder);
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                assert!(written.contains(&path), "{}: no longer written", path.display());
            }
        }
    }
}
