//! A zip archive opened within limits, its members read by name.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::{Failure, Limits};
use super::zip_salvage;

/// From this unpacked size on, in bytes, a member's packing ratio is looked at.
const RATIO_FLOOR: u64 = 1 << 20;

/// All members together may unpack to this many times the largest size of one.
const TOTAL: u64 = 4;

/// The first bytes of an old Microsoft Office file, which is also what a locked new one is wrapped in.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The stream that holds a locked document, as its name is spelt inside such a file.
const LOCKED_STREAM: &str = "EncryptedPackage";

/// A zip archive. Members are only names: none is ever written anywhere.
pub struct ZipParts<'b> {
    source: Source<'b>,
    /// The members by their names in lower case: Office names are the same in any case.
    index: HashMap<String, usize>,
    max_size: u64,
    max_ratio: u64,
    left: u64,
    /// What was damaged, a line each.
    pub warnings: Vec<String>,
}

enum Source<'b> {
    Archive(ZipArchive<Cursor<&'b [u8]>>),
    /// The members found in an archive without its table of contents.
    Salvage(Vec<zip_salvage::Member<'b>>),
}

impl<'b> ZipParts<'b> {
    /// Opens an archive; one that lost its end is read from its start.
    ///
    /// Fails with [`Failure::Locked`] for an Office file in its password wrapping, with [`Failure::Damaged`] for what
    /// is no archive.
    pub fn open(bytes: &'b [u8], limits: &Limits) -> Result<ZipParts<'b>, Failure> {
        if bytes.starts_with(OLE) {
            return Err(match is_locked_office(bytes) {
                true => Failure::Locked,
                false => Failure::Damaged("an old Microsoft Office file, not a new one".into()),
            });
        }
        let mut warnings = Vec::new();
        let (source, names) = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => {
                let names = archive.file_names_raw().map(lower_case).collect();
                (Source::Archive(archive), names)
            }
            Err(_) => {
                let members = zip_salvage::members(bytes, limits.max_documents);
                if members.is_empty() {
                    return Err(Failure::Damaged("no zip archive, as such a file is".into()));
                }
                warnings.push("the archive has no end; read as far as it goes".into());
                let names = members.iter().map(|member| lower_case(member.name)).collect();
                (Source::Salvage(members), names)
            }
        };
        let names: Vec<String> = names;
        if names.len() > limits.max_documents {
            return Err(Failure::TooLarge(format!("{} members in the archive", names.len())));
        }
        let max_size = limits.max_text as u64;
        Ok(ZipParts {
            source,
            index: names.into_iter().enumerate().map(|(at, name)| (name, at)).collect(),
            max_size,
            max_ratio: limits.max_ratio,
            left: max_size.saturating_mul(TOTAL),
            warnings,
        })
    }

    /// Whether there is a member of this name, in any case.
    pub fn has(&self, name: &str) -> bool {
        self.index.contains_key(&lower_case(name.as_bytes()))
    }

    /// The names of all members, in lower case, sorted.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.index.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// The bytes of the member of this name, in any case; `None` when there is none.
    ///
    /// A damaged member is given as far as it goes, with a warning.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        let Some(&at) = self.index.get(&lower_case(name.as_bytes())) else { return Ok(None) };
        let most = self.max_size.min(self.left);
        let (bytes, damage) = match &mut self.source {
            Source::Archive(archive) => match archive.by_index(at) {
                Ok(member) => {
                    let packed = member.compressed_size();
                    unpack(member, packed, most, self.max_ratio, name)?
                }
                Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                    return Err(Failure::Locked);
                }
                Err(error) => (Vec::new(), Some(error.to_string())),
            },
            Source::Salvage(members) => {
                let member = &members[at];
                unpack(member.reader(), member.data.len() as u64, most, self.max_ratio, name)?
            }
        };
        if let Some(damage) = damage {
            self.warnings.push(format!("{name}: damaged ({damage}), read as far as it goes"));
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}

/// The bytes of a member and what stopped them, if something did.
fn unpack(
    reader: impl Read,
    packed: u64,
    most: u64,
    max_ratio: u64,
    name: &str,
) -> Result<(Vec<u8>, Option<String>), Failure> {
    let by_ratio = packed.saturating_mul(max_ratio).max(RATIO_FLOOR);
    let mut bytes = Vec::new();
    // One byte more than allowed tells a member that is too large from one that just fits.
    let result = reader.take(most.min(by_ratio).saturating_add(1)).read_to_end(&mut bytes);
    if bytes.len() as u64 > most.min(by_ratio) {
        let reason =
            if by_ratio < most { "packed too well to be honest" } else { "unpacks to too much" };
        return Err(Failure::TooLarge(format!("`{name}` {reason}")));
    }
    Ok((bytes, result.err().map(|error| error.to_string())))
}

/// A name as it is looked up: lower case, without a leading slash.
fn lower_case(name: &[u8]) -> String {
    String::from_utf8_lossy(name).trim_start_matches('/').to_lowercase()
}

/// Whether an old Office file holds nothing but a locked new one.
fn is_locked_office(bytes: &[u8]) -> bool {
    let name: Vec<u8> = LOCKED_STREAM.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

#[cfg(test)]
pub mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// An archive of these members.
    pub fn archive(members: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in members {
            writer.start_file(*name, SimpleFileOptions::default()).expect("a member");
            writer.write_all(text.as_bytes()).expect("its bytes");
        }
        writer.finish().expect("an archive").into_inner()
    }

    #[test]
    fn names_are_only_names_in_any_case() {
        let bytes = archive(&[("../../etc/x", "a"), ("Word\\Doc.xml", "b"), ("/c", "c")]);
        let mut parts = ZipParts::open(&bytes, &Limits::default()).expect("an archive");
        assert_eq!(parts.read("../../ETC/x"), Ok(Some(b"a".to_vec())));
        assert_eq!(parts.read("word\\doc.xml"), Ok(Some(b"b".to_vec())));
        assert_eq!(parts.read("c"), Ok(Some(b"c".to_vec())));
        assert_eq!(parts.read("x"), Ok(None));
        assert!(parts.has("C") && !parts.has("d"));
        assert_eq!(parts.names(), ["../../etc/x", "c", "word\\doc.xml"]);
    }

    #[test]
    fn bombs_are_refused() {
        let bytes = archive(&[("a", &"0".repeat(2 << 20)), ("b", "small")]);
        let refused = |limits: Limits| {
            let mut parts = ZipParts::open(&bytes, &limits)?;
            parts.read("a")
        };
        let too_large = |result| matches!(result, Err(Failure::TooLarge(_)));
        assert!(too_large(refused(Limits::default())));
        assert!(too_large(refused(Limits { max_text: 1 << 19, ..Limits::default() })));
        assert!(too_large(refused(Limits { max_documents: 1, ..Limits::default() })));
        assert!(refused(Limits { max_ratio: 2000, ..Limits::default() }).is_ok());
    }

    #[test]
    fn all_members_together_are_bounded() {
        let bytes = archive(&[("a", &"ab ".repeat(100))]);
        let limits = Limits { max_text: 300, ..Limits::default() };
        let mut parts = ZipParts::open(&bytes, &limits).expect("an archive");
        for _ in 0..4 {
            assert!(parts.read("a").is_ok());
        }
        assert!(parts.read("a").is_err());
    }

    #[test]
    fn an_archive_without_its_end_is_read_from_its_start() {
        let text = "Der Vertrag von Rapallo. ".repeat(50);
        let bytes = archive(&[("a.xml", &text), ("b.xml", "second")]);
        let cut = &bytes[..bytes.len() - 60];
        let mut parts = ZipParts::open(cut, &Limits::default()).expect("what is left");
        assert_eq!(parts.read("a.xml"), Ok(Some(text.into_bytes())));
        assert_eq!(parts.warnings.len(), 1);
    }

    #[test]
    fn a_damaged_member_is_read_as_far_as_it_goes() {
        let mut bytes = archive(&[("a.xml", "0123456789")]);
        let at = bytes.windows(3).position(|window| window == b"xml").expect("its name") + 6;
        bytes[at] ^= 0x40;
        let mut parts = ZipParts::open(&bytes, &Limits::default()).expect("an archive");
        let read = parts.read("a.xml").expect("some bytes").expect("a member");
        assert!(read.len() <= 10);
        assert_eq!(parts.warnings.len(), 1, "{:?}", parts.warnings);
    }

    #[test]
    fn what_is_no_archive_says_so() {
        let open = |bytes: &[u8]| ZipParts::open(bytes, &Limits::default()).err();
        assert!(matches!(open(b"plain text"), Some(Failure::Damaged(_))));
        assert!(matches!(open(OLE), Some(Failure::Damaged(_))));
        let name: Vec<u8> = LOCKED_STREAM.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(open(&[OLE, &name].concat()), Some(Failure::Locked));
    }
}
