//! Hits one a line: JSON lines, tab-separated values, TREC runs.

use std::io::{self, Write};

use super::json::json_line;
use crate::cli::terminal::{Terminal, clean_line};
use crate::eval::{RankedItem, run_line};
use crate::search::{Hit, SearchResponse};

/// The query identifier of a run without topics.
const QUERY_ID: &str = "q";

/// The name of our runs.
const TAG: &str = "docsearch";

pub(super) fn jsonl(terminal: &mut Terminal, response: &SearchResponse) -> io::Result<()> {
    response.hits.iter().try_for_each(|hit| json_line(terminal, hit))
}

pub(super) fn tsv(terminal: &mut Terminal, response: &SearchResponse) -> io::Result<()> {
    writeln!(
        terminal.out(),
        "rank\tscore\tpassage_id\tlanguage\tpath\tpage\tline_start\tline_end\ttitle\ttext"
    )?;
    for hit in &response.hits {
        let source = &hit.source;
        let page = source
            .page_label
            .clone()
            .or(source.page.map(|page| page.to_string()))
            .unwrap_or_default();
        let fields = [
            hit.rank.to_string(),
            hit.score.to_string(),
            hit.passage_id.clone(),
            hit.language.to_string(),
            clean_line(&source.path),
            clean_line(&page),
            source.line_start.to_string(),
            source.line_end.to_string(),
            clean_line(source.title.as_deref().unwrap_or_default()),
            clean_line(&hit.text),
        ];
        writeln!(terminal.out(), "{}", fields.join("\t"))?;
    }
    Ok(())
}

pub(super) fn trec(terminal: &mut Terminal, response: &SearchResponse) -> io::Result<()> {
    for hit in &response.hits {
        writeln!(
            terminal.out(),
            "{}",
            clean_line(&run_line(QUERY_ID, &ranked_item(hit), hit.rank, TAG))
        )?;
    }
    Ok(())
}

/// A passage under the name `path#Lfrom-to`, as judgements have it.
fn ranked_item(hit: &Hit) -> RankedItem {
    let source = &hit.source;
    RankedItem {
        path: source.path.clone(),
        line_start: source.line_start,
        line_end: source.line_end,
        score: hit.score,
        id: format!("{}#L{}-{}", source.path, source.line_start, source.line_end),
    }
}
