//! How much work one file may cause, whatever it says.

use std::borrow::Cow;
use std::collections::HashMap;

use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, ObjectIdentifier, Stream};
use hayro_syntax::page::Page;

use super::super::limits::Limits;
use super::unpacked;

/// Most glyphs of a page; the largest pages of newspapers have a hundred thousand.
const MAX_PAGE_GLYPHS: usize = 1_000_000;

/// Most operators of a file, however large.
const MAX_OPERATORS: usize = 50_000_000;

/// Operators that any file may have. A page of dense maps has a million, in as many bytes.
const MIN_OPERATORS: usize = 1_000_000;

/// Further operators for each byte of a file. Packed content has about two; forms that many pages share have more.
const OPERATORS_PER_BYTE: usize = 64;

/// Bytes that are read as fast as one operator is carried out.
const BYTES_PER_OPERATOR: usize = 16;

/// What it costs to begin a form, in operators.
const FORM: usize = 64;

/// What it costs to look an object up, in operators.
const LOOKUP: usize = 256;

/// Bytes that the streams of a file may unpack to in any case; a larger file may have more, see [`Limits`].
const MAX_UNPACKED: u64 = 256 << 20;

/// What is left of the work that a file may cause.
#[derive(Debug)]
pub struct Budget {
    page_glyphs: usize,
    operators: usize,
    text: usize,
    unpacked: u64,
    /// The streams that were counted, and whether they may be unpacked.
    counted: HashMap<ObjectIdentifier, bool>,
    /// Whether something was left out since the page began.
    pub page_is_cut: bool,
}

impl Budget {
    /// The budget of a file of `size` bytes.
    pub fn new(size: usize, limits: &Limits) -> Self {
        Budget {
            page_glyphs: MAX_PAGE_GLYPHS,
            operators: MAX_OPERATORS
                .min(MIN_OPERATORS.saturating_add(size.saturating_mul(OPERATORS_PER_BYTE))),
            text: limits.max_text,
            unpacked: MAX_UNPACKED.max((size as u64).saturating_mul(limits.max_ratio)),
            counted: HashMap::new(),
            page_is_cut: false,
        }
    }

    pub fn begin_page(&mut self) {
        (self.page_glyphs, self.page_is_cut) = (MAX_PAGE_GLYPHS, false);
    }

    /// Whether nothing more of the file can be read.
    pub fn is_spent(&self) -> bool {
        self.operators == 0 || self.text == 0
    }

    /// How many more bytes may be unpacked.
    pub fn unpacked(&self) -> u64 {
        self.unpacked
    }

    /// Asks for a glyph that reads as `bytes` bytes.
    pub fn take_glyph(&mut self, bytes: usize) -> bool {
        let may = self.page_glyphs > 0 && self.text >= bytes;
        self.page_glyphs = self.page_glyphs.saturating_sub(1);
        self.text = self.text.saturating_sub(bytes);
        self.page_is_cut |= !may;
        may
    }

    pub fn take_operator(&mut self) -> bool {
        self.take_operators(1)
    }

    /// Asks to look through a dictionary once more.
    pub fn take_dict(&mut self, dict: &Dict<'_>) -> bool {
        self.take_operators(dict.data().len() / BYTES_PER_OPERATOR)
    }

    /// Asks to look an object up, which is read anew each time.
    pub fn take_lookup(&mut self) -> bool {
        self.take_operators(LOOKUP)
    }

    pub fn take_form(&mut self, form: &Dict<'_>) -> bool {
        self.take_operators(FORM) && self.take_dict(form)
    }

    fn take_operators(&mut self, count: usize) -> bool {
        let may = self.operators >= count;
        self.operators = self.operators.saturating_sub(count);
        self.page_is_cut |= !may;
        may
    }

    /// Whether a stream may be unpacked; each is counted once.
    pub fn may_unpack(&mut self, stream: &Stream<'_>) -> bool {
        let id = stream.obj_id();
        let may = self.counted.get(&id).copied().unwrap_or_else(|| {
            let size = unpacked::size(&stream.raw_data(), &stream.filters(), self.unpacked);
            let left = self.unpacked.checked_sub(size);
            self.unpacked = left.unwrap_or(self.unpacked);
            left.is_some()
        });
        self.counted.insert(id, may);
        self.page_is_cut |= !may;
        may
    }

    /// Unpacks a stream.
    pub fn decoded<'a>(&mut self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        if self.is_spent() || !self.may_unpack(stream) {
            return None;
        }
        let content = stream.decoded_data().ok()?;
        self.take_operators(content.len() / BYTES_PER_OPERATOR).then_some(content)
    }

    /// Unpacks the content of a page, which may lie in several streams that are read as one.
    pub fn content(&mut self, page: &Page<'_>) -> Vec<u8> {
        let dict = page.raw();
        let mut content = Vec::new();
        if let Some(stream) = dict.get::<Stream<'_>>(keys::CONTENTS) {
            content.extend_from_slice(&self.decoded(&stream).unwrap_or_default());
        } else if let Some(streams) = dict.get::<Array<'_>>(keys::CONTENTS) {
            for stream in streams.iter::<Stream<'_>>() {
                content.extend_from_slice(&self.decoded(&stream).unwrap_or_default());
                content.push(b'\n');
            }
        }
        content
    }
}
