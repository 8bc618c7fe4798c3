//! Glyphs to words, each on its baseline.

use std::collections::HashMap;

use hayro_font::kurbo::{Affine, Point, Vec2};

use super::glyph::{Glyph, Glyphs};

/// A gap wider than this share of the font size parts words; the narrowest blanks are a fifth of an em.
const BLANK: f64 = 0.13;

/// The same where blanks are drawn as glyphs, so that a gap is rarely meant as one.
const DRAWN_BLANK: f64 = 0.15;

/// Where letters are spaced out, a gap this many times the usual one parts words.
const SPACED: f64 = 1.7;

/// From how many gaps on spacing can be told.
const SPACED_GAPS: usize = 4;

/// Glyphs off the baseline by up to this share of the font size still stand in its line: raised and lowered ones.
const RAISED: f64 = 0.5;

/// A glyph may begin this share of the font size before the end of the last one.
const OVERLAP: f64 = 0.5;

/// A gap wider than this share of the font size ends a run.
const RUN_END: f64 = 1.0;

/// Equal glyphs closer than this share of their size are one, drawn twice to look bold.
const TWICE: f64 = 0.12;

/// Lines may be off by this angle, as in a scan that lies askew, in degrees.
const ASKEW: f64 = 15.0;

/// A word, or a part of one that was drawn on its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub text: String,
    /// Left and right end, in points.
    pub left: f64,
    pub right: f64,
    /// The baseline, downwards.
    pub base: f64,
    /// The font size.
    pub size: f64,
    /// Whether a blank was drawn before it, after it.
    pub blank_before: bool,
    pub blank_after: bool,
}

/// A glyph turned upright.
struct Placed<'g> {
    text: &'g str,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
    is_blank: bool,
}

impl Placed<'_> {
    fn is_letter(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }
}

/// The words of a page, in one list for each direction of writing, the most used first.
pub fn words(glyphs: &Glyphs) -> Vec<Vec<Word>> {
    let mut directions: HashMap<i32, Vec<(f64, &Glyph)>> = HashMap::new();
    let mut order: Vec<i32> = Vec::new();
    let mut last = 0.0;
    for glyph in glyphs.list.iter().filter(|glyph| !glyph.is_unknown()) {
        let along: Vec2 = glyph.to - glyph.from;
        // A glyph that does not move on has no direction of its own.
        let angle = if along.hypot2() > 1e-6 { along.atan2().to_degrees() } else { last };
        last = angle;
        let quarter = (angle / 90.0).round();
        let is_upright = (angle - quarter * 90.0).abs() <= ASKEW;
        let key = if is_upright {
            (quarter as i32).rem_euclid(4) * 90
        } else {
            1000 + (angle / ASKEW).round() as i32
        };
        let list = directions.entry(key).or_insert_with(|| {
            order.push(key);
            Vec::new()
        });
        list.push((angle, glyph));
    }
    // Stable: equally used directions stay in the order of the file.
    order.sort_by_key(|key| std::cmp::Reverse(directions[key].len()));
    order.iter().map(|key| words_along(&directions[key], glyphs)).collect()
}

/// The words of glyphs that run in about the same direction.
fn words_along(list: &[(f64, &Glyph)], glyphs: &Glyphs) -> Vec<Word> {
    let mut angles: Vec<f64> = list.iter().map(|(angle, _)| *angle).collect();
    let middle = angles.len() / 2;
    angles.select_nth_unstable_by(middle, f64::total_cmp);
    let turn = Affine::rotate(-angles[middle].to_radians());
    let mut seen = Seen::default();
    let mut run: Vec<Placed<'_>> = Vec::new();
    let mut words = Vec::new();
    for (_, glyph) in list {
        let (from, to) = (turn * glyph.from, turn * glyph.to);
        let text = glyphs.text(glyph);
        let placed = Placed {
            text,
            left: from.x.min(to.x),
            right: from.x.max(to.x),
            base: from.y,
            size: glyph.size,
            is_blank: text.chars().all(char::is_whitespace),
        };
        if !placed.is_blank && seen.has_or_insert(text, from, glyph.size) {
            continue;
        }
        if run.last().is_some_and(|last| !goes_on(last, &placed)) {
            split(&run, &mut words);
            run.clear();
        }
        run.push(placed);
    }
    split(&run, &mut words);
    words
}

/// Whether a glyph stands right after another one in the same line.
fn goes_on(last: &Placed<'_>, next: &Placed<'_>) -> bool {
    let size = last.size.max(next.size);
    let gap = next.left - last.right;
    let tolerance = if gap.abs() <= size * 0.3 { RAISED } else { 0.2 };
    (next.base - last.base).abs() <= size * tolerance
        && gap >= -OVERLAP * size
        && gap <= RUN_END * size
}

/// Cuts a run into words.
fn split(run: &[Placed<'_>], words: &mut Vec<Word>) {
    let limit = blank_limit(run);
    let mut open: Option<Word> = None;
    let mut blank_before = false;
    let mut right = f64::NEG_INFINITY;
    for glyph in run {
        if glyph.is_blank {
            if let Some(mut word) = open.take() {
                word.blank_after = true;
                words.push(word);
            }
            blank_before = true;
            continue;
        }
        let gap = (glyph.left - right) / glyph.size;
        match &mut open {
            Some(word) if gap <= limit => {
                word.text.push_str(glyph.text);
                word.right = word.right.max(glyph.right);
                if glyph.size > word.size * 1.1 {
                    (word.size, word.base) = (glyph.size, glyph.base);
                }
            }
            _ => {
                if let Some(mut word) = open.take() {
                    word.blank_after = true;
                    words.push(word);
                    blank_before = true;
                }
                open = Some(Word {
                    text: glyph.text.to_string(),
                    left: glyph.left,
                    right: glyph.right,
                    base: glyph.base,
                    size: glyph.size,
                    blank_before,
                    blank_after: false,
                });
                blank_before = false;
            }
        }
        right = glyph.right;
    }
    words.extend(open);
}

/// From which gap on, in font sizes, two glyphs of a run belong to two words.
fn blank_limit(run: &[Placed<'_>]) -> f64 {
    let blank = if run.iter().any(|glyph| glyph.is_blank) { DRAWN_BLANK } else { BLANK };
    // Between letters only: dots that lead to a page number are spaced out in any type.
    let pairs = run.windows(2).filter(|pair| pair.iter().all(|glyph| glyph.is_letter()));
    let mut gaps: Vec<f64> =
        pairs.map(|pair| (pair[1].left - pair[0].right) / pair[1].size).collect();
    if gaps.len() < SPACED_GAPS {
        return blank;
    }
    let middle = gaps.len() / 2;
    let (_, usual, _) = gaps.select_nth_unstable_by(middle, f64::total_cmp);
    blank.max(*usual * SPACED)
}

/// The glyphs met so far, by text and place.
#[derive(Default)]
struct Seen<'g> {
    places: HashMap<(&'g str, i64, i64), Point>,
}

impl<'g> Seen<'g> {
    /// Whether an equal glyph stands at about the same place.
    fn has_or_insert(&mut self, text: &'g str, at: Point, size: f64) -> bool {
        let reach = size * TWICE;
        // Places are kept in cells as wide as a point, whatever the font sizes are.
        let cell = |value: f64| value.floor() as i64;
        let (x, y) = (cell(at.x), cell(at.y));
        let span = reach.min(2.0);
        for column in cell(at.x - span)..=cell(at.x + span) {
            for row in cell(at.y - span)..=cell(at.y + span) {
                if let Some(place) = self.places.get(&(text, column, row))
                    && (place.x - at.x).abs() <= span
                    && (place.y - at.y).abs() <= span
                {
                    return true;
                }
            }
        }
        self.places.insert((text, x, y), at);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of 10 points, each as wide as half its size, behind each other with these gaps after them.
    fn run(glyphs: &[(&str, f64)]) -> Glyphs {
        let mut all = Glyphs::default();
        let mut x = 0.0;
        for (text, gap) in glyphs {
            all.push(text, Point::new(x, 100.0), Point::new(x + 5.0, 100.0), 10.0);
            x += 5.0 + gap;
        }
        all
    }

    fn check(glyphs: &Glyphs, expect: &[&str]) {
        let words: Vec<Word> = words(glyphs).into_iter().flatten().collect();
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, expect);
    }

    #[test]
    fn gaps_part_words() {
        check(&run(&[("a", 0.3), ("b", 2.0), ("c", -0.4), ("d", 0.0)]), &["ab", "cd"]);
        check(&run(&[("a", 0.0), (" ", 0.0), ("b", 0.0)]), &["a", "b"]);
    }

    #[test]
    fn spaced_letters_are_a_word() {
        let spaced = [
            ("g", 2.5),
            ("e", 2.5),
            ("s", 2.5),
            ("p", 2.5),
            ("e", 2.5),
            ("r", 6.0),
            ("r", 2.5),
            ("t", 0.0),
        ];
        check(&run(&spaced), &["gesper", "rt"]);
    }

    #[test]
    fn glyphs_drawn_twice_are_read_once() {
        let mut glyphs = run(&[("l", 0.0), ("l", 0.0)]);
        glyphs.push("l", Point::new(0.3, 100.0), Point::new(5.3, 100.0), 10.0);
        check(&glyphs, &["ll"]);
    }
}
