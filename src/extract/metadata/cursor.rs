//! A place in a text that is read from, sign by sign.

/// Longest word that is looked up, in bytes; no word of the tables is longer.
const LONGEST_WORD: usize = 24;

/// Most blanks between two parts of a date or a signature, in bytes.
const MOST_BLANKS: usize = 8;

/// A place in a text. Each reader gives the place after what it read, or nothing where something else stands.
#[derive(Clone, Copy)]
pub struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    /// The place `at`, a character boundary.
    pub fn new(text: &'t str, at: usize) -> Self {
        Cursor { text, at }
    }

    /// The offset in the text.
    pub fn at(self) -> usize {
        self.at
    }

    /// The text from here.
    pub fn rest(self) -> &'t str {
        &self.text[self.at..]
    }

    /// The text before here.
    pub fn before(self) -> &'t str {
        &self.text[..self.at]
    }

    /// The next character.
    pub fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The place `len` bytes further on.
    pub fn skip(self, len: usize) -> Self {
        Cursor { at: self.at + len, ..self }
    }

    /// After one of these characters.
    pub fn sign(self, signs: &[char]) -> Option<Self> {
        let next = self.peek().filter(|c| signs.contains(c))?;
        Some(self.skip(next.len_utf8()))
    }

    /// After one of these characters if it stands here, else here.
    pub fn optional(self, signs: &[char]) -> Self {
        self.sign(signs).unwrap_or(self)
    }

    /// After the blanks, of which one may be a line end; here if there are too many of them.
    pub fn blanks(self) -> Self {
        let rest = self.rest();
        let is_blank =
            |c: &char| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\t' | '\r' | '\n');
        let blanks = rest.chars().take(MOST_BLANKS + 1).take_while(is_blank);
        let (mut len, mut line_ends) = (0, 0);
        for blank in blanks {
            len += blank.len_utf8();
            line_ends += usize::from(blank == '\n');
        }
        if len > MOST_BLANKS * 3 || line_ends > 1 { self } else { self.skip(len) }
    }

    /// A run of one to eight digits: value, number of digits, the place after it.
    pub fn number(self) -> Option<(u32, usize, Self)> {
        let digits = self.rest().bytes().take(9).take_while(u8::is_ascii_digit).count();
        let value = self.rest().get(..digits).filter(|_| digits <= 8)?.parse().ok()?;
        Some((value, digits, self.skip(digits)))
    }

    /// A run of letters and the place after it; none where it is longer than any known word.
    pub fn word(self) -> Option<(&'t str, Self)> {
        let rest = self.rest();
        let mut letters = rest.char_indices().skip_while(|(_, c)| c.is_alphabetic());
        let is_short = rest.chars().take(LONGEST_WORD + 1).any(|c| !c.is_alphabetic())
            || rest.len() <= LONGEST_WORD;
        let len = if is_short { letters.next().map_or(rest.len(), |(at, _)| at) } else { 0 };
        (len > 0).then(|| (&rest[..len], self.skip(len)))
    }

    /// After one of these lower-case words, in whatever case it stands here.
    pub fn one_of(self, words: &[&str]) -> Option<Self> {
        let (word, after) = self.word()?;
        words.contains(&word.to_lowercase().as_str()).then_some(after)
    }

    /// After the blanks and the first of these rows of words that stands here with blanks between, if one does.
    pub fn past_link(self, links: &[&[&str]]) -> Self {
        let start = self.blanks();
        let after_words = |link: &&[&str]| {
            link.iter().try_fold(start, |place, word| Some(place.one_of(&[word])?.blanks()))
        };
        links.iter().find_map(after_words).unwrap_or(start)
    }

    /// Whether here ends a run of letters and digits.
    pub fn ends_word(self) -> bool {
        !self.peek().is_some_and(char::is_alphanumeric)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_blanks_are_bounded() {
        let start = Cursor::new("den  30. März", 0);
        let (word, after) = start.word().expect("a word");
        assert_eq!((word, after.blanks().number().map(|(value, ..)| value)), ("den", Some(30)));
        assert_eq!(Cursor::new("123456789", 0).number().map(|(value, ..)| value), None);
        assert!(Cursor::new(&"ä".repeat(1000), 0).word().is_none());
        assert_eq!(Cursor::new(&" ".repeat(1000), 0).blanks().at(), 9);
        assert_eq!(Cursor::new("\n\nMai", 0).blanks().at(), 0);
        assert_eq!(
            Cursor::new(" of the year 1960", 0).past_link(&[&["of", "the", "year"]]).at(),
            13
        );
    }
}
