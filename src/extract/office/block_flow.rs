//! A run of paragraphs and table cells being read: a body, a note or a text box.

use super::composition::{Piece, row};

/// A run of paragraphs.
#[derive(Default)]
pub struct BlockFlow {
    /// The text of the open paragraph.
    pub text: String,
    /// The heading level of the open paragraph.
    pub level: Option<u8>,
    /// Whether the open paragraph stands in a table.
    pub is_in_table: bool,
    /// What comes after the open paragraph.
    pub after: Vec<Piece>,
    pieces: Vec<Piece>,
    /// The open cell, and the cells of the open row before it.
    cell: Vec<Piece>,
    row: Vec<Vec<Piece>>,
    is_cell_open: bool,
}

impl BlockFlow {
    /// Ends the open paragraph.
    pub fn end_block(&mut self) {
        if !self.is_in_table {
            self.end_row();
        }
        let text = std::mem::take(&mut self.text);
        let target = if self.is_in_table { &mut self.cell } else { &mut self.pieces };
        if !text.trim().is_empty() {
            target.push(Piece::of_level(self.level, text));
        }
        target.append(&mut self.after);
    }

    /// Starts a cell; one that was left open ends.
    pub fn start_cell(&mut self) {
        match self.is_cell_open {
            true => self.end_cell(),
            false => self.end_block(),
        }
        self.is_in_table = true;
        self.is_cell_open = true;
    }

    /// Ends the open cell.
    pub fn end_cell(&mut self) {
        self.is_cell_open = false;
        self.is_in_table = true;
        self.end_block();
        self.row.push(std::mem::take(&mut self.cell));
    }

    /// Ends the open row of cells.
    pub fn end_row(&mut self) {
        self.is_cell_open = false;
        if !self.cell.is_empty() {
            self.row.push(std::mem::take(&mut self.cell));
        }
        self.pieces.extend(row(std::mem::take(&mut self.row)));
    }

    /// Starts a page with this label.
    pub fn start_page(&mut self, label: Option<String>) {
        self.end_block();
        match self.is_in_table {
            true => self.cell.push(Piece::Page(label)),
            false => self.pieces.push(Piece::Page(label)),
        }
    }

    /// All of it.
    pub fn into_pieces(mut self) -> Vec<Piece> {
        self.end_block();
        self.end_row();
        self.pieces
    }
}

#[cfg(test)]
mod tests {
    use super::super::composition::compose;
    use super::super::composition::tests::show;
    use super::super::limits::Limits;
    use super::*;

    fn check(write: impl Fn(&mut BlockFlow), expect: &str) {
        let mut flow = BlockFlow::default();
        write(&mut flow);
        let transcript = compose(flow.into_pieces(), &Limits::default()).expect("a transcript");
        assert_eq!(show(&transcript), expect);
    }

    fn block(flow: &mut BlockFlow, text: &str) {
        flow.text.push_str(text);
        flow.end_block();
    }

    #[test]
    fn what_comes_after_a_paragraph_waits_for_its_end() {
        check(
            |flow| {
                flow.after.push(Piece::paragraph("note"));
                block(flow, "a");
                block(flow, "b");
            },
            "a\nnote\nb",
        );
    }

    #[test]
    fn rows_end_with_the_table_at_the_latest() {
        check(
            |flow| {
                flow.text.push('a');
                flow.end_cell();
                block(flow, "b");
                flow.is_in_table = false;
                block(flow, "c");
            },
            "a | b\nc",
        );
    }

    #[test]
    fn pages_start_in_cells_too() {
        check(
            |flow| {
                flow.text.push('a');
                flow.start_page(Some("2".into()));
                flow.text.push('b');
                flow.is_in_table = true;
                flow.start_page(Some("3".into()));
                flow.text.push('c');
                flow.end_cell();
            },
            "---\na\n--- 2\nb\n--- 3\nc",
        );
    }
}
