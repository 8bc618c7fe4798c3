//! Which fields of a record are its text, its title and the facts about it.

/// The fields the user names; where one is not named, well-known English and German names count. Capitals do not matter.
/// A field inside another is `outer.inner`.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fields {
    /// The fields that hold the text.
    pub text: Vec<String>,
    /// The field that holds the title.
    pub title: Option<String>,
    /// The field that holds the date.
    pub date: Option<String>,
    /// The field that holds the author.
    pub author: Option<String>,
    /// The field that holds the identifier.
    pub id: Option<String>,
}

/// What a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Text,
    Title,
    /// A fact of this name.
    Fact(&'static str),
    Other,
}

/// Names in lower case, what a field of that name is.
const KNOWN: [(&str, Role); 51] = [
    ("text", Role::Text),
    ("body", Role::Text),
    ("content", Role::Text),
    ("fulltext", Role::Text),
    ("full_text", Role::Text),
    ("transcript", Role::Text),
    ("inhalt", Role::Text),
    ("volltext", Role::Text),
    ("transkript", Role::Text),
    ("title", Role::Title),
    ("titel", Role::Title),
    ("date", Role::Fact("date")),
    ("datum", Role::Fact("date")),
    ("author", Role::Fact("author")),
    ("creator", Role::Fact("author")),
    ("autor", Role::Fact("author")),
    ("verfasser", Role::Fact("author")),
    ("id", Role::Fact("id")),
    ("identifier", Role::Fact("id")),
    ("_id", Role::Fact("id")),
    ("url", Role::Fact("url")),
    ("link", Role::Fact("url")),
    ("uri", Role::Fact("url")),
    ("language", Role::Fact("language")),
    ("lang", Role::Fact("language")),
    ("sprache", Role::Fact("language")),
    ("place", Role::Fact("place")),
    ("ort", Role::Fact("place")),
    ("publisher", Role::Fact("publisher")),
    ("verlag", Role::Fact("publisher")),
    ("from", Role::Fact("from")),
    ("sender", Role::Fact("from")),
    ("von", Role::Fact("from")),
    ("absender", Role::Fact("from")),
    ("to", Role::Fact("to")),
    ("recipient", Role::Fact("to")),
    ("an", Role::Fact("to")),
    ("empfänger", Role::Fact("to")),
    ("cc", Role::Fact("cc")),
    ("subject", Role::Fact("subject")),
    ("betreff", Role::Fact("subject")),
    ("source", Role::Fact("source")),
    ("quelle", Role::Fact("source")),
    ("signature", Role::Fact("signature")),
    ("signatur", Role::Fact("signature")),
    ("collection", Role::Fact("collection")),
    ("bestand", Role::Fact("collection")),
    ("translator", Role::Fact("translator")),
    ("übersetzer", Role::Fact("translator")),
    ("classification", Role::Fact("classification")),
    ("klassifikation", Role::Fact("classification")),
];

impl Fields {
    /// What the field of this name is.
    pub fn role(&self, name: &str) -> Role {
        let name = name.trim().to_lowercase();
        let is = |given: &String| given.to_lowercase() == name;
        let named = [
            (&self.title, Role::Title),
            (&self.date, Role::Fact("date")),
            (&self.author, Role::Fact("author")),
            (&self.id, Role::Fact("id")),
        ];
        if self.text.iter().any(is) {
            return Role::Text;
        }
        if let Some((_, role)) = named.iter().find(|(given, _)| given.as_ref().is_some_and(is)) {
            return *role;
        }
        let is_named = |role| match role {
            Role::Text => !self.text.is_empty(),
            _ => named.iter().any(|(given, named)| *named == role && given.is_some()),
        };
        let known = KNOWN.iter().find(|(known, _)| *known == name);
        known.map(|(_, role)| *role).filter(|role| !is_named(*role)).unwrap_or(Role::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_count_until_the_user_names_others() {
        let fields = Fields {
            text: vec!["Notiz".to_owned()],
            title: Some("meta.name".to_owned()),
            ..Fields::default()
        };
        let check = |name: &str, known, named| {
            assert_eq!((Fields::default().role(name), fields.role(name)), (known, named), "{name}");
        };
        check("TEXT", Role::Text, Role::Other);
        check("notiz", Role::Other, Role::Text);
        check("Titel ", Role::Title, Role::Other);
        check("meta.name", Role::Other, Role::Title);
        check("Datum", Role::Fact("date"), Role::Fact("date"));
        check("Empfänger", Role::Fact("to"), Role::Fact("to"));
    }
}
