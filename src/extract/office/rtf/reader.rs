//! Tokens to paragraphs, notes and properties.

use super::super::block_flow::BlockFlow;
use super::super::composition::{Piece, marked};
use super::super::limits::Limits;
use super::header::{Header, heading_level};
use super::tokens::Token;
use super::words::{Destination, character, destination, symbol};

/// What a file gives.
pub struct Contents {
    pub pieces: Vec<Piece>,
    pub facts: Vec<(&'static str, String)>,
    pub warnings: Vec<String>,
}

/// What holds to the end of a group.
#[derive(Clone, Copy)]
struct Group {
    destination: Destination,
    /// Whether the group itself, not one around it, is the destination.
    is_own: bool,
    /// How many characters stand for a Unicode character, for readers without Unicode.
    substitutes: usize,
    font: Option<i32>,
    is_deleted: bool,
}

/// A reader of tokens.
pub struct Reader {
    groups: Vec<Group>,
    max_depth: usize,
    /// How many groups beyond the deepest are open.
    too_deep: usize,
    was_too_deep: bool,
    /// The body, and the notes and boxes the reader stands in.
    flows: Vec<BlockFlow>,
    /// Bytes that are not decoded yet.
    pending: Vec<u8>,
    high_surrogate: Option<u16>,
    /// How many more characters are substitutes.
    to_skip: usize,
    /// Whether the group has just been opened.
    is_fresh: bool,
    is_starred: bool,
    header: Header,
    /// The text of the style or property that is being described.
    collected: String,
    notes: usize,
    /// The mark of the note that has been called but not read yet.
    called: Option<String>,
    deletions: usize,
    facts: Vec<(&'static str, String)>,
    is_over: bool,
}

impl Reader {
    pub fn new(limits: &Limits) -> Reader {
        Reader {
            groups: Vec::new(),
            max_depth: limits.max_depth,
            too_deep: 0,
            was_too_deep: false,
            flows: vec![BlockFlow::default()],
            pending: Vec::new(),
            high_surrogate: None,
            to_skip: 0,
            is_fresh: false,
            is_starred: false,
            header: Header::default(),
            collected: String::new(),
            notes: 0,
            called: None,
            deletions: 0,
            facts: Vec::new(),
            is_over: false,
        }
    }

    /// Reads a token; those after the end of the outermost group are none.
    pub fn token(&mut self, token: Token) {
        if self.is_over {
            return;
        }
        let was_fresh = std::mem::replace(&mut self.is_fresh, token == Token::Open);
        match token {
            Token::Open => {
                self.decode();
                self.to_skip = 0;
                self.open();
            }
            Token::Close => {
                self.decode();
                self.to_skip = 0;
                self.close();
            }
            _ if self.to_skip > 0 && !matches!(token, Token::Word("bin", _)) => self.to_skip -= 1,
            Token::Byte(byte) => self.pending.push(byte),
            // In the middle of a group it marks nothing.
            Token::Symbol(b'*') => self.is_starred = was_fresh,
            Token::Symbol(sign) => {
                if let Some(text) = symbol(sign) {
                    self.push(text);
                }
            }
            Token::Word("u", Some(code)) => self.unicode(code),
            Token::Word(word, number) => {
                self.decode();
                self.word(word, number);
                self.is_starred = false;
            }
        }
    }

    /// Ends the file.
    pub fn end(mut self) -> Contents {
        self.decode();
        let mut warnings = Vec::new();
        if !self.groups.is_empty() {
            warnings.push("ends in the middle, read as far as it goes".into());
        }
        while !self.groups.is_empty() {
            self.close();
        }
        if self.was_too_deep {
            warnings.push("groups nested too deep, their formatting ignored".into());
        }
        if self.deletions > 0 {
            warnings.push(format!("{} deletions under change tracking left out", self.deletions));
        }
        let pieces = self.flows.into_iter().flat_map(BlockFlow::into_pieces).collect();
        Contents { pieces, facts: self.facts, warnings }
    }

    fn open(&mut self) {
        self.is_starred = false;
        if self.groups.len() >= self.max_depth {
            self.too_deep += 1;
            self.was_too_deep = true;
            return;
        }
        let outer = self.groups.last().copied().unwrap_or(Group {
            destination: Destination::Text,
            is_own: false,
            substitutes: 1,
            font: None,
            is_deleted: false,
        });
        self.groups.push(Group { is_own: false, ..outer });
    }

    fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(group) = self.groups.pop() else { return };
        self.is_over = self.groups.is_empty();
        match group.destination {
            Destination::Styles if !group.is_own => {
                self.header.end_style(&std::mem::take(&mut self.collected));
            }
            _ if !group.is_own => {}
            Destination::Fact(key) => {
                self.facts.push((key, std::mem::take(&mut self.collected)));
            }
            Destination::Created => {
                self.facts.extend(self.header.created().map(|date| ("created", date)));
            }
            Destination::Note | Destination::Comment | Destination::TextBox => {
                let pieces = self.end_flow().into_pieces();
                // A page ends in the body only.
                let pieces = pieces.into_iter().filter(|piece| !piece.is_blank()).collect();
                let mark = match group.destination {
                    Destination::Note => self.called.take(),
                    Destination::Comment => Some("comment".into()),
                    _ => None,
                };
                let pieces = match mark {
                    Some(mark) => marked(&mark, pieces),
                    None => pieces,
                };
                self.flow().after.extend(pieces);
            }
            Destination::ListNumber => {
                let number = self.end_flow().text;
                if number.contains(char::is_alphanumeric) {
                    let number = number.trim().to_owned() + " ";
                    self.flow().text.push_str(&number);
                }
            }
            _ => {}
        }
    }

    /// The run of paragraphs that is open.
    fn flow(&mut self) -> &mut BlockFlow {
        if self.flows.is_empty() {
            self.flows.push(BlockFlow::default());
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    fn end_flow(&mut self) -> BlockFlow {
        self.flows.pop().unwrap_or_default()
    }

    fn group(&mut self) -> Option<&mut Group> {
        self.groups.last_mut()
    }

    fn destination(&self) -> Destination {
        self.groups.last().map_or(Destination::Text, |group| group.destination)
    }

    /// Decodes the bytes that wait for it.
    fn decode(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let font = self.groups.last().and_then(|group| group.font);
        let text = self.header.charset(font).decode(&bytes);
        self.write(&text);
    }

    /// Writes text after what waits.
    fn push(&mut self, text: &str) {
        self.decode();
        self.write(text);
    }

    fn write(&mut self, text: &str) {
        if self.high_surrogate.take().is_some() {
            self.write_raw("\u{fffd}");
        }
        self.write_raw(text);
    }

    fn write_raw(&mut self, text: &str) {
        match self.destination() {
            Destination::Styles | Destination::Fact(_) => self.collected.push_str(text),
            destination
                if destination.is_text()
                    && self.groups.last().is_none_or(|group| !group.is_deleted) =>
            {
                self.flow().text.push_str(text);
            }
            _ => {}
        }
    }

    /// Writes a Unicode character, given as a signed UTF-16 unit, and skips its substitutes.
    fn unicode(&mut self, code: i32) {
        self.decode();
        self.to_skip = self.groups.last().map_or(1, |group| group.substitutes);
        let Ok(unit) = u16::try_from(code.rem_euclid(1 << 16)) else { return };
        let units: Vec<u16> = self.high_surrogate.take().into_iter().chain([unit]).collect();
        if matches!(unit, 0xD800..=0xDBFF) {
            self.high_surrogate = Some(unit);
            return;
        }
        self.write_raw(&String::from_utf16_lossy(&units));
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if let Some(text) = character(word) {
            self.write(text);
            return;
        }
        let known = destination(word).filter(|known| match known {
            Destination::Fact(_) | Destination::Created => self.destination() == Destination::Info,
            _ => true,
        });
        match known {
            _ if self.destination() == Destination::Hidden => {}
            Some(known) => self.enter(known),
            None if self.is_starred => self.enter(Destination::Hidden),
            None if self.destination().is_text() => {
                self.header.declare(word, number);
                self.format(word, number);
                self.paragraph(word, number);
            }
            None => {
                self.format(word, number);
                self.header.describe(self.destination(), word, number);
            }
        }
    }

    /// The group turns out to be a destination, unless it already is one.
    fn enter(&mut self, destination: Destination) {
        let Some(group) = self.groups.last_mut().filter(|group| !group.is_own) else { return };
        group.destination = destination;
        group.is_own = true;
        self.collected.clear();
        if destination.has_flow() {
            self.flows.push(BlockFlow::default());
        }
    }

    /// Words that hold for the characters that follow.
    fn format(&mut self, word: &str, number: Option<i32>) {
        match word {
            "uc" => {
                let count = number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1);
                if let Some(group) = self.group() {
                    group.substitutes = count;
                }
            }
            "f" => {
                if let Some(group) = self.group() {
                    group.font = number;
                }
            }
            "plain" => {
                if let Some(group) = self.group() {
                    group.font = None;
                    group.is_deleted = false;
                }
            }
            "deleted" => {
                let is_deleted = number != Some(0);
                self.deletions += usize::from(is_deleted);
                if let Some(group) = self.group() {
                    group.is_deleted = is_deleted;
                }
            }
            _ => {}
        }
    }

    /// Words that shape paragraphs.
    fn paragraph(&mut self, word: &str, number: Option<i32>) {
        let style_level = number.and_then(|style| self.header.level(style));
        let is_body = self.flows.len() == 1;
        match word {
            "par" => self.flow().end_block(),
            "cell" => self.flow().end_cell(),
            "nestcell" => self.flow().end_block(),
            "row" => self.flow().end_row(),
            "page" | "softpage" if is_body => self.flow().start_page(None),
            "sect" => self.flow().end_block(),
            "pard" => {
                let flow = self.flow();
                flow.level = None;
                flow.is_in_table = false;
            }
            "intbl" => self.flow().is_in_table = true,
            "s" => self.flow().level = style_level,
            "outlinelevel" => {
                self.flow().level = number.and_then(heading_level);
            }
            "chftn" if is_body => {
                self.notes += 1;
                let mark = self.notes.to_string();
                self.write(&format!("[{mark}]"));
                self.called = Some(mark);
            }
            _ => {}
        }
    }
}
