//! What the head of an RTF file describes: code page, fonts, styles, the day it was written.

use std::collections::HashMap;

use super::super::word_styles::level_of_name;
use super::charset::Charset;
use super::words::Destination;

/// The outline level of body text, counted from 0.
const BODY: i32 = 9;

/// What has been described so far.
pub struct Header {
    charset: Charset,
    /// The font of text that names none.
    default_font: Option<i32>,
    fonts: HashMap<i32, Charset>,
    /// Heading levels by the numbers of styles.
    levels: HashMap<i32, u8>,
    /// The font and the style that are being described.
    font: i32,
    style: i32,
    /// Year, month and day.
    created: [i32; 3],
}

impl Default for Header {
    fn default() -> Self {
        Header {
            charset: Charset::Web(encoding_rs::WINDOWS_1252),
            default_font: None,
            fonts: HashMap::new(),
            levels: HashMap::new(),
            font: 0,
            style: 0,
            created: [0; 3],
        }
    }
}

impl Header {
    /// The code page of text in a font.
    pub fn charset(&self, font: Option<i32>) -> Charset {
        let own = font.or(self.default_font).and_then(|font| self.fonts.get(&font));
        own.copied().unwrap_or(self.charset)
    }

    /// The heading level of paragraphs in a style.
    pub fn level(&self, style: i32) -> Option<u8> {
        self.levels.get(&style).copied()
    }

    /// The day the document was first written, as an ISO 8601 date.
    pub fn created(&self) -> Option<String> {
        let [year, month, day] = self.created;
        (year > 0).then(|| format!("{year:04}-{month:02}-{day:02}"))
    }

    /// Takes in a word that holds for the whole file.
    pub fn declare(&mut self, word: &str, number: Option<i32>) {
        let charset = match word {
            "ansicpg" => number.and_then(Charset::of_code_page),
            "mac" => Charset::of_code_page(10000),
            "pc" => Charset::of_code_page(437),
            "pca" => Charset::of_code_page(850),
            _ => None,
        };
        self.charset = charset.unwrap_or(self.charset);
        if word == "deff" {
            self.default_font = number;
        }
    }

    /// Takes in a word that describes a font, a style or the day the document was written.
    pub fn describe(&mut self, destination: Destination, word: &str, number: Option<i32>) {
        let Some(number) = number else { return };
        match (destination, word) {
            (Destination::Fonts, "f") => self.font = number,
            (Destination::Fonts, "fcharset") => {
                self.fonts.extend(Charset::of_font(number).map(|charset| (self.font, charset)));
            }
            (Destination::Fonts, "cpg") => {
                self.fonts
                    .extend(Charset::of_code_page(number).map(|charset| (self.font, charset)));
            }
            (Destination::Styles, "s") => self.style = number,
            (Destination::Styles, "outlinelevel") => {
                self.levels.extend(heading_level(number).map(|level| (self.style, level)));
            }
            (Destination::Created, "yr") => self.created[0] = number,
            (Destination::Created, "mo") => self.created[1] = number,
            (Destination::Created, "dy") => self.created[2] = number,
            _ => {}
        }
    }

    /// The description of a style is complete; its text is its name.
    pub fn end_style(&mut self, name: &str) {
        let name = name.split([';', ',']).next().unwrap_or_default().trim();
        if let Some(level) = level_of_name(name) {
            self.levels.entry(self.style).or_insert(level);
        }
        self.style = 0;
    }
}

/// The heading level, counted from 1, of an outline level, counted from 0; `None` for body text.
pub fn heading_level(outline: i32) -> Option<u8> {
    (0..BODY).contains(&outline).then(|| u8::try_from(outline + 1).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_page_is_that_of_the_font_then_of_the_file() {
        let mut header = Header::default();
        header.declare("pca", None);
        header.describe(Destination::Fonts, "f", Some(2));
        header.describe(Destination::Fonts, "fcharset", Some(238));
        let check = |header: &Header, font, expect: &str| {
            assert_eq!(header.charset(font).decode(b"\xE8"), expect);
        };
        check(&header, None, "Þ");
        check(&header, Some(2), "č");
        header.declare("deff", Some(2));
        check(&header, None, "č");
    }

    #[test]
    fn levels_come_from_outlines_before_names() {
        let mut header = Header::default();
        header.describe(Destination::Styles, "s", Some(3));
        header.describe(Destination::Styles, "outlinelevel", Some(4));
        header.end_style("heading 1;");
        header.describe(Destination::Styles, "s", Some(4));
        header.end_style("Überschrift 2,Mine;");
        assert_eq!((header.level(3), header.level(4), header.level(5)), (Some(5), Some(2), None));
        assert_eq!((heading_level(9), heading_level(-1)), (None, None));
    }
}
