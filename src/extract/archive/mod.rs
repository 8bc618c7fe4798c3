//! Archives and packed files, a member at a time: ZIP, tar, gzip, bzip2, xz.

mod bounded;
mod run;
mod tar_file;
mod zip_file;

use std::io::Read;
use std::ops::ControlFlow;

use super::encoding::decode;
use super::limits::{Failure, Limits};
use bounded::{Bounded, allowance, read_all};
use run::Run;

/// Memory an xz stream may ask for, in KB: enough for what `xz -9` packs (65 MB).
const XZ_MEMORY: u32 = 128 << 10;

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its path in the archive, never to be used as a path. `None` for a packed file that does not say its name:
    /// that of the archive without the last extension.
    pub name: Option<String>,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Gives every file of an archive to `sink`, one at a time, until it breaks off; nothing is written to disk.
///
/// Of a packed tar (`.tar.gz`) these are the files in the tar. Archives in archives are files: it is for the caller to
/// count how deep they stand in one another. Also gives what was damaged or left out, a line each.
///
/// # Errors
/// Why the archive gave no file at all. What is damaged, locked or too large after or beside others is among the lines.
pub fn members(
    bytes: &[u8],
    limits: &Limits,
    sink: &mut dyn FnMut(Member) -> ControlFlow<()>,
) -> Result<Vec<String>, Failure> {
    let mut run = Run::new(limits, sink);
    // The flow only says whether the caller wants more.
    let _ = match bytes {
        [] => return Err(Failure::Empty),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => zip_file::read(bytes, &mut run),
        [0x1F, 0x8B, ..] => {
            let reader = flate2::bufread::MultiGzDecoder::new(bytes);
            let name = reader.header().and_then(|header| header.filename()).map(text);
            packed(reader, bytes.len(), name, &mut run)
        }
        [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => {
            let reader = lzma_rust2::XzReader::new_mem_limit(bytes, true, XZ_MEMORY);
            packed(reader, bytes.len(), None, &mut run)
        }
        [b'B', b'Z', b'h', b'1'..=b'9', ..] => {
            let reader = bzip2::bufread::MultiBzDecoder::new(bytes);
            packed(reader, bytes.len(), None, &mut run)
        }
        _ if tar_file::is_tar(bytes) => tar_file::read(bytes, &mut run),
        _ => return Err(Failure::Damaged("no archive".to_owned())),
    };
    run.result()
}

/// Reads a packed stream: a tar, or one file.
fn packed(
    reader: impl Read,
    packed_len: usize,
    name: Option<String>,
    run: &mut Run,
) -> ControlFlow<()> {
    let mut reader = Bounded::new(reader, allowance(packed_len as u64, run.limits));
    let (head, failure) = read_all((&mut reader).take(tar_file::BLOCK as u64), tar_file::BLOCK);
    if failure.is_none() && tar_file::is_tar(&head) {
        return tar_file::read(head.chain(reader), run);
    }
    let (bytes, failure) = match failure {
        None => read_all(head.chain(reader), run.limits.max_text),
        failure => (head, failure),
    };
    run.member(name, bytes, failure)
}

/// A name as text: in UTF-8, or in what else it may be.
fn text(name: &[u8]) -> String {
    decode(name, None, None).text
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;

    use super::*;

    /// Members as `name=bytes`, `-` for no name, with the lines or the failure.
    pub fn read(bytes: &[u8], limits: &Limits) -> (Vec<String>, Result<Vec<String>, Failure>) {
        let mut found = Vec::new();
        let result = members(bytes, limits, &mut |member| {
            let name = member.name.unwrap_or_else(|| "-".to_owned());
            found.push(format!("{name}={}", String::from_utf8_lossy(&member.bytes)));
            ControlFlow::Continue(())
        });
        (found, result)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).expect("written");
        encoder.finish().expect("written")
    }

    fn tar(name: &str, bytes: &[u8]) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        builder.append_data(&mut header, name, bytes).expect("written");
        builder.into_inner().expect("written")
    }

    fn bzip2(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        encoder.write_all(bytes).expect("written");
        encoder.finish().expect("written")
    }

    fn check(bytes: &[u8], expect: &[&str], lines: &[&str]) {
        let (found, result) = read(bytes, &Limits::default());
        assert_eq!(found, expect);
        assert_eq!(result, Ok(lines.iter().map(|line| (*line).to_owned()).collect()));
    }

    #[test]
    fn packed_files_and_packed_tars_are_read() {
        check(&gzip(b"text"), &["-=text"], &[]);
        check(&[gzip(b"one "), gzip(b"two")].concat(), &["-=one two"], &[]);
        check(&bzip2(b"text"), &["-=text"], &[]);
        check(&tar("a/b.txt", b"text"), &["a/b.txt=text"], &[]);
        check(&gzip(&tar("b.txt", b"text")), &["b.txt=text"], &[]);
        check(&bzip2(&tar("b.txt", b"text")), &["b.txt=text"], &[]);
        let named = flate2::GzBuilder::new()
            .filename("pl\u{e4}n.txt")
            .write(Vec::new(), Compression::none());
        check(&named.finish().expect("written"), &["plän.txt="], &[]);
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        let text: Vec<u8> = (0..30_000u32).flat_map(|n| n.to_string().into_bytes()).collect();
        let whole = gzip(&text);
        let (found, result) = read(&whole[..whole.len() / 2], &Limits::default());
        assert_eq!(found.len(), 1);
        assert!(found[0].len() > 1000);
        assert_eq!(result, Ok(vec!["the packed file: damaged: it is cut off".to_owned()]));
        assert_eq!(
            read(&whole[..10], &Limits::default()).1,
            Err(Failure::Damaged("it is cut off".to_owned()))
        );
    }

    #[test]
    fn a_bomb_is_refused() {
        let bomb = gzip(&vec![0; 20 << 20]);
        let (_, result) = read(&bomb, &Limits { max_ratio: 50, ..Limits::default() });
        assert!(matches!(result, Err(Failure::TooLarge(_))));
    }

    #[test]
    fn what_is_no_archive_is_refused() {
        assert_eq!(
            read(b"text", &Limits::default()).1,
            Err(Failure::Damaged("no archive".to_owned()))
        );
        assert_eq!(read(b"", &Limits::default()).1, Err(Failure::Empty));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(kind in 0..6usize, bytes: Vec<u8>) {
            let signatures: [&[u8]; 6] = [b"PK\x03\x04", b"\x1F\x8B\x08", b"\xFD7zXZ\0\0\x04", b"BZh91AY&SY", b"", b"PK\x05\x06"];
            let _ = read(&[signatures[kind], bytes.as_slice()].concat(), &Limits::default());
        }

        #[test]
        fn mutated_archives_are_read(kind in 0..4, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut: prop::sample::Index) {
            let mut bytes = match kind {
                0 => gzip(b"text of a file"),
                1 => bzip2(b"text of a file"),
                2 => tar("b.txt", b"text of a file"),
                _ => zip_file::tests::zip(&[("a.txt", b"text of a file"), ("b.txt", b"text")]),
            };
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let _ = read(&bytes, &Limits::default());
            let _ = read(&bytes[..cut.index(bytes.len())], &Limits::default());
        }
    }
}
