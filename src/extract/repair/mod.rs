//! What typists, typesetters and encoders did to a text, undone: shared by all formats.

mod boilerplate;
mod compounds;
mod footnotes;
mod hyphen;
mod line_signs;
mod lines;
mod nfc;
mod page_numbers;
mod paragraphs;
mod running_heads;
mod wrap;

pub use boilerplate::Boilerplate;
pub use footnotes::footnote_numbers;
pub use hyphen::{Division, Joint, Vocabulary, division, is_english};
pub use lines::{Line, SOFT_HYPHEN, non_blank_lines};
pub use nfc::{is_stable, starts_segment};
pub use paragraphs::{form_feed_pages, paragraphs};
