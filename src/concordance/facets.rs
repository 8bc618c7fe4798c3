//! Facets: how many documents and passages have each value of a trait, to narrow a search by.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use serde::Serialize;

use super::count::{By, Counted, Value};

/// The values of one trait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// Which trait.
    pub by: By,
    /// Its values: in most documents first, then in most passages, then by name (years in order).
    pub values: Vec<FacetValue>,
}

/// How much has a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// The value, as it is shown; `undated`, `no collection`, `no type` where there is none.
    pub value: String,
    /// Documents with a passage of this value. One in two languages counts for both.
    pub documents: usize,
    /// Passages.
    pub passages: usize,
}

/// Counts passages and the documents they belong to. Each comes with what tells its document from others: a
/// number, or file and place.
pub fn facets<'a, D: Copy + Eq + Hash>(
    passages: impl IntoIterator<Item = (D, Counted<'a>)>,
    traits: &[By],
) -> Vec<Facet> {
    let mut tallies = vec![HashMap::<Value, (HashSet<D>, usize)>::new(); traits.len()];
    for (document, passage) in passages {
        for (tally, by) in tallies.iter_mut().zip(traits) {
            let (documents, passages) = tally.entry(passage.value(*by)).or_default();
            documents.insert(document);
            *passages += 1;
        }
    }
    let facet = |(tally, by): (HashMap<Value, (HashSet<D>, usize)>, &By)| {
        let mut values: Vec<_> = tally
            .into_iter()
            .map(|(value, (documents, passages))| (documents.len(), passages, value))
            .collect();
        values.sort_unstable_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(a.2.cmp(&b.2)));
        let shown = |(documents, passages, value): (usize, usize, Value)| FacetValue {
            value: value.to_string(),
            documents,
            passages,
        };
        Facet { by: *by, values: values.into_iter().map(shown).collect() }
    };
    tallies.into_iter().zip(traits).map(facet).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{HistoricalDate, Language};

    #[test]
    fn documents_and_passages_are_counted() {
        let date = HistoricalDate::day(1960, 8, 30, "").expect("a day");
        let earlier = HistoricalDate::day(987, 1, 1, "").expect("a day");
        let passage =
            |date, language, kind| Counted { path: "a", date, language, kind, collection: None };
        let (de, en) = (Language::German, Language::English);
        let passages = [
            (1, passage(Some(&date), de, Some("letter"))),
            (1, passage(Some(&date), de, Some("letter"))),
            (1, passage(Some(&date), en, Some("letter"))),
            (2, passage(Some(&earlier), en, None)),
            (3, passage(None, en, Some("report"))),
        ];
        let got: Vec<_> = facets(passages, &[By::Language, By::Year, By::Type, By::Collection])
            .into_iter()
            .map(|facet| {
                let shown = |value: &FacetValue| {
                    format!("{} {}/{}", value.value, value.documents, value.passages)
                };
                facet.values.iter().map(shown).collect::<Vec<_>>().join(", ")
            })
            .collect();
        let expect = [
            "en 3/3, de 1/2",
            "1960 1/3, 987 1/1, undated 1/1",
            "letter 1/3, report 1/1, no type 1/1",
            "no collection 3/5",
        ];
        assert_eq!(got, expect);
        assert_eq!(facets::<u64>([], &[By::Year]), [Facet { by: By::Year, values: vec![] }]);
    }
}
