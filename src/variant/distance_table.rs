//! The edit distance of a word and letters that come one by one.

use super::edit_costs::{Cost, Costs};

/// The rows of the edit distance of a word and the letters walked so far.
pub(super) struct DistanceTable<'a> {
    word: &'a [u8],
    /// Whether the word may stand anywhere in the letters.
    anywhere: bool,
    costs: &'a Costs,
    letters: Vec<u8>,
    rows: Vec<Cost>,
    /// For each length of the word, the misreadings that end there: the letters taken, and those read.
    ends: Vec<Vec<(usize, &'static [u8])>>,
}

impl<'a> DistanceTable<'a> {
    /// No letters yet; `anywhere`: the word need not stand at their beginning.
    pub fn new(word: &'a str, costs: &'a Costs, anywhere: bool) -> Self {
        let word = word.as_bytes();
        let rows = (0..=word.len()).map(|at| costs.edits(at)).collect();
        let ends = (0..=word.len()).map(|end| costs.misreadings(&word[..end])).collect();
        DistanceTable { word, anywhere, costs, letters: Vec::new(), rows, ends }
    }

    /// The letters so far.
    pub fn letters(&self) -> &[u8] {
        &self.letters
    }

    fn width(&self) -> usize {
        self.word.len() + 1
    }

    /// One letter more.
    pub fn push(&mut self, letter: u8) {
        self.letters.push(letter);
        let (width, depth) = (self.width(), self.letters.len());
        let edit = self.costs.edit;
        self.rows.push(if self.anywhere { 0 } else { self.costs.edits(depth) });
        for at in 1..width {
            let cell = |up: usize, left: usize| self.rows[(depth - up) * width + at - left];
            let same = self.word[at - 1] == letter;
            let mut least = cell(1, 1) + if same { 0 } else { edit };
            least = least.min(cell(1, 0) + edit).min(cell(0, 1) + edit);
            for &(taken, read) in &self.ends[at] {
                if self.letters.ends_with(read) {
                    least = least.min(cell(read.len(), taken) + self.costs.misreading);
                }
            }
            if let Some(swap) = self.costs.swap
                && depth >= 2
                && at >= 2
                && self.word[at - 2] == letter
                && self.word[at - 1] == self.letters[depth - 2]
            {
                least = least.min(cell(2, 2) + swap);
            }
            self.rows.push(least);
        }
    }

    /// One letter less.
    pub fn pop(&mut self) {
        self.letters.pop();
        self.rows.truncate((self.letters.len() + 1) * self.width());
    }

    /// The smallest number of the last row.
    pub fn least(&self) -> Cost {
        self.rows[self.rows.len() - self.width()..].iter().copied().min().unwrap_or(0)
    }

    /// The distance of the word and the letters, or the end of them.
    pub fn distance(&self) -> Cost {
        self.rows.last().copied().unwrap_or(0)
    }
}
