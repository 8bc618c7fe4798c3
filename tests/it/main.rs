//! The integration tests: one binary, so that the program is linked once.

mod architecture;
mod bad_input;
mod bench;
mod finds;
mod floor;
mod incremental;
mod output;
mod quotes;
