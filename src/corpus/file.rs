//! A source file: what the disk says about it, its bytes and its hash.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Error;

/// A folder or a single file that a user asked to index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// The folder, absolute and without symbolic links; the parent when a single file was named.
    pub folder: PathBuf,
    /// The name of the single file in `folder`; `None` for the whole folder.
    pub file: Option<String>,
}

impl Root {
    /// Resolves a path as a user typed it.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is nothing, [`Error::NotAFile`] for a device or socket, [`Error::Io`] otherwise.
    pub fn resolve(path: &Path) -> Result<Root, Error> {
        let absolute = fs::canonicalize(path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => Error::Missing(path.to_owned()),
            _ => Error::Io(source),
        })?;
        let metadata = fs::metadata(&absolute)?;
        if metadata.is_dir() {
            return Ok(Root { folder: absolute, file: None });
        }
        match (metadata.is_file(), absolute.parent(), absolute.file_name()) {
            (true, Some(folder), Some(name)) => Ok(Root {
                folder: folder.to_owned(),
                file: Some(name.to_string_lossy().into_owned()),
            }),
            _ => Err(Error::NotAFile(path.to_owned())),
        }
    }

    /// What the user named: the folder, or the file in it.
    pub fn path(&self) -> PathBuf {
        match &self.file {
            Some(name) => self.folder.join(name),
            None => self.folder.clone(),
        }
    }

    /// Whether everything `other` covers is covered by this root too.
    pub fn covers(&self, other: &Root) -> bool {
        match &self.file {
            None => other.folder.starts_with(&self.folder),
            Some(_) => self == other,
        }
    }
}

/// A file found under a root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Where it is, for opening.
    pub absolute: PathBuf,
    /// Its path below the root's folder, with `/` between the parts.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Last change in nanoseconds since 1970; 0 when the system does not say.
    pub modified_ns: i64,
    /// The file beside it that describes it.
    pub sidecar: Option<Sidecar>,
}

/// A file that describes another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sidecar {
    /// Where it is, for opening.
    pub absolute: PathBuf,
    /// Name, size and date: another text when it may have changed.
    pub state: String,
}

/// What the name of a sidecar ends with, after the whole name of the file it describes; the first one counts.
const SIDECARS: [&str; 2] = [".meta.toml", ".meta.json"];

impl SourceFile {
    /// Asks the disk about a file.
    ///
    /// # Errors
    /// [`Error::Io`] when the system refuses.
    pub fn stat(folder: &Path, absolute: &Path) -> Result<SourceFile, Error> {
        let metadata = fs::metadata(absolute)?;
        let modified =
            metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Ok(SourceFile {
            absolute: absolute.to_owned(),
            path: relative(folder, absolute),
            size: metadata.len(),
            modified_ns: modified
                .map_or(0, |age| i64::try_from(age.as_nanos()).unwrap_or(i64::MAX)),
            sidecar: None,
        })
    }
}

/// The path of the file that a sidecar describes, `None` for the path of a file that is no sidecar.
fn described_file(path: &str) -> Option<&str> {
    let file = SIDECARS.iter().find_map(|ending| path.strip_suffix(ending))?;
    (!file.is_empty() && !file.ends_with('/')).then_some(file)
}

/// Puts every sidecar to the file it describes; what describes none of the files stays a file.
pub(super) fn attach_sidecars(files: &mut Vec<SourceFile>) {
    let paths: HashSet<String> = files.iter().map(|file| file.path.clone()).collect();
    let is_sidecar =
        |file: &SourceFile| described_file(&file.path).is_some_and(|of| paths.contains(of));
    let (sidecars, kept): (Vec<_>, Vec<_>) = files.drain(..).partition(is_sidecar);
    let mut of: HashMap<String, Sidecar> = HashMap::new();
    // By path, so that JSON comes first and TOML takes its place.
    for file in sidecars {
        if let Some(path) = described_file(&file.path) {
            of.insert(path.to_owned(), Sidecar::of(&file));
        }
    }
    files.extend(kept.into_iter().map(|file| {
        let sidecar = of.remove(&file.path);
        SourceFile { sidecar, ..file }
    }));
}

/// The sidecar of a single file.
pub(super) fn sidecar_beside(folder: &Path, absolute: &Path) -> Option<Sidecar> {
    SIDECARS.iter().find_map(|ending| {
        let mut path = absolute.as_os_str().to_owned();
        path.push(ending);
        SourceFile::stat(folder, Path::new(&path)).ok().map(|file| Sidecar::of(&file))
    })
}

impl Sidecar {
    fn of(file: &SourceFile) -> Sidecar {
        let state = format!("{} {} {}", file.path, file.size, file.modified_ns);
        Sidecar { absolute: file.absolute.clone(), state }
    }
}

/// A path below a folder, with `/` between the parts; bytes that are not UTF-8 become U+FFFD.
pub(super) fn relative(folder: &Path, absolute: &Path) -> String {
    let below = absolute.strip_prefix(folder).unwrap_or(absolute);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Reads a whole file of at most `limit` bytes.
///
/// # Errors
/// [`Error::TooLarge`] over the limit (also when the file grows while it is read), [`Error::Io`] when the system
/// refuses.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Err(Error::TooLarge { size, limit });
    }
    let mut bytes = Vec::with_capacity(size as usize);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        size if size > limit => Err(Error::TooLarge { size, limit }),
        _ => Ok(bytes),
    }
}

/// Reads the first bytes of a file, at most `len`.
///
/// # Errors
/// [`Error::Io`] when the system refuses.
pub fn read_head(path: &Path, len: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    File::open(path)?.take(len).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The SHA-256 of some bytes in lower-case hexadecimal, as `sha256sum` prints it.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    let digest = Sha256::digest(bytes);
    digest.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_sha256sum() {
        assert_eq!(
            sha256_hex(b""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn sidecars_are_known_by_their_names() {
        assert_eq!(described_file("a/letter.txt.meta.toml"), Some("a/letter.txt"));
        assert_eq!(described_file("letter.txt.meta.json"), Some("letter.txt"));
        assert_eq!((described_file("letter.json"), described_file(".meta.json")), (None, None));
    }

    #[test]
    fn a_folder_covers_what_lies_below_it() {
        let root = |folder: &str, file: Option<&str>| Root {
            folder: folder.into(),
            file: file.map(str::to_owned),
        };
        assert!(root("/a", None).covers(&root("/a/b", None)));
        assert!(root("/a", None).covers(&root("/a", Some("x.txt"))));
        assert!(!root("/a", None).covers(&root("/ab", None)));
        assert!(!root("/a", Some("x.txt")).covers(&root("/a", None)));
    }

    #[test]
    fn what_is_missing_or_too_large_is_an_error() {
        assert!(matches!(Root::resolve(Path::new("/no/such/place")), Err(Error::Missing(_))));
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        fs::write(&file, "12345").expect("writing");
        assert!(matches!(read(file.path(), 4), Err(Error::TooLarge { size: 5, limit: 4 })));
        assert_eq!(read(file.path(), 5).expect("reading"), b"12345");
        assert_eq!(read_head(file.path(), 2).expect("reading"), b"12");
    }
}
