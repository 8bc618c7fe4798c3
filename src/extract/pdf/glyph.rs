//! The glyphs of a page with the places they are drawn at.

use hayro_font::kurbo::Point;

/// A glyph, or the text that stands for several.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// Where its text stands in [`Glyphs::text`].
    start: u32,
    end: u32,
    /// Where it begins on its baseline, in points, y downwards.
    pub from: Point,
    /// Where the next glyph is expected.
    pub to: Point,
    /// The size of its font on the page, in points.
    pub size: f64,
}

impl Glyph {
    /// Whether the file gives no character for it.
    pub fn is_unknown(&self) -> bool {
        self.start == self.end
    }
}

/// Everything shown on a page, in the order of the file.
#[derive(Debug, Default)]
pub struct Glyphs {
    text: String,
    pub list: Vec<Glyph>,
    /// How many were shown in all, blanks not counted.
    pub shown: usize,
    /// How many of those have no known character.
    pub unknown: usize,
}

impl Glyphs {
    /// Adds a glyph that the file gives no character for.
    pub fn push_unknown(&mut self, from: Point, to: Point, size: f64) {
        self.unknown += 1;
        self.push("", from, to, size);
    }

    /// Adds a glyph that reads as `text`.
    pub fn push(&mut self, text: &str, from: Point, to: Point, size: f64) {
        let start = self.text.len();
        // A page with 4 GB of text is beyond every limit.
        let Ok(end) = u32::try_from(start + text.len()) else { return };
        self.text.push_str(text);
        self.list.push(Glyph { start: start as u32, end, from, to, size });
    }

    /// What a glyph reads as.
    pub fn text(&self, glyph: &Glyph) -> &str {
        &self.text[glyph.start as usize..glyph.end as usize]
    }

    /// Lets one text stand for all glyphs from `first` on, if they stand on one line.
    pub fn replace(&mut self, first: usize, text: &str) {
        let Some([head, rest @ ..]) = self.list.get(first..) else { return };
        let head = *head;
        let last = *rest.last().unwrap_or(&head);
        let along = (head.to - head.from).normalize();
        let off = along.cross(last.from - head.from).abs();
        // Also where glyphs have no width, and so no direction: then `off` is no number.
        if off > head.size.max(last.size) {
            return;
        }
        self.unknown -= self.list[first..].iter().filter(|glyph| glyph.is_unknown()).count();
        self.list.truncate(first);
        // Nothing is known of what stands for nothing, but it is no fault of the file.
        if !text.is_empty() {
            self.push(text, head.from, last.to, head.size.max(last.size));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stands_for_glyphs_of_one_line_only() {
        let check = |second: f64, expect: &[&str]| {
            let mut glyphs = Glyphs::default();
            glyphs.push("x", Point::new(0.0, 0.0), Point::new(5.0, 0.0), 10.0);
            glyphs.push_unknown(Point::new(5.0, second), Point::new(10.0, second), 10.0);
            glyphs.replace(0, "fi");
            let texts: Vec<&str> = glyphs.list.iter().map(|glyph| glyphs.text(glyph)).collect();
            assert_eq!(texts, expect);
            assert_eq!(glyphs.unknown, expect.len() - 1);
        };
        check(0.0, &["fi"]);
        check(30.0, &["x", ""]);
    }
}
