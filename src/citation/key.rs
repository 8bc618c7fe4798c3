//! The key of an entry: author, year and a word of the title.

use super::item::Item;

/// Longest part of a key, in letters.
const PART: usize = 20;

/// Shortest word that tells a title.
const WORD: usize = 4;

/// A key of ASCII letters, digits and a hyphen, such as `kleist1960vermerk-3fa29c1e`.
///
/// Its end is made of the document's place, so that documents alike have keys of their own, and passages of one document
/// the same, in every index. It has no other hyphen.
pub fn key(item: &Item<'_>) -> String {
    let author = item.authors.first().map(|name| ascii(&name.family)).unwrap_or_default();
    let year = item.date.and_then(|date| date.year()).map(|year| year.to_string());
    let title = item.title_or_file().split_whitespace().map(ascii).find(|word| word.len() >= WORD);
    let start = [author, year.unwrap_or_default(), title.unwrap_or_default()].concat();
    let start = match start.bytes().next() {
        None => "document".to_owned(),
        // Some programs want a letter first.
        Some(b'0'..=b'9') => format!("doc{start}"),
        Some(_) => start,
    };
    let part = item.part.as_deref().unwrap_or_default();
    format!("{start}-{:08x}", hash(item.path.bytes().chain([0]).chain(part.bytes())))
}

/// The first ASCII letters and digits in lower case, umlauts written out.
fn ascii(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            'é' | 'è' | 'ê' => plain.push('e'),
            'á' | 'à' | 'â' => plain.push('a'),
            c if c.is_ascii_alphanumeric() => plain.push(c),
            _ => {}
        }
        if plain.len() >= PART {
            break;
        }
    }
    plain
}

/// FNV-1a (Fowler, Noll, Vo) of 32 bits: the same on every machine and in every release.
fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_plain() {
        assert_eq!(ascii("Müller-Größe, é"), "muellergroessee");
        assert_eq!(ascii("Ким"), "");
        // The published test vectors of FNV-1a.
        assert_eq!(hash([].into_iter()), 0x811c_9dc5);
        assert_eq!(hash([b'a'].into_iter()), 0xe40c_292c);
    }
}
