//! Query text to a [`Query`], or to a [`Diagnostic`] that points at what is wrong.
//!
//! The language is described, with every form, in `docs/query-syntax.md`. What binds tightest comes first: `^`, a
//! field, `NEAR` and `BEFORE`, then `+` `-` `NOT`, then `AND`, then `OR`, then the list. So `a b OR c AND d` is
//! `a (b OR (c AND d))`. Signs count at the start of a word only, operators in capitals only.

mod ast;
mod date_range;
mod diagnostic;
mod expanded;
mod field;
mod lexer;
mod limits;
mod normal_form;
mod notes;
mod parser;
mod plain;
mod proximity;
mod regex;
mod term;
mod word;

pub use ast::{Filter, Leaf, LeafKind, Query};
pub use date_range::DateRange;
pub use diagnostic::Diagnostic;
pub use expanded::{Alternative, ExpandedQuery, Expansion, ExpansionKind};
pub use field::TextField;
pub use limits::{MAX_DEPTH, MAX_DISTANCE, MAX_PATTERNS, MAX_QUERY_BYTES, MAX_TERMS};
pub use parser::{parse, parse_with_notes};
pub use plain::plain;
