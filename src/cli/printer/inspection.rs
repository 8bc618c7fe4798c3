//! What is understood of a file, for reading.

use std::io::{self, Write};

use super::counted;
use crate::cli::terminal::{FAINT, TITLE, Terminal, clean_line};
use crate::document::{Field, Metadata, Slot};
use crate::ingest::{InspectedDocument, InspectedPassage, Inspection};

/// Lines of a list shown before it is cut short; --json has all.
const SHOWN: usize = 12;

pub(in crate::cli) fn inspection(terminal: &mut Terminal, file: &Inspection) -> io::Result<()> {
    let encoding =
        if file.encoding.is_empty() { String::new() } else { format!(", {}", file.encoding) };
    let passages: usize = file.documents.iter().map(|document| document.passages.len()).sum();
    writeln!(
        terminal.out(),
        "{TITLE}{}{TITLE:#}: {}{encoding}, {} bytes, {}",
        clean_line(&file.path),
        file.format,
        file.size,
        counted(passages, "passage")
    )?;
    for described in file.sidecar.iter().chain(&file.work) {
        writeln!(terminal.out(), "described by {}", clean_line(described))?;
    }
    if !file.pages.is_empty() {
        let labels: Vec<_> = file.pages.iter().filter_map(|page| page.label.as_deref()).collect();
        let printed = match (labels.first(), labels.last()) {
            (Some(first), Some(last)) if first == last => format!(", printed {first}"),
            (Some(first), Some(last)) => format!(", printed {first} to {last}"),
            _ => String::new(),
        };
        let pages = counted(file.pages.len(), "page");
        writeln!(terminal.out(), "{pages}{}", clean_line(&printed))?;
    }
    for document in file.documents.iter().take(SHOWN) {
        writeln!(terminal.out())?;
        self::document(terminal, document)?;
    }
    rest(terminal, file.documents.len(), "documents")?;
    let repairs = &file.repairs;
    writeln!(
        terminal.out(),
        "\nrepaired: {}, {}, {} running heads and page numbers left out",
        counted(repairs.hyphens_joined, "divided word"),
        counted(repairs.lines_joined, "line end"),
        repairs.lines_left_out.len()
    )?;
    for line in repairs.lines_left_out.iter().take(SHOWN) {
        writeln!(terminal.out(), "  {FAINT}{}{FAINT:#}", clean_line(line))?;
    }
    rest(terminal, repairs.lines_left_out.len(), "lines")?;
    if !file.warnings.is_empty() {
        writeln!(terminal.out(), "\nwarnings")?;
    }
    for warning in file.warnings.iter().take(SHOWN) {
        writeln!(terminal.out(), "  {}", clean_line(warning))?;
    }
    rest(terminal, file.warnings.len(), "warnings")
}

fn document(terminal: &mut Terminal, document: &InspectedDocument) -> io::Result<()> {
    if let Some(place) = &document.place {
        writeln!(terminal.out(), "{TITLE}{}{TITLE:#}", clean_line(place))?;
    }
    let mut metadata = document.metadata.clone();
    for field in Field::ALL {
        let Some(value) = value(&mut metadata, field) else { continue };
        let inferred = if document.inferred.contains(&field) { " (inferred)" } else { "" };
        let name = name(field);
        let value = clean_line(&value);
        writeln!(terminal.out(), "  {name:<16} {value}{FAINT}{inferred}{FAINT:#}")?;
    }
    for passage in document.passages.iter().take(SHOWN) {
        let (place, start) = (place(passage), start(&passage.text));
        let language = passage.language;
        writeln!(terminal.out(), "  {FAINT}{place} · {language}{FAINT:#} {start}")?;
    }
    rest(terminal, document.passages.len(), "passages")
}

/// The first words of a passage.
fn start(text: &str) -> String {
    let line: String = text.chars().take(48).collect();
    let more = if text.chars().nth(48).is_some() { " …" } else { "" };
    clean_line(&format!("{}{more}", line.replace('\n', " ")))
}

fn place(passage: &InspectedPassage) -> String {
    let locator = &passage.locator;
    let lines = format!("lines {}–{}", locator.line_start, locator.line_end);
    match (&locator.page_label, locator.page) {
        (Some(label), _) => format!("p. {}, {lines}", clean_line(label)),
        (None, Some(sheet)) => format!("sheet {sheet}, {lines}"),
        (None, None) => lines,
    }
}

fn value(metadata: &mut Metadata, field: Field) -> Option<String> {
    Some(match metadata.slot(field) {
        Slot::Text(text) => text.clone()?,
        Slot::Texts(texts) if texts.is_empty() => return None,
        Slot::Texts(texts) => texts.join("; "),
        Slot::Date(date) => {
            let date = date.as_ref()?;
            let sure = if date.uncertain { ", uncertain" } else { "" };
            format!("{} (\u{201C}{}\u{201D}{sure})", date.iso(), date.text)
        }
        Slot::Language(language) => language.as_ref()?.to_string(),
    })
}

/// The field's name, in words.
fn name(field: Field) -> String {
    let name = serde_json::to_value(field).ok();
    name.and_then(|name| name.as_str().map(|name| name.replace('_', " "))).unwrap_or_default()
}

fn rest(terminal: &mut Terminal, count: usize, what: &str) -> io::Result<()> {
    match count.checked_sub(SHOWN).filter(|more| *more > 0) {
        Some(more) => {
            writeln!(terminal.out(), "  {FAINT}… {more} more {what}; --json has all{FAINT:#}")
        }
        None => Ok(()),
    }
}
