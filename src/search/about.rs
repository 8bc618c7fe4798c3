//! What is known about a document, as JSON shows it.

use serde::Serialize;

use crate::document::{Field, HistoricalDate, Metadata};

/// What is known about a document; what is not known is left out.
#[derive(Clone, Debug, Default, Serialize)]
pub struct About {
    /// All but the date and the origins.
    #[serde(flatten)]
    pub metadata: Metadata,
    /// When it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What nobody stated but the text or the file's name shows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inferred: Vec<Field>,
}

/// A date or a span of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Date {
    /// In ISO 8601: `1960-08-30`, `1960-08`, `1960`, `1959-12-01/1960-02-29`.
    pub iso: String,
    /// As typed.
    pub text: String,
    /// Whether it is a guess.
    pub uncertain: bool,
}

impl About {
    /// What JSON shows of metadata.
    pub fn of(metadata: &Metadata) -> About {
        let inferred = metadata.inferred();
        let date = metadata.date.as_ref().map(Date::of);
        let mut metadata = metadata.clone();
        metadata.origins.clear();
        metadata.date = None;
        About { metadata, date, inferred }
    }
}

impl Date {
    fn of(date: &HistoricalDate) -> Date {
        Date { iso: date.iso(), text: date.text.clone(), uncertain: date.uncertain }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;

    #[test]
    fn json_shows_what_is_known_and_what_is_inferred() {
        let mut metadata = Metadata { title: Some("Note".into()), ..Metadata::default() };
        metadata.date = HistoricalDate::day(1960, 8, 30, "30.8.1960");
        metadata.origins.insert(Field::Title, Origin::Format);
        metadata.origins.insert(Field::Date, Origin::Text);
        let json = serde_json::to_value(About::of(&metadata)).expect("JSON");
        let expect = serde_json::json!({
            "title": "Note",
            "date": { "iso": "1960-08-30", "text": "30.8.1960", "uncertain": false },
            "inferred": ["date"],
        });
        assert_eq!(json, expect);
        assert_eq!(serde_json::to_string(&About::default()).expect("JSON"), "{}");
    }
}
