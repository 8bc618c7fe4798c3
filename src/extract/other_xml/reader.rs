//! The text of an XML source.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::super::flow::{Flow, Lines, Mark};
use super::super::html;
use super::super::xml::{self, Element, local_name};
use super::events::{Event, Events};
use super::vocabulary::{Boundary, Vocabulary};
use crate::document::{BlockKind, Language, Metadata, Span};

/// Elements that hold a title: of RSS, Atom, DocBook and Dublin Core, of finding aids, of exports.
const TITLES: [&str; 3] = ["title", "titleproper", "titel"];

/// How deep the title of the whole may stand: that of a finding aid stands five deep.
const TITLE_DEPTH: usize = 5;

/// Longer than any title, in bytes.
const LONGEST_TITLE: usize = 500;

/// One of these stands in a CDATA section that holds HTML, as news feeds have it.
const HTML_SIGNS: [&str; 6] = ["</p>", "</a>", "</div>", "</li>", "<br>", "<br />"];

/// Writes the text of the source of a flow; gives what the source says about itself and what is wrong with it.
pub fn read(flow: &mut Flow) -> (Metadata, Vec<String>) {
    let source = flow.source();
    let vocabulary = Vocabulary::learn(source, Events::new(source));
    let mut reader = Reader {
        flow,
        source,
        vocabulary,
        open: Vec::new(),
        after: After::Text,
        has_root: false,
        title: Title::None,
        metadata: Metadata::default(),
        warnings: Vec::new(),
    };
    let mut events = Events::new(source);
    for event in events.by_ref() {
        reader.event(event);
    }
    reader.warnings.extend(events.damage().map(str::to_owned));
    reader.end()
}

/// An element that is open.
struct Open<'s> {
    name: &'s str,
    boundary: Boundary,
    is_empty: bool,
    /// The names of all elements it stands in, and its own, as a number.
    path: u64,
    /// Where its text begins, if it may be the title.
    title: Option<Mark>,
}

/// What stands before the next event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Text,
    /// The end of an element.
    End,
    /// The end of a letter.
    Letter,
}

/// What the file is called.
enum Title {
    None,
    /// The first title, and the path it stands at.
    First(u64, String),
    /// There are several at the same path: each is that of a record.
    Several,
}

struct Reader<'f, 's> {
    flow: &'f mut Flow<'s>,
    source: &'s str,
    vocabulary: Vocabulary<'s>,
    open: Vec<Open<'s>>,
    after: After,
    has_root: bool,
    title: Title,
    metadata: Metadata,
    warnings: Vec<String>,
}

impl<'s> Reader<'_, 's> {
    fn event(&mut self, event: Event<'s>) {
        match event {
            Event::Start(name, tag) => {
                if !self.has_root {
                    self.root(&tag);
                }
                self.start(name, tag);
            }
            Event::End(_, tag) => self.end_element(tag),
            Event::Text(span) => self.text(span, references),
            Event::Verbatim(span) if self.is_html(&span) => {
                self.note_text();
                html::write(self.flow, self.source, span);
            }
            Event::Verbatim(span) => self.text(span, |flow, _, span| flow.verbatim(span)),
        }
    }

    fn root(&mut self, tag: &Span) {
        self.has_root = true;
        // Those with a percent sign are for declarations, not for the text.
        let mut entities = self.source[..tag.start].split("<!ENTITY").skip(1);
        if entities.any(|entity| !entity.trim_start().starts_with('%')) {
            self.warnings.push("its own entities stay as they are written".to_owned());
        }
        let code = Element::new(self.source[tag.clone()].trim_matches(['<', '/', '>']));
        self.metadata.language = code.attribute("lang").and_then(|code| Language::from_code(&code));
    }

    fn start(&mut self, name: &'s str, tag: Span) {
        let parent = self.open.last_mut();
        let boundary = self.vocabulary.boundary(parent.as_ref().map(|element| element.name), name);
        let above = parent.map_or(0, |parent| {
            parent.is_empty = false;
            parent.path
        });
        match boundary {
            // Elements side by side are words of their own.
            Boundary::Inline if self.after == After::End => self.flow.line_break(tag),
            Boundary::Inline | Boundary::Spelt => {}
            Boundary::Line => self.flow.line_break(tag),
            Boundary::Block => self.flow.end_block(),
        }
        self.after = After::Text;
        let path = path(above, name);
        let is_title = boundary == Boundary::Block && self.open.len() < TITLE_DEPTH;
        let is_title = is_title && TITLES.contains(&&*local_name(name).to_ascii_lowercase());
        let title = is_title.then(|| self.flow.mark());
        self.open.push(Open { name, boundary, is_empty: true, path, title });
    }

    fn end_element(&mut self, tag: Span) {
        let Some(element) = self.open.pop() else { return };
        if let Some(mark) = &element.title {
            self.note_title(element.path, mark);
        }
        match element.boundary {
            // What is empty stands between words: a line or page that begins, a picture.
            Boundary::Inline if element.is_empty => self.flow.line_break(tag),
            Boundary::Inline | Boundary::Spelt => {}
            Boundary::Line => self.flow.line_break(tag),
            Boundary::Block => self.flow.end_block(),
        }
        let is_letter = element.boundary == Boundary::Spelt;
        self.after = if is_letter { After::Letter } else { After::End };
    }

    fn note_title(&mut self, path: u64, mark: &Mark) {
        let text = self.flow.since(mark).trim();
        if text.is_empty() || text.len() > LONGEST_TITLE {
            return;
        }
        match self.title {
            Title::None => self.title = Title::First(path, text.to_owned()),
            Title::First(first, _) if first == path => self.title = Title::Several,
            Title::First(..) | Title::Several => {}
        }
    }

    /// Writes a text; blank lines in it end a block.
    fn text(&mut self, span: Span, write: fn(&mut Flow, &str, Span)) {
        let source = self.source;
        if self.after == After::Letter && source[span.clone()].trim().is_empty() {
            return;
        }
        self.note_text();
        let mut start = span.start;
        let mut at = span.start;
        for line in source[span.clone()].split_inclusive('\n') {
            let is_whole = at > span.start && line.ends_with('\n');
            at += line.len();
            if is_whole && line.trim().is_empty() {
                write(self.flow, source, start..at);
                self.flow.end_block();
                start = at;
            }
        }
        write(self.flow, source, start..span.end);
    }

    fn note_text(&mut self) {
        self.after = After::Text;
        if let Some(element) = self.open.last_mut() {
            element.is_empty = false;
        }
    }

    fn is_html(&self, span: &Span) -> bool {
        HTML_SIGNS.iter().any(|sign| self.source[span.clone()].contains(sign))
    }

    fn end(mut self) -> (Metadata, Vec<String>) {
        self.flow.start_block(BlockKind::Paragraph, Lines::Joined);
        if let Title::First(_, title) = self.title {
            self.metadata.title = Some(title);
        }
        (self.metadata, self.warnings)
    }
}

fn path(above: u64, name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (above, name).hash(&mut hasher);
    hasher.finish()
}

/// Writes a stretch of the source, with what its references stand for; those of the file's own stay as they are written.
fn references(flow: &mut Flow, source: &str, span: Span) {
    let mut start = span.start;
    for (reference, text) in xml::references(&source[span.clone()]) {
        let reference = span.start + reference.start..span.start + reference.end;
        flow.verbatim(start..reference.start);
        start = reference.end;
        flow.replaced(&text, reference);
    }
    flow.verbatim(start..span.end);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_units() {
        let check = |source: &str, expect: &[(&str, &str)]| {
            let mut flow = Flow::new(source);
            references(&mut flow, source, 0..source.len());
            let found: Vec<_> = flow
                .pieces(0..flow.text.len())
                .map(|piece| (&flow.text[piece.span], &source[piece.source]))
                .collect();
            assert_eq!(found, expect, "{source}");
        };
        check("f&uuml;r&#xFC;", &[("f", "f"), ("ü", "&uuml;"), ("r", "r"), ("ü", "&#xFC;")]);
        check(
            "&times-new; & &amp;;",
            &[("&times-new; & ", "&times-new; & "), ("&", "&amp;"), (";", ";")],
        );
        check("&", &[("&", "&")]);
    }
}
