//! PAGE-XML: regions, lines and words of a page image, transcribed.

use super::composer::Composer;
use super::events::{Element, Event, Events};
use super::layout::{Layout, ReadingOrder, Role, left_out};
use super::{Failure, Limits, Transcript};
use crate::document::Language;

/// Reads a decoded file.
pub fn read(source: &str, limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let mut events = Events::new(source);
    let mut reader = Reader::new(limits);
    while let Some(event) = events.next()? {
        match event {
            Event::Start(element) => reader.start(&element),
            Event::End(name) => reader.end(name),
            Event::Text(text) if reader.is_in_text => reader.unicode.push_str(&text),
            Event::Text(_) => {}
        }
    }
    reader.finish(events.damage())
}

/// Something that is transcribed, as a whole or in its parts: a region, a line, a word, a glyph.
#[derive(Default)]
struct Holder {
    /// The best transcription of the whole so far: index (0 is the main one), text.
    whole: Option<(usize, String)>,
    parts: Vec<String>,
    /// Whether regions in it have text.
    has_inner: bool,
}

struct Reader {
    composer: Composer,
    page: Layout,
    order: ReadingOrder,
    /// The open region and what stands in it, innermost last.
    holders: Vec<Holder>,
    equiv_index: usize,
    unicode: String,
    is_in_text: bool,
    left_out: usize,
    language: Option<Language>,
    facts: Vec<(String, String)>,
}

impl Reader {
    fn new(limits: &Limits) -> Self {
        Reader {
            composer: Composer::new(limits),
            page: Layout::default(),
            order: ReadingOrder::default(),
            holders: Vec::new(),
            equiv_index: 0,
            unicode: String::new(),
            is_in_text: false,
            left_out: 0,
            language: None,
            facts: Vec::new(),
        }
    }

    fn start(&mut self, element: &Element) {
        let index = |name| element.attribute(name).and_then(|index| index.parse().ok());
        match element.name() {
            "Page" => {
                let image = element.attribute("imageFilename");
                self.facts.extend(image.map(|image| ("source".to_owned(), image)));
                self.note_language(element);
            }
            "OrderedGroup" | "UnorderedGroup" | "OrderedGroupIndexed" | "UnorderedGroupIndexed" => {
                self.order.start_group(index("index"), element.attribute("regionRef"));
            }
            "RegionRef" | "RegionRefIndexed" => {
                if let Some(region) = element.attribute("regionRef") {
                    self.order.add(index("index"), region);
                }
            }
            name if is_region(name) => {
                let role = element.attribute("type").map_or(Role::Text, |role| Role::of(&role));
                self.page.start_region(element.attribute("id"), role);
                self.holders.push(Holder::default());
                self.note_language(element);
            }
            name if is_part(name) => self.holders.push(Holder::default()),
            // The main transcription has the index 0, or none.
            "TextEquiv" => self.equiv_index = index("index").unwrap_or_default(),
            "Unicode" => {
                self.unicode.clear();
                self.is_in_text = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Page" => self.end_page(),
            "OrderedGroup" | "UnorderedGroup" | "OrderedGroupIndexed" | "UnorderedGroupIndexed" => {
                self.order.end_group();
            }
            "Unicode" => {
                self.is_in_text = false;
                let text = std::mem::take(&mut self.unicode);
                if let Some(holder) = self.holders.last_mut()
                    && holder.whole.as_ref().is_none_or(|(index, _)| self.equiv_index < *index)
                {
                    holder.whole = Some((self.equiv_index, text));
                }
            }
            "TextLine" => self.end_part(" "),
            name if is_part(name) => self.end_part(""),
            name if is_region(name) => self.end_region(),
            _ => {}
        }
    }

    /// Ends a line, word or glyph: it is what it says as a whole, or what its parts say.
    fn end_part(&mut self, between: &str) {
        let Holder { whole, parts, .. } = self.holders.pop().unwrap_or_default();
        let whole = whole.map(|(_, text)| text).filter(|text| !text.trim().is_empty());
        let text = whole.unwrap_or_else(|| parts.join(between));
        if let Some(holder) = self.holders.last_mut() {
            holder.parts.push(text);
        }
    }

    /// Ends a region: its lines count, and what it says as a whole only if it has none, nor regions in it that say it.
    fn end_region(&mut self) {
        let Holder { whole, parts, has_inner } = self.holders.pop().unwrap_or_default();
        let has_parts = has_inner || parts.iter().any(|part| !part.trim().is_empty());
        let whole = whole.map(|(_, text)| text).filter(|_| !has_parts);
        let lines = whole.map_or(parts, |text| text.lines().map(str::to_owned).collect());
        if let Some(outer) = self.holders.last_mut() {
            outer.has_inner |= lines.iter().any(|line| !line.trim().is_empty()) || has_inner;
        }
        if let Some(region) = self.page.region() {
            region.lines = lines;
        }
        self.page.end_region();
    }

    fn end_page(&mut self) {
        let order = std::mem::take(&mut self.order).ranks();
        self.left_out += std::mem::take(&mut self.page).set(&order, &mut self.composer);
    }

    fn note_language(&mut self, element: &Element) {
        if self.language.is_none() {
            let language = element.attribute("primaryLanguage");
            self.language = language.and_then(|name| Language::from_code(&name));
        }
    }

    fn finish(self, damage: Option<&str>) -> Result<Vec<Transcript>, Failure> {
        let mut transcript = self.composer.finish(damage)?;
        transcript.metadata.language = self.language;
        transcript.facts = self.facts;
        transcript.warnings.extend(left_out(self.left_out));
        Ok(vec![transcript])
    }
}

fn is_region(name: &str) -> bool {
    name.ends_with("Region") || name == "TableCell"
}

fn is_part(name: &str) -> bool {
    matches!(name, "TextLine" | "Word" | "Glyph")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> String {
        format!("<PcGts><Page imageFilename='1.tif' primaryLanguage='German'>{body}</Page></PcGts>")
    }

    fn check(body: &str, text: &str, label: Option<&str>) -> Transcript {
        let mut found = read(&page(body), &Limits::default()).expect(body);
        let transcript = found.remove(0);
        assert_eq!(transcript.text, text, "{body}");
        assert_eq!(transcript.pages[0].label.as_deref(), label, "{body}");
        transcript
    }

    fn line(text: &str) -> String {
        format!("<TextLine><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>")
    }

    #[test]
    fn regions_follow_the_reading_order() {
        let body = format!(
            "<ReadingOrder><OrderedGroup><RegionRefIndexed index='1' regionRef='a'/>\
             <UnorderedGroupIndexed index='0'><RegionRef regionRef='c'/><RegionRef regionRef='b'/>\
             </UnorderedGroupIndexed></OrderedGroup></ReadingOrder>\
             <TextRegion id='a'>{}{}</TextRegion><TextRegion id='b' type='heading'>{}</TextRegion>\
             <TextRegion id='c'>{}</TextRegion><TextRegion id='d'>{}</TextRegion>",
            line("a1 Kon-"),
            line("föderation"),
            line("b"),
            line("c"),
            line("d")
        );
        let transcript = check(&body, "c\n\nb\n\na1 Kon-\nföderation\n\nd\n", None);
        assert_eq!(transcript.metadata.language, Some(Language::German));
        assert_eq!(transcript.facts, [("source".to_owned(), "1.tif".to_owned())]);
        let kinds: Vec<_> = transcript.blocks.iter().flatten().map(|block| block.kind).collect();
        assert_eq!(kinds[1], crate::document::BlockKind::Heading(2));
    }

    #[test]
    fn a_region_without_lines_says_itself() {
        let whole = "<TextEquiv><Unicode>one\ntwo</Unicode></TextEquiv>";
        check(&format!("<TextRegion>{whole}</TextRegion>"), "one\ntwo\n", None);
        check(&format!("<TextRegion>{}{whole}</TextRegion>", line("line")), "line\n", None);
        let inner = format!("<TextRegion>{}</TextRegion>", line("inner"));
        check(&format!("<TextRegion>{inner}{whole}</TextRegion>"), "inner\n", None);
        check(
            &format!("<TableRegion><TableCell>{}</TableCell>{inner}</TableRegion>", line("cell")),
            "cell\n\ninner\n",
            None,
        );
    }

    #[test]
    fn the_main_transcription_wins_and_words_fill_in() {
        check(
            "<TextRegion><TextLine><TextEquiv index='1'><Unicode>b</Unicode></TextEquiv>\
             <TextEquiv index='0'><PlainText>x</PlainText><Unicode>a</Unicode></TextEquiv>\
             </TextLine></TextRegion>",
            "a\n",
            None,
        );
        check(
            "<TextRegion><TextLine><Word><TextEquiv><Unicode>one</Unicode></TextEquiv></Word>\
             <Word><Glyph><TextEquiv><Unicode>t</Unicode></TextEquiv></Glyph><Glyph><TextEquiv>\
             <Unicode>wo</Unicode></TextEquiv></Glyph></Word></TextLine></TextRegion>",
            "one two\n",
            None,
        );
    }

    #[test]
    fn page_numbers_are_labels_and_running_heads_are_left_out() {
        let region = |kind, text| format!("<TextRegion type='{kind}'>{}</TextRegion>", line(text));
        let body = [
            region("header", "Head"),
            region("page-number", "— XII —"),
            region("paragraph", "Text"),
        ];
        let transcript = check(&body.concat(), "Text\n", Some("XII"));
        let warning = "left out: 1 running heads, catch-words and the like";
        assert_eq!(transcript.warnings, [warning]);
    }

    #[test]
    fn pages_without_text_are_told_from_damaged_ones() {
        let failure = |source: &str| read(source, &Limits::default()).err();
        assert_eq!(failure(&page("")), Some(Failure::Empty));
        assert!(matches!(failure("<PcGts><Page"), Some(Failure::Damaged(_))));
    }
}
