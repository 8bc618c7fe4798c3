//! Words of a query in the other language: the embedded glossary, and dictionaries of the user's.
//!
//! A dictionary file is compiled once, when it is imported; a [`Translator`] looks the words of a query up in any number
//! of compiled dictionaries. Headwords are filed under their plain spelling; no stem is stored, so that a compiled
//! dictionary outlives a change of the analyzers.

mod compile;
mod dictd;
mod dictionary;
mod ding;
mod error;
mod import;
mod key;
mod lookup;
mod notation;
mod translator;
mod tsv;

pub use dictionary::Dictionary;
pub use error::LexiconError;
pub use import::{Compiled, Source, compile};
pub use translator::{By, Group, Translation, Translator};
