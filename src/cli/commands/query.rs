//! `docsearch query`.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;

use super::Failure;
use super::expanding::expanders;
use crate::cli::args::{Format, Query, Sort};
use crate::cli::exit_code::Code;
use crate::cli::printer;
use crate::cli::terminal::{Terminal, clean, clean_line};
use crate::document::HistoricalDate;
use crate::index::{Filters, Selection, Store, Weights};
use crate::query::{DateRange, MAX_QUERY_BYTES};
use crate::search::{self, Expanders, Options, SearchResponse, search};

/// Other words that are shown of those a word stands for; the JSON has all.
const SHOWN: usize = 6;

/// Hits printed unless the user says otherwise.
const DEFAULT_LIMIT: usize = 10;

pub(in crate::cli) fn run(
    terminal: &mut Terminal,
    index: &Path,
    args: &Query,
) -> Result<Code, Failure> {
    let format = if args.json { Format::Json } else { args.format };
    if args.cite.is_some() && matches!(format, Format::Tsv | Format::Trec) {
        return Err(Failure::CannotCite);
    }
    let facets = &args.facets.facets;
    let prints_facets = matches!(format, Format::Human | Format::Json)
        && printer::file_style(args.cite, format == Format::Human).is_none();
    if !facets.is_empty() && !prints_facets {
        return Err(Failure::Arguments(
            "--facets goes with the formats human and json; leave out --facets, or --format and --cite",
        ));
    }
    let text = query_text(&args.text)?;
    let store = Store::open(index)?;
    let reader = store.reader()?;
    let expanders = expanders(terminal, &args.expanding, &store, &reader)?;
    let mut response = search(&reader, &text, &options(args, expanders)?)
        .map_err(|error| failure(error, &text))?;
    for note in &response.notes {
        writeln!(terminal.err(), "note: {note}")?;
    }
    also(terminal, "also", &response.expanded)?;
    also(terminal, "translated", &response.translated)?;
    also(terminal, "did you mean", &response.suggestions)?;
    if args.count {
        writeln!(terminal.out(), "{}", response.total)?;
    } else if args.files_with_matches {
        for hit in &response.hits {
            writeln!(terminal.out(), "{}", clean_line(&hit.source.path))?;
        }
    } else if let Some(style) = printer::file_style(args.cite, format == Format::Human) {
        printer::references(terminal, style, &response.hits)?;
    } else {
        printer::cite_hits(&mut response.hits, args.cite);
        printer::hits(terminal, &response, format, args.full)?;
    }
    if response.total == 0 {
        if format == Format::Human && !args.count {
            nothing_found(terminal, &text, args.lang.is_some() || !args.path.is_empty())?;
        }
        return Ok(Code::Nothing);
    }
    if format == Format::Human && !args.count && !args.files_with_matches {
        more(terminal, args, &response)?;
    }
    Ok(Code::Success)
}

fn options(args: &Query, expanders: Expanders) -> Result<Options, Failure> {
    let limit = args.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let selection = Selection {
        offset: args.offset,
        limit: match (args.count, args.files_with_matches) {
            (true, _) => Some(0),
            (_, true) => limit,
            _ => limit.or(Some(DEFAULT_LIMIT)),
        },
        by_document: args.files_with_matches || args.group_by.is_some(),
        explain: args.explain,
        order: args.sort.into(),
    };
    let filters = Filters {
        language: args.lang.map(Into::into),
        paths: args.path.clone(),
        dates: dates(args.since, args.until)?,
        ..Filters::default()
    };
    Ok(Options {
        filters,
        selection,
        // Copies are of any date.
        collapse: !args.no_collapse && args.sort == Sort::Relevance,
        weights: Weights::default(),
        plain: args.plain,
        expanders,
        facets: args.facets.facets.iter().map(|facet| (*facet).into()).collect(),
    })
}

/// The days between --since and --until.
pub(super) fn dates(since: Option<u32>, until: Option<u32>) -> Result<Option<DateRange>, Failure> {
    if since.is_none() && until.is_none() {
        return Ok(None);
    }
    let first = since.unwrap_or(HistoricalDate::FIRST);
    let last = until.unwrap_or(HistoricalDate::LAST);
    match first <= last {
        true => Ok(Some(DateRange { first, last })),
        false => Err(Failure::Query("--since is after --until; exchange them".to_owned())),
    }
}

/// Why a query has no answer, with the place of the fault in its text.
pub(super) fn failure(error: search::Error, text: &str) -> Failure {
    match error {
        search::Error::Query(diagnostic) => {
            Failure::Query(format!("in the query\n{}", diagnostic.render(text)))
        }
        search::Error::Index(error) => Failure::Index(error),
    }
}

/// The query: the words given, or standard input for a lone `-`. No more is read than a query may be long.
pub(super) fn query_text(words: &[String]) -> Result<String, Failure> {
    if words != ["-"] {
        return Ok(words.join(" "));
    }
    let mut bytes = Vec::new();
    std::io::stdin().take(MAX_QUERY_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}

/// Says what words of the query were taken to stand for.
fn also(
    terminal: &mut Terminal,
    what: &str,
    expanded: &BTreeMap<String, Vec<String>>,
) -> Result<(), Failure> {
    for (word, others) in expanded {
        let shown: Vec<_> = others.iter().take(SHOWN).map(String::as_str).collect();
        let more = if others.len() > SHOWN { ", …" } else { "" };
        let line = format!("{what}: {word} → {}{more}", shown.join(", "));
        writeln!(terminal.err(), "{}", clean_line(&line))?;
    }
    Ok(())
}

/// Says so, and what to try.
pub(super) fn nothing_found(
    terminal: &mut Terminal,
    text: &str,
    is_filtered: bool,
) -> Result<(), Failure> {
    let shown: String = clean_line(text).chars().take(60).collect();
    writeln!(terminal.err(), "nothing found for `{}`", shown)?;
    let mut advice = Vec::new();
    if is_filtered {
        advice.push("leave out --lang or --path");
    }
    if text.contains(['+', '"']) || text.contains(" AND ") || text.contains("NOT ") {
        advice.push("drop quotation marks, + and AND: any of the words then counts");
    }
    if !text.contains('*') {
        advice.push("try the beginning of a word, as in `konf*`");
    }
    advice.push("see what is indexed with `docsearch status`");
    writeln!(terminal.err(), "{}", clean(&advice.join("; ")))?;
    Ok(())
}

fn more(terminal: &mut Terminal, args: &Query, response: &SearchResponse) -> Result<(), Failure> {
    let what = match (args.group_by.is_some(), response.total) {
        (true, 1) => "document",
        (true, _) => "documents",
        (false, 1) => "passage",
        (false, _) => "passages",
    };
    let (first, last) = (args.offset + 1, args.offset + response.hits.len());
    match response.hits.len() {
        0 => writeln!(
            terminal.err(),
            "{} {what}; --offset {} is past the last",
            response.total,
            args.offset
        )?,
        shown if shown == response.total => writeln!(terminal.err(), "{} {what}", response.total)?,
        _ => writeln!(
            terminal.err(),
            "{first}–{last} of {} {what}; more with --offset {last} or --limit N",
            response.total
        )?,
    }
    Ok(())
}
