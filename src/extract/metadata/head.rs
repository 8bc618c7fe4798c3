//! What the head and the foot of a document's text say about it.

use super::date::{find_dates, parse_date};
use super::fields::put;
use super::labels::{Label, label_alone, labels};
use super::marks::{self, classification, copy_number, dateline, document_number};
use super::signature::signatures;
use super::source_note;
use crate::document::{Block, BlockKind, Field, HistoricalDate, Metadata, Origin};

/// Blocks that may belong to the head.
const HEAD_BLOCKS: usize = 40;

/// Blocks that may belong to the foot.
const FOOT_BLOCKS: usize = 12;

/// Blocks at the end in which a letter may be dated.
const SIGNED_BLOCKS: usize = 3;

/// Words from which a block is prose.
const PROSE: usize = 40;

/// Longest line without a label that is looked at, in bytes.
const LINE: usize = 300;

/// Words of an address.
const ADDRESSEES: &[&str] = &["den", "die", "das", "herrn", "frau", "genossen", "gen.", "alle"];

/// Infers what a text says of itself in its head, its foot and its notes on the source; every value is marked
/// [`Origin::Text`]. `blocks` are those of the document, or of the part of it that is one document.
///
/// The date is that of the dateline or of a `Date:` line, else of the note on the source, else of the headings; a day
/// on which a page was uploaded or looked at is none.
pub fn from_text(text: &str, blocks: &[Block]) -> Metadata {
    let mut reader = Reader::default();
    let foot = blocks.len().saturating_sub(FOOT_BLOCKS).max(HEAD_BLOCKS.min(blocks.len()));
    let signed = blocks.len().saturating_sub(SIGNED_BLOCKS);
    let head = blocks.iter().take(HEAD_BLOCKS).enumerate();
    for (at, block) in head.chain(blocks.iter().enumerate().skip(foot)) {
        let Some(typed) = text.get(block.span.clone()) else { continue };
        reader.is_at_end = at >= signed;
        reader.block(typed, block.kind);
    }
    reader.finish()
}

/// What was read so far.
#[derive(Default)]
struct Reader {
    metadata: Metadata,
    /// What the last line announced.
    announced: Option<Label>,
    /// Whether prose has begun, after which nothing is the head.
    is_in_prose: bool,
    is_at_end: bool,
    dateline: Option<HistoricalDate>,
    of_source: Option<HistoricalDate>,
    of_heading: Option<HistoricalDate>,
    /// A date in a heading that may be the subject's.
    in_heading: Option<HistoricalDate>,
    /// The highest heading that is no mark, with its level.
    title: Option<(u8, String)>,
    /// The line after the number of a document, which is its title where no heading is.
    is_after_number: bool,
    addressee: Option<String>,
}

impl Reader {
    fn block(&mut self, block: &str, kind: BlockKind) {
        if let Some(note) = source_note::source_note(block) {
            self.source(note);
            return;
        }
        let is_prose = kind == BlockKind::Paragraph
            && block.lines().any(|line| line.split_whitespace().count() >= PROSE)
            && labels(block).is_empty();
        self.is_in_prose |= is_prose;
        if is_prose {
            return;
        }
        for line in block.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.line(line, kind);
        }
    }

    fn line(&mut self, line: &str, kind: BlockKind) {
        let found = labels(line);
        let announced = self.announced.take();
        if found.is_empty()
            && let Some(label) = announced
        {
            self.value(label, line);
            return;
        }
        match found.as_slice() {
            // The value of the last label may stand in the next line.
            [.., (label, "")] => self.announced = Some(*label),
            _ => self.announced = label_alone(line),
        }
        let is_label = !found.is_empty() || self.announced.is_some();
        for (label, value) in found {
            self.value(label, value);
        }
        if is_label || line.len() > LINE {
            return;
        }
        source_note::credits(&mut self.metadata, line);
        if self.is_in_prose {
            if self.is_at_end && kind == BlockKind::Paragraph {
                self.dateline(line);
            }
            return;
        }
        self.mark(line, kind);
    }

    /// A line of the head without a label.
    fn mark(&mut self, line: &str, kind: BlockKind) {
        let is_after_number = std::mem::take(&mut self.is_after_number);
        if self.dateline(line) || marks::is_rule(line) {
            return;
        }
        if let Some((number, title)) = document_number(line) {
            self.set(Field::DocumentNumber, number);
            self.is_after_number = title.is_empty();
            if !title.is_empty() {
                self.titled(0, title);
            }
        } else if let Some(number) = marks::lone_number(line) {
            self.set(Field::DocumentNumber, number);
            self.is_after_number = true;
        } else if let Some(class) = classification(line) {
            self.set(Field::Classification, class);
            self.set(Field::CopyNumber, copy_number(line).unwrap_or_default());
        } else if let Some(copy) = copy_number(line) {
            self.set(Field::CopyNumber, copy);
        } else if line.starts_with("http") && line.contains("://") && !line.contains(' ') {
            self.set(Field::Url, line);
        } else if let Some(signature) = whole_signature(line) {
            self.set(Field::Signature, signature);
        } else if let Some(word) = marks::kind(line).filter(|_| kind != BlockKind::Paragraph) {
            self.set(Field::Kind, word);
            self.heading(line, kind, is_after_number);
        } else if is_address(line) && kind == BlockKind::Paragraph {
            self.addressee.get_or_insert(line[3..].trim().to_owned());
        } else {
            self.heading(line, kind, is_after_number);
        }
    }

    fn heading(&mut self, line: &str, kind: BlockKind, is_after_number: bool) {
        match kind {
            BlockKind::Heading(level) => self.titled(level, line),
            BlockKind::Paragraph if is_after_number => self.titled(1, line),
            BlockKind::Paragraph => {}
        }
    }

    fn titled(&mut self, level: u8, title: &str) {
        self.of_heading = self.of_heading.take().or_else(|| date_of_title(title));
        let named = || find_dates(title).into_iter().map(|(_, date)| date).find(has_month);
        self.in_heading = self.in_heading.take().or_else(named);
        if self.title.as_ref().is_none_or(|(highest, _)| level < *highest) {
            self.title = Some((level, title.to_owned()));
        }
    }

    fn dateline(&mut self, line: &str) -> bool {
        let Some((place, date)) = dateline(line) else { return false };
        if self.dateline.is_none() {
            self.dateline = Some(date);
            self.set(Field::Place, place.unwrap_or_default());
        }
        true
    }

    /// The value of a label.
    fn value(&mut self, label: Label, value: &str) {
        match label {
            Label::Value(Field::Date) => {
                let place_and_date = dateline(value);
                let date = parse_date(value);
                let date = date.or_else(|| place_and_date.map(|(_, date)| date));
                self.dateline = self.dateline.take().or(date);
            }
            Label::Value(Field::Language) => {
                // Languages that are not analysed are no mistake.
                let _ = put(&mut self.metadata, Field::Language, value, Origin::Text);
            }
            Label::Value(field) => self.set(field, value),
            Label::Source => self.source(value),
            Label::Other => {}
        }
    }

    fn source(&mut self, note: &str) {
        let date = source_note::read(&mut self.metadata, note.trim_end_matches(['.', ']']));
        self.of_source = self.of_source.take().or(date);
    }

    fn set(&mut self, field: Field, value: &str) {
        // Text fields take any value.
        put(&mut self.metadata, field, value, Origin::Text).unwrap_or_default();
    }

    fn finish(mut self) -> Metadata {
        let is_letter = self.dateline.is_some() || self.metadata.subject.is_some();
        let is_unknown = self.metadata.to.is_empty();
        if let Some(addressee) = self.addressee.take().filter(|_| is_letter && is_unknown) {
            self.set(Field::To, &addressee);
        }
        if let Some((_, title)) = self.title.take() {
            self.set(Field::Title, &title);
        }
        if let Some(subject) = self.metadata.subject.clone() {
            self.set(Field::Title, &subject);
        }
        let kind = self.metadata.title.as_deref().and_then(marks::kind);
        self.set(Field::Kind, kind.unwrap_or_default());
        // The heading of an edited document is the editor's, who dates it there.
        let is_edited = self.metadata.document_number.is_some()
            || self.metadata.source_line.is_some()
            || self.metadata.signature.is_some();
        let in_heading = self.in_heading.filter(|_| is_edited);
        let date = self.dateline.or(self.of_source).or(self.of_heading).or(in_heading);
        if date.is_some() && self.metadata.date.is_none() {
            self.metadata.date = date;
            self.metadata.origins.insert(Field::Date, Origin::Text);
        }
        self.metadata
    }
}

/// The date in a title, if it is the document's and not that of its subject: set apart at the end (`Talks in Berlin, 5 May
/// 1953`), or in the title of a letter, a report or the like.
fn date_of_title(title: &str) -> Option<HistoricalDate> {
    let is_kind = marks::kind(title).is_some();
    let dates = find_dates(title);
    if let Some((span, date)) = dates.into_iter().find(|(_, date)| has_month(date)) {
        let is_apart = title[span.end..].trim_matches([')', ']', '.', ' ']).is_empty()
            && title[..span.start].trim_end().ends_with([',', '(', '[', '/']);
        return (is_apart || is_kind).then_some(date);
    }
    let (_, last) = title.rsplit_once(',')?;
    parse_date(last).filter(|date| is_kind && date.year().is_some())
}

/// Whether a date is of one month at most.
fn has_month(date: &HistoricalDate) -> bool {
    date.earliest / 100 == date.latest / 100
}

/// The signature that a line is, with little beside it.
fn whole_signature(line: &str) -> Option<&str> {
    let (span, _) = signatures(line).into_iter().next()?;
    (span.len() * 3 >= line.len() * 2).then(|| &line[span])
}

/// Whether a line is the first of an address: `An den Minister`.
fn is_address(line: &str) -> bool {
    let second = line.strip_prefix("An ").and_then(|rest| rest.split(' ').next());
    second.is_some_and(|word| ADDRESSEES.contains(&word.to_lowercase().as_str()))
        && !line.ends_with(['.', '!', '?', ';', ':'])
        && line.len() <= 120
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document of blocks; those that begin with `# ` are headings.
    pub fn document(blocks: &[&str]) -> (String, Vec<Block>) {
        let mut text = String::new();
        let mut spans = Vec::new();
        for block in blocks {
            let (kind, typed) = match block.strip_prefix("# ") {
                Some(typed) => (BlockKind::Heading(1), typed),
                None => (BlockKind::Paragraph, *block),
            };
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(typed);
            spans.push(Block { span: start..text.len(), kind });
        }
        (text, spans)
    }

    fn read(blocks: &[&str]) -> Metadata {
        let (text, blocks) = document(blocks);
        from_text(&text, &blocks)
    }

    fn iso(metadata: &Metadata) -> String {
        metadata.date.as_ref().map(HistoricalDate::iso).unwrap_or_default()
    }

    #[test]
    fn a_letter_in_german() {
        let metadata = read(&[
            "Botschaft der DDR in der KDVR",
            "Pjöngjang, den 30. August 1960",
            "Streng geheim! 2. Ausfertigung",
            "An den Minister für Auswärtige Angelegenheiten",
            "Betr.: Vorschlag einer Konföderation",
            "Werter Genosse Minister!",
            &"Am 14. August 1960 hielt Kim eine Rede. ".repeat(12),
            "Source: PA AA, MfAA, A 7137, 1. September 1961",
        ]);
        assert_eq!(metadata.place.as_deref(), Some("Pjöngjang"));
        assert_eq!(iso(&metadata), "1960-08-30");
        assert_eq!(metadata.classification.as_deref(), Some("Streng geheim"));
        assert_eq!(metadata.copy_number.as_deref(), Some("2"));
        assert_eq!(metadata.to, ["den Minister für Auswärtige Angelegenheiten"]);
        assert_eq!(metadata.title.as_deref(), Some("Vorschlag einer Konföderation"));
        assert_eq!(metadata.signature.as_deref(), Some("PA AA, MfAA, A 7137"));
        assert_eq!(metadata.inferred().len(), metadata.origins.len());
    }

    #[test]
    fn a_document_of_an_english_edition() {
        let metadata = read(&[
            "# DOCUMENT No. 3",
            "# Report, Embassy of Hungary in North Korea, 30 August 1960",
            "[Source: MOL, XIX-J-1-j Korea, 5. doboz. Obtained and translated for NKIDP by Balazs Szalontai.]",
            "From: Prath Károly",
            "To: Foreign Ministry",
            &"The conversation took place on 2 September 1961. ".repeat(10),
        ]);
        assert_eq!(metadata.document_number.as_deref(), Some("3"));
        assert_eq!(
            metadata.title.as_deref(),
            Some("Report, Embassy of Hungary in North Korea, 30 August 1960")
        );
        assert_eq!(
            (metadata.kind.as_deref(), iso(&metadata).as_str()),
            (Some("report"), "1960-08-30")
        );
        assert_eq!(
            (metadata.from.as_slice(), metadata.to.as_slice()),
            (&["Prath Károly".to_owned()][..], &["Foreign Ministry".to_owned()][..])
        );
        assert_eq!(metadata.translator.as_deref(), Some("Balazs Szalontai"));
    }

    #[test]
    fn dates_of_web_pages_are_none() {
        let metadata = read(&[
            "# Cable from Moscow",
            "Original Uploaded Date: 20 November 2011",
            "Download date: 5 May 2020",
            "Abgerufen am 5. Mai 2020",
            "Archival Signature",
            "AVPRF, fond 0102, opis 16, delo 7",
            "Record ID",
            "110019",
            "https://example.org/document/110019",
        ]);
        assert_eq!(metadata.date, None);
        assert_eq!(metadata.signature.as_deref(), Some("AVPRF, fond 0102, opis 16, delo 7"));
        assert_eq!(metadata.document_number.as_deref(), Some("110019"));
        assert_eq!(metadata.kind.as_deref(), Some("telegram"));
        assert_eq!(metadata.url.as_deref(), Some("https://example.org/document/110019"));
    }

    #[test]
    fn prose_is_left_alone() {
        let prose = "Source criticism began with the letter. From: a point of view. On 5 May 1953 he wrote it. ".repeat(6);
        let metadata = read(&[
            &prose,
            "Warsaw, 28 January 1573",
            &prose,
            "# Secret talks",
            &prose,
            &prose,
            &prose,
            &prose,
        ]);
        assert_eq!((metadata.date, metadata.place, metadata.classification), (None, None, None));
        assert_eq!(read(&[]), Metadata::default());
    }

    #[test]
    fn letters_dated_at_their_end() {
        let prose = "Lieber Freund, ich schreibe aus der alten Stadt am Fluss. ".repeat(8);
        let metadata = read(&[&prose, "Berlin, den 5. Mai 1953", "Otto"]);
        assert_eq!(
            (metadata.place.as_deref(), iso(&metadata).as_str()),
            (Some("Berlin"), "1953-05-05")
        );
    }

    #[test]
    fn the_date_line_is_read() {
        assert_eq!(
            iso(&read(&["# Titel", "Datum: 30.8.1960", "Quelle: BArch, DY 30/2470, 5. Mai 1961"])),
            "1960-08-30"
        );
        assert_eq!(
            iso(&read(&["# Brief vom 1. Mai 1950", "Quelle: BArch, DY 30/2470, 5. Mai 1961"])),
            "1961-05-05"
        );
        assert_eq!(iso(&read(&["# Brief vom 1. Mai 1950"])), "1950-05-01");
        assert_eq!(iso(&read(&["# Talks in Berlin, 1 May 1950"])), "1950-05-01");
        assert_eq!(iso(&read(&["# Letter to Kim, 1950"])), "1950");
        assert_eq!(
            iso(&read(&["# DOCUMENT No. 2", "# Journal of Puzanov for 30 August 1960"])),
            "1960-08-30"
        );
        // The dates of the subject.
        assert_eq!(iso(&read(&["# The proposal of 14 August 1960 reconsidered"])), "");
        assert_eq!(iso(&read(&["# The Articles of Confederation, 1777–1789"])), "");
    }
}
