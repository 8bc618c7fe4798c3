//! The pieces of a quote found letter for letter in a text, one after the other.

use super::fold::{Folded, Level, form};
use super::typography::is_word_char;
use crate::document::Span;

/// Bytes that may be left out between two pieces: about two printed pages.
pub const MAX_GAP: usize = 6_000;

/// Places of the longest piece that are tried.
const MAX_PLACES: usize = 100;

/// Places that turn out to lie within a word, before the rest of the text is given up.
const MAX_FALSE_STARTS: usize = 1_000;

/// A text made ready for searches at one level.
pub struct Finder<'t> {
    text: &'t str,
    folded: Folded,
    level: Level,
}

impl<'t> Finder<'t> {
    /// Makes a text ready.
    pub fn new(text: &'t str, level: Level) -> Self {
        Finder { text, folded: Folded::new(text, level), level }
    }

    /// Where the pieces stand in the text, in order and near each other; the first such place.
    ///
    /// At [`Level::Spacing`] a piece may begin with a letter of either case. Linear in the text.
    pub fn find(&self, pieces: &[&str]) -> Option<Span> {
        let form = |piece: &&str| match self.level {
            Level::Exact => (*piece).to_owned(),
            _ => form(piece, self.level),
        };
        let forms: Vec<String> = pieces.iter().map(form).collect();
        let longest = (0..forms.len()).max_by_key(|index| forms[*index].len())?;
        let mut places = self.places(&forms[longest], 0..self.folded.form.len()).take(MAX_PLACES);
        let span = places.find_map(|place| {
            let start = forms[..longest].iter().rev().try_fold(place.start, |end, piece| {
                let from = end.saturating_sub(MAX_GAP + piece.len());
                self.last_place(piece, from..end).map(|place| place.start)
            })?;
            let end = forms[longest + 1..].iter().try_fold(place.end, |start, piece| {
                let to = start + MAX_GAP + piece.len();
                self.places(piece, start..to).next().map(|place| place.end)
            })?;
            Some(start..end)
        })?;
        Some(self.folded.span(&span))
    }

    /// The places of a piece in a range of the folded text, from the left.
    fn places<'f>(&'f self, piece: &'f str, range: Span) -> impl Iterator<Item = Span> + 'f {
        let (head, tail) = split_head(piece);
        let range = self.rounded(range);
        let mut from = range.start;
        let mut false_starts = 0;
        std::iter::from_fn(move || {
            while false_starts < MAX_FALSE_STARTS && !tail.is_empty() {
                let at = from + self.folded.form.get(from..range.end)?.find(tail)?;
                from = at + tail.chars().next().map_or(1, char::len_utf8);
                match self
                    .place(head, at..at + tail.len())
                    .filter(|place| place.start >= range.start)
                {
                    Some(place) => return Some(place),
                    None => false_starts += 1,
                }
            }
            None
        })
    }

    /// The last place of a piece in a range of the folded text.
    fn last_place(&self, piece: &str, range: Span) -> Option<Span> {
        let (head, tail) = split_head(piece);
        let range = self.rounded(range);
        let mut to = range.end;
        for _ in 0..MAX_FALSE_STARTS {
            let at = range.start
                + self.folded.form[range.start..to].rfind(tail).filter(|_| !tail.is_empty())?;
            let end = at + tail.len();
            match self.place(head, at..end).filter(|place| place.start >= range.start) {
                Some(place) => return Some(place),
                None => to = self.folded.form.floor_char_boundary(end - 1),
            }
        }
        None
    }

    fn rounded(&self, range: Span) -> Span {
        let form = &self.folded.form;
        form.floor_char_boundary(range.start)..form.floor_char_boundary(range.end)
    }

    /// The place of a piece whose tail is at `tail`, if its head is before it and no word is cut.
    fn place(&self, head: char, tail: Span) -> Option<Span> {
        let found = self.folded.form[..tail.start].chars().next_back()?;
        let is_head = found == head
            || self.level == Level::Spacing && found.to_lowercase().eq(head.to_lowercase());
        let place = tail.start - found.len_utf8()..tail.end;
        (is_head && self.is_whole(&place)).then_some(place)
    }

    /// Whether a span of the folded text begins and ends with a word of the text.
    fn is_whole(&self, place: &Span) -> bool {
        let span = self.folded.span(place);
        let joins = |one: Option<char>, other: Option<char>| {
            one.is_some_and(is_word_char) && other.is_some_and(is_word_char)
        };
        let inside = &self.text[span.clone()];
        !joins(self.text[..span.start].chars().next_back(), inside.chars().next())
            && !joins(inside.chars().next_back(), self.text[span.end..].chars().next())
    }
}

fn split_head(piece: &str) -> (char, &str) {
    let mut chars = piece.chars();
    (chars.next().unwrap_or(' '), chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_found_in_order_and_as_whole_words() {
        let text =
            "Ahaha ha ha ha. The Bund der Länder, und die\nStaaten des Bun-\ndes traten bei.";
        for (pieces, level, expect) in [
            (&["Bund der Länder"][..], Level::Exact, Some("Bund der Länder")),
            (&["nd der Länder"], Level::Exact, None),
            (&["ha ha ha"], Level::Exact, Some("ha ha ha")),
            (&["die Staaten"], Level::Exact, None),
            (&["Die Staaten des Bundes"], Level::Spacing, Some("die\nStaaten des Bun-\ndes")),
            (&["die staaten"], Level::Spacing, None),
            (&["bund der laender"], Level::Spelling, Some("Bund der Länder")),
            (
                &["ha", "der", "Staaten"],
                Level::Exact,
                Some("ha. The Bund der Länder, und die\nStaaten"),
            ),
            (&["Staaten", "der"], Level::Exact, None),
            (&["ha"], Level::Exact, Some("ha")),
            (&[], Level::Exact, None),
        ] {
            let found = Finder::new(text, level).find(pieces).map(|span| &text[span]);
            assert_eq!(found, expect, "{pieces:?}");
        }
    }

    #[test]
    fn pieces_far_apart_are_no_quote() {
        let text = |gap: usize| format!("one two {} three four", ". ".repeat(gap / 2));
        let is_found =
            |gap| Finder::new(&text(gap), Level::Exact).find(&["one two", "three four"]).is_some();
        assert!(is_found(MAX_GAP - 10));
        assert!(!is_found(MAX_GAP + 10));
    }

    #[test]
    fn many_false_starts_end() {
        let text = "a".repeat(1_000_000);
        assert!(Finder::new(&text, Level::Spacing).find(&["aaaa aaaa"]).is_none());
    }
}
