//! The lines of a byte string.

use crate::document::Span;

/// The offset after the line that holds `at`, its line end included.
pub fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |len| at + len + 1)
}

/// The spans of all lines, their line ends included.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        at = line_end(bytes, at);
        (at > start).then_some(start..at)
    })
}
