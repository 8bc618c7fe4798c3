//! JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::terminal::Terminal;

/// Prints a value as indented JSON.
pub(in crate::cli) fn json(terminal: &mut Terminal, value: &impl Serialize) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    writeln!(terminal.out(), "{}", escape_controls(&text))
}

/// Prints a value as JSON on one line.
pub(super) fn json_line(terminal: &mut Terminal, value: &impl Serialize) -> io::Result<()> {
    let text = serde_json::to_string(value)?;
    writeln!(terminal.out(), "{}", escape_controls(&text))
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
    }
}
