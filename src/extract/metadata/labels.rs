//! Lines of a document's head with a label: `From: …`, `Betr.: …`, `Archival Signature: …`.

use crate::document::Field;

/// Longest label, in words.
const LABEL_WORDS: usize = 4;

/// Longest label, in bytes.
const LABEL: usize = 40;

/// Longest value, in bytes; what is longer is prose.
const VALUE: usize = 400;

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The value of a field.
    Value(Field),
    /// A note on the source.
    Source,
    /// Something that must not be taken for anything else: when a page was uploaded or looked at.
    Other,
}

/// Labels in lower case without full stops.
const LABELS: &[(&str, Label)] = &[
    ("title", Label::Value(Field::Title)),
    ("titel", Label::Value(Field::Title)),
    ("author", Label::Value(Field::Author)),
    ("authors", Label::Value(Field::Author)),
    ("verfasser", Label::Value(Field::Author)),
    ("autor", Label::Value(Field::Author)),
    ("from", Label::Value(Field::From)),
    ("von", Label::Value(Field::From)),
    ("absender", Label::Value(Field::From)),
    ("to", Label::Value(Field::To)),
    ("an", Label::Value(Field::To)),
    ("empfänger", Label::Value(Field::To)),
    ("subject", Label::Value(Field::Subject)),
    ("re", Label::Value(Field::Subject)),
    ("betr", Label::Value(Field::Subject)),
    ("betreff", Label::Value(Field::Subject)),
    ("betrifft", Label::Value(Field::Subject)),
    ("date", Label::Value(Field::Date)),
    ("datum", Label::Value(Field::Date)),
    ("place", Label::Value(Field::Place)),
    ("ort", Label::Value(Field::Place)),
    ("classification", Label::Value(Field::Classification)),
    ("einstufung", Label::Value(Field::Classification)),
    ("geheimhaltungsgrad", Label::Value(Field::Classification)),
    ("archival signature", Label::Value(Field::Signature)),
    ("archive signature", Label::Value(Field::Signature)),
    ("archivsignatur", Label::Value(Field::Signature)),
    ("signatur", Label::Value(Field::Signature)),
    ("shelf mark", Label::Value(Field::Signature)),
    ("call number", Label::Value(Field::Signature)),
    ("original archive", Label::Value(Field::Repository)),
    ("archive", Label::Value(Field::Repository)),
    ("archiv", Label::Value(Field::Repository)),
    ("repository", Label::Value(Field::Repository)),
    ("collection", Label::Value(Field::Collection)),
    ("collections", Label::Value(Field::Collection)),
    ("bestand", Label::Value(Field::Collection)),
    ("sammlung", Label::Value(Field::Collection)),
    ("record id", Label::Value(Field::DocumentNumber)),
    ("document id", Label::Value(Field::DocumentNumber)),
    ("translator", Label::Value(Field::Translator)),
    ("translated by", Label::Value(Field::Translator)),
    ("übersetzer", Label::Value(Field::Translator)),
    ("übersetzung", Label::Value(Field::Translator)),
    ("contributor", Label::Value(Field::Contributor)),
    ("contributors", Label::Value(Field::Contributor)),
    ("obtained by", Label::Value(Field::Contributor)),
    ("publisher", Label::Value(Field::Publisher)),
    ("verlag", Label::Value(Field::Publisher)),
    ("language", Label::Value(Field::Language)),
    ("original language", Label::Other),
    ("sprache", Label::Value(Field::Language)),
    ("url", Label::Value(Field::Url)),
    ("permalink", Label::Value(Field::Url)),
    ("link", Label::Value(Field::Url)),
    ("source", Label::Source),
    ("sources", Label::Source),
    ("quelle", Label::Source),
    ("cc", Label::Other),
    ("original uploaded date", Label::Other),
    ("uploaded", Label::Other),
    ("download date", Label::Other),
    ("downloaded", Label::Other),
    ("date accessed", Label::Other),
    ("accessed", Label::Other),
    ("retrieved", Label::Other),
    ("last modified", Label::Other),
    ("printed", Label::Other),
    ("abgerufen am", Label::Other),
    ("abgerufen", Label::Other),
    ("zugriff", Label::Other),
    ("zuletzt geändert", Label::Other),
    ("stand", Label::Other),
    ("keywords", Label::Other),
    ("schlagwörter", Label::Other),
    ("summary", Label::Other),
    ("description", Label::Other),
    ("subjects discussed", Label::Other),
    ("people mentioned", Label::Other),
    ("geographic subjects", Label::Other),
    ("rights", Label::Other),
];

/// Labels that are known on a line of their own, without a colon, the value being the next line.
const ALONE: &[&str] = &[
    "archival signature",
    "original archive",
    "record id",
    "original uploaded date",
    "download date",
    "original language",
];

/// Openings of lines that say when a page was looked at, in lower case.
const VISITS: &[&str] = &[
    "abgerufen am",
    "download date",
    "downloaded ",
    "accessed ",
    "retrieved ",
    "original uploaded date",
    "last modified",
    "zuletzt abgerufen",
    "zugriff am",
    "printed from",
    "uploaded ",
];

/// The labels in a line that begins with one, each with its value; empty if it begins with none. Lines that ran
/// together are told apart by their labels.
pub fn labels(line: &str) -> Vec<(Label, &str)> {
    let line = line.trim().trim_start_matches(['*', '-', '•', ' ']);
    if line.len() > VALUE * 2 {
        return Vec::new();
    }
    if let Some(value) = without_colon(line) {
        return vec![value];
    }
    let mut found: Vec<(Label, usize, usize)> = Vec::new();
    for (colon, _) in line.match_indices(':') {
        let before = &line[..colon];
        let from = found.last().map_or(0, |(_, _, value)| *value);
        let from = before.ceil_char_boundary(from.max(colon.saturating_sub(LABEL)));
        // Of `Archival Signature`, both the whole and the last word are labels.
        let starts = before[from..].char_indices().filter(|(at, c)| {
            let is_first = from + at == 0 || before[..from + at].ends_with([' ', '\n', '*']);
            is_first && (c.is_uppercase() || from + at == 0)
        });
        let starts: Vec<usize> = starts.map(|(at, _)| from + at).collect();
        let known = starts
            .iter()
            .rev()
            .take(LABEL_WORDS)
            .rev()
            .find_map(|start| Some((label(&before[*start..])?, *start)));
        if let Some((label, start)) = known.filter(|(_, start)| *start == 0 || !found.is_empty()) {
            found.push((label, start, colon + 1));
        }
    }
    let ends = found.iter().skip(1).map(|(_, start, _)| *start).chain([line.len()]);
    let values = found.iter().zip(ends).map(|((label, _, value), end)| {
        (*label, line[*value..end].trim_matches(|c: char| c.is_whitespace() || c == '*'))
    });
    values.filter(|(_, value)| value.len() <= VALUE).collect()
}

/// Whether a block begins with a label.
pub fn has_labels(block: &str) -> bool {
    !labels(block).is_empty()
}

/// What a line announces that is nothing but a label, for the line after it.
pub fn label_alone(line: &str) -> Option<Label> {
    let plain = line.trim().trim_end_matches(':').to_lowercase();
    let is_alone = line.trim_end().ends_with(':') || ALONE.contains(&plain.as_str());
    is_alone.then(|| label(&plain)).flatten()
}

/// A line whose label needs no colon: `Betr. Konföderation`, `Abgerufen am 5.5.2020`.
fn without_colon(line: &str) -> Option<(Label, &str)> {
    let subject = line.strip_prefix("Betr. ").filter(|value| !value.starts_with(':'));
    if let Some(value) = subject {
        return Some((Label::Value(Field::Subject), value.trim()));
    }
    let lower = line.to_lowercase();
    VISITS.iter().any(|words| lower.starts_with(words)).then_some((Label::Other, line))
}

/// What a label announces.
fn label(text: &str) -> Option<Label> {
    let plain = text.trim().trim_end_matches(['*', '.', ' ']).to_lowercase();
    LABELS.iter().find(|(known, _)| *known == plain).map(|(_, label)| *label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_their_values() {
        let check =
            |line: &str, expect: &[(Label, &str)]| assert_eq!(labels(line), expect, "{line}");
        let from = Label::Value(Field::From);
        let to = Label::Value(Field::To);
        let subject = Label::Value(Field::Subject);
        check("From: Kim Il Sung", &[(from, "Kim Il Sung")]);
        check(
            "FROM: Kim TO: Stalin SUBJECT: Aid",
            &[(from, "Kim"), (to, "Stalin"), (subject, "Aid")],
        );
        check("Von: Müller\nAn: Schmidt", &[(from, "Müller"), (to, "Schmidt")]);
        check("Betr.: Konföderation", &[(subject, "Konföderation")]);
        check("Betr. Konföderation", &[(subject, "Konföderation")]);
        check(
            "**Archival Signature:** DY 30/2470",
            &[(Label::Value(Field::Signature), "DY 30/2470")],
        );
        check("Abgerufen am 5.5.2020", &[(Label::Other, "Abgerufen am 5.5.2020")]);
        check("CC: Li", &[(Label::Other, "Li")]);
        for none in ["He came from: Berlin", "Three things: a", "", ":", "An der Spitze: Kim"] {
            check(none, &[]);
        }
        assert_eq!(label_alone("Archival Signature"), Some(Label::Value(Field::Signature)));
        assert_eq!(label_alone("An:"), Some(to));
        assert_eq!(label_alone("An"), None);
    }
}
