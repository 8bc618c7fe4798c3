//! Packs the blocks of a section into passages of a useful size.

use crate::document::{Block, Language, Span};

use super::{Limits, cut, sentence::Sentences, trimmed};

/// A sentence is repeated at the start of the next piece unless it is longer than one part in this many of a passage:
/// that would be no context but a copy.
const OVERLAP_PART: usize = 3;

/// Packs blocks of one text.
pub(super) struct Packer<'a> {
    pub text: &'a str,
    pub language: Language,
    pub limits: &'a Limits,
    /// Whether the text of a block is one that repeats over the collection.
    pub is_boilerplate: &'a dyn Fn(&str) -> bool,
}

/// A span and the number of its words.
#[derive(Clone)]
struct Piece {
    span: Span,
    words: usize,
}

impl Packer<'_> {
    /// The passages of a section whose first `lead` blocks only introduce the rest.
    ///
    /// The lead stands in the first passage. A lead that would not fit a passage of its own (a table of contents, a
    /// telegram in capitals taken for headings) is packed like text.
    pub fn pack(&self, blocks: &[Block], lead: usize) -> Vec<Span> {
        let (head, body) = blocks.split_at(lead);
        let head = match head {
            [first, .., last] => first.span.start..last.span.end,
            [only] => only.span.clone(),
            [] => return self.merge(blocks),
        };
        if body.is_empty() || !self.fits(&head) {
            return self.merge(blocks);
        }
        let mut spans = self.merge(body);
        if let Some(first) = spans.first_mut() {
            first.start = trimmed(self.text, head).start;
        }
        spans
    }

    /// Whether a span is small enough for one passage.
    pub fn fits(&self, span: &Span) -> bool {
        span.len() <= self.limits.max_bytes
            && self.text[span.clone()].split_whitespace().nth(self.limits.max_words).is_none()
    }

    /// Joins short blocks to the blocks after them, or else to those before, and splits long ones.
    fn merge(&self, blocks: &[Block]) -> Vec<Span> {
        let mut pieces: Vec<Piece> = Vec::new();
        for block in blocks {
            let mut block = self.piece(trimmed(self.text, block.span.clone()));
            if block.words == 0 {
                continue;
            }
            // What repeats over the collection makes no passage: it goes with its neighbour and weighs nothing.
            if (self.is_boilerplate)(&self.text[block.span.clone()]) {
                block.words = 0;
                pieces.push(block);
                self.join_short_tail(&mut pieces);
                continue;
            }
            for part in self.split(block) {
                match pieces.last_mut() {
                    Some(last) if self.is_short(last) && self.is_room(last, &part) => {
                        self.extend(last, &part)
                    }
                    _ => {
                        self.join_short_tail(&mut pieces);
                        pieces.push(part);
                    }
                }
            }
        }
        self.join_short_tail(&mut pieces);
        pieces.into_iter().map(|piece| piece.span).collect()
    }

    /// A block as it is, or in pieces of like size that end where sentences end.
    fn split(&self, block: Piece) -> Vec<Piece> {
        let parts = self.parts_needed(&block);
        if parts <= 1 {
            return vec![block];
        }
        let enough_words = block.words.div_ceil(parts);
        let mut pieces: Vec<Piece> = Vec::new();
        let mut previous: Option<Piece> = None;
        let mut fresh_words = 0;
        let text = &self.text[block.span.clone()];
        for sentence in Sentences::new(text, self.language) {
            let start = block.span.start;
            for sentence in self.cut(self.piece(start + sentence.start..start + sentence.end)) {
                match pieces.last_mut() {
                    Some(last) if fresh_words < enough_words && self.is_room(last, &sentence) => {
                        self.extend(last, &sentence);
                    }
                    Some(last) => {
                        let overlap =
                            previous.filter(|previous| previous.span.start > last.span.start);
                        pieces.push(self.with_overlap(overlap, &sentence));
                        fresh_words = 0;
                    }
                    None => pieces.push(sentence.clone()),
                }
                fresh_words += sentence.words;
                previous = Some(sentence);
            }
        }
        self.join_short_tail(&mut pieces);
        pieces
    }

    /// A sentence as it is, or cut at blanks into pieces of like size when it is too long for a passage.
    fn cut(&self, sentence: Piece) -> impl Iterator<Item = Piece> {
        let parts = self.parts_needed(&sentence);
        let max_words = sentence.words.div_ceil(parts);
        let mut rest = sentence.span;
        std::iter::from_fn(move || {
            rest = trimmed(self.text, rest.clone());
            if rest.is_empty() {
                return None;
            }
            let end = rest.start
                + cut::lead_len(&self.text[rest.clone()], max_words, self.limits.max_bytes);
            let piece = self.piece(rest.start..end);
            rest.start = end;
            Some(piece)
        })
    }

    /// The sentence, and before it the one already in the piece before, where that is short enough.
    fn with_overlap(&self, previous: Option<Piece>, sentence: &Piece) -> Piece {
        match previous {
            Some(mut piece)
                if piece.words * OVERLAP_PART <= self.limits.max_words
                    && piece.span.len() * OVERLAP_PART <= self.limits.max_bytes
                    && self.is_room(&piece, sentence) =>
            {
                self.extend(&mut piece, sentence);
                piece
            }
            _ => sentence.clone(),
        }
    }

    /// Joins a short last piece to the one before, if there is room.
    fn join_short_tail(&self, pieces: &mut Vec<Piece>) {
        if let [.., before, last] = &mut pieces[..]
            && self.is_short(last)
            && self.is_room(before, last)
        {
            let last = last.clone();
            self.extend(before, &last);
            pieces.pop();
        }
    }

    fn piece(&self, span: Span) -> Piece {
        let words = self.count_words(&span);
        Piece { span, words }
    }

    fn count_words(&self, span: &Span) -> usize {
        self.text[span.clone()].split_whitespace().count()
    }

    fn is_short(&self, piece: &Piece) -> bool {
        piece.words < self.limits.min_words
    }

    fn parts_needed(&self, piece: &Piece) -> usize {
        let by_words = piece.words.div_ceil(self.limits.max_words.max(1));
        by_words.max(piece.span.len().div_ceil(self.limits.max_bytes.max(1)))
    }

    /// Whether `piece` and `next`, which begins after it, fit one passage.
    fn is_room(&self, piece: &Piece, next: &Piece) -> bool {
        next.span.end - piece.span.start <= self.limits.max_bytes
            && self.words_together(piece, next) <= self.limits.max_words
    }

    fn extend(&self, piece: &mut Piece, next: &Piece) {
        piece.words = self.words_together(piece, next);
        piece.span.end = next.span.end;
    }

    /// The words of both, those in the overlap counted once.
    fn words_together(&self, piece: &Piece, next: &Piece) -> usize {
        let shared = next.span.start..piece.span.end.max(next.span.start);
        piece.words + next.words - self.count_words(&shared)
    }
}

#[cfg(test)]
mod tests {
    use crate::document::BlockKind;

    use super::*;

    const LIMITS: Limits = Limits { min_words: 3, max_words: 9, max_bytes: 60 };

    /// Packs paragraphs, given with `|` between them, of which the first `lead` are headings.
    fn check(paragraphs: &str, lead: usize, expect: &[&str]) {
        let text = paragraphs.replace('|', "\n\n");
        let mut blocks = Vec::new();
        let mut start = 0;
        for paragraph in text.split("\n\n") {
            blocks.push(Block { span: start..start + paragraph.len(), kind: BlockKind::Paragraph });
            start += paragraph.len() + 2;
        }
        let packer = Packer {
            text: &text,
            language: Language::English,
            limits: &LIMITS,
            is_boilerplate: &|text| text == "all rights reserved by us",
        };
        let found: Vec<String> = packer
            .pack(&blocks, lead)
            .into_iter()
            .map(|span| text[span].replace("\n\n", "|"))
            .collect();
        assert_eq!(found, expect, "{paragraphs}");
    }

    #[test]
    fn paragraphs_are_kept() {
        check("a b c|d e f g", 0, &["a b c", "d e f g"]);
        check("", 0, &[]);
    }

    #[test]
    fn short_paragraphs_join_their_neighbours() {
        check("a|b c d", 0, &["a|b c d"]);
        check("a|b|c|d e f", 0, &["a|b|c", "d e f"]);
        check("a b c|d", 0, &["a b c|d"]);
        check(
            "a b c d e f g h|1 2|a b c d e f g h",
            0,
            &["a b c d e f g h", "1 2", "a b c d e f g h"],
        );
        check("a b c|1 2|a b c d e f g h", 0, &["a b c|1 2", "a b c d e f g h"]);
    }

    #[test]
    fn what_repeats_makes_no_passage() {
        let notice = "all rights reserved by us";
        check(&format!("a b c d|{notice}|e f g"), 0, &[&format!("a b c d|{notice}"), "e f g"]);
        check(&format!("{notice}|a b c d|e f g"), 0, &[&format!("{notice}|a b c d"), "e f g"]);
        check(&format!("a b c d|{notice}"), 0, &[&format!("a b c d|{notice}")]);
        check(notice, 0, &[notice]);
    }

    #[test]
    fn long_paragraphs_are_split_at_sentence_ends_with_an_overlap() {
        check(
            "One two three. Four five six. Seven eight nine. Ten eleven twelve.",
            0,
            &[
                "One two three. Four five six.",
                "Four five six. Seven eight nine. Ten eleven twelve.",
            ],
        );
        // Four words of nine are more than a third.
        check(
            "A one two three. B one two three. C one two three.",
            0,
            &["A one two three. B one two three.", "C one two three."],
        );
        check(
            "One two three. Four five. Six seven. Eight. Nine. Ten. Eleven.",
            0,
            &["One two three. Four five. Six seven.", "Six seven. Eight. Nine. Ten. Eleven."],
        );
    }

    #[test]
    fn words_of_an_overlap_count_once() {
        let packer = Packer {
            text: "one two three four",
            language: Language::English,
            limits: &LIMITS,
            is_boilerplate: &|_| false,
        };
        let (left, right) = (packer.piece(0..13), packer.piece(8..18));
        assert_eq!((left.words, right.words), (3, 2));
        assert_eq!(packer.words_together(&left, &right), 4);
    }

    #[test]
    fn long_sentences_are_cut_at_blanks() {
        check("a b c d e f g h i j", 0, &["a b c d e", "f g h i j"]);
        let word = "x".repeat(70);
        check(&format!("a {word} b"), 0, &["a", &word[..60], &format!("{} b", &word[60..])]);
    }

    #[test]
    fn a_lead_stands_in_the_first_passage() {
        check("H1|H2|a b c d e f g h i|b", 2, &["H1|H2|a b c d e f g h i", "b"]);
        check("H1|H2", 2, &["H1|H2"]);
        check("1 2 3 4 5|6 7 8 9 0|a b c", 2, &["1 2 3 4 5", "6 7 8 9 0", "a b c"]);
    }
}
