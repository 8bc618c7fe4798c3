//! The arguments of `docsearch lexicon`.

use std::path::PathBuf;

use clap::Subcommand;

use super::values::parse_name;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Lexicon {
    #[command(subcommand)]
    pub action: LexiconAction,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum LexiconAction {
    /// Import a dictionary: Ding (de-en.txt), dictd (FreeDict's .index and .dict.dz), or lines german<TAB>english
    Import {
        /// The file; gzip is understood
        #[arg(value_name = "FILE")]
        file: PathBuf,

        /// What to call it [default: the file's name]
        #[arg(long, value_name = "NAME", value_parser = parse_name)]
        name: Option<String>,
    },
    /// List the dictionaries
    List {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Remove a dictionary
    Remove {
        /// Its name
        #[arg(value_name = "NAME", value_parser = parse_name)]
        name: String,
    },
}
