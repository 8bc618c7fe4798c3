//! The arguments of `docsearch verify`.

use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit codes: 0 all stand, 1 some don't, or there was nothing to check, 2 error.
What stands: exact, or exact up to spaces, line breaks, hyphens and the form of quotation marks and
dashes. More in docs/verify.md.";

#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES)]
pub(in crate::cli) struct Verify {
    /// The quote; - reads it from standard input
    #[arg(
        value_name = "QUOTE",
        required_unless_present_any = ["manuscript", "passage", "response"],
        conflicts_with_all = ["manuscript", "response"]
    )]
    pub quote: Vec<String>,

    /// Check every quotation of a manuscript: Markdown, text, Word, OpenDocument or RTF
    #[arg(long, value_name = "FILE", conflicts_with_all = ["passage", "response"])]
    pub manuscript: Option<PathBuf>,

    /// Whether the source of a passage still says it; with QUOTE, whether its document says that
    #[arg(long, value_name = "ID", conflicts_with = "response")]
    pub passage: Option<String>,

    /// Whether the sources still say the hits in a file that `query --json` printed; - for standard
    /// input
    #[arg(long, value_name = "FILE")]
    pub response: Option<PathBuf>,

    /// Let differences of spelling alone pass: capitals, accents, ß/ss, ä/ae, Theil/Teil
    #[arg(long)]
    pub spelling: bool,

    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}
