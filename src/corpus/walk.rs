//! Walking a root: its files in a stable order, and what was passed over.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::file::{attach_sidecars, relative, sidecar_beside};
use super::{Error, Root, SourceFile};

/// How to walk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WalkOptions {
    /// Follow symbolic links; loops are found and reported.
    pub follow_links: bool,
    /// Leave `.gitignore`, `.ignore` and `.docsearchignore` files aside.
    pub no_ignore: bool,
    /// Visit hidden files and folders too.
    pub hidden: bool,
    /// How many folders deep to look: 1 for what lies in the root's folder itself.
    pub depth: Option<usize>,
    /// A folder never to enter: the index itself.
    pub exclude: Option<PathBuf>,
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Listing {
    /// The files, ordered by path.
    pub files: Vec<SourceFile>,
    /// What was passed over or could not be read: path below the root, and why.
    pub skipped: Vec<(String, String)>,
    /// What could not be read: path below the root, and why.
    pub failed: Vec<(String, String)>,
}

/// The file in a root in which the user keeps other names of people, places and bodies.
pub const ALIASES: &str = "aliases.toml";

/// Lists the files of a root.
///
/// Hidden files and those an ignore file names are left out, as in ripgrep; an ignore file for docsearch alone is
/// called `.docsearchignore`. What can't be read is listed, never an error of the whole.
///
/// # Errors
/// [`Error::Missing`] when the root is gone.
pub fn list(root: &Root, options: &WalkOptions) -> Result<Listing, Error> {
    let mut listing = Listing::default();
    if !root.path().exists() {
        return Err(Error::Missing(root.path()));
    }
    if root.file.is_some() {
        let path = root.path();
        let sidecar = sidecar_beside(&root.folder, &path);
        listing.files.push(SourceFile { sidecar, ..SourceFile::stat(&root.folder, &path)? });
        return Ok(listing);
    }
    for entry in walker(&root.folder, options) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let (path, reason) = describe(&root.folder, &error);
                listing.failed.push((path, reason));
                continue;
            }
        };
        let path = entry.path();
        let Some(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_symlink() {
            let reason = "symbolic link; follow it with --follow".to_owned();
            listing.skipped.push((relative(&root.folder, path), reason));
        } else if kind.is_file() && entry.depth() == 1 && entry.file_name() == ALIASES {
            let reason = "other names for queries, no document".to_owned();
            listing.skipped.push((relative(&root.folder, path), reason));
        } else if kind.is_file() {
            match SourceFile::stat(&root.folder, path) {
                Ok(file) => listing.files.push(file),
                Err(error) => {
                    listing.failed.push((relative(&root.folder, path), error.to_string()))
                }
            }
        } else if !kind.is_dir() {
            listing.skipped.push((relative(&root.folder, path), "not a regular file".to_owned()));
        }
    }
    listing.files.sort_by(|a, b| a.path.cmp(&b.path));
    attach_sidecars(&mut listing.files);
    Ok(listing)
}

fn walker(folder: &Path, options: &WalkOptions) -> ignore::Walk {
    let mut builder = WalkBuilder::new(folder);
    builder
        .standard_filters(!options.no_ignore)
        .hidden(!options.hidden)
        .follow_links(options.follow_links)
        .max_depth(options.depth)
        // An ignore file counts wherever it stands; most collections are no git repositories.
        .require_git(false)
        .parents(false)
        .git_global(false);
    if !options.no_ignore {
        builder.add_custom_ignore_filename(".docsearchignore");
    }
    if let Some(exclude) = options.exclude.as_ref().and_then(|folder| folder.canonicalize().ok()) {
        builder.filter_entry(move |entry| entry.path() != exclude);
    }
    builder.build()
}

/// The path an error of the walk is about, and its reason in one line.
fn describe(folder: &Path, error: &ignore::Error) -> (String, String) {
    match error {
        ignore::Error::WithPath { path, err } => (relative(folder, path), describe(folder, err).1),
        ignore::Error::WithDepth { err, .. } => describe(folder, err),
        ignore::Error::Loop { ancestor, child } => (
            relative(folder, child),
            format!("symbolic link loop back to `{}`", relative(folder, ancestor)),
        ),
        other => (".".to_owned(), format!("can't be read: {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn tree(paths: &[&str]) -> (tempfile::TempDir, Root) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for path in paths {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, "text").expect("a file");
        }
        let root = Root::resolve(dir.path()).expect("a root");
        (dir, root)
    }

    fn names(listing: &Listing) -> Vec<&str> {
        listing.files.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn files_come_in_order_without_hidden_and_ignored_ones() {
        let (dir, root) =
            tree(&["b.txt", "a/z.txt", "a/y.txt", ".hidden", "drafts/x.txt", "index/meta.json"]);
        fs::write(dir.path().join(".docsearchignore"), "drafts/\n").expect("an ignore file");
        let exclude = Some(root.folder.join("index"));
        let options = WalkOptions { exclude: exclude.clone(), ..WalkOptions::default() };
        assert_eq!(
            names(&list(&root, &options).expect("a listing")),
            ["a/y.txt", "a/z.txt", "b.txt"]
        );
        let all = WalkOptions { no_ignore: true, exclude, ..WalkOptions::default() };
        assert_eq!(
            names(&list(&root, &all).expect("a listing")),
            ["a/y.txt", "a/z.txt", "b.txt", "drafts/x.txt"]
        );
        let flat = WalkOptions { depth: Some(1), ..WalkOptions::default() };
        assert_eq!(names(&list(&root, &flat).expect("a listing")), ["b.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_named_or_followed_and_loops_end() {
        let (dir, root) = tree(&["a/x.txt"]);
        std::os::unix::fs::symlink(dir.path(), dir.path().join("a/up")).expect("a link");
        let listing = list(&root, &WalkOptions::default()).expect("a listing");
        assert_eq!(names(&listing), ["a/x.txt"]);
        assert_eq!(listing.skipped[0].0, "a/up");
        let follow = WalkOptions { follow_links: true, ..WalkOptions::default() };
        let listing = list(&root, &follow).expect("a listing");
        assert_eq!(names(&listing), ["a/x.txt"]);
        assert!(listing.failed[0].1.contains("loop"), "{:?}", listing.failed);
    }
}
