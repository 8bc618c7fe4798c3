//! The arguments of `docsearch query`.

use clap::ValueEnum;

use super::facets::Facets;
use super::values::{Lang, parse_since, parse_until};
use crate::citation::Style;
use crate::index::Order;

/// The order of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::cli) enum Sort {
    /// What answers the query best.
    Relevance,
    /// The oldest document; undated ones come last.
    Date,
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Order {
        match sort {
            Sort::Relevance => Order::Relevance,
            Sort::Date => Order::Date,
        }
    }
}

/// What the words of a query may stand for besides themselves.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Variants and translations")]
pub(in crate::cli) struct Expanding {
    /// Leave names in other transliterations out: Pusanow for Puzanov
    #[arg(long, overrides_with = "names")]
    pub no_names: bool,

    /// Look for names in other transliterations, where a word has a capital or is unknown [default]
    #[arg(long)]
    pub names: bool,

    /// Leave other names of people, places and bodies out: Peking for Beijing
    #[arg(long)]
    pub no_aliases: bool,

    /// Find old German spellings: Theil for Teil, seyn for sein
    #[arg(long)]
    pub old_spelling: bool,

    /// Find words with misread letters: Kornmando for Kommando [default where much looks misread]
    #[arg(long, overrides_with = "no_ocr")]
    pub ocr: bool,

    /// Find no misread words
    #[arg(long, overrides_with = "ocr")]
    pub no_ocr: bool,

    /// Find passages in the other language by translated words [default]
    #[arg(long)]
    pub cross: bool,

    /// Find no passages by translated words
    #[arg(long, overrides_with = "cross")]
    pub no_cross: bool,

    /// Only the words as they are: no names, no aliases, no translations
    #[arg(long, conflicts_with_all = ["names", "old_spelling", "ocr", "cross"])]
    pub no_variants: bool,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Query {
    /// Words, "exact phrases", AND OR NOT, + -, (groups), prefix*; - reads the query from standard input
    #[arg(value_name = "TEXT", required = true)]
    pub text: Vec<String>,

    /// Most hits to print [default: 10; with -l all]
    #[arg(short = 'n', long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,

    /// Hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,

    /// Only passages in this language (or in neither, or both)
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Lang>,

    /// Only files whose path matches; may be given more than once
    #[arg(long, value_name = "GLOB")]
    pub path: Vec<String>,

    /// Only documents that may be of this day or later: 1960, 1960-08, 1960-08-30
    #[arg(long, value_name = "DATE", value_parser = parse_since)]
    pub since: Option<u32>,

    /// Only documents that may be of this day or earlier
    #[arg(long, value_name = "DATE", value_parser = parse_until)]
    pub until: Option<u32>,

    /// What comes first
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    pub sort: Sort,

    /// Take the text as plain words: no signs, operators and fields
    #[arg(long)]
    pub plain: bool,

    #[command(flatten)]
    pub expanding: Expanding,

    /// Give only the best passage of each document
    #[arg(long, value_name = "WHAT")]
    pub group_by: Option<GroupBy>,

    /// Print only the paths of the documents, best first
    #[arg(short = 'l', long, conflicts_with_all = ["count", "format", "json"])]
    pub files_with_matches: bool,

    /// Print only how many passages match (documents, with --group-by document)
    #[arg(long, conflicts_with_all = ["format", "json"])]
    pub count: bool,

    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,

    /// Cite each hit in this style too; csl-json, bibtex, ris and yaml print one file of that format
    /// and nothing else (docs/citations.md)
    #[arg(long, value_name = "STYLE", ignore_case = true, conflicts_with_all = ["count", "files_with_matches"])]
    pub cite: Option<Style>,

    /// List passages that say nearly the same one by one
    #[arg(long)]
    pub no_collapse: bool,

    #[command(flatten)]
    pub facets: Facets,

    /// Print whole passages, not only the part around the matches
    #[arg(long)]
    pub full: bool,

    /// Say how each score comes about
    #[arg(long)]
    pub explain: bool,
}

/// What hits are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum GroupBy {
    /// One hit a document
    Document,
}

/// The form of the hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For reading
    Human,
    /// One JSON object (docs/json-output.md)
    Json,
    /// One JSON object a hit and line
    Jsonl,
    /// Tab-separated, with a header line
    Tsv,
    /// A TREC run
    Trec,
}
