//! `docsearch eval`.

use std::fs;
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::Failure;
use super::expanding::expanders;
use crate::cli::args::Eval;
use crate::cli::exit_code::Code;
use crate::cli::printer;
use crate::cli::terminal::{TITLE, Terminal, clean_line};
use crate::eval::{Error, Measures, mean, parse_qrels, parse_topics, run_line};
use crate::index::{Filters, Store};
use crate::search::{Setting, TopicResult, evaluate};

/// The name of our runs.
const TAG: &str = "docsearch";

/// The measures of a topic.
#[derive(Serialize)]
struct Row<'a> {
    topic: &'a str,
    #[serde(flatten)]
    measures: Measures,
}

/// The measures of all topics.
#[derive(Serialize)]
struct Table<'a> {
    schema_version: u32,
    topics: Vec<Row<'a>>,
    mean: Measures,
    /// Topics with nothing relevant judged: left out of the mean.
    unjudged: Vec<&'a str>,
}

pub(in crate::cli) fn run(
    terminal: &mut Terminal,
    index: &Path,
    args: &Eval,
) -> Result<Code, Failure> {
    let topics = read(&args.topics, parse_topics)?;
    let qrels = read(&args.qrels, parse_qrels)?;
    let store = Store::open(index)?;
    let reader = store.reader()?;
    let expanders = expanders(terminal, &args.expanding, &store, &reader)?;
    let filters = Filters { language: args.lang.map(Into::into), ..Filters::default() };
    let setting = Setting { filters, expanders, ..Setting::default() };
    let results = evaluate(&reader, &topics, &qrels, &setting)?;
    if let Some(path) = &args.run {
        fs::write(path, run_file(&results)).map_err(|error| failure(path, &error.to_string()))?;
    }
    let table = table(&results);
    match args.json {
        true => printer::json(terminal, &table)?,
        false => print(terminal, &table)?,
    }
    Ok(if table.topics.is_empty() { Code::Nothing } else { Code::Success })
}

fn read<T>(path: &Path, parse: fn(&str) -> Result<T, Error>) -> Result<T, Failure> {
    let text = fs::read_to_string(path).map_err(|error| failure(path, &error.to_string()))?;
    parse(&text).map_err(|error| failure(path, &error.to_string()))
}

fn failure(path: &Path, reason: &str) -> Failure {
    Failure::File { path: path.display().to_string(), reason: reason.to_owned() }
}

fn table(results: &[TopicResult]) -> Table<'_> {
    let rows: Vec<_> = results
        .iter()
        .filter_map(|result| result.measures.map(|measures| Row { topic: &result.id, measures }))
        .collect();
    let measures: Vec<_> = rows.iter().map(|row| row.measures).collect();
    let unjudged =
        results.iter().filter(|result| result.measures.is_none()).map(|result| result.id.as_str());
    Table { schema_version: 1, topics: rows, mean: mean(&measures), unjudged: unjudged.collect() }
}

fn run_file(results: &[TopicResult]) -> String {
    let mut run = String::new();
    for result in results {
        for (index, item) in result.ranking.iter().enumerate() {
            run.push_str(&run_line(&result.id, item, index + 1, TAG));
            run.push('\n');
        }
    }
    run
}

fn print(terminal: &mut Terminal, table: &Table) -> Result<(), Failure> {
    let width =
        table.topics.iter().map(|row| row.topic.chars().count()).max().unwrap_or_default().max(5);
    let names = ["nDCG@10", "MRR@10", "success@1", "recall@10", "recall@100"];
    let header: Vec<_> = names.iter().map(|name| format!("{name:>10}")).collect();
    writeln!(terminal.out(), "{TITLE}{:<width$} {}{TITLE:#}", "topic", header.join(" "))?;
    for row in &table.topics {
        writeln!(terminal.out(), "{:<width$} {}", clean_line(row.topic), columns(&row.measures))?;
    }
    writeln!(terminal.out(), "{TITLE}{:<width$} {}{TITLE:#}", "all", columns(&table.mean))?;
    if !table.unjudged.is_empty() {
        writeln!(
            terminal.err(),
            "nothing relevant is judged for: {}",
            clean_line(&table.unjudged.join(", "))
        )?;
    }
    Ok(())
}

fn columns(measures: &Measures) -> String {
    let values = [
        measures.ndcg_10,
        measures.mrr_10,
        measures.success_1,
        measures.recall_10,
        measures.recall_100,
    ];
    values.map(|value| format!("{value:>10.4}")).join(" ")
}
