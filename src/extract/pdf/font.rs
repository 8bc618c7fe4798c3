//! Fonts: what a code reads as, and how far it moves on.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::hayro_cmap::BfString;
use hayro_font::{
    CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, StandardFont,
};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Stream};

use super::budget::Budget;
use super::guess::Guesses;

/// Units of a font's own measures in an em.
const UNITS: f64 = hayro_font::UNITS_PER_EM as f64;

/// Most widths that a font may list; the largest fonts have 65,536 glyphs.
const MAX_WIDTHS: u64 = 200_000;

/// The entries of fonts and their descriptors that may be streams.
const STREAMS: [&[u8]; 6] = [
    keys::FONT_FILE,
    keys::FONT_FILE2,
    keys::FONT_FILE3,
    keys::TO_UNICODE,
    keys::ENCODING,
    keys::CID_TO_GID_MAP,
];

/// The fonts of a file, each loaded once.
pub struct Fonts<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    maps: CMapResolverFn,
    faces: HashMap<&'a [u8], Option<Rc<Face<'a>>>>,
    fallback: Option<Rc<Face<'a>>>,
}

/// A font in use.
pub struct Face<'a> {
    font: Font<'a>,
    is_standing_in: bool,
    /// The height of its letters for a font size of 1.
    pub height: f64,
    guesses: RefCell<Guesses>,
    codes: RefCell<HashMap<u32, Rc<Code>>>,
}

/// What a code of a font stands for.
#[derive(Debug)]
pub struct Code {
    /// What it reads as; `None` where the file does not tell.
    pub text: Option<String>,
    /// How far it moves on for a font size of 1.
    pub advance: f64,
}

impl<'a> Fonts<'a> {
    pub fn new() -> Self {
        let programs: FontResolverFn = Arc::new(|query| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
        });
        let maps: CMapResolverFn = Arc::new(hayro_font::hayro_cmap::load_embedded);
        let cache = FontCache::new();
        let fallback = cache
            .standard_font(StandardFont::Helvetica, &programs)
            .map(|font| Rc::new(Face::new(font, None)));
        Fonts { cache, programs, maps, faces: HashMap::new(), fallback }
    }

    /// The font that a font dictionary describes; Helvetica if there is none or it is damaged.
    pub fn face(&mut self, dict: Option<&Dict<'a>>, budget: &mut Budget) -> Option<Rc<Face<'a>>> {
        let Some(dict) = dict else { return self.fallback.clone() };
        if let Some(face) = self.faces.get(dict.data()) {
            return face.clone();
        }
        let font = (lists_sane_widths(dict) && may_unpack(dict, budget))
            .then(|| self.cache.font(dict, &self.programs, &self.maps))
            .flatten();
        let face = match font {
            Some(font) => Some(Rc::new(Face::new(font, Some(dict)))),
            None => self.fallback.clone(),
        };
        self.faces.insert(dict.data(), face.clone());
        face
    }
}

impl<'a> Face<'a> {
    /// A font with its dictionary, or one that stands in for it.
    fn new(font: Font<'a>, dict: Option<&Dict<'a>>) -> Self {
        Face {
            font,
            is_standing_in: dict.is_none(),
            height: dict.map_or(1.0, height),
            guesses: RefCell::new(dict.map(Guesses::new).unwrap_or_default()),
            codes: RefCell::default(),
        }
    }

    /// Whether lines run from left to right, not from top to bottom.
    pub fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }

    /// Whether a string can be read with this font: of one that stands in for a damaged one, only ASCII is sure.
    pub fn can_read(&self, bytes: &[u8]) -> bool {
        !self.is_standing_in || bytes.is_ascii()
    }

    /// The code that begins at `at`, and its length in bytes.
    pub fn code_at(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) = self.font.read_code(bytes, at);
        (code, length.max(1))
    }

    pub fn code(&self, code: u32) -> Rc<Code> {
        if let Some(known) = self.codes.borrow().get(&code) {
            return known.clone();
        }
        let advance = self.font.code_advance(code);
        let advance = if self.is_horizontal() { advance.x } else { advance.y } / UNITS;
        let glyph = self.font.glyph(self.font.map_code(code), code);
        let (text, outline) = match &glyph {
            FontGlyph::Outline(glyph) => (glyph.as_unicode(), Some(glyph)),
            FontGlyph::Type3(glyph) => (glyph.as_unicode(), None),
        };
        let text = match text {
            Some(BfString::Char(char)) => readable(char.encode_utf8(&mut [0; 4])),
            Some(BfString::String(text)) => readable(&text),
            None => None,
        };
        let guess = || self.guesses.borrow_mut().char(code, outline);
        let text = text.or_else(|| readable(guess()?.encode_utf8(&mut [0; 4])));
        let advance = if advance.is_finite() { advance } else { 0.0 };
        let known = Rc::new(Code { text, advance });
        self.codes.borrow_mut().insert(code, known.clone());
        known
    }
}

/// A glyph's text without what no reader sees; `None` if nothing is left.
///
/// Ligatures are spelled out, as they would be found by nobody.
fn readable(text: &str) -> Option<String> {
    let mut out = String::new();
    for char in text.chars() {
        match char {
            '\u{FB00}' => out.push_str("ff"),
            '\u{FB01}' => out.push_str("fi"),
            '\u{FB02}' => out.push_str("fl"),
            '\u{FB03}' => out.push_str("ffi"),
            '\u{FB04}' => out.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}' => {}
            _ if char.is_control() => {}
            _ => out.push(char),
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The height of letters for a font size of 1: other fonts are drawn on an em, those of Type 3 on a scale of their own.
fn height(dict: &Dict<'_>) -> f64 {
    if dict.get::<Name<'_>>(keys::SUBTYPE).as_deref() != Some(b"Type3") {
        return 1.0;
    }
    let scale = dict.get::<[f64; 6]>(keys::FONT_MATRIX).map_or(0.001, |matrix| matrix[3]);
    let box_height = dict.get::<[f64; 4]>(keys::FONT_BBOX).map_or(0.0, |edges| edges[3] - edges[1]);
    let height = (scale * box_height).abs();
    if height.is_finite() && height > 0.0 { height } else { (scale * UNITS).abs() }
}

/// Whether the widths that a font lists are few enough to be kept; a range of them costs a few bytes in the file.
fn lists_sane_widths(dict: &Dict<'_>) -> bool {
    let first = dict.get::<i64>(keys::FIRST_CHAR).unwrap_or(0);
    let mut count = u64::try_from(first).unwrap_or(u64::MAX);
    let descendants = dict.get::<Array<'_>>(keys::DESCENDANT_FONTS);
    for font in descendants.iter().flat_map(|fonts| fonts.iter::<Dict<'_>>()) {
        if let Some(widths) = font.get::<Array<'_>>(keys::W) {
            let mut entries = widths.flex_iter();
            loop {
                if entries.next::<(u32, Array<'_>)>().is_some() {
                    continue;
                }
                let Some((first, last, _)) = entries.next::<(u32, u32, f32)>() else { break };
                count += u64::from(last.saturating_sub(first));
            }
        }
        if let Some(widths) = font.get::<Array<'_>>(keys::W2) {
            let mut entries = widths.flex_iter();
            loop {
                if entries.next::<(u32, Array<'_>)>().is_some() {
                    continue;
                }
                let range = entries.next::<(u32, u32, f32, f32, f32)>();
                let Some((first, last, ..)) = range else { break };
                count += u64::from(last.saturating_sub(first));
            }
        }
    }
    count <= MAX_WIDTHS
}

/// Whether all streams of a font, its program and its maps, may be unpacked.
fn may_unpack(dict: &Dict<'_>, budget: &mut Budget) -> bool {
    let descendants = dict.get::<Array<'_>>(keys::DESCENDANT_FONTS);
    let descendants = descendants.iter().flat_map(|fonts| fonts.iter::<Dict<'_>>().take(1));
    let mut dicts: Vec<Dict<'_>> = descendants.chain([dict.clone()]).collect();
    let descriptors = dicts.iter().filter_map(|dict| dict.get::<Dict<'_>>(keys::FONT_DESC));
    dicts.extend(descriptors.collect::<Vec<_>>());
    let mut streams = dicts.iter().flat_map(|dict| {
        STREAMS.iter().filter_map(|key| dict.get::<Stream<'_>>(*key)).collect::<Vec<_>>()
    });
    streams.all(|stream| budget.may_unpack(&stream))
}
