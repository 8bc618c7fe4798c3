//! Opening and closing quotation marks brought together, in the ways of English, German, Swiss and French print.

use super::typography::is_word_char;
use crate::document::Span;

/// How deep quotations may be nested; marks that were opened before are taken for strays.
const MAX_DEPTH: usize = 8;

/// The outermost quotations of a paragraph, in order: the text between the marks.
///
/// Where marks are nested or strays, the widest pair that is closed counts. Linear in the text.
pub fn outermost_pairs(paragraph: &str) -> Vec<Span> {
    let mut pairs = pairs(paragraph);
    pairs.sort_by_key(|pair| (pair.start, std::cmp::Reverse(pair.end)));
    let mut reached = 0;
    pairs.retain(|pair| {
        let is_outermost = pair.start >= reached;
        reached = reached.max(pair.end);
        is_outermost
    });
    pairs
}

fn pairs(paragraph: &str) -> Vec<Span> {
    let mut pairs = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut before = ' ';
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        let shallow = open.len().saturating_sub(MAX_DEPTH);
        let opener = open[shallow..]
            .iter()
            .rposition(|(opener, _)| closes(c, *opener, before, after))
            .map(|index| shallow + index);
        if let Some(index) = opener {
            pairs.push(open[index].1..at);
            open.truncate(index);
        } else if opens(c, before, after) {
            open.push((c, at + c.len_utf8()));
        }
        before = c;
    }
    pairs
}

fn closes(c: char, opener: char, before: char, after: char) -> bool {
    match (opener, c) {
        ('“' | '„', '”') | ('»', '«') | ('«', '»') | ('›', '‹') | ('‹', '›') => {
            true
        }
        // Alike in form: what stands before tells an end from a beginning.
        ('"', '"') | ('„', '“') | ('‚', '‘') => !before.is_whitespace(),
        // An apostrophe has a letter after it.
        ('‘' | '‚', '’') => !is_word_char(after),
        _ => false,
    }
}

fn opens(c: char, before: char, after: char) -> bool {
    match c {
        '“' | '„' | '»' | '«' | '›' | '‹' => true,
        '"' | '‘' | '‚' => !is_word_char(before) && !after.is_whitespace(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_every_country_are_paired() {
        for (text, expect) in [
            ("he said “one two” and \"three\".", vec!["one two", "three"]),
            ("sagte „eins zwei“ und »drei« und ›vier‹", vec!["eins zwei", "drei", "vier"]),
            ("« un deux » et «trois»", vec![" un deux ", "trois"]),
            ("„falsch geschlossen” hier", vec!["falsch geschlossen"]),
            ("‘Korea’s two states’ met", vec!["Korea’s two states"]),
            ("“one ‘two’ three”", vec!["one ‘two’ three"]),
            ("„eins ‚zwei‘ drei“", vec!["eins ‚zwei‘ drei"]),
            ("„eins „zwei“ drei“", vec!["eins „zwei“ drei"]),
            ("»eins ›zwei‹ drei« vier", vec!["eins ›zwei‹ drei"]),
            // Strays hide nothing.
            ("„offen und „zu“ hier", vec!["zu"]),
            ("a 6\" pipe and \"this one\"", vec!["this one"]),
            ("zu“ und nichts", vec![]),
            ("don’t", vec![]),
        ] {
            let found: Vec<_> = outermost_pairs(text).into_iter().map(|pair| &text[pair]).collect();
            assert_eq!(found, expect, "{text}");
        }
    }

    #[test]
    fn many_strays_take_no_longer_than_they_are_many() {
        let text = format!("{}“ok”", "„".repeat(300_000));
        assert_eq!(outermost_pairs(&text).len(), 1);
    }
}
