//! Documents to passages.
