//! Hits and reports in each form.

mod citations;
mod concordance;
mod counted;
mod facets;
mod human;
mod inspection;
mod json;
mod lines;
mod report;
mod verdicts;

use std::io;

pub(super) use citations::{cite_hits, file_style, references};
pub(super) use concordance::{counts, lines};
pub(super) use counted::counted;
pub(super) use human::{heading, passage, terms};
pub(super) use inspection::inspection;
pub(super) use json::json;
pub(super) use report::{index_report, status_report};
pub(super) use verdicts::verdicts;

use super::args::Format;
use super::terminal::Terminal;
use crate::search::SearchResponse;

/// Prints the hits of a response.
pub(super) fn hits(
    terminal: &mut Terminal,
    response: &SearchResponse,
    format: Format,
    full: bool,
) -> io::Result<()> {
    match format {
        Format::Human => {
            human::hits(terminal, response, full)?;
            facets::facets(terminal, &response.facets)
        }
        Format::Json => json(terminal, response),
        Format::Jsonl => lines::jsonl(terminal, response),
        Format::Tsv => lines::tsv(terminal, response),
        Format::Trec => lines::trec(terminal, response),
    }
}
