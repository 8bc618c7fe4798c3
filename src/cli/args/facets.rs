//! What the matches of a query are counted by.

use clap::ValueEnum;

use crate::concordance::By;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Facets {
    /// Count all that matches, after the hits: documents and passages of each language, year …
    #[arg(
        long,
        value_name = "WHAT",
        value_delimiter = ',',
        conflicts_with_all = ["count", "files_with_matches"]
    )]
    pub facets: Vec<Facet>,
}

/// What matches are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Facet {
    /// The language of the passage
    Lang,
    /// The year a document is dated to, the first of several
    Year,
    /// The kind of document: letter, report
    Type,
    /// The holding or the edition
    Collection,
}

impl From<Facet> for By {
    fn from(facet: Facet) -> By {
        match facet {
            Facet::Lang => By::Language,
            Facet::Year => By::Year,
            Facet::Type => By::Type,
            Facet::Collection => By::Collection,
        }
    }
}
