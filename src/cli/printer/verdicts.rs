//! Verdicts on quotes and citations, for reading.

use std::io::{self, Write};

use super::human::wrapping;
use crate::cli::terminal::{CITATION, FAINT, MATCH, TITLE, Terminal, clean_line};
use crate::evidence::{Check, Found, Verdict, Verification};
use crate::verify::{Step, render};

/// Bytes of a text shown: about four lines of 80 columns.
const SHOWN_BYTES: usize = 300;

/// Words shown at either end of what is the same on both sides.
const SAME_WORDS: usize = 6;

/// Before every line of a check but the first.
const INDENT: &str = "   ";

pub(in crate::cli) fn verdicts(
    terminal: &mut Terminal,
    verification: &Verification,
) -> io::Result<()> {
    for check in &verification.checks {
        let style = if check.stands { TITLE } else { MATCH };
        writeln!(terminal.out(), "{style}{}{style:#}", clean_line(&heading(check)))?;
        let text = match check.diff.is_empty() {
            true => format!("“{}”", shortened(&check.quote)),
            false => render(&check.diff.iter().map(elided).collect::<Vec<_>>()),
        };
        if !check.quote.is_empty() {
            lines(terminal, &text, "", "")?;
        }
        if let Some(note) = check.note.as_ref().filter(|note| !note.text.is_empty()) {
            let text = format!("note {}: {}", note.mark, shortened(&note.text));
            lines(terminal, &text, &FAINT.to_string(), &format!("{FAINT:#}"))?;
        }
        let is_elsewhere = !matches!(check.verdict, Verdict::Unchanged | Verdict::InPlace);
        if let Some(claim) = check.claim.as_ref().filter(|_| is_elsewhere) {
            let cited =
                if claim.citation.is_empty() { &claim.source.path } else { &claim.citation };
            lines(terminal, &format!("cited: {cited}"), "", "")?;
        }
        if let Some(found) = &check.found {
            place(terminal, found)?;
        }
        if let Some(remark) = &check.remark {
            lines(terminal, remark, "", "")?;
        }
        writeln!(terminal.out())?;
    }
    Ok(())
}

fn heading(check: &Check) -> String {
    let mut heading = format!("{}. ", check.number);
    if let Some(line) = check.line {
        heading.push_str(&format!("line {line}"));
        if let Some(note) = &check.note {
            heading.push_str(&format!(", note {}", note.mark));
        }
        heading.push_str(": ");
    }
    heading.push_str(words(check.verdict));
    if let (Verdict::Close | Verdict::Changed, Some(similarity)) = (check.verdict, check.similarity)
    {
        // Rounded down, so that only what is wholly alike has 100.
        heading.push_str(&format!(", {:.0} % alike", (similarity * 100.0).floor()));
    }
    heading
}

/// What a verdict says, in words.
fn words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exact => "exact",
        Verdict::Spacing => "exact up to spaces, hyphens and marks",
        Verdict::Spelling => "exact up to spelling",
        Verdict::Close => "close",
        Verdict::NotFound => "not found",
        Verdict::Unchanged => "unchanged",
        Verdict::InPlace => "stands at its place, in a file that has changed",
        Verdict::Moved => "stands at another place",
        Verdict::Changed => "changed",
        Verdict::Gone => "gone from its source",
        Verdict::Missing => "its source is missing",
    }
}

fn place(terminal: &mut Terminal, found: &Found) -> io::Result<()> {
    let width = terminal.width() - INDENT.len();
    for line in textwrap::wrap(&clean_line(&found.citation), wrapping(width)) {
        let line = terminal.link(&line, &found.source.absolute, found.source.page);
        writeln!(terminal.out(), "{INDENT}{CITATION}{line}{CITATION:#}")?;
    }
    let ids = found.passage_ids.join(" · ");
    lines(terminal, &ids, &FAINT.to_string(), &format!("{FAINT:#}"))
}

/// Prints a text in lines, each between two style marks.
fn lines(terminal: &mut Terminal, text: &str, on: &str, off: &str) -> io::Result<()> {
    let width = terminal.width() - INDENT.len();
    for line in textwrap::wrap(&clean_line(text), wrapping(width)) {
        writeln!(terminal.out(), "{INDENT}{on}{line}{off}")?;
    }
    Ok(())
}

/// The beginning of a text on one line.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.len() <= SHOWN_BYTES {
        return text;
    }
    let start = &text[..text.floor_char_boundary(SHOWN_BYTES)];
    format!("{} …", start.rsplit_once(' ').map_or(start, |(whole, _)| whole))
}

/// A step without the middle of what is the same on both sides.
fn elided(step: &Step) -> Step {
    let Step::Same { text } = step else { return step.clone() };
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= 2 * SAME_WORDS + 2 {
        return Step::Same { text: words.join(" ") };
    }
    let (start, end) = (&words[..SAME_WORDS], &words[words.len() - SAME_WORDS..]);
    Step::Same { text: format!("{} … {}", start.join(" "), end.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_shortened_between_words() {
        assert_eq!(shortened("one\n two"), "one two");
        let long = "wörter ".repeat(100);
        let shown = shortened(&long);
        assert!(shown.len() <= SHOWN_BYTES + " …".len());
        assert!(shown.ends_with("wörter …"));
        let same = |text: &str| Step::Same { text: text.to_owned() };
        assert_eq!(elided(&same("a b")), same("a b"));
        let elided = elided(&same("a b c d e f g h i j k l m n o"));
        assert_eq!(elided, same("a b c d e f … j k l m n o"));
    }
}
