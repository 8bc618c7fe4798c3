//! TEI, P5 and P4: what stands in the source, in the order in which it is read.

use super::composer::Composer;
use super::events::{Element, Event, Events};
use super::tei_corpus::{About, Corpus};
use super::tei_elements::{Role, role, source_attribute};
use super::tei_header::Header;
use super::tree::Node;
use super::{Failure, Limits, Transcript};
use crate::document::{BlockKind, Language};

/// The lowest level of a heading.
const LOWEST_HEADING: usize = 6;

/// What stands for text that the editors could not read.
const GAP: &str = "[…]";

/// Reads a decoded file; each text of a corpus is a transcript.
pub fn read(source: &str, limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let mut events = Events::new(source);
    let mut reader = Reader::new(limits);
    while let Some(event) = events.next()? {
        match event {
            Event::Start(element) if reader.is_header(&element) => {
                let header = Header::read(&Node::read(element, &mut events)?);
                reader.note_header(header);
            }
            Event::Start(element) => reader.start(&element)?,
            Event::End(_) => reader.end()?,
            Event::Text(text) => reader.text(&text),
        }
    }
    reader.end_document()?;
    reader.corpus.finish(events.damage())
}

/// An open element.
struct Open {
    role: Role,
    /// How many elements have started directly in it.
    children: usize,
}

/// What is being set: the text itself, or a note or page number in it.
struct Level {
    composer: Composer,
    /// How many open elements are blocks, and how many of those are table cells.
    blocks: usize,
    cells: usize,
}

impl Level {
    fn new(limits: &Limits) -> Self {
        Level { composer: Composer::new(limits), blocks: 0, cells: 0 }
    }

    /// Begins a block; in a table cell it is part of the row.
    fn begin(&mut self, kind: BlockKind, keeps_lines: bool) {
        match self.cells {
            0 => self.composer.begin(kind, keeps_lines),
            _ => self.composer.blank(),
        }
    }

    /// Ends a block, unless it is part of a row.
    fn end(&mut self) {
        match self.cells {
            0 => self.composer.end(),
            _ => self.composer.blank(),
        }
    }
}

struct Reader<'l> {
    limits: &'l Limits,
    open: Vec<Open>,
    /// How many of the open elements stand in one that is left out, with that.
    hidden: usize,
    /// Whether that is a deletion: the page may turn in it.
    is_deleted: bool,
    /// Innermost last.
    outer: Vec<Level>,
    level: Level,
    divisions: usize,
    /// Whether the running head being read holds a page number.
    is_page_number: bool,
    /// The edition whose pages count.
    edition: Option<Option<String>>,
    about: About,
    corpus: Corpus,
}

impl<'l> Reader<'l> {
    fn new(limits: &'l Limits) -> Self {
        Reader {
            limits,
            open: Vec::new(),
            hidden: 0,
            is_deleted: false,
            outer: Vec::new(),
            level: Level::new(limits),
            divisions: 0,
            is_page_number: false,
            edition: None,
            about: About::default(),
            corpus: Corpus::default(),
        }
    }

    fn is_header(&self, element: &Element) -> bool {
        self.hidden == 0 && role(element.name()) == Role::Header
    }

    fn note_header(&mut self, header: Header) {
        match self.open.last().map(|open| open.role) {
            Some(Role::Document) => self.about.header = header,
            _ => self.corpus.title = header.title().map(str::to_owned),
        }
    }

    fn text(&mut self, text: &str) {
        // Between wordings white space is layout.
        let is_layout = || {
            self.open.last().is_some_and(|open| matches!(open.role, Role::Choice | Role::Change))
                && text.trim().is_empty()
        };
        if self.hidden == 0 && !is_layout() {
            self.level.composer.text(text);
        }
    }

    fn start(&mut self, element: &Element) -> Result<(), Failure> {
        let name = element.name();
        let role = self.role(element);
        let (parent, siblings) = match self.open.last_mut() {
            Some(parent) => {
                let siblings = parent.children;
                // Whichever comes first after the regular wordings is the source's.
                parent.children += usize::from(role != Role::Regular);
                (parent.role, siblings)
            }
            None => (Role::Inline, 0),
        };
        self.open.push(Open { role, children: 0 });
        if self.hidden > 0 {
            self.hidden += 1;
            if role == Role::PageBreak && self.is_deleted {
                self.start_page(element);
            }
            return Ok(());
        }
        if is_other_wording(parent, role, siblings) {
            self.hidden = 1;
            self.about.variants += usize::from(role != Role::Regular);
            return Ok(());
        }
        if let Some(wording) = source_attribute(name).and_then(|key| element.attribute(key)) {
            self.level.composer.text(&wording);
            self.hidden = 1;
            return Ok(());
        }
        if matches!(name, "text" | "body") {
            self.about.language = self.about.language.or(language(element));
        }
        self.enter(role, element, parent, siblings)
    }

    /// The role of an element where it stands.
    fn role(&self, element: &Element) -> Role {
        match role(element.name()) {
            // Between a speaker's name and the speech.
            Role::Aside if self.level.composer.is_running_on() => Role::Label,
            Role::Aside | Role::Figure if self.level.blocks > 0 => Role::Inline,
            Role::Label
                if self.level.blocks > 0
                    && self.open.last().is_none_or(|open| open.role != Role::Block) =>
            {
                Role::Inline
            }
            Role::Note if element.has("place", "inline") => Role::Inline,
            Role::Milestone if element.has("unit", "page") => Role::PageBreak,
            role => role,
        }
    }

    fn enter(
        &mut self,
        role: Role,
        element: &Element,
        parent: Role,
        siblings: usize,
    ) -> Result<(), Failure> {
        match role {
            Role::Document => {
                self.end_document()?;
                self.about.document_language = language(element);
            }
            Role::Division => {
                self.divisions += 1;
                self.level.composer.end();
            }
            Role::Block | Role::Aside | Role::Figure | Role::Table => {
                self.level.begin(BlockKind::Paragraph, false);
            }
            Role::Paragraph | Role::Label => {
                self.level.begin(BlockKind::Paragraph, false);
                self.level.blocks += 1;
            }
            Role::Row => {
                self.level.begin(BlockKind::Paragraph, true);
                self.level.blocks += 1;
            }
            Role::Cell => {
                if siblings > 0 {
                    self.level.composer.text(" | ");
                }
                self.level.cells += 1;
            }
            Role::Heading => {
                self.level.begin(heading(parent, self.divisions), false);
                self.level.blocks += 1;
            }
            Role::VerseGroup => self.level.begin(BlockKind::Paragraph, true),
            Role::Verse => {
                match self.level.cells {
                    0 => self.level.composer.verse(),
                    _ => self.level.composer.blank(),
                }
                self.level.blocks += 1;
            }
            Role::LineBreak if element.has("break", "no") => self.level.composer.end_line_in_word(),
            Role::LineBreak | Role::ColumnBreak => self.level.composer.end_line(),
            Role::PageBreak => self.start_page(element),
            Role::Space | Role::Milestone => self.level.composer.blank(),
            Role::Gap => {
                self.level.composer.text(GAP);
                self.hidden = 1;
            }
            Role::Note => {
                self.descend();
                self.level.composer.text(&element.attribute("n").unwrap_or_default());
                self.level.composer.run_on();
                self.level.composer.blank();
            }
            Role::Furniture => {
                let kind = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
                self.is_page_number = kind.contains("page") || kind.contains("fol");
                self.descend();
            }
            Role::Deleted => {
                self.hidden = 1;
                self.is_deleted = true;
            }
            Role::Hidden => self.hidden = 1,
            Role::Editorial => {
                self.about.left_out += 1;
                self.hidden = 1;
            }
            Role::Header | Role::Choice | Role::Change | Role::Regular | Role::Inline => {}
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), Failure> {
        let Some(Open { role, .. }) = self.open.pop() else { return Ok(()) };
        if self.hidden > 0 {
            self.hidden -= 1;
            self.is_deleted &= self.hidden > 0;
            return Ok(());
        }
        match role {
            Role::Document => return self.end_document(),
            Role::Division => {
                self.divisions -= 1;
                self.level.composer.end();
            }
            Role::Block | Role::Aside | Role::Figure | Role::Table | Role::VerseGroup => {
                self.level.end()
            }
            Role::Paragraph | Role::Heading | Role::Row => {
                self.level.blocks -= 1;
                self.level.end();
            }
            Role::Label => {
                self.level.blocks -= 1;
                self.level.composer.run_on();
            }
            Role::Verse => {
                self.level.blocks -= 1;
                self.level.composer.end_line();
            }
            Role::Cell => {
                self.level.cells -= 1;
                self.level.composer.blank();
            }
            Role::Note => {
                let note = self.ascend();
                let is_block = self.level.blocks == 0 && self.level.composer.is_at_start();
                self.level.composer.note(note);
                if is_block {
                    self.level.composer.end();
                }
            }
            Role::Furniture => {
                let furniture = self.ascend();
                let text = furniture.as_str();
                match self.is_page_number || text.chars().all(|c| c.is_ascii_digit()) {
                    true if !text.is_empty() => self.level.composer.label(text),
                    _ => self.about.left_out += usize::from(!text.is_empty()),
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Begins a page, if the break is one of the edition that the first one is of.
    fn start_page(&mut self, element: &Element) {
        let edition = element.attribute("ed");
        if *self.edition.get_or_insert_with(|| edition.clone()) == edition {
            self.level.composer.page(element.attribute("n"));
        }
    }

    fn descend(&mut self) {
        self.outer.push(std::mem::replace(&mut self.level, Level::new(self.limits)));
    }

    fn ascend(&mut self) -> Composer {
        let outer = self.outer.pop().unwrap_or_else(|| Level::new(self.limits));
        std::mem::replace(&mut self.level, outer).composer
    }

    /// Ends the text that has been read so far, if any.
    fn end_document(&mut self) -> Result<(), Failure> {
        self.edition = None;
        let about = std::mem::take(&mut self.about);
        let text = std::mem::replace(&mut self.level.composer, Composer::new(self.limits));
        self.corpus.add(text, about, self.limits)
    }
}

/// Whether an element says again what another one in the same choice says.
fn is_other_wording(parent: Role, role: Role, siblings: usize) -> bool {
    parent == Role::Choice && (role == Role::Regular || siblings > 0)
}

fn language(element: &Element) -> Option<Language> {
    element.attribute("lang").and_then(|code| Language::from_code(&code))
}

fn heading(parent: Role, divisions: usize) -> BlockKind {
    match parent {
        Role::Table | Role::Figure => BlockKind::Paragraph,
        _ => {
            let deeper = usize::from(parent == Role::VerseGroup);
            BlockKind::Heading((divisions + deeper).clamp(1, LOWEST_HEADING) as u8)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tei(body: &str) -> String {
        format!("<TEI><text><body>{body}</body></text></TEI>")
    }

    fn transcript(body: &str) -> Transcript {
        read(&tei(body), &Limits::default()).expect(body).remove(0)
    }

    /// The blocks, headings with their level and those that keep their lines with a bar before them.
    fn check(body: &str, expect: &[&str]) {
        let transcript = transcript(body);
        let blocks = transcript.blocks.iter().flatten().map(|block| {
            let text = &transcript.text[block.span.clone()];
            match (block.kind, block.keeps_lines) {
                (BlockKind::Heading(level), _) => format!("{level} {text}"),
                (_, true) => format!("|{text}"),
                _ => text.to_owned(),
            }
        });
        assert_eq!(blocks.collect::<Vec<_>>(), expect, "{body}");
    }

    #[test]
    fn headings_by_depth() {
        check(
            "<div><head>A</head><div n='1'><head>B<lb/>b</head><p>c <hi>d</hi>e</p></div>\
             <lg><head>V</head><l>x</l></lg><figure><head>F</head></figure></div>",
            &["1 A", "2 B\nb", "c de", "2 V", "|x", "F"],
        );
        check("<div1><div2><head>x</head></div2></div1>", &["2 x"]);
    }

    #[test]
    fn lines_end_or_run_on() {
        check(
            "<p>Kon-<lb/>\nföderation Bun<lb break='no'/>\n des<lb n='3'/>rat Elsaß-\n<lb break='no'/>Loth</p>",
            &["Kon-\nföderation Bundes\nrat Elsaß-\nLoth"],
        );
    }

    #[test]
    fn the_wording_of_the_source() {
        check(
            "<p><choice>\n<reg>sein</reg>\n<orig>seyn</orig>\n</choice>, <choice><sic>teh</sic><corr>the</corr>\
             </choice> <choice><abbr>u.</abbr><expan>und</expan></choice> <corr>x</corr> \
             <corr sic='y'>z</corr> <subst>\n<del>old</del> <add>new</add>\n</subst>! a<gap reason='x'><desc>\
             lost</desc></gap> <app><lem>lem</lem><rdg>rdg</rdg></app> <del>gone <note>n</note></del></p>",
            &["seyn, teh u. x y new! a[…] lem"],
        );
    }

    #[test]
    fn notes_follow_their_paragraph() {
        check(
            "<p>one<note place='foot' n='1)'><p>first</p><p>more</p></note> two\
             <note place='inline'> in</note></p><note>own</note><p>next</p>",
            &["one two in", "1) first", "more", "own", "next"],
        );
        check(
            "<table><row><cell>a<note n='*'>note</note></cell><cell>b</cell></row></table>",
            &["|a | b", "* note"],
        );
        check("<head><note>n</note>Head</head>", &["1 Head", "n"]);
        check("<p>a<note n='1'>x<note n='2'>y</note>z</note>b</p>", &["ab", "1 xz", "2 y"]);
    }

    #[test]
    fn tables_lists_and_verse() {
        check(
            "<table><head>T</head><row><cell/><cell><p>b</p><p>c</p></cell><cell>d<lb/>e</cell></row>\
             <row><cell/><cell> </cell></row></table>",
            &["T", "|| b c | d\ne"],
        );
        check(
            "<p>Es folgt:<list><item>eins</item><label>2.</label><item>zwei</item></list>Ende</p>",
            &["Es folgt:", "eins", "2. zwei", "Ende"],
        );
        check(
            "<lg><lg><l>a</l><l>b</l></lg><lg><l>c</l></lg></lg><l>d</l>\n<l>e</l>",
            &["|a\nb", "|c", "|d\ne"],
        );
        check(
            "<sp><speaker>FAUST.</speaker><stage>kniet</stage><l>Habe nun</l><l>ach</l></sp>\
             <sp><speaker>M.</speaker><p>Hm <stage>ab</stage>!</p></sp>",
            &["|FAUST. kniet\nHabe nun\nach", "M. Hm ab!"],
        );
    }

    #[test]
    fn letters() {
        check(
            "<opener><dateline>Berlin, <date>3. Mai</date></dateline><salute>Lieber!</salute></opener>\
             <p>Text</p><closer>Dein <signed>K.</signed></closer>",
            &["Berlin, 3. Mai", "Lieber!", "Text", "Dein", "K."],
        );
    }

    #[test]
    fn pages_with_labels() {
        let transcript = transcript(
            "<pb facs='#f1'/><fw type='header'>Head</fw><fw type='pageNum'>[5]</fw><p>a <pb n='6'/>\
             <fw>7</fw>b<pb n='X' ed='other'/></p><p>c<note n='1'>d<pb n='8'/>e</note></p>\
             <del>gone<pb n='9'/></del>f",
        );
        let pages: Vec<_> = transcript
            .pages
            .iter()
            .map(|page| (&transcript.text[page.start..][..1], page.label.as_deref()))
            .collect();
        assert_eq!(
            pages,
            [("a", Some("[5]")), ("b", Some("6")), ("e", Some("8")), ("f", Some("9"))]
        );
        assert_eq!(transcript.text, "a\n\nb\n\nc\n\n1 d\n\ne\n\nf\n");
        assert_eq!(transcript.warnings.len(), 1);
    }

    #[test]
    fn each_text_of_a_corpus_is_a_transcript() {
        let header = |title: &str| {
            format!(
                "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt></fileDesc></teiHeader>"
            )
        };
        let text = |title: &str, text: &str| {
            format!(
                "<TEI>{}<facsimile>x</facsimile><text xml:lang='de'><p>{text}</p></text></TEI>",
                header(title)
            )
        };
        let source = format!(
            "<teiCorpus>{}{}{}{}</teiCorpus>",
            header("Corpus"),
            text("A", "a"),
            text("B", ""),
            text("C", "c")
        );
        let found = read(&source, &Limits::default()).expect("texts");
        let parts: Vec<_> = found
            .iter()
            .map(|text| (text.part.as_deref(), text.metadata.title.as_deref(), text.text.as_str()))
            .collect();
        assert_eq!(parts, [(Some("text 1"), Some("A"), "a\n"), (Some("text 3"), Some("C"), "c\n")]);
        assert_eq!(found[0].warnings, ["text 2: no text in it"]);
        assert_eq!(found[0].metadata.language, Some(Language::German));
        assert!(found[1].facts.contains(&("collection".to_owned(), "Corpus".to_owned())));
        let limits = Limits { max_documents: 1, ..Limits::default() };
        assert!(matches!(read(&source, &limits), Err(Failure::TooLarge(_))));
    }

    #[test]
    fn a_file_without_text_is_empty_or_damaged() {
        let failure = |source: &str| read(source, &Limits::default()).err();
        assert_eq!(failure("<TEI><text/></TEI>"), Some(Failure::Empty));
        assert!(matches!(failure("<TEI><text"), Some(Failure::Damaged(_))));
        let broken = read("<TEI><text><p>far</p><p>and no", &Limits::default()).expect("text");
        assert_eq!(broken[0].text, "far\n\nand no\n");
        assert_eq!(broken[0].warnings, ["the file breaks off"]);
    }
}
