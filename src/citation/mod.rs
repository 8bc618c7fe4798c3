//! A place in a document as people cite it.

mod short;

pub use short::short;
