//! The elements of an XML source and the text between them: every start has its end.

use super::tokens::{Token, Tokens};
use crate::document::Span;

/// How deep elements may stand in each other; what is deeper counts as empty, and its text as that of what it stands in.
const MAX_OPEN: usize = 256;

/// What stands in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<'s> {
    /// An element starts, with this tag.
    Start(&'s str, Span),
    /// The element of this name that started last and is still open ends, with or without a tag of its own.
    End(&'s str, Span),
    /// Text with character references; it may come in several pieces.
    Text(Span),
    /// Text as it stands.
    Verbatim(Span),
}

/// The events of a source.
pub struct Events<'s> {
    source: &'s str,
    tokens: Tokens<'s>,
    open: Vec<&'s str>,
    /// How many elements stay open; more than that are ended first.
    stay_open: usize,
    /// The tag that ends them.
    tag: Span,
    damage: Option<String>,
}

impl<'s> Events<'s> {
    /// The events of a decoded source.
    pub fn new(source: &'s str) -> Self {
        Events {
            source,
            tokens: Tokens::new(source),
            open: Vec::new(),
            stay_open: usize::MAX,
            tag: 0..0,
            damage: None,
        }
    }

    /// The first fault of the markup so far, fit for a report.
    pub fn damage(&self) -> Option<&str> {
        self.damage.as_deref()
    }

    fn token(&mut self, token: Token<'s>) -> Option<Event<'s>> {
        match token {
            Token::Start { name, span, is_empty } => {
                self.open.push(name);
                if is_empty || self.open.len() > MAX_OPEN {
                    (self.stay_open, self.tag) = (self.open.len() - 1, span.clone());
                }
                Some(Event::Start(name, span))
            }
            Token::End { name, span } => {
                self.end(name, span);
                None
            }
            Token::Text(span) => Some(Event::Text(span)),
            Token::Verbatim(span) => Some(Event::Verbatim(span)),
        }
    }

    fn end(&mut self, name: &str, span: Span) {
        let index = self.open.iter().rposition(|open| *open == name);
        match index {
            Some(index) if index + 1 == self.open.len() => {}
            Some(_) => self.note_damage(span.start, name, "ends before what it holds"),
            None => self.note_damage(span.start, name, "ends without a start"),
        }
        self.tag = span;
        self.stay_open = index.unwrap_or(usize::MAX);
    }

    fn note_damage(&mut self, at: usize, name: &str, what: &str) {
        if self.damage.is_none() {
            let line = 1 + self.source[..at].matches('\n').count();
            self.damage = Some(format!("markup at line {line}: <{name}> {what}"));
        }
    }
}

impl<'s> Iterator for Events<'s> {
    type Item = Event<'s>;

    fn next(&mut self) -> Option<Event<'s>> {
        loop {
            if self.open.len() > self.stay_open {
                return self.open.pop().map(|name| Event::End(name, self.tag.clone()));
            }
            self.stay_open = usize::MAX;
            match self.tokens.next() {
                Some(token) => {
                    if let Some(event) = self.token(token) {
                        return Some(event);
                    }
                }
                None if self.open.is_empty() => return None,
                None => {
                    self.damage.get_or_insert_with(|| "the file breaks off".to_owned());
                    (self.stay_open, self.tag) = (0, self.source.len()..self.source.len());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &str, damage: Option<&str>) {
        let mut events = Events::new(source);
        let text = |event| match event {
            Event::Start(name, _) => format!("<{name}>"),
            Event::End(name, _) => format!("</{name}>"),
            Event::Text(span) | Event::Verbatim(span) => source[span].to_owned(),
        };
        let found: String = events.by_ref().map(text).collect();
        assert_eq!((found.as_str(), events.damage()), (expect, damage), "{source}");
    }

    #[test]
    fn every_start_has_its_end() {
        check("<a b=''>c<d/></a>", "<a>c<d></d></a>", None);
        check("text", "text", None);
        check("<a>b<c>d", "<a>b<c>d</c></a>", Some("the file breaks off"));
        let early = "markup at line 2: <a> ends before what it holds";
        check("<a>\n<b>c</a>d</b>", "<a>\n<b>c</b></a>d", Some(early));
        check("</a>b", "b", Some("markup at line 1: <a> ends without a start"));
    }

    #[test]
    fn nesting_has_a_limit() {
        let source = "<a>".repeat(MAX_OPEN + 10) + "b" + &"</a>".repeat(MAX_OPEN + 10) + "c";
        let mut events = Events::new(&source);
        let mut starts = 0;
        for event in events.by_ref() {
            starts += usize::from(matches!(event, Event::Start(..)));
        }
        assert_eq!(starts, MAX_OPEN + 10);
        assert!(events.damage().is_some());
    }
}
