//! Offsets of a derived text mapped back to the text it was made from.

use super::Span;

/// A stretch of equal steps: every unit is `to` bytes of the derived text made from `from` bytes of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    to_start: usize,
    from_start: usize,
    to_unit: usize,
    from_unit: usize,
    count: usize,
}

/// Maps byte offsets of a derived text (decoded, repaired) to byte offsets of its original.
///
/// It is built left to right with [`OffsetMap::push`]. A unit is the smallest piece that can be mapped: one byte where
/// text was copied, a whole character reference or a joined line break where it was not. Original text that was left
/// out is skipped with [`OffsetMap::skip`]. Equal neighbouring units share one run, so plain copies cost one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    runs: Vec<Run>,
    to_len: usize,
    from_len: usize,
}

impl OffsetMap {
    /// A map of `len` bytes onto themselves.
    pub fn identity(len: usize) -> Self {
        let mut map = OffsetMap::default();
        map.copy(len);
        map
    }

    /// Length in bytes of the derived text so far.
    pub fn to_len(&self) -> usize {
        self.to_len
    }

    /// Length in bytes of the original consumed so far.
    pub fn from_len(&self) -> usize {
        self.from_len
    }

    /// Appends `len` bytes copied one to one.
    pub fn copy(&mut self, len: usize) {
        self.append(1, 1, len);
    }

    /// Appends one unit: `to` derived bytes that stand for `from` original bytes (either may be 0).
    pub fn push(&mut self, to: usize, from: usize) {
        if to == 0 {
            self.skip(from);
        } else {
            self.append(to, from, 1);
        }
    }

    /// Leaves out `from` bytes of the original.
    pub fn skip(&mut self, from: usize) {
        self.from_len += from;
    }

    fn append(&mut self, to: usize, from: usize, count: usize) {
        if count == 0 {
            return;
        }
        match self.runs.last_mut() {
            Some(run)
                if run.to_unit == to
                    && run.from_unit == from
                    && run.from_start + run.from_unit * run.count == self.from_len =>
            {
                run.count += count;
            }
            _ => self.runs.push(Run {
                to_start: self.to_len,
                from_start: self.from_len,
                to_unit: to,
                from_unit: from,
                count,
            }),
        }
        self.to_len += to * count;
        self.from_len += from * count;
    }

    /// The smallest span of the original that holds every unit the given span of the derived text touches.
    ///
    /// An empty span gives an empty span at the start of its unit. Offsets past the end are clamped.
    pub fn span(&self, span: &Span) -> Span {
        let start = self.unit_at(span.start).start;
        if span.is_empty() {
            return start..start;
        }
        let end = self.unit_at(span.end - 1).end;
        start..end.max(start)
    }

    /// The original bytes of the unit that holds derived offset `at`.
    fn unit_at(&self, at: usize) -> Span {
        if at >= self.to_len {
            return self.from_len..self.from_len;
        }
        let index = self.runs.partition_point(|run| run.to_start <= at) - 1;
        let run = self.runs[index];
        let start = run.from_start + (at - run.to_start) / run.to_unit * run.from_unit;
        start..start + run.from_unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_text_maps_one_to_one() {
        let map = OffsetMap::identity(10);
        assert_eq!(map.span(&(2..5)), 2..5);
        assert_eq!(map.span(&(10..10)), 10..10);
    }

    #[test]
    fn units_are_taken_whole_and_gaps_are_covered() {
        // Original `a&auml;b--c`, derived `aäbc`.
        let mut map = OffsetMap::default();
        map.copy(1);
        map.push(2, 6);
        map.copy(1);
        map.skip(2);
        map.copy(1);
        assert_eq!(map.to_len(), 5);
        assert_eq!(map.from_len(), 11);
        assert_eq!(map.span(&(1..3)), 1..7);
        assert_eq!(map.span(&(3..5)), 7..11);
        assert_eq!(map.span(&(3..4)), 7..8);
        assert_eq!(map.span(&(4..4)), 10..10);
    }

    #[test]
    fn text_put_in_stands_for_nothing() {
        let mut map = OffsetMap::default();
        map.copy(2);
        map.push(2, 0);
        map.copy(2);
        assert_eq!(map.span(&(0..6)), 0..4);
        assert_eq!(map.span(&(2..4)), 2..2);
    }

    #[test]
    fn equal_units_share_a_run() {
        let mut map = OffsetMap::default();
        for _ in 0..1000 {
            map.push(1, 2);
        }
        assert_eq!(map.runs.len(), 1);
        assert_eq!(map.span(&(10..20)), 20..40);
    }
}
