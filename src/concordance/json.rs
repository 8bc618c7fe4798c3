//! The concordance and its counts as JSON shows them.

use serde::Serialize;

use super::{By, Count, Line};

/// The version of the JSON contract of concordances.
pub const SCHEMA_VERSION: u32 = 1;

/// The lines of a concordance.
#[derive(Clone, Debug, Serialize)]
pub struct Concordance<'a> {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The query as typed.
    pub query: &'a str,
    /// How many lines there are, shown or not.
    pub total: usize,
    /// Those shown, in their order.
    pub lines: &'a [Line],
    /// What the user should know about how they were found.
    pub notes: &'a [String],
}

/// The lines of a concordance, counted.
#[derive(Clone, Debug, Serialize)]
pub struct Counts<'a> {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The query as typed.
    pub query: &'a str,
    /// How many lines were counted.
    pub total: usize,
    /// By what.
    pub by: By,
    /// How many have each value.
    pub counts: &'a [Count],
    /// What the user should know about how the lines were found.
    pub notes: &'a [String],
}

impl<'a> Concordance<'a> {
    /// The selected `lines` of `total` that a query has.
    pub fn new(
        query: &'a str,
        total: usize,
        lines: &'a [Line],
        notes: &'a [String],
    ) -> Concordance<'a> {
        Concordance { schema_version: SCHEMA_VERSION, query, total, lines, notes }
    }
}

impl<'a> Counts<'a> {
    /// The selected `counts` of the `total` lines that a query has.
    pub fn new(
        query: &'a str,
        total: usize,
        by: By,
        counts: &'a [Count],
        notes: &'a [String],
    ) -> Counts<'a> {
        Counts { schema_version: SCHEMA_VERSION, query, total, by, counts, notes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_carries_its_version() {
        let counts = [("1960", 2), ("undated", 1)]
            .map(|(label, count)| Count { label: label.to_owned(), count });
        let json =
            serde_json::to_string(&Counts::new("Genf", 4, By::Year, &counts, &[])).expect("JSON");
        let expect = concat!(
            r#"{"schema_version":1,"query":"Genf","total":4,"by":"year","#,
            r#""counts":[{"label":"1960","count":2},{"label":"undated","count":1}],"notes":[]}"#
        );
        assert_eq!(json, expect);
        let lines = [Line::default()];
        let json = serde_json::to_value(Concordance::new("Genf", 9, &lines, &[])).expect("JSON");
        assert_eq!((&json["schema_version"], &json["total"]), (&1.into(), &9.into()));
        assert_eq!(json["lines"].as_array().map(Vec::len), Some(1));
    }
}
