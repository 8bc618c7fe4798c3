//! Runs: rankings in the form other evaluation tools read.

use super::RankedItem;

/// A line of a TREC run, `topic Q0 document rank score tag`, without its line break.
///
/// `rank` counts from 1. White space in a column is percent-encoded (`%20`), since it would end the column.
pub fn run_line(topic: &str, item: &RankedItem, rank: usize, tag: &str) -> String {
    let (topic, id, tag) = (column(topic), column(&item.id), column(tag));
    format!("{topic} Q0 {id} {rank} {} {tag}", item.score)
}

fn column(text: &str) -> String {
    let mut column = String::with_capacity(text.len());
    for ch in text.chars() {
        if ch.is_whitespace() {
            for byte in ch.encode_utf8(&mut [0; 4]).bytes() {
                column += &format!("%{byte:02X}");
            }
        } else {
            column.push(ch);
        }
    }
    column
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_hold_no_blank() {
        let item = RankedItem {
            id: "a b/c\u{a0}d\t50%.txt#L3-7".into(),
            score: 12.5,
            ..RankedItem::default()
        };
        assert_eq!(
            run_line("q 1", &item, 3, "bm25"),
            "q%201 Q0 a%20b/c%C2%A0d%0950%.txt#L3-7 3 12.5 bm25"
        );
    }
}
