//! Citations: whether their source still says what it said.

use std::rc::Rc;

use super::check_quotes::{Match, Verifier, compare_document, remark};
use super::claim::Claim;
use super::files::{Content, Key};
use super::verdict::{Check, FileState, Verdict};
use crate::index::{self, PassageRecord};
use crate::verify::{Comparison, Grade};

impl Verifier<'_> {
    pub(super) fn check_claim(&mut self, claim: Claim) -> Result<Check, index::Error> {
        let mut check = Check::new(claim.words());
        match self.source(&claim)? {
            Some((key, content)) => check_source(&claim, key, content, &mut check),
            None => {
                check.verdict = Verdict::Missing;
                // The same words in another file: this one was renamed.
                if let Some(found) = self.find(claim.words())?
                    && found.comparison.grade <= Grade::Spacing
                    && found.content.state != Some(FileState::Missing)
                {
                    check.verdict = Verdict::Moved;
                    found.put_into(&mut check);
                }
            }
        }
        check.claim = Some(claim);
        Ok(check)
    }

    /// The file that a citation means, as it is now; `None` when there is none that can be read.
    fn source(&mut self, claim: &Claim) -> Result<Option<(Key, Rc<Content>)>, index::Error> {
        let mut found = None;
        for key in self.files.named(&claim.source.path) {
            let content = self.files.now(&key)?;
            let is_there = matches!(content.state, Some(FileState::AsIndexed | FileState::Changed));
            let is_same = content.sha256 == claim.source.sha256;
            if is_there && (is_same || found.is_none()) {
                found = Some((key, content));
                if is_same {
                    break;
                }
            }
        }
        Ok(found)
    }
}

fn check_source(claim: &Claim, key: Key, content: Rc<Content>, check: &mut Check) {
    let is_same = content.sha256 == claim.source.sha256;
    let at_its_place = if is_same { Verdict::Unchanged } else { Verdict::InPlace };
    let has_place = content.documents.iter().any(|document| document.place == claim.source.place);
    let mut best: Option<Match> = None;
    check.verdict = Verdict::Gone;
    check.remark = remark(&content);
    for (number, document) in content.documents.iter().enumerate() {
        if has_place && document.place != claim.source.place {
            continue;
        }
        let at = document.passages.iter().position(|passage| is_as_claimed(passage, claim));
        let (comparison, verdict) = match at {
            Some(at) => (document.whole(at), at_its_place),
            None => match compare_document(claim.words(), document) {
                Some(found) => {
                    let stretch = document.stretch(&found.span);
                    let first = stretch.as_ref().map(|stretch| &stretch.first);
                    let is_there = first.is_some_and(|first| {
                        (first.page, first.line_start)
                            == (claim.source.page, claim.source.line_start)
                    });
                    let verdict = match (found.grade, is_there) {
                        (Grade::Exact | Grade::Spacing, true) => at_its_place,
                        (Grade::Exact | Grade::Spacing, false) => Verdict::Moved,
                        (Grade::Spelling | Grade::Close, _) => Verdict::Changed,
                    };
                    (found, verdict)
                }
                None => continue,
            },
        };
        let rank = |verdict: Verdict, found: &Comparison| (verdict, -found.similarity);
        let is_better = |best: &Match| {
            rank(verdict, &comparison).partial_cmp(&rank(check.verdict, &best.comparison))
                == Some(std::cmp::Ordering::Less)
        };
        if best.as_ref().is_none_or(is_better) {
            check.verdict = verdict;
            let content = Rc::clone(&content);
            best = Some(Match { key: key.clone(), content, document: number, comparison });
        }
    }
    if let Some(best) = best {
        best.put_into(check);
    }
}

/// Whether a passage has the words and the place that a citation says.
fn is_as_claimed(passage: &PassageRecord, claim: &Claim) -> bool {
    let (locator, source) = (&passage.locator, &claim.source);
    passage.quote == claim.quote
        && (claim.text.is_empty() || passage.text() == claim.text)
        && locator.page == source.page
        && (locator.line_start, locator.line_end) == (source.line_start, source.line_end)
}
