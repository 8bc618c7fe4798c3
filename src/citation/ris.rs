//! The RIS format: a tag and a value in each line, lines ending with CR and LF.
//!
//! Source: RIS Format Specifications (Research Information Systems); the tags of archives are those that Zotero reads.

use super::date::{self, When};
use super::item::{Item, Kind};
use super::name::Name;
use crate::document::{HistoricalDate, Language};

/// A record.
pub fn write(item: &Item<'_>) -> String {
    let kind = match item.kind {
        Kind::Archival => "MANSCPT",
        Kind::Edition | Kind::Chapter => "CHAP",
        Kind::Report => "RPRT",
        Kind::Newspaper => "NEWS",
        Kind::Journal => "JOUR",
        Kind::Book => "BOOK",
        Kind::Web => "ELEC",
        Kind::Mail => "ICOMM",
        Kind::Document => "GEN",
    };
    let mut record = String::new();
    let mut line = |tag: &str, value: &str| {
        if !value.is_empty() {
            record.push_str(&format!("{tag}  - {value}\r\n"));
        }
    };
    line("TY", kind);
    line("ID", &item.key);
    item.authors.iter().for_each(|name| line("AU", &listed(name)));
    item.recipients.iter().for_each(|name| line("A2", &listed(name)));
    item.translators.iter().for_each(|name| line("A4", &listed(name)));
    line("TI", item.title_or_file());
    line("T2", &item.container().map(without_asterisk).unwrap_or_default());
    if let Some(date) = item.date {
        line("PY", &date.year().map(|year| format!("{year:04}")).unwrap_or_default());
        line("DA", &day(date, item.language));
    }
    let collection = item.collection.as_deref().filter(|_| item.container().is_none());
    let remarks = item.remarks();
    let values = [
        ("M3", item.genre.as_deref()),
        ("PB", item.publisher()),
        // Of a part of a book it is the publisher's place.
        ("CY", item.place.as_deref().filter(|_| item.kind != Kind::Edition)),
        ("DB", item.repository.as_deref()),
        ("AN", item.shelf_mark()),
        ("T3", collection),
        ("M1", item.number.as_deref()),
        ("LA", (item.language != Language::Unknown).then(|| item.language.code())),
        ("UR", item.url.as_deref()),
        ("SP", item.page_label.as_deref().filter(|_| is_printed(item.kind))),
        ("N1", item.unsigned_source()),
        ("N1", Some(remarks.as_str())),
    ];
    values.into_iter().for_each(|(tag, value)| line(tag, value.unwrap_or_default()));
    record.push_str("ER  - \r\n");
    record
}

fn is_printed(kind: Kind) -> bool {
    matches!(kind, Kind::Newspaper | Kind::Journal | Kind::Chapter)
}

/// A name as the format wants it. A comma divides family name and given name, so that a body has none; an asterisk is not
/// allowed.
fn listed(name: &Name) -> String {
    let listed = name.inverted();
    let listed = if name.is_whole() { listed.replace(',', " –") } else { listed };
    without_asterisk(&listed)
}

fn without_asterisk(text: &str) -> String {
    text.replace('*', "·")
}

/// `1960/08/30/`; after the last stroke stands what the numbers do not say: `1960/05/12/12–14 May 1957`.
fn day(date: &HistoricalDate, language: Language) -> String {
    let words = || date::words(date, language).unwrap_or_default();
    let (part, words) = match date::when(date) {
        Some(When::In(part)) if date.uncertain => (part, words()),
        Some(When::In(part)) => (part, String::new()),
        Some(When::From(first, _)) => (first, words()),
        Some(When::Before(_) | When::After(_)) => return format!("///{}", words()),
        None => return String::new(),
    };
    let two = |number: Option<u32>| number.map(|number| format!("{number:02}")).unwrap_or_default();
    format!("{:04}/{}/{}/{words}", part.year, two(part.month), two(part.day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_three_strokes() {
        let check = |earliest, latest, uncertain, expect| {
            let text = String::new();
            let date = HistoricalDate { earliest, latest, text, uncertain };
            assert_eq!(day(&date, Language::English), expect);
        };
        check(19600830, 19600830, false, "1960/08/30/");
        check(19600801, 19600831, false, "1960/08//");
        check(19600101, 19601231, true, "1960///[1960]");
        check(19570512, 19570514, false, "1957/05/12/12–14 May 1957");
        check(10_101, 19591231, true, "///before 1960");
    }

    #[test]
    fn a_body_has_no_comma() {
        let body = Name { family: "Ministry *of* X, Bonn".into(), ..Name::default() };
        assert_eq!(listed(&body), "Ministry ·of· X – Bonn");
    }
}
