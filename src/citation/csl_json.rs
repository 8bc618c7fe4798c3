//! CSL-JSON: the items of the Citation Style Language, schema 1.0.2, as Zotero and Pandoc read them.

use serde::Serialize;

use super::date::{self, When};
use super::item::{Item, Kind};
use super::name::Name;
use crate::document::{HistoricalDate, Language};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct CslItem<'i> {
    id: &'i str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'i str>,
    title: &'i str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<CslName<'i>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recipient: Vec<CslName<'i>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    translator: Vec<CslName<'i>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contributor: Vec<CslName<'i>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<CslDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'i str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    collection_title: Option<&'i str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'i str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'i str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher_place: Option<&'i str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_place: Option<&'i str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<&'i str>,
    #[serde(rename = "archive_collection", skip_serializing_if = "Option::is_none")]
    archive_collection: Option<&'i str>,
    #[serde(rename = "archive_location", skip_serializing_if = "Option::is_none")]
    archive_location: Option<&'i str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'i str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'i str>,
    annote: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum CslName<'i> {
    Person {
        family: &'i str,
        given: &'i str,
        #[serde(rename = "dropping-particle", skip_serializing_if = "str::is_empty")]
        particle: &'i str,
    },
    Whole {
        literal: &'i str,
    },
}

impl CslName<'_> {
    fn of(name: &Name) -> CslName<'_> {
        let Name { given, particle, family } = name;
        match name.is_whole() {
            true => CslName::Whole { literal: family },
            false => CslName::Person { family, given, particle },
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum CslDate {
    Parts {
        #[serde(rename = "date-parts")]
        parts: Vec<Vec<u32>>,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        circa: bool,
    },
    /// CSL has no span with an open end.
    Literal { literal: String },
}

/// A list of items, in lines. Where the passages stand is told in `annote`: a locator belongs to the citation.
pub fn write(items: &[Item<'_>]) -> String {
    let items: Vec<CslItem<'_>> = items.iter().map(csl).collect();
    // Texts, numbers and lists are always JSON.
    serde_json::to_string_pretty(&items).unwrap_or_default() + "\n"
}

fn csl<'i>(item: &'i Item<'_>) -> CslItem<'i> {
    let is_book = matches!(item.kind, Kind::Book | Kind::Chapter);
    let place = item.place.as_deref();
    let collection = item.collection.as_deref();
    let is_archival = item.kind == Kind::Archival;
    CslItem {
        id: &item.key,
        kind: match item.kind {
            Kind::Archival => "manuscript",
            Kind::Edition | Kind::Chapter => "chapter",
            Kind::Report => "report",
            Kind::Newspaper => "article-newspaper",
            Kind::Journal => "article-journal",
            Kind::Book => "book",
            Kind::Web => "webpage",
            Kind::Mail => "personal_communication",
            Kind::Document => "document",
        },
        genre: if item.kind == Kind::Mail { Some("e-mail") } else { item.genre.as_deref() },
        title: item.title_or_file(),
        author: names(&item.authors),
        recipient: names(&item.recipients),
        translator: names(&item.translators),
        contributor: names(&item.contributors),
        issued: item.date.and_then(|date| issued(date, item.language)),
        container_title: item.container(),
        collection_title: collection.filter(|_| item.kind == Kind::Book),
        number: item.number.as_deref(),
        publisher: item.publisher(),
        publisher_place: place.filter(|_| is_book),
        event_place: place.filter(|_| !is_book),
        archive: item.repository.as_deref(),
        archive_collection: collection.filter(|_| is_archival),
        archive_location: item.shelf_mark(),
        language: (item.language != Language::Unknown).then(|| item.language.code()),
        url: item.url.as_deref(),
        note: item.unsigned_source(),
        annote: item.remarks(),
    }
}

fn names(names: &[Name]) -> Vec<CslName<'_>> {
    names.iter().map(CslName::of).collect()
}

fn issued(date: &HistoricalDate, language: Language) -> Option<CslDate> {
    let parts = |parts| CslDate::Parts { parts, circa: date.uncertain };
    Some(match date::when(date)? {
        When::In(part) => parts(vec![part.numbers()]),
        When::From(first, last) => parts(vec![first.numbers(), last.numbers()]),
        When::Before(_) | When::After(_) => {
            CslDate::Literal { literal: date::words(date, language)? }
        }
    })
}
