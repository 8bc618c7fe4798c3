//! Plain text.

use super::assemble;
use super::encoding::decode;
use super::flow::{Draft, Flow};
use super::registry::Format;
use super::repair::paragraphs;
use crate::document::{MediaType, Metadata};

/// The format's row in the registry.
pub const FORMAT: Format = Format {
    media_type: MediaType::Text,
    version: 1,
    extensions: &["txt", "text", "asc"],
    read: |bytes, options| assemble::document(decode(bytes, options.encoding, None), draft),
};

fn draft(source: &str) -> Draft<'_> {
    let (blocks, page_breaks) = paragraphs(source, Flow::new(source).line_end);
    Draft { flow: Flow::of_source(source, blocks, page_breaks), metadata: Metadata::default() }
}
