//! YAML as Hayagriva and Typst read it.

use super::date::{self, When};
use super::item::{Item, Kind};
use super::name::Name;
use crate::document::{HistoricalDate, Language};

/// An entry. Where the passage stands is told in a comment above it.
pub fn write(item: &Item<'_>) -> String {
    let (kind, parent) = match item.kind {
        Kind::Archival => ("manuscript", ""),
        Kind::Edition => ("anthos", "anthology"),
        Kind::Chapter => ("chapter", "book"),
        Kind::Report => ("report", ""),
        Kind::Newspaper => ("article", "newspaper"),
        Kind::Journal => ("article", "periodical"),
        Kind::Book => ("book", ""),
        Kind::Web => ("web", "web"),
        Kind::Mail | Kind::Document => ("misc", ""),
    };
    let mut entry = format!("# {}\n{}:\n  type: {kind}\n", printable(&item.remarks()), item.key);
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            entry.push_str(&format!("  {name}: {value}\n"));
        }
    };
    let text = |value: Option<&str>| value.map(verbatim);
    let (publisher, place) = (text(item.publisher()), text(item.place.as_deref()));
    let imprint =
        |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("{name}: {value}"));
    field("title", text(Some(item.title_or_file())));
    field("author", people(&item.authors));
    let translators = people(&item.translators);
    field(
        "affiliated",
        translators.map(|names| format!("[{{ role: translator, names: {names} }}]")),
    );
    field("date", item.date.and_then(day));
    let is_book = matches!(item.kind, Kind::Book | Kind::Chapter);
    let house = [imprint("name", &publisher), imprint("location", &place).filter(|_| is_book)];
    let house: Vec<String> = house.into_iter().flatten().collect();
    field("publisher", (!house.is_empty()).then(|| format!("{{ {} }}", house.join(", "))));
    field("location", place.filter(|_| !is_book));
    field("genre", text(item.genre.as_deref()));
    field("serial-number", item.number.as_deref().map(quoted));
    field("archive", text(item.repository.as_deref()));
    field("call-number", text(item.shelf_mark()));
    let is_known = item.language != Language::Unknown;
    field("language", is_known.then(|| item.language.code().to_owned()));
    field("url", item.url.as_deref().filter(|url| is_url(url)).map(quoted));
    field("note", note(item).as_deref().map(verbatim));
    let container = item.container().or(item.collection.as_deref());
    let parent = if parent.is_empty() { "anthology" } else { parent };
    if let Some(container) = container {
        field("parent", Some(format!("{{ type: {parent}, title: {} }}", verbatim(container))));
    }
    entry
}

/// What has no field of its own: to whom it was sent, a date that is no day, the note on the source, an address that is
/// none.
fn note(item: &Item<'_>) -> Option<String> {
    let to: Vec<String> = item.recipients.iter().map(Name::direct).collect();
    let has_day = |date: &HistoricalDate| matches!(date::when(date), Some(When::In(_)));
    let parts = [
        (!to.is_empty()).then(|| format!("to {}", to.join("; "))),
        item.date.filter(|date| !has_day(date)).and_then(|date| date::words(date, item.language)),
        item.unsigned_source().map(str::to_owned),
        item.url.clone().filter(|url| !is_url(url)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Whether a text is surely an address: Hayagriva refuses the whole file for one that is not.
fn is_url(text: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|start| text.strip_prefix(start));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let is_host_sign = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    host.is_some_and(|host| {
        host.starts_with(|c: char| c.is_ascii_alphabetic()) && host.chars().all(is_host_sign)
    })
}

/// A day, month or year; `~` where it is about right. A span has none.
fn day(date: &HistoricalDate) -> Option<String> {
    let mark = if date.uncertain { "~" } else { "" };
    match date::when(date)? {
        When::In(part) => Some(format!("\"{mark}{}\"", part.iso())),
        _ => None,
    }
}

/// A list of names.
fn people(names: &[Name]) -> Option<String> {
    let name = |name: &Name| {
        let parts = [
            ("name", name.family.as_str()),
            ("given-name", &name.given),
            ("prefix", &name.particle),
        ];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let parts: Vec<String> =
            parts.map(|(key, value)| format!("{key}: {}", quoted(value))).collect();
        format!("{{ {} }}", parts.join(", "))
    };
    let names: Vec<String> = names.iter().map(name).collect();
    (!names.is_empty()).then(|| format!("[{}]", names.join(", ")))
}

/// A text whose capitals, braces and dollar signs stay as they are.
fn verbatim(text: &str) -> String {
    format!("{{ value: {}, verbatim: true }}", quoted(text))
}

/// A scalar in double quotes, which holds any text (YAML 1.2, section 7.3.1).
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if is_printable(c) => quoted.push(c),
            c if u32::from(c) <= 0xffff => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push_str(&format!("\\U{:08X}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

/// A text for a comment.
fn printable(text: &str) -> String {
    text.chars().filter(|c| is_printable(*c)).collect()
}

/// Whether a sign may stand as it is (YAML 1.2, section 5.1), on one line.
fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A0}'..='\u{2027}' | '\u{202A}'..='\u{D7FF}' | '\u{E000}'..='\u{FEFE}'
        | '\u{FF00}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_a_scalar() {
        assert_eq!(quoted("Der \"Plan\": #1 \\ - {x}"), r##""Der \"Plan\": #1 \\ - {x}""##);
        assert_eq!(quoted("\u{7f}\u{feff}\u{2028}é𝄞"), "\"\\u007F\\uFEFF\\u2028é𝄞\"");
    }

    #[test]
    fn addresses_are_known() {
        assert!(is_url("https://example.org/a?b#c") && is_url("http://example.org"));
        for none in
            ["example.org", "https://", "https:///a", "https://a b/", "ftp://x", "https://[::1"]
        {
            assert!(!is_url(none), "{none}");
        }
    }
}
