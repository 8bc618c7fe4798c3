//! The arguments of `docsearch similar`.

use super::{Format, Lang};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Similar {
    /// A passage identifier, PATH:LINE, or the path of a file as it is indexed
    #[arg(value_name = "PASSAGE|FILE")]
    pub what: String,

    /// Most hits to print
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: u64,

    /// Only passages in this language (or in neither, or both)
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Lang>,

    /// Only files whose path matches; may be given more than once
    #[arg(long, value_name = "GLOB")]
    pub path: Vec<String>,

    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}
