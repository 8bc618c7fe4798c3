//! The text of a page: its lines with blank lines where gaps are, indents as blanks.

use super::columns::{self, Line};
use super::glyph::Glyphs;
use super::{lines, words};

/// A gap of this many usual ones is a blank line.
const GAP: f64 = 1.35;

/// Lines closer than this many font sizes are never parted: large type has wide lines.
const CLOSE: f64 = 1.5;

/// Widest usual step, in font sizes: the double spacing of typescripts.
const SPACED: f64 = 2.2;

/// Width of a character, in font sizes.
const CHARACTER: f64 = 0.5;

/// Widest indent, in characters.
const MAX_INDENT: usize = 24;

/// Writes the lines of a page, each ended by a line feed.
pub fn write(glyphs: &Glyphs, out: &mut String) {
    let start = out.len();
    for words in words::words(glyphs) {
        let lines = columns::lines(&lines::fragments(words));
        let usual = usual_step(&lines);
        let mut before: Option<&Line> = None;
        for line in &lines {
            let is_apart = before.is_none_or(|before| {
                let step = line.base - before.base;
                step > GAP * usual && step > CLOSE * before.size.max(line.size)
            });
            if is_apart && out.len() > start {
                out.push('\n');
            }
            let indent = (line.indent / CHARACTER).round() as usize;
            out.extend(std::iter::repeat_n(' ', indent.min(MAX_INDENT)));
            out.push_str(&line.text);
            out.push('\n');
            before = Some(line);
        }
    }
}

/// The usual step from one line to the next.
fn usual_step(lines: &[Line]) -> f64 {
    let steps = lines.windows(2).map(|pair| pair[1].base - pair[0].base);
    let usual = median(steps.filter(|step| *step > 0.0).collect());
    let size = median(lines.iter().map(|line| line.size).collect());
    usual.min(SPACED * size)
}

/// The value in the middle, or more than all others where there are none.
fn median(mut values: Vec<f64>) -> f64 {
    if values.is_empty() {
        return f64::INFINITY;
    }
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f64::total_cmp).1
}
