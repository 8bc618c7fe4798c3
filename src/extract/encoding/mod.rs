//! Bytes to text, every character of which can be traced back to its bytes.

mod charset;
mod choice;
mod decoder;
pub mod dos;
mod escapes;
mod evidence;
mod guess;
mod letter_pairs;
mod nul_pattern;

use crate::document::OffsetMap;

pub use charset::Charset;
pub use nul_pattern::is_text;

/// Rises when the same bytes are decoded differently.
pub const VERSION: u32 = 5;

/// The text of a file and where it came from.
#[derive(Debug, Default)]
pub struct Decoded {
    /// The text without byte order mark, otherwise unchanged.
    pub text: String,
    /// From `text` to the bytes of the file.
    pub to_bytes: OffsetMap,
    /// The name of the encoding.
    pub encoding: &'static str,
    /// What was guessed or damaged, one line each.
    pub warnings: Vec<String>,
}

/// Decodes a whole file; never fails, for malformed bytes become U+FFFD and a warning.
///
/// `overrule` is the user's word and wins. Otherwise a byte order mark decides, then what the bytes can be, then
/// `declared` (what the file says about itself), then a guess, which adds a warning.
pub fn decode(bytes: &[u8], overrule: Option<Charset>, declared: Option<Charset>) -> Decoded {
    let choice = choice::choose(bytes, overrule, declared);
    let mut decoded = decoder::decode(bytes, choice.bom, choice.charset);
    decoded.warnings.splice(0..0, choice.warning);
    decoded
}
