//! The document made of what an extractor read.

use super::flow::{Flow, Layout, Lines, RawBlock};
use super::metadata::from_facts;
use super::repair::paragraphs;
use super::transcript::{Transcript, TranscriptBlock};
use super::{Error, assemble};
use crate::document::{Document, Page, Span};

/// Makes a document of a transcript, whose text takes the place of the source.
pub fn document(transcript: Transcript) -> Result<Document, Error> {
    let Transcript { text: source, blocks, mut pages, mut metadata, facts, part, warnings } =
        transcript;
    for page in &mut pages {
        page.label.take_if(|label| label.trim().is_empty());
    }
    let layout = match blocks {
        Some(blocks) => Layout { blocks: raw_blocks(&blocks), pages, ..Layout::default() },
        None => found(&source, &pages),
    };
    let labels: Vec<_> = layout.pages.iter().map(|page| page.label.clone()).collect();
    let page_starts = layout.pages.iter().map(|page| page.start).collect();
    metadata.fill_from(from_facts(&facts));
    let flow = Flow::of_source(&source, layout);
    let mut document = assemble::of_flow(&flow, metadata, warnings)?;
    // Pages after the last text are pages too.
    let end = document.text.len();
    let locators = &mut document.locators;
    let rest = labels.into_iter().skip(locators.pages.len());
    locators.pages.extend(rest.map(|label| Page { start: end, label }));
    locators.page_starts = page_starts;
    document.place = part;
    document.source = source;
    document.count_in_text();
    Ok(document)
}

/// Paragraphs found by layout; a number printed on a page is its label where the format has none.
fn found(source: &str, pages: &[Page]) -> Layout {
    let ends = pages.iter().skip(1).map(|page| page.start).chain([source.len()]);
    let spans: Vec<Span> = pages.iter().zip(ends).map(|(page, end)| page.start..end).collect();
    let mut layout = paragraphs(source, '\n', &spans);
    if layout.pages.is_empty() {
        layout.pages = pages.to_vec();
    }
    for (page, given) in layout.pages.iter_mut().zip(pages) {
        if given.label.is_some() {
            page.label.clone_from(&given.label);
        }
    }
    layout
}

fn raw_blocks(blocks: &[TranscriptBlock]) -> Vec<RawBlock> {
    let raw = blocks.iter().map(|block| RawBlock {
        span: block.span.clone(),
        kind: block.kind,
        lines: if block.keeps_lines { Lines::Kept } else { Lines::Joined },
    });
    raw.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_label_says_something() {
        let labels = [("", None), (" \n", None), ("xii", Some("xii"))];
        for (given, expect) in labels {
            let pages = vec![Page { start: 0, label: Some(given.to_owned()) }];
            let blocks = vec![TranscriptBlock {
                span: 0..4,
                kind: crate::document::BlockKind::Paragraph,
                keeps_lines: false,
            }];
            for blocks in [Some(blocks), None] {
                let text = "text".to_owned();
                let transcript =
                    Transcript { text, blocks, pages: pages.clone(), ..Transcript::default() };
                let document = document(transcript).expect("a document");
                assert_eq!(document.locators.pages[0].label.as_deref(), expect, "{given:?}");
            }
        }
    }
}
