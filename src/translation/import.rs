//! A dictionary file of any known format to the compact form.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::compile::Compiler;
use super::error::LexiconError;
use super::lookup::side;
use super::tsv::Pair;
use super::{dictd, ding, tsv};
use crate::document::Language;

/// Bytes of a dictionary that are read, decompressed.
const MAX_BYTES: u64 = 256 << 20;

/// Word pairs of a dictionary that are read; Ding has 950,000.
const MAX_PAIRS: usize = 6_000_000;

/// What a file compressed with gzip begins with; `.dict.dz` is one.
const GZIP: [u8; 2] = [0x1F, 0x8B];

/// The bytes of a dictionary, compressed with gzip or plain.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// A Ding file, or lines `german<TAB>english`: the file tells which.
    Text(&'a [u8]),
    /// A dictd dictionary.
    Dictd {
        /// The `.index` file.
        index: &'a [u8],
        /// The `.dict` or `.dict.dz` file.
        entries: &'a [u8],
        /// The language of the headwords; [`Language::Unknown`] takes it from the dictionary.
        headwords: Language,
    },
}

/// A compiled dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    /// The compact form, for [`Dictionary::open`](super::Dictionary::open).
    pub bytes: Vec<u8>,
    /// How many word pairs were read.
    pub pairs: usize,
}

/// Reads a dictionary and compiles it.
///
/// # Errors
///
/// No word pairs in it, a compressed file that does not open, more text than any dictionary has, or a dictd dictionary
/// that does not tell its languages.
pub fn compile(source: Source<'_>) -> Result<Compiled, LexiconError> {
    let mut compiler = Compiler::default();
    let mut add = |pairs: &mut dyn Iterator<Item = Pair>| {
        pairs.take(MAX_PAIRS).for_each(|pair| compiler.add(&pair.german, &pair.english));
        // What is too much is refused, not cut.
        pairs.next().map_or(Ok(()), |_| Err(LexiconError::TooManyPairs { limit: MAX_PAIRS }))
    };
    match source {
        Source::Text(bytes) => {
            let bytes = decompressed(bytes)?;
            let text = decoded(&bytes);
            match text.lines().any(|line| line.contains(ding::SIDES)) {
                true => add(&mut text.lines().flat_map(ding::pairs))?,
                false => add(&mut tsv::pairs(&text))?,
            }
        }
        Source::Dictd { index, entries, headwords } => {
            let (index, entries) = (decompressed(index)?, decompressed(entries)?);
            let index = decoded(&index);
            let side = side(headwords)
                .or_else(|| dictd::headword_language(&index, &entries))
                .ok_or(LexiconError::NoDirection)?;
            add(&mut dictd::pairs(&index, &entries, side))?;
        }
    }
    if compiler.is_empty() {
        return Err(LexiconError::NoPairs);
    }
    let pairs = compiler.len();
    Ok(Compiled { bytes: compiler.finish()?, pairs })
}

fn decompressed(bytes: &[u8]) -> Result<Cow<'_, [u8]>, LexiconError> {
    let too_large = LexiconError::TooLarge { limit: MAX_BYTES >> 20 };
    if !bytes.starts_with(&GZIP) {
        let fits = bytes.len() as u64 <= MAX_BYTES;
        return if fits { Ok(Cow::Borrowed(bytes)) } else { Err(too_large) };
    }
    let mut plain = Vec::new();
    let mut decoder = MultiGzDecoder::new(bytes).take(MAX_BYTES + 1);
    decoder.read_to_end(&mut plain).map_err(LexiconError::Compressed)?;
    if plain.len() as u64 > MAX_BYTES { Err(too_large) } else { Ok(Cow::Owned(plain)) }
}

/// UTF-8; what is none is Latin-1, as old dictionaries are.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().copied().map(char::from).collect()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn pairs(bytes: &[u8]) -> Option<usize> {
        compile(Source::Text(bytes)).ok().map(|compiled| compiled.pairs)
    }

    #[test]
    fn the_format_is_found() {
        assert_eq!(pairs("Rat {m} | Räte {pl} :: council | councils".as_bytes()), Some(2));
        assert_eq!(pairs(b"Rat\tcouncil\n"), Some(1));
        assert_eq!(pairs(b"R\xE4te\tcouncils\n"), Some(1));
        assert_eq!(pairs(b"Rat council\n"), None);
        assert_eq!(pairs(b""), None);
    }

    #[test]
    fn compressed_files_are_opened() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(b"Rat\tcouncil\n").expect("memory");
        let gzip = gzip.finish().expect("memory");
        assert_eq!(pairs(&gzip), Some(1));
        let cut = compile(Source::Text(&gzip[..gzip.len() / 2]));
        assert!(matches!(cut, Err(LexiconError::Compressed(_))));
    }

    #[test]
    fn a_dictd_dictionary_tells_its_direction_or_is_told() {
        let entries = b"house\nHaus\n";
        let source = |headwords| Source::Dictd { index: b"house\tA\tL\n", entries, headwords };
        assert!(matches!(compile(source(Language::Unknown)), Err(LexiconError::NoDirection)));
        assert_eq!(compile(source(Language::English)).expect("a pair").pairs, 1);
    }
}
