//! Query text to a response that can be shown, cited and piped.

mod about;
mod citing;
mod collapse;
mod concordance;
mod evaluate;
mod expand;
mod facets;
mod highlight;
mod match_lines;
mod respond;
mod response;
mod runs;
mod similar;
mod suggest;

pub use about::{About, Date};
pub use citing::{Cited, cite_all};
pub use concordance::{ConcordanceLines, concordance};
pub use evaluate::{Setting, TopicResult, evaluate};
pub use expand::{Expanded, Expanders, expand};
pub use respond::{Error, Options, context, search};
pub use response::{Duplicate, Highlight, Hit, MatchKind, SearchResponse, Source, TermMatch};
pub use similar::similar;
