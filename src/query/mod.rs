//! Query text to a [`Query`], or to a [`Diagnostic`] that points at what is wrong.
//!
//! | written | means |
//! |---|---|
//! | `berlin treaty` | a ranked list: any of the words may match |
//! | `"berlin treaty"`, also `„…“` `“…”` `«…»` `»…«` | exact phrase |
//! | `konföd*` | words that begin with it |
//! | `+berlin -treaty` | required, excluded |
//! | `a AND b`, `a OR b`, `a AND NOT b` | upper-case only |
//! | `(…)` | a group |
//!
//! What binds tightest comes first: `+` `-` `NOT`, then `AND`, then `OR`, then the list. So `a b OR c AND d` is
//! `a (b OR (c AND d))`. A `+` or `-` is an operator only at the start of a word and glued to what follows.

mod ast;
mod diagnostic;
mod lexer;
mod limits;
mod parser;
mod plain;
mod unsupported;
mod word;

pub use ast::{Leaf, LeafKind, Query};
pub use diagnostic::Diagnostic;
pub use limits::{MAX_DEPTH, MAX_QUERY_BYTES, MAX_TERMS};
pub use parser::parse;
pub use plain::plain;
