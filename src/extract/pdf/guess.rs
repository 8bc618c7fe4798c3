//! Characters of glyphs whose fonts name them in no usual way.

use std::collections::HashMap;

use hayro_font::OutlineGlyph;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object, String as Text};
use skrifa::{FontRef, MetadataProvider};

/// Most entries of a font's own table of characters that are looked at; the largest fonts have 65,536 glyphs.
const MAX_ENTRIES: usize = 200_000;

/// The collections for Japanese, simplified and traditional Chinese and Korean.
const ASIAN: [&[u8]; 4] = [b"Japan1", b"GB1", b"CNS1", b"Korea1"];

/// Where they have other signs than ASCII's backslash.
const YEN: u32 = 61;

/// What is known of a font besides its map to Unicode.
#[derive(Debug, Default)]
pub struct Guesses {
    /// Whether codes are said to be Unicode themselves.
    is_unicode: bool,
    /// Whether codes number the glyphs of one of Adobe's Asian collections, which all begin with ASCII.
    is_asian: bool,
    /// Codes whose glyph is named by its number, as in `a233` or `C41`.
    numbered: Vec<u8>,
    /// The characters of the font program by glyph, once they were asked for.
    of_glyphs: Option<HashMap<u32, char>>,
}

impl Guesses {
    /// Reads what a font dictionary tells.
    pub fn new(font: &Dict<'_>) -> Self {
        let map = font.get::<Name<'_>>(keys::TO_UNICODE);
        let is_unicode = map.is_some_and(|name| name.starts_with(b"Identity"));
        let encoding = font.get::<Dict<'_>>(keys::ENCODING);
        let names = encoding.and_then(|encoding| encoding.get::<Array<'_>>(keys::DIFFERENCES));
        let mut numbered = Vec::new();
        let mut code = 0_i64;
        for entry in names.iter().flat_map(|names| names.iter::<Object<'_>>()) {
            match entry {
                Object::Number(number) => code = number.as_i64(),
                Object::Name(name) => {
                    if let Some(byte) =
                        u8::try_from(code).ok().filter(|byte| is_number(&name, *byte))
                    {
                        numbered.push(byte);
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
        Guesses { is_unicode, is_asian: is_asian(font), numbered, of_glyphs: None }
    }

    /// What a code may stand for. `glyph` is what is drawn for it, if that is an outline.
    pub fn char(&mut self, code: u32, glyph: Option<&OutlineGlyph>) -> Option<char> {
        if self.is_unicode {
            return char::from_u32(code);
        }
        if u8::try_from(code).is_ok_and(|code| self.numbered.contains(&code)) {
            return char::from_u32(code);
        }
        if self.is_asian && matches!(code, 1..=94) && code != YEN {
            return char::from_u32(code + 0x1F);
        }
        let glyph = glyph.filter(|glyph| glyph.glyph_id().to_u32() != 0)?;
        let chars = self.of_glyphs.get_or_insert_with(|| chars_of_glyphs(glyph));
        chars.get(&glyph.glyph_id().to_u32()).copied()
    }
}

fn is_asian(font: &Dict<'_>) -> bool {
    let fonts = font.get::<Array<'_>>(keys::DESCENDANT_FONTS);
    let first = fonts.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let collection = first.and_then(|font| font.get::<Dict<'_>>(keys::CIDSYSTEMINFO));
    let ordering = collection.and_then(|info| info.get::<Text<'_>>(keys::ORDERING));
    let encoding = font.get::<Name<'_>>(keys::ENCODING);
    encoding.is_some_and(|name| name.starts_with(b"Identity"))
        && ordering.is_some_and(|name| ASIAN.contains(&name.as_bytes()))
}

/// Whether a glyph's name is up to two letters and its own code, decimal or hexadecimal; codes are read as Latin-1.
fn is_number(name: &[u8], code: u8) -> bool {
    let Ok(name) = std::str::from_utf8(name) else { return false };
    let is_printable = matches!(code, 0x21..=0x7E | 0xA1..=0xFF);
    is_printable
        && (1..=2).filter_map(|letters| name.split_at_checked(letters)).any(|(letters, digits)| {
            letters.bytes().all(|byte| byte.is_ascii_alphabetic())
                && (digits.parse() == Ok(code) || u8::from_str_radix(digits, 16) == Ok(code))
        })
}

/// The table of characters of a glyph's font, turned round. Of several characters the first counts.
fn chars_of_glyphs(glyph: &OutlineGlyph) -> HashMap<u32, char> {
    let mut chars = HashMap::new();
    let Some(program) = glyph.font_data() else { return chars };
    let Ok(font) = FontRef::new((*program.data).as_ref()) else { return chars };
    for (code, glyph) in font.charmap().mappings().take(MAX_ENTRIES) {
        // Characters for private use tell nothing.
        if let Some(char) =
            char::from_u32(code).filter(|char| !matches!(char, '\u{E000}'..='\u{F8FF}'))
        {
            chars.entry(glyph.to_u32()).or_insert(char);
        }
    }
    chars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_codes_are_known() {
        let check = |name: &str, code, expect| assert_eq!(is_number(name.as_bytes(), code), expect);
        check("a233", 233, true);
        check("C41", 0x41, true);
        check("C41", 41, true);
        check("G1", 1, false);
        check("a65", 66, false);
        check("square", 97, false);
        check("é65", 65, false);
        check("", 65, false);
    }
}
