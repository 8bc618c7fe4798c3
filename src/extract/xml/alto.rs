//! ALTO: blocks, lines and words that an OCR program found on page images.

use std::collections::HashMap;

use super::composer::Composer;
use super::events::{Element, Event, Events};
use super::layout::{Layout, ReadingOrder, Role, left_out};
use super::{Failure, Limits, Transcript};
use crate::document::Language;

/// Reads a decoded file.
pub fn read(source: &str, limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let mut events = Events::new(source);
    let mut reader = Reader::default();
    while let Some(event) = events.next()? {
        match event {
            Event::Start(element) => reader.start(&element),
            Event::End(name) => reader.end(name),
            Event::Text(text) => reader.text.push_str(&text),
        }
    }
    reader.finish(events.damage(), limits)
}

#[derive(Default)]
struct Reader {
    /// Set when the reading order is known, which may come last.
    pages: Vec<Layout>,
    order: ReadingOrder,
    is_in_order: bool,
    /// What the tags of the file mean, by their ids.
    tags: HashMap<String, Role>,
    /// The open line; its last word may be the first half of a divided one.
    line: String,
    is_divided: bool,
    /// Where the last word ends on the image, unless a blank follows.
    word_end: Option<f64>,
    text: String,
    language: Option<Language>,
    facts: Vec<(String, String)>,
}

impl Reader {
    fn start(&mut self, element: &Element) {
        self.text.clear();
        let id = || element.attribute("ID");
        match element.name() {
            "Page" => self.pages.push(Layout::new(
                element.attribute("PRINTED_IMG_NR"),
                element.attribute("PHYSICAL_IMG_NR"),
            )),
            "TopMargin" | "BottomMargin" => self.start_region(id(), Role::Furniture),
            "LeftMargin" | "RightMargin" | "PrintSpace" => self.start_region(id(), Role::Text),
            "ComposedBlock" | "TextBlock" => {
                let role = self.role(element);
                self.start_region(id(), role);
                self.note_language(element);
            }
            "TextLine" => {
                self.line.clear();
                self.is_divided = false;
                self.word_end = None;
            }
            "String" => self.add_word(element),
            "SP" => self.word_end = None,
            "HYP" => self.is_divided = true,
            "ReadingOrder" => self.is_in_order = true,
            "OrderedGroup" | "UnorderedGroup" if self.is_in_order => {
                self.order.start_group(None, element.attribute("REF"));
            }
            _ if self.is_in_order => {
                if let Some(region) = element.attribute("REF") {
                    self.order.add(None, region);
                }
            }
            name if name.ends_with("Tag") => {
                if let (Some(id), Some(label)) = (id(), element.attribute("LABEL")) {
                    self.tags.insert(id, Role::of(&label));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "TextLine" => self.end_line(),
            "TopMargin" | "BottomMargin" | "LeftMargin" | "RightMargin" | "PrintSpace"
            | "ComposedBlock" | "TextBlock" => {
                self.pages.iter_mut().last().into_iter().for_each(Layout::end_region);
            }
            "OrderedGroup" | "UnorderedGroup" if self.is_in_order => self.order.end_group(),
            "ReadingOrder" => self.is_in_order = false,
            "fileName" => self.add_fact("source"),
            "documentIdentifier" | "fileIdentifier" => self.add_fact("id"),
            _ => {}
        }
    }

    fn start_region(&mut self, id: Option<String>, role: Role) {
        if let Some(page) = self.pages.last_mut() {
            page.start_region(id, role);
        }
    }

    /// What the type or the tags of a block say it is.
    fn role(&self, element: &Element) -> Role {
        let of_type = element.attribute("TYPE").map_or(Role::Text, |name| Role::of(&name));
        let tags = element.attribute("TAGREFS").unwrap_or_default();
        let mut of_tags = tags.split_whitespace().filter_map(|tag| self.tags.get(tag).copied());
        of_tags.find(|role| *role != Role::Text).unwrap_or(of_type)
    }

    /// Adds a word. A blank goes before it with or without an SP, unless it or the last is a mark that touches the other.
    fn add_word(&mut self, element: &Element) {
        let word = element.attribute("CONTENT").unwrap_or_default();
        let number = |name| element.attribute(name).and_then(|number| number.parse::<f64>().ok());
        let start = number("HPOS");
        let touches = start.zip(self.word_end).is_some_and(|(start, end)| start <= end);
        let ends_in_mark = self.line.ends_with(|c: char| !c.is_alphanumeric());
        let is_mark = !word.contains(char::is_alphanumeric);
        if !self.line.is_empty() && !(touches && (is_mark || ends_in_mark)) {
            self.line.push(' ');
        }
        self.line.push_str(&word);
        self.word_end = start.zip(number("WIDTH")).map(|(start, width)| start + width);
        self.is_divided = element.has("SUBS_TYPE", "HypPart1");
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if self.is_divided && !line.is_empty() {
            // Whatever stands for the hyphen, and be it twice.
            line.truncate(line.trim_end_matches(['-', '¬', '⸗', '\u{AD}', '\u{2010}']).len());
            line.push('-');
        }
        if let Some(region) = self.pages.last_mut().and_then(Layout::region) {
            region.lines.push(line);
        }
    }

    fn note_language(&mut self, element: &Element) {
        if self.language.is_none() {
            let mut names = element
                .attributes()
                .filter(|(name, _)| name.eq_ignore_ascii_case("lang") || *name == "language");
            self.language = names.find_map(|(_, code)| Language::from_code(&code));
        }
    }

    fn add_fact(&mut self, key: &str) {
        let value = self.text.trim();
        if !value.is_empty() {
            self.facts.push((key.to_owned(), value.to_owned()));
        }
    }

    fn finish(self, damage: Option<&str>, limits: &Limits) -> Result<Vec<Transcript>, Failure> {
        let order = self.order.ranks();
        let mut composer = Composer::new(limits);
        let left = self.pages.into_iter().map(|page| page.set(&order, &mut composer)).sum();
        let mut transcript = composer.finish(damage)?;
        transcript.metadata.language = self.language;
        transcript.facts = self.facts;
        transcript.warnings.extend(left_out(left));
        Ok(vec![transcript])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, text: &str, label: Option<&str>) -> Transcript {
        let transcript = read(source, &Limits::default()).expect(source).remove(0);
        assert_eq!(transcript.text, text, "{source}");
        assert_eq!(transcript.pages[0].label.as_deref(), label, "{source}");
        transcript
    }

    fn block(id: &str, text: &str) -> String {
        format!("<TextBlock ID='{id}'><TextLine><String CONTENT='{text}'/></TextLine></TextBlock>")
    }

    #[test]
    fn words_lines_and_pages() {
        let source = "<alto><Layout><Page PHYSICAL_IMG_NR='3' PRINTED_IMG_NR='II'><PrintSpace>\
            <TextBlock language='de'><TextLine><String CONTENT='Die'/><SP/>\
            <String CONTENT='Konfö' SUBS_TYPE='HypPart1' SUBS_CONTENT='Konföderation'/>\
            <HYP CONTENT='\u{AD}'/></TextLine><TextLine><String CONTENT='deration&amp;'/>\
            <String CONTENT='ihre'/></TextLine></TextBlock></PrintSpace></Page>\
            <Page PHYSICAL_IMG_NR='4'><PrintSpace><TextBlock><TextLine>\
            <String CONTENT='Mittel-'/><HYP/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>";
        let expect = "Die Konfö-\nderation& ihre\n\nMittel-\n";
        let transcript = check(source, expect, Some("II"));
        assert_eq!(transcript.pages[1].label.as_deref(), Some("4"));
        assert_eq!(transcript.metadata.language, Some(Language::German));
        assert!(transcript.blocks.iter().flatten().all(|block| !block.keeps_lines));
    }

    #[test]
    fn marks_that_touch_a_word_belong_to_it() {
        let word = |start, width, text| {
            format!("<String HPOS='{start}' WIDTH='{width}' CONTENT='{text}'/>")
        };
        let line = [
            word(0, 9, "("),
            word(9, 20, "Men"),
            word(29, 5, "-"),
            word(40, 5, "–"),
            word(50, 9, "a"),
            word(59, 9, "b"),
        ];
        let source = format!(
            "<alto><Page><PrintSpace><TextBlock><TextLine>{}</TextLine></TextBlock></PrintSpace></Page></alto>",
            line.concat()
        );
        check(&source, "(Men- – a b\n", None);
        check(
            &source.replace("<String HPOS='29'", "<SP/><String HPOS='29'"),
            "(Men - – a b\n",
            None,
        );
    }

    #[test]
    fn blocks_follow_the_reading_order() {
        let source = format!(
            "<alto><ReadingOrder><OrderedGroup><ElementRef REF='c'/><ElementRef REF='b'/>\
             </OrderedGroup></ReadingOrder><Layout><Page><PrintSpace>{}<ComposedBlock ID='b'>{}\
             </ComposedBlock>{}</PrintSpace></Page></Layout></alto>",
            block("a", "a"),
            block("b1", "b1"),
            block("c", "c")
        );
        check(&source, "c\n\nb1\n\na\n", None);
    }

    #[test]
    fn margins_hold_page_numbers_and_running_heads() {
        let source = format!(
            "<alto><Description><fileName>7.tif</fileName></Description><Layout>\
             <Page PHYSICAL_IMG_NR='9'><TopMargin>{}{}</TopMargin><LeftMargin>{}</LeftMargin>\
             <PrintSpace>{}</PrintSpace></Page></Layout></alto>",
            block("n", "- 217 -"),
            block("h", "Head"),
            block("m", "gloss"),
            block("t", "text")
        );
        let transcript = check(&source, "gloss\n\ntext\n", Some("217"));
        assert_eq!(transcript.facts, [("source".to_owned(), "7.tif".to_owned())]);
        assert_eq!(transcript.warnings.len(), 1);
    }

    #[test]
    fn tags_say_what_blocks_are() {
        let source = format!(
            "<alto><Tags><OtherTag ID='T1' LABEL='RunningTitleZone'/><LayoutTag ID='T2' \
             LABEL='MainZone'/></Tags><Layout><Page><PrintSpace>{}{}</PrintSpace></Page></Layout></alto>",
            block("a", "Head").replace("ID=", "TAGREFS='T2 T1' ID="),
            block("b", "text").replace("ID=", "TAGREFS='T2' ID=")
        );
        check(&source, "text\n", None);
    }
}
