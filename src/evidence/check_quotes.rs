//! Quotes: the place in the collection that says them best.

use std::rc::Rc;

use super::claim::Claim;
use super::files::{Content, Files, Key};
use super::joined::{Joined, Stretch};
use super::verdict::{Check, FileState, Found, Place, Verdict, Verification};
use crate::citation;
use crate::document::Locator;
use crate::index::{self, Filters, Reader, Selection, Weights};
use crate::ingest::{Isolation, Reading};
use crate::query::plain;
use crate::verify::{Comparison, Grade, Quotation, compare, search_terms};

/// Words of a quote that the index is asked for.
const TERMS: usize = 8;

/// Passages that the index is asked for.
const PASSAGES: usize = 40;

/// Documents that a quote is compared with.
const DOCUMENTS: usize = 12;

/// Bytes of the longest quote that is looked for: some 10,000 words.
pub const MAX_QUOTE: usize = 64 << 10;

/// Checks quotes and citations against a collection.
pub struct Verifier<'r> {
    reader: &'r Reader,
    pub(super) files: Files<'r>,
    spelling: bool,
}

/// A document of a file: the file, and the number of the document in it.
type Candidate = (Key, Option<String>);

/// What was found in a document.
pub(super) struct Match {
    pub key: Key,
    pub content: Rc<Content>,
    /// Number of the document in the file.
    pub document: usize,
    pub comparison: Comparison,
}

impl<'r> Verifier<'r> {
    /// Checks against what `reader` reads. Files that have changed since are read again as `reading` and `isolation` say.
    /// With `spelling`, what differs in spelling alone stands.
    pub fn new(
        reader: &'r Reader,
        reading: Reading,
        isolation: Option<&'r Isolation>,
        spelling: bool,
    ) -> Self {
        Verifier { reader, files: Files::new(reader, reading, isolation), spelling }
    }

    /// Checks one quote.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn quote(&mut self, quote: &str) -> Result<Verification, index::Error> {
        let check = self.check_quote(quote)?;
        Ok(Verification::new(vec![check], self.spelling))
    }

    /// Checks the quotations of a manuscript, whose text is `manuscript`.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn quotations(
        &mut self,
        manuscript: &str,
        quotations: Vec<Quotation>,
    ) -> Result<Verification, index::Error> {
        let mut checks = Vec::with_capacity(quotations.len());
        let (mut line, mut reached) = (1, 0);
        for quotation in quotations {
            line += manuscript[reached..quotation.span.start].matches('\n').count() as u64;
            reached = quotation.span.start;
            let mut check = self.check_quote(&quotation.text)?;
            check.line = Some(line);
            check.note = quotation.note;
            checks.push(check);
        }
        Ok(Verification::new(checks, self.spelling))
    }

    /// Checks whether the sources still say what citations say of them.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn claims(&mut self, claims: Vec<Claim>) -> Result<Verification, index::Error> {
        let checks: Result<Vec<_>, _> =
            claims.into_iter().map(|claim| self.check_claim(claim)).collect();
        Ok(Verification::new(checks?, self.spelling))
    }

    /// Checks whether the document of a passage says a quote; `None` when the index has no such passage.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn quote_in(
        &mut self,
        id: &str,
        quote: &str,
    ) -> Result<Option<Verification>, index::Error> {
        let Some(passage) = self.reader.passage(id)? else { return Ok(None) };
        let file = &passage.document.file;
        let candidate = ((file.root, file.path.clone()), passage.document.place.clone());
        let found = self.best(quote, vec![candidate])?;
        Ok(Some(Verification::new(vec![judged(quote, found)], self.spelling)))
    }

    fn check_quote(&mut self, quote: &str) -> Result<Check, index::Error> {
        let mut check = judged(quote, self.find(quote)?);
        if quote.len() > MAX_QUOTE {
            check.remark = Some(format!("longer than {} kB: not looked for", MAX_QUOTE >> 10));
        }
        Ok(check)
    }

    /// The place in the collection that says a quote best.
    pub(super) fn find(&mut self, quote: &str) -> Result<Option<Match>, index::Error> {
        if quote.len() > MAX_QUOTE {
            return Ok(None);
        }
        let candidates = self.candidates(quote)?;
        self.best(quote, candidates)
    }

    /// The documents that may say a quote, by the words of it that are likely to be rare.
    fn candidates(&self, quote: &str) -> Result<Vec<Candidate>, index::Error> {
        let terms: Vec<String> = search_terms(quote).into_iter().take(TERMS).collect();
        let mut candidates: Vec<Candidate> = Vec::new();
        let Some(query) = plain(&terms.join(" ")) else { return Ok(candidates) };
        let selection = Selection { limit: Some(PASSAGES), ..Selection::default() };
        let weights = Weights::default();
        let ranking =
            self.reader.search(&query.into(), &Filters::default(), &weights, selection)?;
        for hit in ranking.hits {
            let document = &hit.record.document;
            let key = (document.file.root, document.file.path.clone());
            let candidate = (key, document.place.clone());
            if candidates.len() < DOCUMENTS && !candidates.contains(&candidate) {
                candidates.push(candidate);
            }
        }
        Ok(candidates)
    }

    /// The document that says a quote best, in the file as it is now.
    fn best(
        &mut self,
        quote: &str,
        candidates: Vec<Candidate>,
    ) -> Result<Option<Match>, index::Error> {
        // Every turn but the last looks at one more file.
        loop {
            let Some(best) = self.best_known(quote, &candidates)? else { return Ok(None) };
            if best.content.state.is_some() {
                return Ok(Some(best));
            }
            let now = self.files.now(&best.key)?;
            if now.state != Some(FileState::Changed) {
                return Ok(Some(Match { content: now, ..best }));
            }
        }
    }

    fn best_known(
        &mut self,
        quote: &str,
        candidates: &[Candidate],
    ) -> Result<Option<Match>, index::Error> {
        let mut best: Option<Match> = None;
        for (key, place) in candidates {
            let content = self.files.get(key)?;
            let has_place = content.documents.iter().any(|document| document.place == *place);
            for (number, document) in content.documents.iter().enumerate() {
                if has_place && document.place != *place {
                    continue;
                }
                let Some(comparison) = compare_document(quote, document) else { continue };
                let rank = |comparison: &Comparison| (comparison.grade, -comparison.similarity);
                if best.as_ref().is_none_or(|best| rank(&comparison) < rank(&best.comparison)) {
                    let content = Rc::clone(&content);
                    best = Some(Match { key: key.clone(), content, document: number, comparison });
                }
            }
            if best.as_ref().is_some_and(|best| best.comparison.grade == Grade::Exact) {
                break;
            }
        }
        Ok(best)
    }
}

/// Compares a quote with the reading text of a document, and with the source's own text where they differ.
pub(super) fn compare_document(quote: &str, document: &Joined) -> Option<Comparison> {
    if quote.len() > MAX_QUOTE {
        return None;
    }
    let mut found = compare(quote, &document.text)?;
    if found.grade == Grade::Spacing
        && let Some(stretch) = document.stretch(&found.span)
        && let [passage] = stretch.passages
        && let Some(Comparison { grade: Grade::Exact, diff, .. }) = compare(quote, &passage.quote)
    {
        (found.grade, found.diff) = (Grade::Exact, diff);
    }
    Some(found)
}

fn judged(quote: &str, found: Option<Match>) -> Check {
    let mut check = Check::new(quote);
    if let Some(found) = found {
        check.verdict = Verdict::on_quote(found.comparison.grade);
        found.put_into(&mut check);
    }
    check
}

impl Match {
    /// What is known of the place and the words, but the verdict.
    pub fn put_into(self, check: &mut Check) {
        let document = &self.content.documents[self.document];
        check.found = document
            .stretch(&self.comparison.span)
            .map(|stretch| found(&self.content, document, &stretch, &self.comparison));
        check.remark = remark(&self.content);
        check.similarity = Some((self.comparison.similarity * 1e4).round() / 1e4);
        if self.comparison.grade > Grade::Spacing {
            check.diff = self.comparison.diff;
        }
    }
}

/// What the user should know about a file that is not as it was indexed.
pub(super) fn remark(content: &Content) -> Option<String> {
    let remark = match content.state.as_ref()? {
        FileState::AsIndexed => return None,
        FileState::Changed => {
            "the file is not as it was indexed; `docsearch index` brings the index up to date"
        }
        FileState::Missing => "the file isn't there any more; the index still has its text",
        FileState::Unreadable => "the file can't be read now; the index still has its text",
    };
    let reason = content.reason.as_ref().map(|reason| format!(" ({reason})"));
    Some(format!("{remark}{}", reason.unwrap_or_default()))
}

fn found(
    content: &Content,
    document: &Joined,
    stretch: &Stretch,
    comparison: &Comparison,
) -> Found {
    let Stretch { passages, first, last } = stretch;
    let (title, place) = (document.title.as_deref(), document.place.as_deref());
    let path = &content.path;
    let is_one_page = (first.page, &first.page_label) == (last.page, &last.page_label);
    let citation = match is_one_page {
        true => {
            let whole = Locator { line_end: last.line_end, ..first.clone() };
            citation::short(title, path, place, &whole)
        }
        false => citation::across(title, path, place, (first, last)),
    };
    Found {
        text: document.text[comparison.span.clone()].to_owned(),
        passage_ids: passages.iter().map(|passage| passage.id.clone()).collect(),
        citation,
        source: Place {
            path: path.clone(),
            place: document.place.clone(),
            title: document.title.clone(),
            page: first.page,
            page_label: first.page_label.clone(),
            line_start: first.line_start,
            page_end: last.page,
            page_label_end: last.page_label.clone(),
            line_end: last.line_end,
            sha256: content.sha256.clone(),
            absolute: content.absolute.clone(),
        },
        file: content.state.clone().unwrap_or(FileState::AsIndexed),
    }
}
