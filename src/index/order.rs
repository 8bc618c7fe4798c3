//! The order of matches: by score or date, then path, then place in the file.

use std::collections::HashMap;

use super::collector::Match;
use super::places::{Place, Places};
use super::ranking::Order;
use super::{Error, Reader, Selection, documents};

/// Scores that differ by less are equal: the sum over fields is not exact to the last bit.
const SCORE_STEP: f32 = 1e-4;

impl Reader {
    /// The best passage of each document.
    pub(super) fn best_of_each_document(&self, matches: Vec<Match>) -> Result<Vec<Match>, Error> {
        let mut best: HashMap<u64, Vec<Match>> = HashMap::new();
        for found in matches {
            let of_document = best.entry(found.document).or_default();
            match of_document.first().map(|first| by_score(&found).cmp(&by_score(first))) {
                Some(std::cmp::Ordering::Greater) => {}
                Some(std::cmp::Ordering::Equal) => of_document.push(found),
                _ => *of_document = vec![found],
            }
        }
        let mut firsts = Vec::with_capacity(best.len());
        for tied in best.into_values() {
            firsts.extend(self.in_order(tied, by_score)?.into_iter().next());
        }
        Ok(firsts)
    }

    /// The selected matches in order.
    pub(super) fn select(
        &self,
        matches: Vec<Match>,
        selection: Selection,
    ) -> Result<Vec<Match>, Error> {
        match selection.order {
            Order::Relevance => self.first_by(matches, selection, by_score),
            Order::Date => {
                let dates = documents::dates(&self.searcher)?;
                self.first_by(matches, selection, |found| {
                    dates.get(&found.document).map_or(i64::MAX, |(first, _)| i64::from(*first))
                })
            }
        }
    }

    /// The selected matches by ascending rank, reading paths for as few as possible.
    fn first_by(
        &self,
        mut matches: Vec<Match>,
        selection: Selection,
        rank: impl Fn(&Match) -> i64,
    ) -> Result<Vec<Match>, Error> {
        matches.sort_unstable_by_key(&rank);
        let end =
            selection.limit.map_or(matches.len(), |limit| selection.offset.saturating_add(limit));
        if let Some(last) = end.checked_sub(1).and_then(|last| matches.get(last)) {
            let last = rank(last);
            matches.truncate(matches.partition_point(|found| rank(found) <= last));
        }
        let ordered = self.in_order(matches, rank)?;
        let limit = selection.limit.unwrap_or(usize::MAX);
        Ok(ordered.into_iter().skip(selection.offset).take(limit).collect())
    }

    /// By rank, then path, then place in the file.
    fn in_order(
        &self,
        matches: Vec<Match>,
        rank: impl Fn(&Match) -> i64,
    ) -> Result<Vec<Match>, Error> {
        if matches.len() < 2 {
            return Ok(matches);
        }
        let mut places = Places::new(&self.searcher)?;
        let mut keyed = Vec::with_capacity(matches.len());
        for found in matches {
            let Place { path, ordinal, .. } = places.place(found.address)?;
            keyed.push((rank(&found), path, ordinal, found.document, found));
        }
        keyed.sort_by(|a, b| (a.0, &a.1, a.2, a.3).cmp(&(b.0, &b.1, b.2, b.3)));
        Ok(keyed.into_iter().map(|(.., found)| found).collect())
    }
}

/// The highest score first.
fn by_score(found: &Match) -> i64 {
    -((found.score / SCORE_STEP).round() as i64)
}
