//! The integration tests: one binary, so that the program is linked once.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod architecture;
mod bad_index;
mod bad_input;
mod bench;
mod citation_formats;
mod citation_readers;
mod citations;
mod cite;
mod concordance;
mod contract;
mod facets;
mod finds;
mod floor;
mod formats;
mod generated;
mod help;
mod incremental;
mod output;
mod query_language;
mod quotes;
mod readme;
mod relevance;
mod retrieval;
mod similar;
mod variants;
mod verify;
