//! ZIP archives.

use std::collections::HashSet;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use zip::read::{ZipFile, read_zipfile_from_stream};
use zip::result::ZipError;
use zip::{SUPPORTED_COMPRESSION_METHODS, ZipArchive};

use super::bounded::{Bounded, allowance, failure, read_all};
use super::run::Run;
use super::tar_file::is_apple_double;
use crate::extract::limits::Failure;

type Zip<'z> = ZipArchive<Cursor<&'z [u8]>>;

/// Passes the files on in the order of the table of contents.
pub fn read(bytes: &[u8], run: &mut Run) -> ControlFlow<()> {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(_) => {
            run.note("its table of contents is damaged or cut off; read from the front".to_owned());
            return read_without_table(bytes, run);
        }
    };
    if archive.has_duplicate_names() {
        run.note("several files of the same name; the last of them is read".to_owned());
    }
    let overlapping = overlapping(&mut archive);
    for index in 0..archive.len() {
        if !overlapping.contains(&index) {
            member(&mut archive, index, run)?;
        } else if let Ok(file) = archive.by_index_raw(index) {
            let failure = Failure::Damaged("it shares its bytes with another file".to_owned());
            run.fail(&name(&file), failure);
        }
    }
    ControlFlow::Continue(())
}

/// Passes a file on.
fn member(archive: &mut Zip, index: usize, run: &mut Run) -> ControlFlow<()> {
    let (name, is_locked) = match archive.by_index_raw(index) {
        Ok(file) if is_folder(&name(&file)) || is_apple_double(&name(&file)) => {
            return ControlFlow::Continue(());
        }
        Ok(file) if file.is_symlink() => {
            run.note(format!("{}: no plain file, left out", name(&file)));
            return ControlFlow::Continue(());
        }
        Ok(file) if !SUPPORTED_COMPRESSION_METHODS.contains(&file.compression()) => {
            run.note(format!(
                "{}: packed with {}, which is not read",
                name(&file),
                file.compression()
            ));
            return ControlFlow::Continue(());
        }
        Ok(file) => (name(&file), file.encrypted()),
        Err(error) => {
            run.fail(&format!("file {}", index + 1), zip_failure(&error));
            return ControlFlow::Continue(());
        }
    };
    let file = match run.limits.password.as_deref().filter(|_| is_locked) {
        Some(password) => archive.by_index_decrypt(index, password.as_bytes()),
        None => archive.by_index(index),
    };
    match file {
        Ok(file) => unpack(file, name, is_locked, run),
        Err(error) => {
            let failure = if is_locked { Failure::Locked } else { zip_failure(&error) };
            run.fail(&name, failure);
            ControlFlow::Continue(())
        }
    }
}

/// Unpacks a file and passes it on.
fn unpack<R: Read>(
    file: ZipFile<R>,
    name: String,
    is_locked: bool,
    run: &mut Run,
) -> ControlFlow<()> {
    let allowance = allowance(file.compressed_size(), run.limits);
    let (mut bytes, mut failure) = read_all(Bounded::new(file, allowance), run.limits.max_text);
    // A wrong password may open a file to noise.
    if is_locked && matches!(failure, Some(Failure::Damaged(_))) {
        (bytes, failure) = (Vec::new(), Some(Failure::Locked));
    }
    run.member(Some(name), bytes, failure)
}

/// Passes on what can be read from the front of an archive whose end is lost.
fn read_without_table(mut bytes: &[u8], run: &mut Run) -> ControlFlow<()> {
    loop {
        match read_zipfile_from_stream(&mut bytes) {
            Ok(Some(file)) if is_folder(&name(&file)) => {}
            Ok(Some(file)) => {
                let name = name(&file);
                unpack(file, name, false, run)?;
            }
            Ok(None) => break,
            Err(error) => {
                run.fail("the rest of the archive", zip_failure(&error));
                break;
            }
        }
    }
    ControlFlow::Continue(())
}

/// The files whose packed bytes begin before those of another one end: one packed bomb may stand for thousands.
fn overlapping(archive: &mut Zip) -> HashSet<usize> {
    let mut ranges = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        if let Ok(file) = archive.by_index_raw(index) {
            let start = file.data_start().unwrap_or_default();
            ranges.push((start, start.saturating_add(file.compressed_size()), index));
        }
    }
    ranges.sort_unstable();
    let mut end = 0;
    let mut overlapping = HashSet::new();
    for (start, range_end, index) in ranges {
        if start < end && range_end > start {
            overlapping.insert(index);
        }
        end = end.max(range_end);
    }
    overlapping
}

/// The name: in UTF-8 if it can be, for not every program says that it is; else as the archive says.
fn name<R: Read>(file: &ZipFile<R>) -> String {
    match std::str::from_utf8(file.name_raw()) {
        Ok(name) => name.to_owned(),
        Err(_) => match file.name() {
            Ok(name) => name.into_owned(),
            Err(_) => String::from_utf8_lossy(file.name_raw()).into_owned(),
        },
    }
}

fn zip_failure(error: &ZipError) -> Failure {
    match error {
        ZipError::Io(error) => failure(error),
        ZipError::InvalidPassword => Failure::Locked,
        error => Failure::Damaged(error.to_string().to_lowercase()),
    }
}

/// Whether a member is a folder, as its name says.
fn is_folder(name: &str) -> bool {
    name.ends_with(['/', '\\'])
}

#[cfg(test)]
pub mod tests {
    use std::io::Write;

    use zip::CompressionMethod::{Deflated, Stored};
    use zip::unstable::write::FileOptionsExt;
    use zip::write::SimpleFileOptions;
    use zip::{AesMode, ZipWriter};

    use super::super::tests::read as members;
    use super::*;
    use crate::extract::limits::Limits;

    fn written(files: &[(&str, &[u8])], options: SimpleFileOptions) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, options).expect("written");
            writer.write_all(bytes).expect("written");
        }
        writer.finish().expect("written").into_inner()
    }

    pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        written(files, SimpleFileOptions::default().compression_method(Deflated))
    }

    fn check(bytes: &[u8], limits: &Limits, expect: &[&str], lines: &[&str]) {
        let (found, result) = members(bytes, limits);
        assert_eq!(found, expect);
        assert_eq!(result, Ok(lines.iter().map(|line| (*line).to_owned()).collect()));
    }

    #[test]
    fn files_are_passed_on() {
        let limits = Limits::default();
        check(
            &zip(&[("a/b.txt", b"one"), ("d/", b""), ("__MACOSX/._a", b"x"), ("ü", b"two")]),
            &limits,
            &["a/b.txt=one", "ü=two"],
            &[],
        );
        check(&zip(&[("../../etc/passwd", b"x")]), &limits, &["../../etc/passwd=x"], &[]);
        assert_eq!(members(&zip(&[]), &limits).1, Err(Failure::Empty));
    }

    #[test]
    fn names_of_dos_are_read() {
        let mut bytes = zip(&[("xy.txt", b"one")]);
        for at in 0..bytes.len() - 6 {
            if &bytes[at..at + 6] == b"xy.txt" {
                bytes[at] = 0x81;
            }
        }
        check(&bytes, &Limits::default(), &["üy.txt=one"], &[]);
    }

    #[test]
    fn links_are_named() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.add_symlink("link", "/etc/passwd", SimpleFileOptions::default()).expect("written");
        let bytes = writer.finish().expect("written").into_inner();
        check(&bytes, &Limits::default(), &[], &["link: no plain file, left out"]);
    }

    #[test]
    fn locked_files_take_their_password() {
        let options = SimpleFileOptions::default().compression_method(Deflated);
        let old = written(
            &[("a", b"one")],
            options.with_deprecated_encryption(b"Geheim").expect("options"),
        );
        let new = written(&[("a", b"one")], options.with_aes_encryption(AesMode::Aes256, "Geheim"));
        for bytes in [old, new] {
            let with = |password: Option<&str>| Limits {
                password: password.map(str::to_owned),
                ..Limits::default()
            };
            check(&bytes, &with(Some("Geheim")), &["a=one"], &[]);
            assert_eq!(members(&bytes, &with(None)).1, Err(Failure::Locked));
            assert_eq!(members(&bytes, &with(Some("falsch"))).1, Err(Failure::Locked));
        }
    }

    #[test]
    fn a_bomb_is_left_out_and_its_neighbours_are_read() {
        let bytes = zip(&[("bomb", &vec![0; 20 << 20]), ("a", b"one")]);
        let (found, lines) = members(&bytes, &Limits::default());
        assert_eq!(found, ["a=one"]);
        assert!(lines.is_ok_and(|lines| lines[0].starts_with("bomb: too large: ")));
    }

    #[test]
    fn files_that_share_their_bytes_are_left_out() {
        let mut bytes = written(
            &[("a", b"one"), ("b", b"two")],
            SimpleFileOptions::default().compression_method(Stored),
        );
        // The offset of the second file in the table of contents.
        let table =
            (0..bytes.len()).rfind(|at| bytes[*at..].starts_with(b"PK\x01\x02")).expect("a table");
        bytes[table + 42..table + 46].fill(0);
        let (found, lines) = members(&bytes, &Limits::default());
        assert_eq!(found, ["a=one"]);
        assert_eq!(lines, Ok(vec!["b: damaged: it shares its bytes with another file".to_owned()]));
    }

    #[test]
    fn an_archive_that_is_cut_off_is_read_from_the_front() {
        let bytes = zip(&[("a", b"one"), ("b", b"two")]);
        let table =
            (0..bytes.len()).find(|at| bytes[*at..].starts_with(b"PK\x01\x02")).expect("a table");
        let (found, lines) = members(&bytes[..table], &Limits::default());
        assert_eq!(found, ["a=one", "b=two"]);
        assert_eq!(lines.expect("lines").len(), 2);
    }

    #[test]
    fn files_are_counted() {
        let limits = Limits { max_documents: 1, ..Limits::default() };
        check(
            &zip(&[("a", b"one"), ("b", b"two")]),
            &limits,
            &["a=one"],
            &["more than 1 files; the rest is not read"],
        );
    }
}
