//! The arguments.

mod concordance;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::verify_args::Verify;
use crate::citation::Style;
use crate::document::Language;
use crate::extract::Charset;
use crate::index::Order;
use crate::ingest::WORKER_ARGUMENT;
use crate::query::{self, DateRange, Filter, parse};

pub(super) use concordance::{Concordance, DEFAULT_CONTEXT, LineFormat};

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

/// The order of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Sort {
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
pub(super) struct Lexicon {
    #[command(subcommand)]
    pub action: LexiconAction,
}

#[derive(Debug, Subcommand)]
pub(super) enum LexiconAction {
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

/// What the words of a query may stand for besides themselves.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Variants and translations")]
pub(super) struct Expanding {
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

    /// Find words with misread letters: Kornmando for Kommando
    #[arg(long)]
    pub ocr: bool,

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
pub(super) struct Query {
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

    /// Print whole passages, not only the part around the matches
    #[arg(long)]
    pub full: bool,

    /// Say how each score comes about
    #[arg(long)]
    pub explain: bool,
}

/// A language a user can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    /// English
    En,
    /// German
    De,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::En => Language::English,
            Lang::De => Language::German,
        }
    }
}

/// What hits are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum GroupBy {
    /// One hit a document
    Document,
}

/// The form of the hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
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

/// An encoding by one of its names.
fn parse_charset(name: &str) -> Result<Charset, String> {
    Charset::from_name(name).ok_or_else(|| "no encoding of this name is known".to_owned())
}

/// A size in bytes, with an optional K, M or G (of 1,024).
fn parse_size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "K" | "KB" => 1 << 10,
        "M" | "MB" => 1 << 20,
        "G" | "GB" => 1 << 30,
        _ => return Err("not a size; write for example 500K, 128M or 2G".to_owned()),
    };
    let number: u64 =
        digits.parse().map_err(|_| "not a size; write for example 500K, 128M or 2G".to_owned())?;
    number.checked_mul(unit).ok_or_else(|| "too large".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn sizes() {
        assert_eq!(parse_size("10"), Ok(10));
        assert_eq!(parse_size("2k"), Ok(2048));
        assert_eq!(parse_size("1GB"), Ok(1 << 30));
        for wrong in ["", "M", "1T", "-1", "99999999999G"] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
    }
}

/// The name of a lexicon, which is part of a file name.
fn parse_name(text: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    match !text.is_empty() && text.len() <= 64 && text.chars().all(is_plain) {
        true => Ok(text.to_owned()),
        false => Err("a name has ASCII letters, digits, - and _".to_owned()),
    }
}

/// The first day of a year, a month or a day.
fn parse_since(text: &str) -> Result<u32, String> {
    range(&format!("date:{text}..")).map(|range| range.first)
}

/// The last day of a year, a month or a day.
fn parse_until(text: &str) -> Result<u32, String> {
    range(&format!("date:..{text}")).map(|range| range.last)
}

fn range(query: &str) -> Result<DateRange, String> {
    match parse(query) {
        Ok(query::Query::Filter { filter: Filter::Date(range), .. }) => Ok(range),
        _ => Err("not a date; write for example 1960, 1960-08 or 1960-08-30".to_owned()),
    }
}
