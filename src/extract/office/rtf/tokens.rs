//! The tokens of RTF: groups, control words and bytes of text.

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word such as `\par` or `\u-42`, with its number.
    Word(&'b str, Option<i32>),
    /// A control symbol such as `\~`.
    Symbol(u8),
    /// A byte of text, as it is or as `\'hh`.
    Byte(u8),
}

/// Longest control word; longer ones are cut in two, as Word does.
const LONGEST: usize = 32;

/// The tokens of a file; line ends are none, and data after `\bin` is left out.
pub struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Tokens { bytes, at: 0 }
    }

    fn take_while(&mut self, most: usize, is_part: impl Fn(u8) -> bool) -> &'b str {
        let rest = &self.bytes[self.at..];
        let len = rest.iter().take(most).take_while(|byte| is_part(**byte)).count();
        self.at += len;
        std::str::from_utf8(&rest[..len]).unwrap_or_default()
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'b>> {
        let first = *self.bytes.get(self.at)?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match first {
                b'\'' => self.hex(),
                b'\\' | b'{' | b'}' => Token::Byte(first),
                b'\n' | b'\r' => Token::Word("par", None),
                b'\t' => Token::Word("tab", None),
                _ => Token::Symbol(first),
            });
        }
        let word = self.take_while(LONGEST, |byte| byte.is_ascii_alphabetic());
        let is_negative = self.bytes.get(self.at) == Some(&b'-')
            && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit);
        self.at += usize::from(is_negative);
        let digits = self.take_while(10, |byte| byte.is_ascii_digit());
        let number = digits.parse::<i32>().ok().map(|n| if is_negative { -n } else { n });
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if word == "bin" {
            let len = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(len).min(self.bytes.len());
        }
        Some(Token::Word(word, number))
    }

    fn hex(&mut self) -> Token<'b> {
        let digits = self.take_while(2, |byte| byte.is_ascii_hexdigit());
        u8::from_str_radix(digits, 16).map_or(Token::Symbol(b'\''), Token::Byte)
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => self.control()?,
                b'\t' => Token::Word("tab", None),
                b'\r' | b'\n' | 0 => continue,
                byte => Token::Byte(byte),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &[u8], expect: &[Token]) {
        assert_eq!(Tokens::new(source).collect::<Vec<_>>(), expect, "{source:?}");
    }

    #[test]
    fn words_take_their_number_and_one_blank() {
        use Token::*;
        check(
            b"{\\rtf1\\b  a}",
            &[Open, Word("rtf", Some(1)), Word("b", None), Byte(b' '), Byte(b'a'), Close],
        );
        check(
            b"\\u-42?\\li-x",
            &[Word("u", Some(-42)), Byte(b'?'), Word("li", None), Byte(b'-'), Byte(b'x')],
        );
        check(b"\\fs99999999999", &[Word("fs", None), Byte(b'9')]);
    }

    #[test]
    fn bytes_and_symbols_are_told_apart() {
        use Token::*;
        check(
            b"\\'fcr\r\n\\\\\\~\\*",
            &[Byte(0xFC), Byte(b'r'), Byte(b'\\'), Symbol(b'~'), Symbol(b'*')],
        );
        check(b"\\'zz\\", &[Symbol(b'\''), Byte(b'z'), Byte(b'z')]);
        check(b"\\\na", &[Word("par", None), Byte(b'a')]);
    }

    #[test]
    fn binary_data_is_passed_over() {
        use Token::*;
        check(b"\\bin3 {{{x", &[Word("bin", Some(3)), Byte(b'x')]);
        check(b"\\bin99 {", &[Word("bin", Some(99))]);
        check(b"\\bin-5 {", &[Word("bin", Some(-5)), Open]);
    }
}
