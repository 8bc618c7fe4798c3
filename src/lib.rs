//! docsearch: full-text passage search for folders of English and German documents.
//!
//! ```text
//! files → plan → extract → segment → identify → analyse → index      (docsearch index)
//! query text → parse → search the index → snippet + citation → print (docsearch query)
//! ```
//!
//! A module is a room of the house; it imports only rooms above it in this list (`ARCHITECTURE.md`).

pub mod document;

pub mod extract;

pub mod passage;

pub mod analysis;

pub mod query;

pub mod variant;

pub mod translation;

pub mod snippet;

pub mod citation;

pub mod eval;

pub mod verify;

pub mod concordance;

pub mod corpus;

pub mod index;

pub mod ingest;

pub mod search;

pub mod evidence;

pub mod cli;
