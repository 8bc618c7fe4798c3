//! Tar archives (POSIX.1-2001 pax, GNU and the old kind).

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use tar::{Archive, EntryType};

use super::bounded::{failure, read_all};
use super::run::Run;
use super::text;
use crate::extract::limits::Failure;

/// The unit of a tar, in bytes; every header is one.
pub const BLOCK: usize = 512;

/// Where the sum of a header's bytes stands in it.
const CHECKSUM: std::ops::Range<usize> = 148..156;

/// How much may stand between two files, in bytes: their headers, and names that do not fit there, which are held in
/// memory.
const BETWEEN_MAX: u64 = 1 << 20;

/// A stream that fails where more is read than was allowed last.
struct Metered<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(len as u64);
        self.left.set(left.ok_or_else(|| io::Error::other("a name longer than 1 MB"))?);
        Ok(len)
    }
}

/// Whether the bytes begin with a header whose checksum is right.
pub fn is_tar(bytes: &[u8]) -> bool {
    let Some(header) = bytes.get(..BLOCK) else { return false };
    let digits = header[CHECKSUM].trim_ascii_start();
    let declared = digits
        .iter()
        .take_while(|byte| matches!(byte, b'0'..=b'7'))
        .fold(0u32, |sum, byte| sum << 3 | u32::from(byte - b'0'));
    // The checksum itself counts as blanks.
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    let own: u32 = header[CHECKSUM].iter().map(|byte| u32::from(*byte)).sum();
    declared > 0 && declared == sum - own + 8 * u32::from(b' ')
}

/// Passes the files on in order. What follows a damaged header is lost, for nothing says where the next one is.
pub fn read(reader: impl Read, run: &mut Run) -> ControlFlow<()> {
    let left = Rc::new(Cell::new(BETWEEN_MAX));
    let mut archive = Archive::new(Metered { inner: reader, left: Rc::clone(&left) });
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => {
            run.fail("the archive", failure(&error));
            return ControlFlow::Continue(());
        }
    };
    for entry in entries {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                run.fail("the rest of the archive", failure(&error));
                break;
            }
        };
        // What is not read of this file is read on the way to the next one.
        left.set(entry.size().saturating_add(BETWEEN_MAX));
        let name = text(&entry.path_bytes());
        match entry.header().entry_type() {
            EntryType::Regular | EntryType::Continuous if is_apple_double(&name) => {}
            EntryType::Regular | EntryType::Continuous => {
                if entry.size() > run.limits.max_text as u64 {
                    let size = format!("{} MB", entry.size() >> 20);
                    run.fail(&name, Failure::TooLarge(size));
                    continue;
                }
                let (bytes, failure) = read_all(&mut entry, run.limits.max_text);
                let is_cut_off = failure.is_none() && (bytes.len() as u64) < entry.size();
                let cut_off = is_cut_off.then(|| Failure::Damaged("it is cut off".to_owned()));
                let failure = failure.or(cut_off);
                // What comes after damage to the stream can't be read either.
                let is_last = matches!(failure, Some(Failure::Damaged(_)));
                run.member(Some(name), bytes, failure)?;
                if is_last {
                    break;
                }
            }
            EntryType::Directory | EntryType::XGlobalHeader => {}
            // A sparse file says how large its holes are, at no cost to whoever made it.
            _ => run.note(format!("{name}: no plain file, left out")),
        }
    }
    ControlFlow::Continue(())
}

/// Whether a file holds what the Mac keeps beside another one, which is nothing to read.
pub fn is_apple_double(name: &str) -> bool {
    name.starts_with("__MACOSX/")
        || name.rsplit('/').next().is_some_and(|file| file.starts_with("._"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::read as members;
    use super::*;
    use crate::extract::limits::Limits;

    fn tar(entries: &[(&str, EntryType, &[u8])]) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        for (name, kind, bytes) in entries {
            let mut header = tar::Header::new_gnu();
            header.set_entry_type(*kind);
            header.set_size(bytes.len() as u64);
            builder.append_data(&mut header, name, *bytes).expect("written");
        }
        builder.into_inner().expect("written")
    }

    #[test]
    fn files_are_passed_on_and_the_rest_is_named() {
        let long = format!("{}/Bericht über 1960.txt", "Ordner".repeat(20));
        let archive = tar(&[
            ("d/", EntryType::Directory, b""),
            (&long, EntryType::Regular, b"one"),
            ("link", EntryType::Symlink, b""),
            ("._a", EntryType::Regular, b"x"),
            ("b", EntryType::Regular, b""),
        ]);
        let (found, lines) = members(&archive, &Limits::default());
        assert_eq!(found, [format!("{long}=one"), "b=".to_owned()]);
        assert_eq!(lines, Ok(vec!["link: no plain file, left out".to_owned()]));
    }

    #[test]
    fn a_damaged_header_ends_the_archive() {
        let mut archive =
            tar(&[("a", EntryType::Regular, b"one"), ("b", EntryType::Regular, b"two")]);
        archive[1024 + 150] = b'9';
        let (found, lines) = members(&archive, &Limits::default());
        assert_eq!(found, ["a=one"]);
        assert!(
            lines.is_ok_and(|lines| lines[0].starts_with("the rest of the archive: damaged: "))
        );
        let (found, lines) = members(&archive[..514], &Limits::default());
        assert_eq!(
            (found, lines),
            (vec!["a=on".to_owned()], Ok(vec!["a: damaged: it is cut off".to_owned()]))
        );
    }

    #[test]
    fn a_file_may_be_too_large() {
        let archive = tar(&[("a", EntryType::Regular, b"long"), ("b", EntryType::Regular, b"one")]);
        let (found, lines) = members(&archive, &Limits { max_text: 3, ..Limits::default() });
        assert_eq!(found, ["b=one"]);
        assert_eq!(lines, Ok(vec!["a: too large: 0 MB".to_owned()]));
    }

    #[test]
    fn a_name_is_not_held_without_end() {
        let long = "x".repeat(2 << 20);
        let archive =
            tar(&[("a", EntryType::Regular, b"one"), (&long, EntryType::Regular, b"two")]);
        let (found, lines) = members(&archive, &Limits::default());
        assert_eq!(found, ["a=one"]);
        let line = "the rest of the archive: damaged: a name longer than 1 mb";
        assert_eq!(lines, Ok(vec![line.to_owned()]));
    }

    #[test]
    fn text_is_no_tar() {
        assert!(!is_tar(&[b' '; 1024]));
        assert!(!is_tar(&[0; 1024]));
        assert!(!is_tar(b"short"));
    }
}
