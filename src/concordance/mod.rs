//! The concordance: every place where a word stands, one a line, with the words around it (keyword in context).

mod aligned;
mod chart;
mod count;
mod cut;
mod facets;
mod json;
mod line;
mod order;
mod plain;
mod table;

pub use aligned::{Row, align, write_aligned};
pub use chart::{Bars, chart};
pub use count::{By, Count, Counted, count, counted_year};
pub use facets::{Facet, FacetValue, facets};
pub use json::{Concordance, Counts, SCHEMA_VERSION};
pub use line::{Line, Place};
pub use order::{Key, sort};
pub use table::{Formulas, write_counts, write_counts_csv, write_counts_tsv, write_csv, write_tsv};
