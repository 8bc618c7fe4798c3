//! A run through an archive: what it gave, and what it could not give.

use std::ops::ControlFlow;

use super::super::limits::{Failure, Limits};
use super::super::notes::Notes;
use super::Member;

/// Passes members on and keeps the account.
pub struct Run<'r> {
    pub limits: &'r Limits,
    sink: &'r mut dyn FnMut(Member) -> ControlFlow<()>,
    given: usize,
    notes: Notes,
    /// The first, which is the reason if nothing is given.
    failure: Option<Failure>,
}

impl<'r> Run<'r> {
    pub fn new(limits: &'r Limits, sink: &'r mut dyn FnMut(Member) -> ControlFlow<()>) -> Self {
        Run { limits, sink, given: 0, notes: Notes::default(), failure: None }
    }

    /// Passes a member on, even if something went wrong after its bytes. One of which nothing came is left
    /// out, and so is one that is too large, for a part of it would pass for the whole.
    pub fn member(
        &mut self,
        name: Option<String>,
        bytes: Vec<u8>,
        failure: Option<Failure>,
    ) -> ControlFlow<()> {
        let is_lost = match &failure {
            Some(Failure::TooLarge(_)) => true,
            failure => failure.is_some() && bytes.is_empty(),
        };
        if let Some(failure) = failure {
            self.fail(name.as_deref().unwrap_or("the packed file"), failure);
        }
        if is_lost {
            return ControlFlow::Continue(());
        }
        if self.given == self.limits.max_documents {
            self.note(format!("more than {} files; the rest is not read", self.given));
            return ControlFlow::Break(());
        }
        self.given += 1;
        (self.sink)(Member { name, bytes })
    }

    /// Keeps what went wrong with a member or with the archive.
    pub fn fail(&mut self, what: &str, failure: Failure) {
        self.note(format!("{what}: {failure}"));
        self.failure.get_or_insert(failure);
    }

    /// Keeps a line for the report.
    pub fn note(&mut self, line: String) {
        self.notes.push(line);
    }

    /// The lines, or why nothing was given.
    pub fn result(self) -> Result<Vec<String>, Failure> {
        let lines = self.notes.finished();
        match self.failure {
            Some(failure) if self.given == 0 => Err(failure),
            None if self.given == 0 && lines.is_empty() => Err(Failure::Empty),
            _ => Ok(lines),
        }
    }
}
