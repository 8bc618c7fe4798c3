//! The terminal, or what stands in its place: width, colour, links, and nothing that could disturb it.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::args::When;
use crate::concordance::Bars;

/// Columns where the output is no terminal.
const DEFAULT_WIDTH: usize = 80;

/// Lines longer than this are hard to read.
const MAX_WIDTH: usize = 100;

/// A rank, a title.
pub(super) const TITLE: Style = Style::new().bold();
/// A word that matched.
pub(super) const MATCH: Style = AnsiColor::Red.on_default().bold();
/// A citation.
pub(super) const CITATION: Style = AnsiColor::Cyan.on_default();
/// What matters less.
pub(super) const FAINT: Style = Style::new().dimmed();
/// What went wrong.
const ERROR: Style = AnsiColor::Red.on_default().bold();

/// Where results and messages go.
pub(super) struct Terminal {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    links: bool,
}

impl Terminal {
    pub(super) fn new(color: When) -> Terminal {
        let choice = match color {
            When::Auto => None,
            When::Always => Some(ColorChoice::Always),
            When::Never => Some(ColorChoice::Never),
        };
        Terminal {
            out: AutoStream::new(
                io::stdout(),
                choice.unwrap_or_else(|| AutoStream::choice(&io::stdout())),
            ),
            err: AutoStream::new(
                io::stderr(),
                choice.unwrap_or_else(|| AutoStream::choice(&io::stderr())),
            ),
            links: color != When::Never
                && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
        }
    }

    /// Results.
    pub(super) fn out(&mut self) -> &mut impl Write {
        &mut self.out
    }

    /// Messages to a person.
    pub(super) fn err(&mut self) -> &mut impl Write {
        &mut self.err
    }

    /// Says on standard error what went wrong.
    pub(super) fn error(&mut self, message: &str) {
        // Nothing is left to tell it to when standard error is closed.
        let _ = writeln!(self.err, "{ERROR}error:{ERROR:#} {}", clean(message));
    }

    /// Columns to wrap text to.
    pub(super) fn width(&self) -> usize {
        match terminal_size::terminal_size_of(io::stdout()) {
            Some((width, _)) => usize::from(width.0).clamp(20, MAX_WIDTH),
            None => DEFAULT_WIDTH,
        }
    }

    /// All columns there are: for what is laid out in them.
    pub(super) fn columns(&self) -> usize {
        match terminal_size::terminal_size_of(io::stdout()) {
            Some((width, _)) => usize::from(width.0).max(20),
            None => DEFAULT_WIDTH,
        }
    }

    /// What bars can be drawn with. Where there is no terminal, output is UTF-8 as all else.
    pub(super) fn bars(&self) -> Bars {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(|name| std::env::var(name).ok());
        match io::stdout().is_terminal() && !can_show_utf8(locale) {
            true => Bars::Ascii,
            false => Bars::Blocks,
        }
    }

    /// Whether a person watches standard error.
    pub(super) fn is_watched(&self) -> bool {
        io::stderr().is_terminal()
    }

    /// Text that opens a file when clicked, where the terminal can do that.
    pub(super) fn link(&self, text: &str, file: &std::path::Path, page: Option<u32>) -> String {
        match (self.links, file.to_str()) {
            (true, Some(path)) => {
                // What PDF readers understand; others pass it over.
                let page = page.map(|page| format!("#page={page}")).unwrap_or_default();
                let path = percent_encode(path);
                format!("\x1b]8;;file://{path}{page}\x1b\\{text}\x1b]8;;\x1b\\")
            }
            _ => text.to_owned(),
        }
    }
}

/// Text from a document or a user with everything taken out that a terminal would obey: control characters, changes
/// of writing direction. Line breaks stay.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if is_harmless(c) { c } else { '\u{FFFD}' }).collect()
}

/// The same on one line: line breaks and tabs become blanks.
pub(super) fn clean_line(text: &str) -> String {
    clean(&text.replace(['\n', '\r', '\t'], " "))
}

fn is_harmless(c: char) -> bool {
    match c {
        '\n' => true,
        '\u{200E}'
        | '\u{200F}'
        | '\u{061C}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => false,
        _ => !c.is_control(),
    }
}

/// Whether the first locale that is set is one of UTF-8, or none is.
fn can_show_utf8(locale: [Option<String>; 3]) -> bool {
    let locale = locale.into_iter().flatten().find(|name| !name.is_empty());
    locale.is_none_or(|name| {
        let name = name.to_ascii_lowercase();
        name.contains("utf-8") || name.contains("utf8")
    })
}

fn percent_encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_obeys_comes_through() {
        assert_eq!(
            clean("a\x1b[2Jb\u{9b}c\u{202e}d\ne\rf"),
            "a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}d\ne\u{FFFD}f"
        );
        assert_eq!(clean_line("a\tb\r\nc"), "a b  c");
    }

    #[test]
    fn the_locale_says_what_can_be_shown() {
        for (locale, expect) in [
            ([None, None, None], true),
            ([None, Some(""), Some("de_DE.UTF-8")], true),
            ([Some("C"), None, Some("de_DE.UTF-8")], false),
            ([None, Some("C.utf8"), Some("C")], true),
            ([None, None, Some("de_DE@euro")], false),
        ] {
            let names = locale.map(|name| name.map(str::to_owned));
            assert_eq!(can_show_utf8(names), expect, "{locale:?}");
        }
    }

    #[test]
    fn links_are_percent_encoded() {
        assert_eq!(percent_encode("/a b/ä"), "/a%20b/%C3%A4");
    }
}
