//! Lines for the report, not more than anyone would read.

/// How many lines a file may add to the report.
const MAX: usize = 1000;

/// The lines about a file.
#[derive(Debug, Default)]
pub struct Notes {
    lines: Vec<String>,
    /// How many were one too many.
    more: usize,
}

impl Notes {
    /// Adds a line.
    pub fn push(&mut self, line: String) {
        match self.lines.len() < MAX {
            true => self.lines.push(line),
            false => self.more += 1,
        }
    }

    /// Adds lines.
    pub fn extend(&mut self, lines: impl IntoIterator<Item = String>) {
        lines.into_iter().for_each(|line| self.push(line));
    }

    /// The lines, with one at the end for those that are too many.
    pub fn finished(mut self) -> Vec<String> {
        if self.more > 0 {
            self.lines.push(format!("and {} more lines like these", self.more));
        }
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_too_many_are_counted() {
        let mut notes = Notes::default();
        notes.extend((0..MAX + 2).map(|number| number.to_string()));
        let lines = notes.finished();
        assert_eq!((lines.len(), lines[MAX].as_str()), (MAX + 1, "and 2 more lines like these"));
        let mut few = Notes::default();
        few.push("one".to_owned());
        assert_eq!(few.finished(), ["one"]);
    }
}
