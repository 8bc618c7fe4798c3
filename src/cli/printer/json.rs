//! JSON.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use crate::cli::terminal::Terminal;

/// Prints a value as indented JSON, as it is made: a long list takes no memory.
pub(in crate::cli) fn json(terminal: &mut Terminal, value: &impl Serialize) -> io::Result<()> {
    let mut out = Escaping(BufWriter::new(terminal.out()));
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    out.flush()
}

/// Prints a value as JSON on one line.
pub(super) fn json_line(terminal: &mut Terminal, value: &impl Serialize) -> io::Result<()> {
    let text = serde_json::to_string(value)?;
    writeln!(terminal.out(), "{}", escape_controls(&text))
}

/// Passes JSON on with [`escape_controls`]. Each piece written is whole characters, as all of `serde_json`'s are.
struct Escaping<W>(W);

impl<W: Write> Write for Escaping<W> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if piece.is_ascii() && !piece.contains(&0x7F) {
            self.0.write_all(piece)?;
        } else {
            let text = std::str::from_utf8(piece).map_err(io::Error::other)?;
            self.0.write_all(escape_controls(text).as_bytes())?;
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Escapes the control characters that JSON lets stand but a terminal may obey: DEL and C1 (U+007F–U+009F).
///
/// In JSON text they can only stand inside strings, where the escape means the same.
fn escape_controls(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7F}'..='\u{9F}' => escaped.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_escaped_and_mean_the_same() {
        let value = "a\u{9b}b\u{7f}\x1bc";
        let text = escape_controls(&serde_json::to_string(value).expect("JSON"));
        assert!(!text.contains(char::is_control));
        assert_eq!(serde_json::from_str::<String>(&text).expect("JSON"), value);
        let mut written = Escaping(Vec::new());
        serde_json::to_writer(&mut written, value).expect("written");
        assert_eq!(written.0, text.as_bytes());
    }
}
