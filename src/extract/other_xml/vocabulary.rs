//! What the elements of an XML file mean for its text, learnt from how the file uses them.

use std::collections::HashMap;

use super::super::html;
use super::super::xml::local_name;
use super::events::Event;

/// Elements that are or end a line, in whatever vocabulary: EAD, DocBook, plays and poems, OCR results.
const LINES: [&str; 6] = ["addressline", "br", "l", "lb", "line", "linebreak"];

/// Elements with text of their own are running text if one in so many of those that hold elements has some: a record
/// into which some text strayed is none, a paragraph that is nothing but a name is one.
const RUNNING_SHARE: usize = 4;

/// What stands between an element and what is beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// The end of a block.
    Block,
    /// The end of a line.
    Line,
    /// Nothing: it stands in running text.
    Inline,
    /// Nothing, not even the line ends of the source: it is a letter, or what holds the letters.
    Spelt,
}

/// How the elements of a name are used.
#[derive(Default)]
struct Habit<'s> {
    /// How many hold both elements and text of their own.
    mixed: usize,
    /// How many hold elements only.
    unmixed: usize,
    /// What else they hold: elements of one name, or of several.
    holds: Option<&'s str>,
    holds_others: bool,
    /// The most characters one has.
    longest: usize,
    /// Whether one has a single blank.
    has_blank: bool,
}

/// An element that is open.
struct Open<'s> {
    name: &'s str,
    has_elements: bool,
    has_text: bool,
    chars: usize,
}

/// What is known of the names of a file.
pub struct Vocabulary<'s> {
    habits: HashMap<&'s str, Habit<'s>>,
}

impl<'s> Vocabulary<'s> {
    /// Learns from all events of a source.
    pub fn learn(source: &'s str, events: impl Iterator<Item = Event<'s>>) -> Self {
        let mut vocabulary = Vocabulary { habits: HashMap::new() };
        let mut open: Vec<Open> = Vec::new();
        for event in events {
            match event {
                Event::Start(name, _) => {
                    if let Some(parent) = open.last_mut() {
                        parent.has_elements = true;
                        vocabulary.habits.entry(parent.name).or_default().add_child(name);
                    }
                    open.push(Open { name, has_elements: false, has_text: false, chars: 0 });
                }
                Event::End(..) => {
                    if let Some(closed) = open.pop() {
                        vocabulary.habits.entry(closed.name).or_default().add(&closed);
                    }
                }
                Event::Text(span) | Event::Verbatim(span) => {
                    if let Some(element) = open.last_mut() {
                        let text = &source[span];
                        element.has_text |= !text.trim().is_empty();
                        element.chars = element.chars.saturating_add(char_count(text));
                    }
                }
            }
        }
        vocabulary
    }

    /// What stands between an element and what is beside it, by their names and that of the element they stand in.
    pub fn boundary(&self, parent: Option<&str>, name: &str) -> Boundary {
        let local = local_name(name).to_ascii_lowercase();
        if LINES.contains(&local.as_str()) {
            Boundary::Line
        } else if self.is_letter(name) || self.is_spelt(name) {
            Boundary::Spelt
        } else if parent.is_some_and(|parent| self.is_running(parent)) && !html::is_block(&local) {
            Boundary::Inline
        } else {
            Boundary::Block
        }
    }

    /// Whether elements of this name hold running text, with other elements in it.
    fn is_running(&self, name: &str) -> bool {
        let habit = self.habits.get(name);
        habit.is_some_and(|habit| {
            habit.mixed > 0 && habit.mixed * RUNNING_SHARE >= habit.mixed + habit.unmixed
        })
    }

    /// Whether each element of this name is a letter or a blank, as OCR programs write them.
    fn is_letter(&self, name: &str) -> bool {
        let habit = self.habits.get(name);
        habit.is_some_and(|habit| {
            habit.longest == 1 && habit.has_blank && habit.mixed + habit.unmixed == 0
        })
    }

    /// Whether elements of this name hold letters and nothing else.
    fn is_spelt(&self, name: &str) -> bool {
        let habit = self.habits.get(name).filter(|habit| habit.mixed == 0 && !habit.holds_others);
        habit.and_then(|habit| habit.holds).is_some_and(|letter| self.is_letter(letter))
    }
}

impl<'s> Habit<'s> {
    fn add_child(&mut self, name: &'s str) {
        self.holds_others |= *self.holds.get_or_insert(name) != name;
    }

    fn add(&mut self, element: &Open) {
        match (element.has_elements, element.has_text) {
            (true, true) => self.mixed += 1,
            (true, false) => self.unmixed += 1,
            (false, has_text) => self.has_blank |= element.chars == 1 && !has_text,
        }
        self.longest = self.longest.max(element.chars);
    }
}

/// How many characters a text has; a character reference counts as one.
fn char_count(text: &str) -> usize {
    if text.starts_with('&') && text.ends_with(';') { 1 } else { text.chars().count() }
}

#[cfg(test)]
mod tests {
    use super::super::events::Events;
    use super::*;

    fn check(source: &str, parent: &str, name: &str, expect: Boundary) {
        let vocabulary = Vocabulary::learn(source, Events::new(source));
        assert_eq!(vocabulary.boundary(Some(parent), name), expect, "<{name}> in {source}");
    }

    #[test]
    fn running_text_is_known_by_the_text_in_it() {
        let source = "<c><p>An <name>Huber</name> vom <date>1847</date></p><p><date>x</date></p>\
                      <list><name>A</name><name>B</name></list></c>";
        check(source, "p", "name", Boundary::Inline);
        check(source, "p", "date", Boundary::Inline);
        check(source, "list", "name", Boundary::Block);
        check(source, "c", "p", Boundary::Block);
        check("<a>Kopf<p>x</p></a>", "a", "p", Boundary::Block);
        check("<a>x<lb/>y</a>", "a", "t:LB", Boundary::Line);
    }

    #[test]
    fn text_that_strayed_makes_no_running_text() {
        let source = "<a><r><f>1</f></r><r><f>2</f></r><r><f>3</f></r>\
                      <r><f>4</f></r>x<r>y<f>5</f></r></a>";
        check(source, "r", "f", Boundary::Block);
    }

    #[test]
    fn letters_are_known_by_the_blanks_among_them() {
        let source = "<line><w><c>a</c><c> </c><c>&amp;</c></w><w><c>b</c></w></line>";
        check(source, "w", "c", Boundary::Spelt);
        check(source, "line", "w", Boundary::Spelt);
        check(source, "par", "line", Boundary::Line);
        check("<r><sex>f</sex><sex>m</sex></r>", "r", "sex", Boundary::Block);
        check("<r><flag>f</flag><flag> </flag><x/></r>", "a", "r", Boundary::Block);
    }
}
