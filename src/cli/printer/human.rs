//! Hits for reading.

use std::io::{self, Write};

use textwrap::core::{Fragment, display_width};
use textwrap::wrap_algorithms::wrap_first_fit;

use crate::cli::terminal::{CITATION, FAINT, MATCH, TITLE, Terminal, clean, clean_line};
use crate::document::Span;
use crate::search::{Hit, SearchResponse};
use crate::snippet::snippet;

/// Bytes of a passage shown: about six lines of 80 columns.
const SNIPPET_BYTES: usize = 460;

/// Before every line of a hit but the first.
const INDENT: &str = "   ";

pub(super) fn hits(
    terminal: &mut Terminal,
    response: &SearchResponse,
    full: bool,
) -> io::Result<()> {
    for hit in &response.hits {
        let max_bytes = if full { usize::MAX } else { SNIPPET_BYTES };
        let heading = format!("{}. {}", hit.rank, heading(hit));
        passage(terminal, hit, &heading, max_bytes)?;
        let mut details = format!("{} · {} · score {:.2}", hit.passage_id, hit.language, hit.score);
        if let Some(count) = hit.passages_in_document.filter(|count| *count > 1) {
            details.push_str(&format!(" · {count} passages in this document"));
        }
        writeln!(terminal.out(), "{INDENT}{FAINT}{details}{FAINT:#}")?;
        for same in &hit.duplicates {
            let place = format!("{}, lines {}–{}", same.path, same.line_start, same.line_end);
            writeln!(
                terminal.out(),
                "{INDENT}{FAINT}also in {} · {}{FAINT:#}",
                clean_line(&place),
                same.passage_id
            )?;
        }
        for part in &hit.explanation {
            writeln!(terminal.out(), "{INDENT}  {:>8.4}  {}", part.score, clean_line(&part.part))?;
        }
        writeln!(terminal.out())?;
    }
    Ok(())
}

/// Prints a heading, the best part of a passage with its matches marked, and its citations.
pub(in crate::cli) fn passage(
    terminal: &mut Terminal,
    hit: &Hit,
    heading: &str,
    max_bytes: usize,
) -> io::Result<()> {
    let width = terminal.width();
    for line in textwrap::wrap(&clean_line(heading), wrapping(width).subsequent_indent(INDENT)) {
        writeln!(terminal.out(), "{TITLE}{line}{TITLE:#}")?;
    }
    let spans: Vec<Span> =
        hit.highlights.iter().map(|highlight| highlight.start..highlight.end).collect();
    let part = snippet(&hit.text, &spans, max_bytes);
    let mut lines = wrap(&hit.text[part.span.clone()], &part.highlights, width - INDENT.len() - 2);
    if part.span.start > 0 {
        lines[0].insert_str(0, "… ");
    }
    if part.span.end < hit.text.len()
        && let Some(last) = lines.last_mut()
    {
        last.push_str(" …");
    }
    for line in lines {
        writeln!(terminal.out(), "{INDENT}{line}")?;
    }
    let citation = clean_line(&hit.citation);
    let lines = textwrap::wrap(&citation, wrapping(width - INDENT.len()));
    for line in lines {
        let line = terminal.link(&line, &hit.source.absolute, hit.source.page);
        writeln!(terminal.out(), "{INDENT}{CITATION}{line}{CITATION:#}")?;
    }
    let others = hit.citations.values().filter_map(|citation| citation.as_str());
    for other in others.filter(|other| *other != hit.citation) {
        for line in textwrap::wrap(&clean_line(other), wrapping(width - INDENT.len())) {
            writeln!(terminal.out(), "{INDENT}{line}")?;
        }
    }
    Ok(())
}

/// Prints the terms of a text after each step of a chain.
pub(in crate::cli) fn terms(
    terminal: &mut Terminal,
    step: &str,
    terms: &[String],
) -> io::Result<()> {
    writeln!(terminal.out(), "  {FAINT}{step:<21}{FAINT:#} {}", clean_line(&terms.join(" · ")))
}

/// The document's title and where in it the passage stands.
pub(in crate::cli) fn heading(hit: &Hit) -> String {
    let title = hit.source.title.as_deref().unwrap_or(&hit.source.path);
    let headings = hit.source.heading.as_deref().into_iter().flat_map(|all| all.split(" > "));
    // The first heading often repeats the title, or its beginning.
    let below: Vec<_> = headings.filter(|heading| !title.contains(heading)).collect();
    [title].into_iter().chain(below).collect::<Vec<_>>().join(" › ")
}

/// How lines that are not running text wrap: between words only, so that a path stays whole.
pub(super) fn wrapping<'a>(width: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false)
}

/// A word with its matches marked.
#[derive(Debug)]
struct StyledWord {
    text: String,
    width: usize,
}

impl Fragment for StyledWord {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        1.0
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Wraps a text with its matches marked; every paragraph starts a line. At least one line.
fn wrap(text: &str, highlights: &[Span], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let words = styled_words(text, start..start + paragraph.len(), highlights);
        for line in wrap_first_fit(&words, &[width as f64]) {
            let words: Vec<_> = line.iter().map(|word| word.text.as_str()).collect();
            lines.push(words.join(" "));
        }
        start += paragraph.len() + 2;
    }
    lines
}

fn styled_words(text: &str, within: Span, highlights: &[Span]) -> Vec<StyledWord> {
    let mut words = Vec::new();
    let mut start = within.start;
    for part in text[within].split_inclusive(char::is_whitespace) {
        let word = start..start + part.trim_end().len();
        if !word.is_empty() {
            words.push(StyledWord {
                text: styled(text, &word, highlights),
                width: display_width(&text[word]),
            });
        }
        start += part.len();
    }
    words
}

/// A word with the parts that match in colour.
fn styled(text: &str, word: &Span, highlights: &[Span]) -> String {
    let mut styled = String::new();
    let mut at = word.start;
    let first = highlights.partition_point(|span| span.end <= word.start);
    for span in highlights[first..].iter().take_while(|span| span.start < word.end) {
        let (start, end) = (span.start.max(word.start), span.end.min(word.end));
        let (before, matched) = (clean(&text[at..start]), clean(&text[start..end]));
        styled.push_str(&format!("{before}{MATCH}{matched}{MATCH:#}"));
        at = end;
    }
    styled.push_str(&clean(&text[at..word.end]));
    styled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_marked_inside_words_and_over_blanks() {
        let text = "Die Außenministerkonferenz tagt.\n\nIn Genf";
        let at =
            |word: &str| text.find(word).map(|start| start..start + word.len()).expect("the word");
        let lines = wrap(text, &[at("konferenz"), at("In Genf")], 28);
        let plain: Vec<_> =
            lines.iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect();
        assert_eq!(plain, ["Die Außenministerkonferenz", "tagt.", "In Genf"]);
        assert_eq!(lines[0], format!("Die Außenminister{MATCH}konferenz{MATCH:#}"));
        assert_eq!(lines[2], format!("{MATCH}In{MATCH:#} {MATCH}Genf{MATCH:#}"));
    }

    #[test]
    fn nothing_wraps_to_nothing() {
        assert_eq!(wrap("", &[], 10), [""; 1]);
    }
}
