//! What is cited, as every style sees it: values cleaned, names taken apart, its kind decided.

use super::Source;
use super::key::key;
use super::name::{Name, names};
use super::short::{in_document, short};
use crate::document::{HistoricalDate, Language, Locator};

/// What kind of thing is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A paper in an archive.
    Archival,
    /// A paper printed in an edition: the collection.
    Edition,
    /// A report that was published.
    Report,
    /// An article of a newspaper: the collection.
    Newspaper,
    /// An article of a journal: the collection.
    Journal,
    /// A book; a collection is its series.
    Book,
    /// A chapter of a book: the collection.
    Chapter,
    /// A web page.
    Web,
    /// A mail.
    Mail,
    /// Anything else.
    Document,
}

/// Words for kinds, in front matter, in sidecars and as CSL's types, and what each of them is.
const KIND_WORDS: &[(&str, Kind)] = &[
    ("article-newspaper", Kind::Newspaper),
    ("newspaper article", Kind::Newspaper),
    ("newspaper", Kind::Newspaper),
    ("zeitungsartikel", Kind::Newspaper),
    ("zeitung", Kind::Newspaper),
    ("article-journal", Kind::Journal),
    ("article-magazine", Kind::Journal),
    ("journal article", Kind::Journal),
    ("aufsatz", Kind::Journal),
    ("zeitschriftenaufsatz", Kind::Journal),
    ("chapter", Kind::Chapter),
    ("book chapter", Kind::Chapter),
    ("kapitel", Kind::Chapter),
    ("book", Kind::Book),
    ("monograph", Kind::Book),
    ("buch", Kind::Book),
    ("monographie", Kind::Book),
    ("webpage", Kind::Web),
    ("web page", Kind::Web),
    ("website", Kind::Web),
    ("webseite", Kind::Web),
    ("post", Kind::Web),
    ("post-weblog", Kind::Web),
    ("blog", Kind::Web),
    ("mail", Kind::Mail),
    ("email", Kind::Mail),
    ("e-mail", Kind::Mail),
];

/// Types of CSL that say nothing of a document's kind.
const VAGUE_KINDS: &[&str] = &["manuscript", "document", "personal_communication"];

/// Ends of the names of files that hold mail.
const MAIL_FILES: &[&str] = &["eml", "emlx", "mbox", "mbx", "msg"];

/// Ends of the names of files that hold a book.
const BOOK_FILES: &[&str] = &["epub", "fb2"];

/// What is cited. Texts are of one line and not empty.
#[derive(Debug)]
pub struct Item<'a> {
    /// The name of its entry.
    pub key: String,
    pub kind: Kind,
    /// What kind of text it is, in lower case: `letter`.
    pub genre: Option<String>,
    pub title: Option<String>,
    pub authors: Vec<Name>,
    pub recipients: Vec<Name>,
    pub translators: Vec<Name>,
    pub contributors: Vec<Name>,
    pub date: Option<&'a HistoricalDate>,
    /// Where it was written; of a book, where it was published.
    pub place: Option<String>,
    pub classification: Option<String>,
    pub copy_number: Option<String>,
    pub number: Option<String>,
    pub signature: Option<String>,
    pub repository: Option<String>,
    pub collection: Option<String>,
    pub publisher: Option<String>,
    pub source_line: Option<String>,
    pub url: Option<String>,
    pub language: Language,
    pub path: String,
    /// Which document in the file.
    pub part: Option<String>,
    pub page_label: Option<String>,
    pub locator: &'a Locator,
    /// Where other passages of the document stand that are cited too.
    pub also: Vec<&'a Locator>,
}

impl<'a> Item<'a> {
    /// What a source says.
    pub fn new(source: &Source<'a>) -> Item<'a> {
        let metadata = source.metadata;
        let line = |value: &Option<String>| value.as_deref().and_then(clean);
        let text = |value: &Option<String>| value.as_deref().and_then(meaningful);
        let path = clean(source.path).unwrap_or_default();
        let title = line(&metadata.title).filter(|title| *title != path);
        let [signature, repository, collection, url] =
            [&metadata.signature, &metadata.repository, &metadata.collection, &metadata.url]
                .map(text);
        let is_archival = signature.is_some() || repository.is_some();
        let word = text(&metadata.kind).map(|word| word.to_lowercase());
        let end = path.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_lowercase());
        let known = KIND_WORDS.iter().find(|(known, _)| word.as_deref() == Some(known));
        let kind = match (known, word.as_deref()) {
            (Some((_, kind)), _) => *kind,
            _ if is_archival => Kind::Archival,
            (_, Some("article" | "artikel")) => Kind::Journal,
            _ if MAIL_FILES.contains(&end.as_str()) => Kind::Mail,
            _ if BOOK_FILES.contains(&end.as_str()) => Kind::Book,
            _ if collection.is_some() => Kind::Edition,
            (_, Some("report")) => Kind::Report,
            _ if url.is_some() => Kind::Web,
            _ => Kind::Document,
        };
        let authors = names(&metadata.author);
        let senders = names(&metadata.from);
        let declared = metadata.language.filter(|language| *language != Language::Unknown);
        let mut item = Item {
            key: String::new(),
            kind,
            genre: word.filter(|word| known.is_none() && !VAGUE_KINDS.contains(&word.as_str())),
            title: title.or_else(|| line(&metadata.subject)),
            authors: if authors.is_empty() { senders } else { authors },
            recipients: metadata
                .to
                .iter()
                .flat_map(|name| names([without_article(name)]))
                .collect(),
            translators: names(&metadata.translator),
            contributors: names(&metadata.contributor),
            date: metadata.date.as_ref(),
            place: text(&metadata.place),
            classification: text(&metadata.classification),
            copy_number: text(&metadata.copy_number),
            number: text(&metadata.document_number),
            signature,
            repository,
            collection,
            publisher: text(&metadata.publisher),
            source_line: text(&metadata.source_line),
            url,
            language: declared.unwrap_or(source.language),
            part: source.place.and_then(clean),
            page_label: text(&source.locator.page_label),
            locator: source.locator,
            also: Vec::new(),
            path,
        };
        item.key = key(&item);
        item
    }

    /// The title, else the name of the file.
    pub fn title_or_file(&self) -> &str {
        self.title.as_deref().unwrap_or_else(|| self.path.rsplit('/').next().unwrap_or_default())
    }

    /// Whether something besides the file says where the document can be found.
    pub fn is_identified(&self) -> bool {
        let known =
            [&self.signature, &self.repository, &self.collection, &self.publisher, &self.url];
        known.iter().any(|value| value.is_some())
    }

    /// What the document is a part of: a newspaper, a journal, a book, an edition.
    pub fn container(&self) -> Option<&str> {
        match self.kind {
            Kind::Newspaper | Kind::Journal => {
                self.collection.as_deref().or(self.publisher.as_deref())
            }
            Kind::Chapter | Kind::Edition => self.collection.as_deref(),
            Kind::Web => self.collection.as_deref().or(self.publisher.as_deref()),
            _ => None,
        }
    }

    /// Who published it, where that is not said as its container.
    pub fn publisher(&self) -> Option<&str> {
        self.publisher.as_deref().filter(|publisher| self.container() != Some(publisher))
    }

    /// The archive, where the signature does not begin with it.
    pub fn unnamed_repository(&self) -> Option<&str> {
        let signature = self.signature.as_deref().unwrap_or_default();
        self.repository.as_deref().filter(|repository| !signature.contains(repository))
    }

    /// The signature without the archive it begins with, for formats that have a field for each.
    pub fn shelf_mark(&self) -> Option<&str> {
        let (signature, repository) = (self.signature.as_deref()?, self.repository.as_deref());
        let rest = repository.and_then(|repository| signature.strip_prefix(repository));
        let rest = rest.map(|rest| rest.trim_start_matches([',', ';', ':', '/', ' ']));
        // `PA AAB` is another archive than `PA AA`.
        let is_own = |rest: &&str| {
            !rest.is_empty() && signature.len() > rest.len() + repository.map_or(0, str::len)
        };
        Some(rest.filter(is_own).unwrap_or(signature))
    }

    /// The note on the source, where no signature says the same.
    pub fn unsigned_source(&self) -> Option<&str> {
        self.source_line.as_deref().filter(|_| self.signature.is_none())
    }

    /// What a reader should know besides: where the passage stands, how secret it was, who obtained it.
    pub fn remarks(&self) -> String {
        let contributors: Vec<String> = self.contributors.iter().map(Name::direct).collect();
        let cited = short(None, &self.path, self.part.as_deref(), &printable(self.locator));
        let also =
            self.also.iter().map(|locator| format!("; also {}", in_document(&printable(locator))));
        let cited: String = [cited].into_iter().chain(also).collect();
        let signed = self.source_line.as_deref().filter(|_| self.signature.is_some());
        let remarks = [
            ("cited", Some(cited.as_str())),
            ("classification", self.classification.as_deref()),
            ("copy", self.copy_number.as_deref()),
            ("contributor", Some(contributors.join("; ")).as_deref().filter(|all| !all.is_empty())),
            ("source", signed),
            ("written at", self.place.as_deref().filter(|_| self.kind == Kind::Edition)),
        ]
        .map(|(label, value)| value.map(|value| format!("{label}: {value}")));
        remarks.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

/// The place with a page label that has a word or a number, in one line.
fn printable(locator: &Locator) -> Locator {
    Locator { page_label: locator.page_label.as_deref().and_then(meaningful), ..locator.clone() }
}

/// A text in one line; `None` for a dash in a form, which says that nothing is known.
fn meaningful(text: &str) -> Option<String> {
    clean(text).filter(|text| text.contains(char::is_alphanumeric))
}

/// The name of an address without the article: `den Minister`.
fn without_article(name: &str) -> &str {
    let name = name.trim_start();
    let articles = ["den ", "dem ", "die ", "das "];
    articles.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}

/// A text in one line, without blanks around it and control characters; `None` where nothing remains.
pub fn clean(text: &str) -> Option<String> {
    let is_gap = |c: char| c.is_whitespace() || c.is_control();
    let words: Vec<&str> = text.split(is_gap).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;

    #[test]
    fn the_kind_is_decided() {
        let check = |kind: &str, path: &str, set: fn(&mut Metadata), expect: Kind| {
            let kind_word = (!kind.is_empty()).then(|| kind.to_owned());
            let mut metadata = Metadata { kind: kind_word, ..Metadata::default() };
            set(&mut metadata);
            let source = Source {
                metadata: &metadata,
                locator: &Locator::default(),
                folder: 0,
                path,
                place: None,
                quote: "",
                language: Language::German,
            };
            let item = Item::new(&source);
            assert_eq!(item.kind, expect, "{kind} {path}");
            item.genre
        };
        let signed: fn(&mut Metadata) = |metadata| metadata.signature = Some("DY 30/1".into());
        let collected: fn(&mut Metadata) = |metadata| metadata.collection = Some("FRUS".into());
        let online: fn(&mut Metadata) = |metadata| metadata.url = Some("https://x.org".into());
        let nothing: fn(&mut Metadata) = |_| ();
        assert_eq!(check("Letter", "a.xml", signed, Kind::Archival).as_deref(), Some("letter"));
        assert_eq!(check("manuscript", "a.xml", signed, Kind::Archival), None);
        assert_eq!(check("article-newspaper", "a.txt", collected, Kind::Newspaper), None);
        check("minutes", "a.txt", collected, Kind::Edition);
        check("article", "a.txt", collected, Kind::Journal);
        check("report", "a.pdf", nothing, Kind::Report);
        check("", "b/c.EPUB", collected, Kind::Book);
        check("chapter", "c.epub", collected, Kind::Chapter);
        check("", "m.mbox", nothing, Kind::Mail);
        check("", "w.html", online, Kind::Web);
        check("", "a", nothing, Kind::Document);
    }

    #[test]
    fn texts_are_of_one_line() {
        assert_eq!(clean(" a\r\n\tb\u{0}c\u{2028}d ").as_deref(), Some("a b c d"));
        assert_eq!(clean("\u{85}\n"), None);
    }
}
