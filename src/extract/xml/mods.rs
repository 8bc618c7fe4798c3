//! What MODS and Dublin Core records say about a work.

use super::facts::Facts;
use super::tree::Node;

/// The key for a term of Dublin Core.
pub fn dublin_core(term: &str) -> Option<&'static str> {
    Some(match term {
        "title" => "title",
        "creator" => "author",
        "contributor" => "contributor",
        "date" | "created" | "issued" => "date",
        "publisher" => "publisher",
        "subject" => "subject",
        "language" => "language",
        "identifier" => "id",
        "source" => "source",
        "coverage" | "spatial" => "place",
        _ => return None,
    })
}

/// The facts of a record: a `dmdSec` of METS or anything else that holds MODS or Dublin Core.
pub fn facts(record: &Node) -> Vec<(String, String)> {
    let mut reader = Reader::default();
    let mods = record.all("mods");
    match mods.first() {
        Some(mods) => reader.read_mods(mods),
        None => reader.read_dublin_core(record),
    }
    reader.facts.into_pairs()
}

/// The title of a record, with its article and subtitle.
fn title(record: &Node) -> Option<String> {
    let info = record.find("titleInfo");
    let main = info.iter().find(|info| info.attribute("type").is_none()).or(info.first())?;
    let part = |name: &str| main.find(name).first().map(|node| node.text()).unwrap_or_default();
    let title = [part("nonSort"), part("title")].join(" ");
    let rest = [("subTitle", ": "), ("partNumber", ", "), ("partName", ", ")];
    let rest = rest.map(|(name, before)| match part(name) {
        text if text.is_empty() => text,
        text => before.to_owned() + &text,
    });
    Some((title + &rest.concat()).trim().to_owned()).filter(|title| !title.is_empty())
}

/// A record on its way to facts.
#[derive(Default)]
struct Reader {
    facts: Facts,
}

impl Reader {
    fn add(&mut self, key: &str, value: String) {
        self.facts.add(key, value);
    }

    fn add_all(&mut self, key: &str, record: &Node, path: &str) {
        record.find(path).into_iter().for_each(|node| self.add(key, node.text()));
    }

    fn read_mods(&mut self, mods: &Node) {
        self.add("title", title(mods).unwrap_or_default());
        for name in mods.find("name") {
            self.read_name(name);
        }
        // What the digitising library did says nothing about the work.
        let origins = mods.find("originInfo");
        for origin in origins.iter().filter(|origin| origin.find("dateCaptured").is_empty()) {
            self.read_origin(origin);
        }
        self.add_all("signature", mods, "location/shelfLocator");
        for place in mods.find("location/physicalLocation") {
            let name = place.attribute("displayLabel").map(str::to_owned);
            self.add("collection", name.unwrap_or_else(|| place.text()));
        }
        self.add_all("url", mods, "location/url");
        for identifier in mods.find("identifier") {
            let value = identifier.text();
            self.add(if value.starts_with("http") { "url" } else { "id" }, value);
        }
        self.add_all("id", mods, "recordInfo/recordIdentifier");
        self.add_all("language", mods, "language/languageTerm");
        self.add_all("subject", mods, "subject/topic");
        self.add_all("classification", mods, "classification");
        for related in mods.find("relatedItem") {
            let key =
                if related.attribute("type") == Some("host") { "source" } else { "collection" };
            if matches!(related.attribute("type"), Some("host" | "series")) {
                self.add(key, title(related).unwrap_or_default());
            }
        }
    }

    fn read_name(&mut self, name: &Node) {
        let display = name.find("displayForm").first().map(|node| node.text());
        let parts = || {
            let is_date = |part: &&Node| part.attribute("type") == Some("date");
            let parts = name.find("namePart").into_iter().filter(|part| !is_date(part));
            parts.map(Node::text).collect::<Vec<_>>().join(", ")
        };
        let roles = name.find("role/roleTerm");
        let role = roles.first().map(|role| role.text().to_ascii_lowercase()).unwrap_or_default();
        // The codes are those of MARC relators.
        let key = match role.as_str() {
            "aut" | "cre" | "" => "author",
            role if role.starts_with("aut") || role.starts_with("creator") => "author",
            role if role.starts_with("edt") || role.starts_with("editor") => "editor",
            role if role.starts_with("trl") || role.starts_with("translator") => "translator",
            "rcp" | "addressee" => "to",
            _ => "contributor",
        };
        self.add(key, display.unwrap_or_else(parts));
    }

    fn read_origin(&mut self, origin: &Node) {
        let mut dates: Vec<_> = ["dateIssued", "dateCreated", "copyrightDate"]
            .into_iter()
            .flat_map(|name| origin.find(name))
            .collect();
        // The first that is a date for sorting, then the first.
        dates.sort_by_key(|date| date.attribute("keyDate").is_none());
        dates.into_iter().take(1).for_each(|date| self.add("date", date.text()));
        let places = origin.find("place/placeTerm").into_iter();
        for place in places.filter(|place| place.attribute("type") != Some("code")) {
            self.add("place", place.text());
        }
        self.add_all("publisher", origin, "publisher");
    }

    fn read_dublin_core(&mut self, node: &Node) {
        match dublin_core(node.name()) {
            Some(key) => self.add(key, node.text()),
            None => node.children().for_each(|child| self.read_dublin_core(child)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::events::{Event, Events};
    use super::*;

    fn check(source: &str, expect: &[(&str, &str)]) {
        let mut events = Events::new(source);
        let Ok(Some(Event::Start(element))) = events.next() else { panic!("no element") };
        let found = facts(&Node::read(element, &mut events).expect("shallow"));
        let found: Vec<_> =
            found.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(found, expect, "{source}");
    }

    #[test]
    fn mods() {
        check(
            "<dmdSec><mods:mods xmlns:mods='m'><mods:titleInfo><nonSort>Der</nonSort>\
             <title>Herold</title><subTitle>Blatt</subTitle></mods:titleInfo>\
             <name><namePart type='family'>Kant</namePart><namePart type='given'>I.</namePart>\
             <namePart type='date'>1724</namePart><role><roleTerm>aut</roleTerm></role></name>\
             <name><displayForm>B</displayForm><role><roleTerm>trl</roleTerm></role></name>\
             <originInfo><dateIssued>18xx</dateIssued><dateIssued keyDate='yes'>1839</dateIssued>\
             <place><placeTerm type='code'>x</placeTerm><placeTerm>Berlin</placeTerm></place></originInfo>\
             <originInfo><dateCaptured>2013</dateCaptured><publisher>SBB</publisher></originInfo>\
             <location><shelfLocator>Gq 1</shelfLocator></location>\
             <relatedItem type='host'><titleInfo><title>Host</title></titleInfo></relatedItem>\
             </mods:mods></dmdSec>",
            &[
                ("title", "Der Herold: Blatt"),
                ("author", "Kant, I."),
                ("translator", "B"),
                ("date", "1839"),
                ("place", "Berlin"),
                ("signature", "Gq 1"),
                ("source", "Host"),
            ],
        );
    }

    #[test]
    fn dublin_core_terms() {
        check(
            "<dmdSec><x><dc:title>T</dc:title><dc:creator>C</dc:creator><dc:rights>R</dc:rights></x></dmdSec>",
            &[("title", "T"), ("author", "C")],
        );
    }
}
