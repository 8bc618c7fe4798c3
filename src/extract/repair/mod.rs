//! What typists, typesetters and encoders did to a text, undone: shared by all formats.

mod hyphen;
mod line_signs;
mod lines;
mod nfc;
mod paragraphs;
mod wrap;

pub use hyphen::{Joint, Vocabulary, division, is_english};
pub use lines::{Line, SOFT_HYPHEN, non_blank_lines};
pub use nfc::{is_stable, starts_segment};
pub use paragraphs::paragraphs;
