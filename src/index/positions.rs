//! Where the words of a query stand in the passages: what needs positions, or every term a pattern stands for.

use std::collections::BTreeMap;

use tantivy::index::SegmentReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, Searcher, TERMINATED, Term};

use super::Error;
use super::forms::Forms;
use super::group::Counts;
use super::listed::Listed;
use super::pattern::Pattern;
use crate::analysis::{Analyzers, one_a_position};
use crate::query::{Leaf, LeafKind, Query};

/// Runs of words, from the first one's number to one past the last one's.
type Runs = Vec<(u32, u32)>;

/// The runs in each document of a segment that has any.
pub(super) type Found = BTreeMap<DocId, Runs>;

/// Looks words up in one field, which has positions.
pub(super) struct Positions<'a> {
    pub searcher: &'a Searcher,
    pub analyzers: &'a Analyzers,
    pub field: Field,
}

impl Positions<'_> {
    /// The documents that match, each with a score of one.
    ///
    /// # Errors
    /// [`Error::Pattern`] for a pattern that is too large, [`Error::Tantivy`] when the index can't be read.
    pub(super) fn listed(&self, query: &Query) -> Result<Listed, Error> {
        let mut listed = Vec::new();
        for segment in self.searcher.segment_readers() {
            let found = self.find(query, segment)?;
            listed.push((segment.segment_id(), found.into_keys().map(|doc| (doc, 1.0)).collect()));
        }
        Ok(Listed::new(listed))
    }

    /// How many runs match in each document.
    ///
    /// # Errors
    /// As [`Positions::listed`].
    pub(super) fn counts(&self, query: &Query) -> Result<Counts, Error> {
        let mut counts = Vec::new();
        for segment in self.searcher.segment_readers() {
            let found = self.find(query, segment)?.into_iter();
            let found = found.map(|(doc, runs)| (doc, runs.len() as f32)).collect();
            counts.push((segment.clone(), found));
        }
        Ok(counts)
    }

    /// The runs of a segment that match. What is no run of words, such as a conjunction, matches with its sides' runs.
    ///
    /// # Errors
    /// As [`Positions::listed`].
    pub(super) fn find(&self, query: &Query, segment: &SegmentReader) -> Result<Found, Error> {
        match query {
            Query::Leaf(leaf) => self.leaf(leaf, segment),
            Query::Or(sides) => self.any(sides, segment),
            Query::Clauses { must, should, must_not, restrict } => {
                let mut sides = must.iter().chain(restrict);
                let mut found = match sides.next() {
                    Some(first) => self.find(first, segment)?,
                    None => self.any(should, segment)?,
                };
                for side in sides {
                    let side = self.find(side, segment)?;
                    found.retain(|doc, _| side.contains_key(doc));
                }
                for side in must_not {
                    let side = self.find(side, segment)?;
                    found.retain(|doc, _| !side.contains_key(doc));
                }
                Ok(found)
            }
            Query::Near { sides, distance, ordered } => {
                let (left, mut right) =
                    (self.find(&sides[0], segment)?, self.find(&sides[1], segment)?);
                let near = left.into_iter().filter_map(|(doc, left)| {
                    let runs = near(&left, &right.remove(&doc)?, *distance, *ordered);
                    (!runs.is_empty()).then_some((doc, runs))
                });
                Ok(near.collect())
            }
            Query::Boost { query, .. } => self.find(query, segment),
            // The parser lets neither stand here.
            Query::Field { .. } | Query::Filter { .. } => Ok(Found::new()),
        }
    }

    fn any(&self, sides: &[Query], segment: &SegmentReader) -> Result<Found, Error> {
        let mut found = Found::new();
        for side in sides {
            join(&mut found, self.find(side, segment)?);
        }
        Ok(found)
    }

    fn leaf(&self, leaf: &Leaf, segment: &SegmentReader) -> Result<Found, Error> {
        let inverted = segment.inverted_index(self.field)?;
        let tokens = self.analyzers.exact.tokens(&leaf.text);
        let parts = one_a_position(&tokens);
        let terms: Vec<_> = parts.iter().map(|part| part.term.as_str()).collect();
        match leaf.kind {
            LeafKind::Word | LeafKind::Exact if terms.len() > 1 => {
                let mut found = self.phrase(&terms, 0, &inverted)?;
                for whole in tokens.iter().filter(|token| !terms.contains(&token.term.as_str())) {
                    join(&mut found, self.term(&whole.term, &inverted)?);
                }
                Ok(found)
            }
            LeafKind::Word => {
                let forms = Forms::of(&leaf.text, self.analyzers);
                self.terms_that(|term| forms.matches(term), &inverted)
            }
            LeafKind::Phrase { slop } => self.phrase(&terms, slop, &inverted),
            LeafKind::Exact => self.phrase(&terms, 0, &inverted),
            LeafKind::Prefix if terms.len() > 1 => {
                let Some((last, before)) = terms.split_last() else { return Ok(Found::new()) };
                let before = self.phrase(before, 0, &inverted)?;
                let last = self.terms_that(|term| term.starts_with(last), &inverted)?;
                Ok(before
                    .into_iter()
                    .filter_map(|(doc, runs)| Some((doc, near(&runs, last.get(&doc)?, 1, true))))
                    .filter(|(_, runs)| !runs.is_empty())
                    .collect())
            }
            LeafKind::Prefix | LeafKind::Wildcard | LeafKind::Fuzzy { .. } | LeafKind::Regex => {
                let pattern = Pattern::of(leaf, self.analyzers)?;
                self.terms_that(|term| pattern.matches(term), &inverted)
            }
        }
    }

    fn term(&self, term: &str, inverted: &InvertedIndexReader) -> Result<Found, Error> {
        let mut found = Found::new();
        let term = Term::from_field_text(self.field, term);
        let postings = inverted.read_postings(&term, IndexRecordOption::WithFreqsAndPositions);
        if let Some(mut postings) = postings.map_err(tantivy::TantivyError::from)? {
            collect(&mut postings, &mut found);
        }
        Ok(found)
    }

    fn terms_that(
        &self,
        is_wanted: impl Fn(&str) -> bool,
        inverted: &InvertedIndexReader,
    ) -> Result<Found, Error> {
        let mut found = Found::new();
        let mut terms = inverted.terms().stream()?;
        while let Some((term, info)) = terms.next() {
            if std::str::from_utf8(term).is_ok_and(&is_wanted) {
                let option = IndexRecordOption::WithFreqsAndPositions;
                let mut postings = inverted.read_postings_from_terminfo(info, option)?;
                collect(&mut postings, &mut found);
            }
        }
        found.values_mut().for_each(|runs| runs.sort_unstable());
        Ok(found)
    }

    /// Terms one after the other, or with `slop` words more between them all; moving a word costs one for each place.
    pub(super) fn phrase(
        &self,
        terms: &[&str],
        slop: u32,
        inverted: &InvertedIndexReader,
    ) -> Result<Found, Error> {
        let mut columns = Vec::new();
        for term in terms {
            columns.push(self.term(term, inverted)?);
        }
        let Some((first, rest)) = columns.split_first() else { return Ok(Found::new()) };
        let in_document = |doc: &DocId| {
            let columns: Option<Vec<&Runs>> = std::iter::once(first.get(doc))
                .chain(rest.iter().map(|column| column.get(doc)))
                .collect();
            let runs = together(&columns?, slop);
            (!runs.is_empty()).then_some((*doc, runs))
        };
        Ok(first.keys().filter_map(in_document).collect())
    }
}

fn collect(postings: &mut impl Postings, found: &mut Found) {
    let mut positions = Vec::new();
    while postings.doc() != TERMINATED {
        postings.positions(&mut positions);
        let runs = positions.iter().map(|position| (*position, position + 1));
        found.entry(postings.doc()).or_default().extend(runs);
        postings.advance();
    }
}

fn join(found: &mut Found, other: Found) {
    for (doc, runs) in other {
        let all = found.entry(doc).or_default();
        all.extend(runs);
        all.sort_unstable();
    }
}

/// Runs in which each column has a word: what of their places, less the number of the column, differs by `slop` at most.
fn together(columns: &[&Runs], slop: u32) -> Runs {
    let mut places: Vec<(i64, usize, u32)> = Vec::new();
    for (number, column) in columns.iter().enumerate() {
        let of_column =
            column.iter().map(|(start, _)| (i64::from(*start) - number as i64, number, *start));
        places.extend(of_column);
    }
    places.sort_unstable();
    let mut counts = vec![0_u32; columns.len()];
    let (mut missing, mut first) = (columns.len(), 0);
    let mut runs = Runs::new();
    for last in 0..places.len() {
        let (place, column, _) = places[last];
        if counts[column] == 0 {
            missing -= 1;
        }
        counts[column] += 1;
        // The narrowest window that ends here.
        while counts[places[first].1] > 1 || place - places[first].0 > i64::from(slop) {
            counts[places[first].1] -= 1;
            if counts[places[first].1] == 0 {
                missing += 1;
            }
            first += 1;
        }
        if missing == 0 {
            let window = places[first..=last].iter().map(|(_, _, start)| *start);
            let (start, end) = (window.clone().min(), window.max());
            runs.extend(start.zip(end).map(|(start, end)| (start, end + 1)));
        }
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The runs over one of each side, not overlapping, whose nearest words are at most `distance` apart.
fn near(left: &Runs, right: &Runs, distance: u32, ordered: bool) -> Runs {
    let mut runs = Runs::new();
    for (start, end) in left {
        for (other_start, other_end) in right {
            let gap = match () {
                () if end <= other_start => other_start - end,
                () if other_end <= start && !ordered => start - other_end,
                () => continue,
            };
            if gap < distance {
                runs.push((*start.min(other_start), *end.max(other_end)));
            }
        }
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_near_by_the_words_between_them() {
        let check = |left: &[(u32, u32)],
                     right: &[(u32, u32)],
                     distance,
                     ordered,
                     expect: &[(u32, u32)]| {
            assert_eq!(near(&left.to_vec(), &right.to_vec(), distance, ordered), expect);
        };
        check(&[(0, 1)], &[(1, 2)], 1, true, &[(0, 2)]);
        check(&[(1, 2)], &[(0, 1)], 1, true, &[]);
        check(&[(1, 2)], &[(0, 1)], 1, false, &[(0, 2)]);
        check(&[(0, 1)], &[(4, 5)], 3, false, &[]);
        check(&[(0, 1)], &[(4, 5)], 4, false, &[(0, 5)]);
        check(&[(0, 2)], &[(1, 3)], 9, false, &[]);
    }

    #[test]
    fn words_of_a_phrase_stand_together() {
        let at = |places: &[u32]| places.iter().map(|place| (*place, place + 1)).collect::<Runs>();
        let check = |columns: &[&[u32]], slop, expect: &[(u32, u32)]| {
            let columns: Vec<_> = columns.iter().map(|column| at(column)).collect();
            assert_eq!(together(&columns.iter().collect::<Vec<_>>(), slop), expect, "{columns:?}");
        };
        check(&[&[0, 7], &[1, 9]], 0, &[(0, 2)]);
        check(&[&[0, 7], &[1, 9]], 1, &[(0, 2), (7, 10)]);
        check(&[&[5], &[4]], 1, &[]);
        check(&[&[5], &[4]], 2, &[(4, 6)]);
        check(&[&[3]], 0, &[(3, 4)]);
        check(&[&[0, 1], &[0, 1]], 0, &[(0, 2)]);
    }
}
