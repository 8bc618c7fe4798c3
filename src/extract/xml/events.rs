//! The elements of an XML source and the text between them, however broken it is.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event as Markup;
use quick_xml::events::attributes::Attributes;

use super::Failure;
use super::references::{resolve, unescape};

/// How deep elements may stand in each other. Editions come to 40; what is no deeper may be walked by recursion.
const MAX_NESTING: usize = 256;

/// What stands in the source; every start has its end.
#[derive(Debug, PartialEq, Eq)]
pub enum Event<'s> {
    /// An element starts.
    Start(Element<'s>),
    /// The element of this name that started last and is still open ends.
    End(&'s str),
    /// Text with its references resolved; it may come in several pieces.
    Text(Cow<'s, str>),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element<'s> {
    /// What stands between the angle brackets.
    tag: &'s str,
}

impl<'s> Element<'s> {
    /// The element whose start tag has this between its angle brackets.
    pub fn new(tag: &'s str) -> Self {
        Element { tag }
    }

    /// The name without prefix.
    pub fn name(&self) -> &'s str {
        local(&self.tag[..self.name_len()])
    }

    /// The attributes: names without prefix, values without white space around them. Those of namespaces are left out.
    pub fn attributes(&self) -> impl Iterator<Item = (&'s str, String)> {
        let mut attributes = Attributes::html(self.tag, self.name_len());
        attributes.with_checks(false);
        attributes
            .flatten()
            .filter(|pair| !pair.key.0.starts_with("xmlns"))
            .map(|pair| (local(pair.key.0), unescape(&pair.value).trim().to_owned()))
    }

    /// The value of an attribute, named without prefix; an empty one counts as none.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes().find(|(key, _)| *key == name)?;
        Some(value).filter(|value| !value.is_empty())
    }

    /// Whether an attribute has this value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.attribute(name).is_some_and(|found| found == value)
    }

    fn name_len(&self) -> usize {
        self.tag.find(|c: char| c.is_ascii_whitespace()).unwrap_or(self.tag.len())
    }
}

/// A name without prefix.
pub fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or_default()
}

/// The events of a source.
pub struct Events<'s> {
    source: &'s str,
    reader: Reader<&'s [u8]>,
    /// Where the reader started.
    start: usize,
    open: Vec<&'s str>,
    /// How many elements stay open; more than that are ended first.
    stay_open: usize,
    is_over: bool,
    damage: Option<String>,
}

impl<'s> Events<'s> {
    /// The events of a decoded source.
    pub fn new(source: &'s str) -> Self {
        Events {
            source,
            reader: reader(source),
            start: 0,
            open: Vec::new(),
            stay_open: usize::MAX,
            is_over: false,
            damage: None,
        }
    }

    /// What is wrong with the markup, fit for a report; of several faults the last, for it ends the reading.
    pub fn damage(&self) -> Option<&str> {
        self.damage.as_deref()
    }

    /// The next event; `None` at the end of what can be read.
    pub fn next(&mut self) -> Result<Option<Event<'s>>, Failure> {
        loop {
            if self.open.len() > self.stay_open {
                return Ok(self.open.pop().map(Event::End));
            }
            if self.is_over {
                return Ok(None);
            }
            self.stay_open = usize::MAX;
            if let Some(event) = self.read()? {
                return Ok(Some(event));
            }
        }
    }

    /// Reads the next markup; `None` for what is no event.
    fn read(&mut self) -> Result<Option<Event<'s>>, Failure> {
        let start = self.position();
        if let Some(text) = bare_text(self.source.get(start..).unwrap_or_default()) {
            self.start = start + text.len();
            self.reader = reader(&self.source[self.start..]);
            return Ok(Some(Event::Text(text.into())));
        }
        match self.reader.read_event() {
            Ok(Markup::Start(_)) => self.start(start, 1).map(Some),
            Ok(Markup::Empty(_)) => {
                let event = self.start(start, 2)?;
                self.stay_open = self.open.len() - 1;
                Ok(Some(event))
            }
            Ok(Markup::End(end)) => {
                self.end(end.local_name().as_ref(), start);
                Ok(None)
            }
            Ok(Markup::Text(text)) => Ok(Some(Event::Text(text.into_inner()))),
            Ok(Markup::CData(text)) => Ok(Some(Event::Text(text.into_inner()))),
            Ok(Markup::GeneralRef(name)) => {
                let name = name.into_inner();
                let text = resolve(&name).unwrap_or_else(|| format!("&{name};").into());
                Ok(Some(Event::Text(text)))
            }
            Ok(Markup::Eof) => {
                if !self.open.is_empty() {
                    self.damage = Some("the file breaks off".into());
                }
                self.finish();
                Ok(None)
            }
            // None is expanded: files made to harm define some that grow without end.
            Ok(Markup::DocType(text)) => {
                if text.contains("<!ENTITY") {
                    self.damage = Some("its own entities stay as they are written".into());
                }
                Ok(None)
            }
            Ok(_) => Ok(None),
            Err(error) => {
                let line = self.line(start);
                self.damage =
                    Some(format!("markup at line {line}, not read from there on: {error}"));
                self.finish();
                Ok(None)
            }
        }
    }

    /// The start tag from `start` on, which ends with `closing` bytes of markup.
    fn start(&mut self, start: usize, closing: usize) -> Result<Event<'s>, Failure> {
        let end = self.position();
        let tag = self.source.get(start + 1..end.saturating_sub(closing)).unwrap_or_default();
        if self.open.len() >= MAX_NESTING {
            return Err(Failure::TooLarge(format!("elements nested more than {MAX_NESTING} deep")));
        }
        let element = Element { tag };
        self.open.push(element.name());
        Ok(Event::Start(element))
    }

    fn end(&mut self, name: &str, at: usize) {
        match self.open.iter().rposition(|open| *open == name) {
            Some(index) => {
                if index + 1 < self.open.len() {
                    self.note_damage(at, name, "ends before what it holds");
                }
                self.stay_open = index;
            }
            None => self.note_damage(at, name, "ends without a start"),
        }
    }

    fn note_damage(&mut self, at: usize, name: &str, what: &str) {
        if self.damage.is_none() {
            self.damage = Some(format!("markup at line {}: <{name}> {what}", self.line(at)));
        }
    }

    fn finish(&mut self) {
        self.is_over = true;
        self.stay_open = 0;
    }

    fn position(&self) -> usize {
        self.start + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn line(&self, at: usize) -> usize {
        let before = &self.source.as_bytes()[..at.min(self.source.len())];
        1 + before.iter().filter(|byte| **byte == b'\n').count()
    }
}

fn reader(source: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// The text that starts with a bare `<`, as in `a < b`, up to the next.
fn bare_text(source: &str) -> Option<&str> {
    let rest = source.strip_prefix('<')?;
    let is_markup = |c: char| c.is_alphabetic() || "_:/!?".contains(c);
    let end = rest.find('<').unwrap_or(rest.len());
    (!rest.starts_with(is_markup)).then(|| &source[..1 + end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &str, damage: Option<&str>) {
        let mut events = Events::new(source);
        let mut found = String::new();
        while let Some(event) = events.next().expect("shallow") {
            match event {
                Event::Start(element) => {
                    found.push_str(&format!("<{}", element.name()));
                    for (name, value) in element.attributes() {
                        found.push_str(&format!(" {name}={value}"));
                    }
                    found.push('>');
                }
                Event::End(name) => found.push_str(&format!("</{name}>")),
                Event::Text(text) => found.push_str(&text),
            }
        }
        assert_eq!((found.as_str(), events.damage()), (expect, damage), "{source}");
    }

    #[test]
    fn elements_are_balanced_and_without_prefix() {
        check(
            "<a:b c:d=' e ' xmlns:x='y'><f g=\"&#252;&amp;\"/></a:b>",
            "<b d=e><f g=ü&></f></b>",
            None,
        );
        check("<?xml version='1.0'?><!-- c --><a><![CDATA[b<c]]></a >", "<a>b<c</a>", None);
    }

    #[test]
    fn no_entity_of_the_file_is_expanded() {
        check(
            "<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z SYSTEM 'file:///z'>]><a>&x;&z;&uuml;&lt;</a>",
            "<a>&x;&z;ü<</a>",
            Some("its own entities stay as they are written"),
        );
    }

    #[test]
    fn damaged_markup_is_read_as_far_as_it_goes() {
        check(
            "<a><b>c</a>\n<d/></e>",
            "<a><b>c</b></a>\n<d></d>",
            Some("markup at line 1: <a> ends before what it holds"),
        );
        check(
            "<a>1 < 2 & 3<b/><< 4<c>",
            "<a>1 < 2 & 3<b></b><< 4<c></c></a>",
            Some("the file breaks off"),
        );
        check(
            "<a>b\n<!-- c",
            "<a>b\n</a>",
            Some(
                "markup at line 2, not read from there on: syntax error: comment not closed: `-->` not found before end of input",
            ),
        );
        check(
            "<a>b<c d='e><f/>",
            "<a>b</a>",
            Some(
                "markup at line 1, not read from there on: syntax error: attribute value not closed: `'` not found before end of input",
            ),
        );
    }

    #[test]
    fn deep_nesting_is_refused() {
        let source = "<a>".repeat(MAX_NESTING + 1);
        let mut events = Events::new(&source);
        for _ in 0..MAX_NESTING {
            assert!(matches!(events.next(), Ok(Some(Event::Start(_)))));
        }
        assert!(matches!(events.next(), Err(Failure::TooLarge(_))));
    }
}
