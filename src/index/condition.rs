//! What passages and their documents must fulfil, as filters that add nothing to the score.

use globset::{GlobBuilder, GlobSetBuilder};
use tantivy::query::{
    BooleanQuery, BoostQuery, Occur, Query as TantivyQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};
use unicode_normalization::UnicodeNormalization;

use super::compile::{Collection, Compiler};
use super::documents;
use super::schema::{ABOUT, Fields};
use super::signature::letters_apart_from_digits;
use super::{Error, Filters};
use crate::document::Language;
use crate::query::{Filter, Leaf, LeafKind, Query, TextField};

impl Compiler<'_> {
    /// Passages of the documents in whose field a query matches; for headings, those below them.
    pub(super) fn field(
        &mut self,
        field: TextField,
        query: &Query,
    ) -> Result<Box<dyn TantivyQuery>, Error> {
        let collection = self.collection;
        let about = ABOUT.iter().position(|about| *about == field);
        let found = match about {
            None => collection.positions(collection.fields.heading).listed(query)?,
            Some(at) => {
                let positions = collection.positions(collection.fields.about[at]);
                let keys = match field {
                    TextField::Signature => documents::matching(&signed(query), &positions)?,
                    _ => documents::matching(query, &positions)?,
                };
                documents::passages(collection.searcher, &keys)?
            }
        };
        Ok(unscored(Box::new(found)))
    }

    /// Passages that fulfil a condition.
    pub(super) fn filter(&mut self, filter: &Filter) -> Result<Box<dyn TantivyQuery>, Error> {
        let Collection { searcher, fields, .. } = self.collection;
        match filter {
            Filter::Language(language) => Ok(in_language(*language, fields)),
            Filter::Path(glob) => paths(std::slice::from_ref(glob), searcher, fields),
            Filter::Date(range) => {
                let keys = documents::dated(searcher, *range)?;
                Ok(unscored(Box::new(documents::passages(searcher, &keys)?)))
            }
        }
    }
}

/// A query and the filters beside it.
pub(super) fn filtered(
    query: Box<dyn TantivyQuery>,
    filters: &Filters,
    searcher: &Searcher,
    fields: &Fields,
) -> Result<Box<dyn TantivyQuery>, Error> {
    let mut clauses = vec![(Occur::Must, query)];
    if let Some(language) = filters.language {
        clauses.push((Occur::Must, in_language(language, fields)));
    }
    if !filters.paths.is_empty() {
        clauses.push((Occur::Must, paths(&filters.paths, searcher, fields)?));
    }
    if let Some(range) = filters.dates {
        let keys = documents::dated(searcher, range)?;
        clauses.push((Occur::Must, unscored(Box::new(documents::passages(searcher, &keys)?))));
    }
    if !filters.without.is_empty() {
        let ids = filters.without.iter().map(|id| Term::from_field_text(fields.id, id));
        clauses.push((Occur::MustNot, Box::new(TermSetQuery::new(ids))));
    }
    Ok(Box::new(BooleanQuery::new(clauses)))
}

fn unscored(query: Box<dyn TantivyQuery>) -> Box<dyn TantivyQuery> {
    Box::new(BoostQuery::new(query, 0.0))
}

/// Passages in a language, or in neither or both; for [`Language::Unknown`] those alone.
fn in_language(language: Language, fields: &Fields) -> Box<dyn TantivyQuery> {
    let has = |language: Language| -> Box<dyn TantivyQuery> {
        let term = Term::from_field_text(fields.language, language.code());
        Box::new(TermQuery::new(term, IndexRecordOption::Basic))
    };
    unscored(match language {
        Language::Unknown => Box::new(BooleanQuery::intersection(vec![
            has(Language::English),
            has(Language::German),
        ])),
        language => has(language),
    })
}

/// Passages of files whose path matches one of the globs; a glob without `/` looks at file names.
fn paths(
    globs: &[String],
    searcher: &Searcher,
    fields: &Fields,
) -> Result<Box<dyn TantivyQuery>, Error> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        let glob: String = glob.nfc().collect();
        let glob = if glob.contains('/') { glob } else { format!("**/{glob}") };
        set.add(GlobBuilder::new(&glob).literal_separator(true).build()?);
    }
    let set = set.build()?;
    let mut terms = Vec::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(fields.path)?;
        let mut paths = inverted.terms().stream()?;
        while let Some((path, _)) = paths.next() {
            let path = String::from_utf8_lossy(path);
            if set.is_match(path.nfc().collect::<String>()) {
                terms.push(Term::from_field_text(fields.path, &path));
            }
        }
    }
    Ok(unscored(Box::new(TermSetQuery::new(terms))))
}

/// A query with letters and digits apart, as signatures are indexed, and its words in their order.
fn signed(query: &Query) -> Query {
    match query {
        Query::Leaf(Leaf { kind: LeafKind::Word | LeafKind::Phrase { .. }, text, span }) => {
            Query::Leaf(Leaf {
                kind: LeafKind::Phrase { slop: 0 },
                text: letters_apart_from_digits(text),
                span: span.clone(),
            })
        }
        Query::Or(sides) => Query::Or(sides.iter().map(signed).collect()),
        Query::Clauses { must, should, must_not, restrict } => {
            let all = |queries: &[Query]| queries.iter().map(signed).collect();
            Query::Clauses {
                must: all(must),
                should: all(should),
                must_not: all(must_not),
                restrict: all(restrict),
            }
        }
        other => other.clone(),
    }
}
