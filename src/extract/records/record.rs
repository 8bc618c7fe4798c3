//! A record as a document.

use super::super::limits::Limits;
use super::super::notes::Notes;
use super::super::prose;
use super::super::transcript::{Transcript, TranscriptBlock};
use super::fields::{Fields, Role};
use super::{Record, Records};
use crate::document::{BlockKind, Language, Span};

/// A field and its values, in the order of the source.
pub struct Entry {
    pub name: String,
    pub values: Vec<String>,
}

/// The records of a file as they are read.
pub struct Collector<'l> {
    fields: &'l Fields,
    limits: &'l Limits,
    records: Vec<Record>,
    notes: Notes,
    text_len: usize,
    /// Records so far, the damaged ones among them.
    number: usize,
}

impl<'l> Collector<'l> {
    pub fn new(fields: &'l Fields, limits: &'l Limits) -> Self {
        Collector {
            fields,
            limits,
            records: Vec::new(),
            notes: Notes::default(),
            text_len: 0,
            number: 0,
        }
    }

    /// The number of the last record.
    pub fn number(&self) -> usize {
        self.number
    }

    /// Adds a record, or why there is none; gives whether there may be more.
    pub fn add(&mut self, span: Span, entries: Result<Vec<Entry>, String>) -> bool {
        if self.records.len() == self.limits.max_documents {
            self.warn(format!("more than {} records; the rest is not read", self.number));
            return false;
        }
        if self.text_len > self.limits.max_text {
            self.warn(format!("too much text; what follows record {} is not read", self.number));
            return false;
        }
        self.number += 1;
        match entries {
            Err(problem) => self.warn(format!("record {}: {problem}", self.number)),
            Ok(entries) => {
                let mut transcript = transcript(entries, self.fields);
                transcript.part = Some(format!("record {}", self.number));
                self.text_len += transcript.text.len();
                // A record may be empty.
                if transcript.text.is_empty() {
                    return true;
                }
                self.records.push(Record { transcript, span });
            }
        }
        true
    }

    pub fn warn(&mut self, warning: String) {
        self.notes.push(warning);
    }

    pub fn finished(self) -> Records {
        Records { records: self.records, warnings: self.notes.finished() }
    }
}

/// The title, the text, then what is neither text nor a fact, as `name: value`; without a field of text the facts too.
fn transcript(entries: Vec<Entry>, fields: &Fields) -> Transcript {
    let mut transcript = Transcript::default();
    let mut blocks = Vec::new();
    let entries: Vec<(Role, Entry)> = entries
        .into_iter()
        .map(|entry| {
            (if entry.name.is_empty() { Role::Text } else { fields.role(&entry.name) }, entry)
        })
        .collect();
    let is_text = |entry: &(Role, Entry)| {
        entry.0 == Role::Text && entry.1.values.iter().any(|value| !value.trim().is_empty())
    };
    let has_text = entries.iter().any(is_text);
    let title = entries.iter().position(|(role, entry)| {
        *role == Role::Title && entry.values.first().is_some_and(|value| !value.trim().is_empty())
    });
    if let Some(title) = title.and_then(|index| entries[index].1.values.first()) {
        let title = one_line(title);
        transcript.text.push_str(&title);
        let span = 0..title.len();
        blocks.push(TranscriptBlock { span, kind: BlockKind::Heading(1), keeps_lines: false });
        transcript.metadata.title = Some(title);
    }
    for (_, entry) in entries.iter().filter(|entry| is_text(entry)) {
        for value in &entry.values {
            prose::append(&value.replace("\r\n", "\n"), false, &mut transcript.text, &mut blocks);
        }
    }
    for (index, (role, entry)) in entries.iter().enumerate() {
        // Of several titles or of a list the others are not lost.
        let values = &entry.values[usize::from(title == Some(index))..];
        let value = one_line(&values.join("; "));
        if value.is_empty() {
            continue;
        }
        if let Role::Fact(name) = role {
            if *name == "language" {
                transcript.metadata.language = Language::from_code(&value);
            }
            transcript.facts.push(((*name).to_owned(), value.clone()));
        }
        if matches!(role, Role::Other | Role::Title) || !has_text && matches!(role, Role::Fact(_)) {
            line(&format!("{}: {value}", one_line(&entry.name)), &mut transcript.text, &mut blocks);
        }
    }
    transcript.blocks = Some(blocks);
    transcript
}

/// Adds a block.
fn line(line: &str, text: &mut String, blocks: &mut Vec<TranscriptBlock>) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    let start = text.len();
    text.push_str(line);
    let span = start..text.len();
    blocks.push(TranscriptBlock { span, kind: BlockKind::Paragraph, keeps_lines: false });
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(entries: &[(&str, &[&str])]) -> Transcript {
        let entries = entries.iter().map(|(name, values)| Entry {
            name: (*name).to_owned(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        });
        transcript(entries.collect(), &Fields::default())
    }

    #[test]
    fn title_text_and_the_rest_are_in_order() {
        let record = read(&[
            ("Note", &["x\ny", "z"]),
            ("text", &["Eins\n\nZwei", "Drei"]),
            ("title", &["Der\nPlan"]),
            ("date", &["1960"]),
            ("lang", &["de"]),
            ("blank", &[" "]),
        ]);
        assert_eq!(record.text, "Der Plan\n\nEins\n\nZwei\n\nDrei\n\nNote: x y; z");
        assert_eq!(record.metadata.title.as_deref(), Some("Der Plan"));
        assert_eq!(record.metadata.language, Some(Language::German));
        let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(record.facts, [fact("date", "1960"), fact("language", "de")]);
        let blocks = record.blocks.expect("blocks");
        assert_eq!((blocks.len(), blocks[0].kind), (5, BlockKind::Heading(1)));
    }

    #[test]
    fn without_text_every_field_is_text() {
        let record = read(&[("date", &["1960"]), ("Name", &["Anna"]), ("text", &[" "])]);
        assert_eq!(record.text, "date: 1960\n\nName: Anna");
        assert_eq!(record.facts.len(), 1);
        assert_eq!(read(&[("", &["Zeile"])]).text, "Zeile");
        assert_eq!(read(&[("title", &["A", "B"])]).text, "A\n\ntitle: B");
    }
}
