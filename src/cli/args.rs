//! The arguments.

mod concordance;
mod facets;
mod generated;
mod lexicon;
mod query;
mod similar;
mod values;
mod verify;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::citation::Style;
use crate::extract::Charset;
use crate::ingest::WORKER_ARGUMENT;

pub(super) use concordance::{Concordance, DEFAULT_CONTEXT, LineFormat};
pub(super) use generated::{Completions, Man};
pub(super) use lexicon::{Lexicon, LexiconAction};
pub(super) use query::{Expanding, Format, Query, Sort};
pub(super) use similar::Similar;
pub(super) use values::Lang;
use values::{parse_charset, parse_size};
pub(super) use verify::Verify;

const EXIT_CODES: &str = "Exit codes: 0 found, 1 nothing found (index: some files could not be read; cite: some passages \
     are not in the index), 2 error.";

/// Full-text passage search for folders of English and German documents.
#[derive(Debug, Parser)]
#[command(name = "docsearch", version, after_help = EXIT_CODES, max_term_width = 100)]
pub(super) struct Args {
    /// Folder of the index
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "DOCSEARCH_INDEX",
        default_value = "index"
    )]
    pub index: PathBuf,

    /// When to colour the output; NO_COLOR is heeded
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,

    #[command(subcommand)]
    pub command: Command,
}

/// When to do something that only a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Index folders of documents, or bring an index up to date
    Index(Index),
    /// Find passages
    Query(Query),
    /// Print every place where a word stands, a line each, with the words around it
    #[command(visible_alias = "kwic")]
    Concordance(Concordance),
    /// Find passages like one, or like a file
    Similar(Similar),
    /// Say what is understood of a file: pages, metadata, passages, repairs
    Inspect(Inspect),
    /// Print a passage in its context
    Show(Show),
    /// Cite passages: footnotes, bibliographies, files for reference managers
    Cite(Cite),
    /// Say whether quotes stand in the collection, and whether sources still say what was cited
    Verify(Verify),
    /// Say what the index holds, and what it could not read
    Status(Status),
    /// Dictionaries that queries are translated with
    Lexicon(Lexicon),
    /// Print the terms of a text, step by step
    Analyze(Analyze),
    /// Measure the ranking with topics and relevance judgements
    Eval(Eval),
    /// Print what makes a shell complete commands and options
    Completions(Completions),
    /// Print the manual page, or write a page for each command
    Man(Man),
    /// Read files for another docsearch, which starts this by itself
    #[command(name = WORKER_ARGUMENT, hide = true)]
    ReadFiles,
}

#[derive(Debug, clap::Args)]
pub(super) struct Index {
    /// Folders or files; without any, what the index already covers is brought up to date
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Make the index anew, from what it covers and the paths given
    #[arg(long)]
    pub rebuild: bool,

    /// Follow symbolic links
    #[arg(long)]
    pub follow: bool,

    /// Read files that .gitignore, .ignore and .docsearchignore name
    #[arg(long)]
    pub no_ignore: bool,

    /// Read hidden files and folders
    #[arg(long)]
    pub hidden: bool,

    #[command(flatten)]
    pub reading: Reading,

    #[command(flatten)]
    pub isolation: Isolation,

    /// Word list that adds to the German lexicon of a new index; `none` for no list [default: the
    /// list of Debian's wngerman or hunspell-de-de, where installed]
    #[arg(long, value_name = "FILE", env = "DOCSEARCH_LEXICON")]
    pub lexicon: Vec<PathBuf>,

    /// Make a new index without pieces of words: smaller, but misread letters are not forgiven
    #[arg(long)]
    pub no_ngrams: bool,

    /// Commit after this much of files read
    #[arg(long, value_name = "SIZE", default_value = "256M", value_parser = parse_size, hide = true)]
    pub commit_every: u64,

    /// Print the report as JSON
    #[arg(long)]
    pub json: bool,
}

/// How files of complex formats are kept from holding up the rest.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reading files")]
pub(super) struct Isolation {
    /// How long a file of a complex format (PDF, office, mail, archive) may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub time_limit: u64,

    /// How much memory reading such a file may take
    #[arg(long, value_name = "SIZE", default_value = "2G", value_parser = parse_size)]
    pub memory_limit: u64,
}

/// How files are read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reading files")]
pub(super) struct Reading {
    /// Skip files larger than this; K, M and G are understood
    #[arg(long, value_name = "SIZE", default_value = "128M", value_parser = parse_size)]
    pub max_file_size: u64,

    /// Read text in this encoding, whatever it looks like: cp850, windows-1252, mac, utf-16le …
    #[arg(long, value_name = "NAME", value_parser = parse_charset)]
    pub encoding: Option<Charset>,

    /// File whose first line is the password of locked files
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,

    /// Most text one file may give, and one file in an archive unpack to
    #[arg(long, value_name = "SIZE", default_value = "256M", value_parser = parse_size)]
    pub max_text: u64,

    /// How many files deep archives and mails are opened
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub max_nesting: usize,

    /// How many times its packed size a file may unpack to, from 1 MB on
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub max_ratio: u64,

    /// Most documents in one file: mails, records, files in an archive
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pub max_documents: usize,

    /// The field of JSON records or CSV rows that holds the text; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub text_field: Vec<String>,

    /// The field that holds the title
    #[arg(long, value_name = "NAME")]
    pub title_field: Option<String>,

    /// The field that holds the date
    #[arg(long, value_name = "NAME")]
    pub date_field: Option<String>,

    /// The field that holds the author
    #[arg(long, value_name = "NAME")]
    pub author_field: Option<String>,

    /// The field that holds the identifier
    #[arg(long, value_name = "NAME")]
    pub id_field: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Inspect {
    /// The file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    #[command(flatten)]
    pub reading: Reading,

    /// Print the text as it is read, a form feed between documents, and nothing else
    #[arg(long, conflicts_with = "json")]
    pub text: bool,

    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// A passage identifier, or PATH:LINE
    #[arg(value_name = "PASSAGE")]
    pub passage: String,

    /// Passages to print before and after
    #[arg(short = 'C', long, value_name = "N", default_value_t = 0)]
    pub context: usize,

    /// Cite in this style too; csl-json, bibtex, ris and yaml print one file of that format and
    /// nothing else (docs/citations.md)
    #[arg(long, value_name = "STYLE", ignore_case = true)]
    pub cite: Option<Style>,

    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Cite {
    /// Passage identifiers, or PATH:LINE; - reads them from standard input, one a line
    #[arg(value_name = "PASSAGE", required = true)]
    pub passages: Vec<String>,

    /// Form of the citations (docs/citations.md)
    #[arg(long, value_name = "STYLE", ignore_case = true, default_value = "chicago-note")]
    pub style: Style,

    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Status {
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Analyze {
    /// The text
    #[arg(value_name = "TEXT", required = true)]
    pub text: Vec<String>,

    /// Only the chain of this language
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Lang>,

    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Eval {
    /// Topics: a line `id<TAB>query` each
    #[arg(long, value_name = "FILE")]
    pub topics: PathBuf,

    /// Judgements: TREC lines `id 0 document grade`, or `id<TAB>path#Lfrom-to<TAB>grade`
    #[arg(long, value_name = "FILE")]
    pub qrels: PathBuf,

    /// Only passages in this language (or in neither, or both)
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Lang>,

    #[command(flatten)]
    pub expanding: Expanding,

    /// Write the ranking as a TREC run
    #[arg(long, value_name = "FILE")]
    pub run: Option<PathBuf>,

    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }
}
