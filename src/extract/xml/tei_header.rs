//! What a TEI header says about its text.

use super::Transcript;
use super::facts::Facts;
use super::tree::Node;
use crate::document::Language;

/// What is known of the text from its header.
#[derive(Debug, Default)]
pub struct Header {
    /// Keys and values; the source's own dates and places rather than those of its edition.
    pub facts: Facts,
    pub language: Option<Language>,
}

impl Header {
    /// Reads a `teiHeader`.
    pub fn read(header: &Node) -> Header {
        let mut found = Header::default();
        for title in main_first(header.find("fileDesc/titleStmt/title")) {
            found.add("title", title.text());
        }
        found.read_people(header);
        found.read_letter(header);
        found.read_origin(header);
        found.read_manuscript(header);
        found.read_source(header);
        for (key, path) in [
            ("subject", "profileDesc/textClass/keywords/term"),
            ("subject", "profileDesc/textClass/keywords/list/item"),
            ("classification", "profileDesc/textClass/classCode"),
            ("collection", "fileDesc/seriesStmt/title"),
        ] {
            header.find(path).into_iter().for_each(|node| found.add(key, node.text()));
        }
        for identifier in header.find("fileDesc/publicationStmt").into_iter().flat_map(identifiers)
        {
            found.add(if identifier.starts_with("http") { "url" } else { "id" }, identifier);
        }
        for language in header.find("profileDesc/langUsage/language") {
            let code = language.attribute("ident").or(language.attribute("id"));
            let code = code.map_or_else(|| language.text(), str::to_owned);
            found.language = found.language.or(Language::from_code(&code));
            found.add("language", code);
        }
        found
    }

    /// The title: that of the file, which names the source in all but a few words.
    pub fn title(&self) -> Option<&str> {
        self.facts.first("title")
    }

    /// Enters what is known into a transcript; `language` is what the text says itself.
    pub fn enter(self, transcript: &mut Transcript, language: Option<Language>) {
        transcript.metadata.title = self.title().map(str::to_owned);
        transcript.metadata.language = language.or(self.language);
        transcript.facts = self.facts.into_pairs();
    }

    fn add(&mut self, key: &str, value: String) {
        self.facts.add(key, value);
    }

    fn read_people(&mut self, header: &Node) {
        let statements = header.find("fileDesc/titleStmt").into_iter().flat_map(Node::children);
        for person in statements {
            let role = person.attribute("role").unwrap_or_default();
            match person.name() {
                "author" => self.add("author", name(person)),
                "editor" if role.starts_with("transl") => self.add("translator", name(person)),
                "editor" => self.add("editor", name(person)),
                "respStmt" => {
                    let resp =
                        person.find("resp").iter().map(|resp| resp.text()).collect::<String>();
                    let resp = resp.to_lowercase();
                    if resp.contains("translat") || resp.contains("übersetz") {
                        let names = person.children().filter(|child| child.name() != "resp");
                        names.for_each(|person| self.add("translator", name(person)));
                    }
                }
                _ => {}
            }
        }
    }

    fn read_letter(&mut self, header: &Node) {
        for action in header.find("profileDesc/correspDesc/correspAction") {
            let is_sent = action.attribute("type") == Some("sent");
            for detail in action.children() {
                match detail.name() {
                    "persName" | "orgName" | "name" | "rs" => {
                        self.add(if is_sent { "from" } else { "to" }, name(detail));
                    }
                    "date" if is_sent => self.add("date", date(detail)),
                    "placeName" | "settlement" if is_sent => self.add("place", detail.text()),
                    _ => {}
                }
            }
        }
    }

    /// Date, place and publisher: of the writing, else of the printed source, else of the file.
    fn read_origin(&mut self, header: &Node) {
        let source = header.find("fileDesc/sourceDesc");
        let in_source = |name: &str| -> Vec<&Node> {
            let nodes = source.iter().flat_map(|source| source.all(name));
            nodes.take(1).collect()
        };
        let edition = |name: &str| header.find(&format!("fileDesc/publicationStmt/{name}"));
        let dates = [
            header.find("profileDesc/creation/date"),
            in_source("origDate"),
            in_source("date"),
            edition("date"),
        ];
        let places = [in_source("origPlace"), in_source("pubPlace"), edition("pubPlace")];
        let publishers = [in_source("publisher"), edition("publisher")];
        for (key, choices) in
            [("date", &dates[..]), ("place", &places[..]), ("publisher", &publishers[..])]
        {
            if self.facts.first(key).is_some() {
                continue;
            }
            let texts = choices.iter().map(|nodes| nodes.iter().map(|node| date(node)));
            let mut filled =
                texts.map(|texts| texts.filter(|text| !text.is_empty()).collect::<Vec<_>>());
            let first = filled.find(|texts| !texts.is_empty()).unwrap_or_default();
            first.into_iter().for_each(|text| self.add(key, text));
        }
    }

    /// Where the original lies.
    fn read_manuscript(&mut self, header: &Node) {
        for manuscript in header.all("msIdentifier") {
            let names = ["settlement", "institution", "repository", "collection"];
            let keeper = names.iter().flat_map(|name| manuscript.find(name)).map(Node::text);
            self.add("collection", keeper.collect::<Vec<_>>().join(", "));
            let signatures = manuscript.children().filter(|child| child.name() == "idno");
            signatures.for_each(|signature| {
                let parts = signature.find("idno");
                match parts.is_empty() {
                    true => self.add("signature", signature.text()),
                    false => parts.iter().for_each(|part| self.add("signature", part.text())),
                }
            });
        }
    }

    fn read_source(&mut self, header: &Node) {
        let has_author = self.facts.first("author").is_some();
        for source in header.find("fileDesc/sourceDesc").into_iter().flat_map(Node::children) {
            if matches!(source.name(), "bibl" | "p" | "ab" | "biblStruct") {
                self.add("source", source.text());
            }
            if !has_author {
                source
                    .all("author")
                    .into_iter()
                    .for_each(|author| self.add("author", name(author)));
            }
        }
    }
}

/// The main title before the others.
fn main_first(mut titles: Vec<&Node>) -> Vec<&Node> {
    titles.sort_by_key(|title| !matches!(title.attribute("type"), None | Some("main")));
    titles
}

/// Numbers and addresses of the edition; those that only group others are left out.
fn identifiers(statement: &Node) -> impl Iterator<Item = String> {
    let all = statement.all("idno").into_iter();
    all.filter(|identifier| identifier.find("idno").is_empty()).map(Node::text)
}

/// The name of a person, without the numbers and addresses some editions put beside it.
fn name(person: &Node) -> String {
    let names = ["persName", "orgName", "name"];
    let own = names.iter().flat_map(|name| person.find(name)).next().unwrap_or(person);
    let part =
        |name: &str| own.find(name).into_iter().map(Node::text).collect::<Vec<_>>().join(" ");
    match (part("surname"), part("forename")) {
        (surname, forename) if surname.is_empty() || forename.is_empty() => own.text(),
        (surname, forename) => format!("{surname}, {forename}"),
    }
}

/// What an element says in words, else the date in its attributes.
fn date(node: &Node) -> String {
    let text = node.text();
    let attributes = ["when", "when-iso", "from", "notBefore", "to", "notAfter", "value"];
    match text.is_empty() {
        true => {
            attributes.iter().find_map(|name| node.attribute(name)).unwrap_or_default().to_owned()
        }
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::super::events::{Event, Events};
    use super::*;

    fn check(source: &str, expect: &[(&str, &str)]) -> Transcript {
        let mut events = Events::new(source);
        let Ok(Some(Event::Start(element))) = events.next() else { panic!("no element") };
        let header = Header::read(&Node::read(element, &mut events).expect("shallow"));
        let mut transcript = Transcript::default();
        header.enter(&mut transcript, None);
        let found = transcript.facts.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        assert_eq!(found.collect::<Vec<_>>(), expect, "{source}");
        transcript
    }

    #[test]
    fn a_printed_work() {
        let header = check(
            "<teiHeader><fileDesc><titleStmt><title type='sub'>Ein Roman</title>\
             <title type='main'>Die <hi>Wahl</hi>verwandtschaften</title>\
             <author><persName ref='x'><surname>Goethe</surname><forename>Johann</forename>\
             <forename>Wolfgang</forename></persName></author><editor role='translator'>T. R.</editor>\
             <respStmt><resp>Übersetzung</resp><name>U. V.</name></respStmt></titleStmt>\
             <publicationStmt><publisher>DTA</publisher><pubPlace>Berlin</pubPlace><date>2013</date>\
             <idno><idno type='URL'>http://x.de/1</idno><idno>DTA 7</idno></idno></publicationStmt>\
             <sourceDesc><bibl>Goethe: Die Wahl. 1809.</bibl><biblFull><publicationStmt>\
             <pubPlace>Tübingen</pubPlace><publisher><name>Cotta</name></publisher><date>1809</date>\
             </publicationStmt></biblFull></sourceDesc></fileDesc><profileDesc><langUsage>\
             <language ident='deu'>German</language></langUsage><textClass><keywords><term>Roman</term>\
             </keywords><classCode>Belletristik</classCode></textClass></profileDesc></teiHeader>",
            &[
                ("title", "Die Wahlverwandtschaften"),
                ("title", "Ein Roman"),
                ("author", "Goethe, Johann Wolfgang"),
                ("translator", "T. R."),
                ("translator", "U. V."),
                ("date", "1809"),
                ("place", "Tübingen"),
                ("publisher", "Cotta"),
                ("source", "Goethe: Die Wahl. 1809."),
                ("subject", "Roman"),
                ("classification", "Belletristik"),
                ("url", "http://x.de/1"),
                ("id", "DTA 7"),
                ("language", "deu"),
            ],
        );
        assert_eq!(header.metadata.language, Some(Language::German));
    }

    #[test]
    fn a_letter() {
        check(
            "<teiHeader><fileDesc><titleStmt><title>Brief</title></titleStmt><publicationStmt>\
             <date>2020</date></publicationStmt><sourceDesc><msDesc><msIdentifier>\
             <settlement>Berlin</settlement><repository>Bundesarchiv</repository>\
             <idno>DY 30/2470</idno></msIdentifier></msDesc></sourceDesc></fileDesc><profileDesc>\
             <correspDesc><correspAction type='sent'><persName>Machel</persName>\
             <placeName>Maputo</placeName><date when='1983-05-12'/></correspAction>\
             <correspAction type='received'><persName>Honecker</persName><date>later</date>\
             </correspAction></correspDesc></profileDesc></teiHeader>",
            &[
                ("title", "Brief"),
                ("from", "Machel"),
                ("place", "Maputo"),
                ("date", "1983-05-12"),
                ("to", "Honecker"),
                ("collection", "Berlin, Bundesarchiv"),
                ("signature", "DY 30/2470"),
            ],
        );
    }
}
