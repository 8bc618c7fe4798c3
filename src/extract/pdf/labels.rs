//! The labels printed on the pages, from the catalog's number tree (ISO 32000-1, 12.4.2).

use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, String as Text};

use super::text_string;

/// Levels of the number tree.
const MAX_DEPTH: usize = 32;

/// Most nodes of the tree that are looked at.
const MAX_NODES: usize = 100_000;

/// Letters are repeated for higher numbers (AA, BB, …); beyond this nobody reads them.
const MAX_REPEATS: u32 = 50;

/// How the pages from one on are labelled.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Range {
    first_page: usize,
    style: Option<u8>,
    prefix: String,
    start: u32,
}

/// The label of each page; `None` where the file gives none.
pub fn labels(catalog: &Dict<'_>, pages: usize) -> Vec<Option<String>> {
    let mut ranges = Vec::new();
    if let Some(tree) = catalog.get::<Dict<'_>>(keys::PAGE_LABELS) {
        collect(&tree, 0, &mut 0, &mut ranges);
    }
    ranges.sort_by_key(|range| range.first_page);
    (0..pages).map(|page| label(&ranges, page)).collect()
}

fn collect(node: &Dict<'_>, depth: usize, nodes: &mut usize, ranges: &mut Vec<Range>) {
    *nodes += 1;
    if depth > MAX_DEPTH || *nodes > MAX_NODES {
        return;
    }
    if let Some(numbers) = node.get::<Array<'_>>(keys::NUMS) {
        let mut entries = numbers.flex_iter();
        while let Some((page, dict)) = entries.next::<(i64, Dict<'_>)>() {
            let Ok(first_page) = usize::try_from(page) else { continue };
            let style = dict.get::<Name<'_>>(keys::S).and_then(|name| name.first().copied());
            let prefix = dict.get::<Text<'_>>(keys::P);
            ranges.push(Range {
                first_page,
                style,
                prefix: prefix.map_or(String::new(), |text| text_string::decode(text.as_bytes())),
                start: dict.get::<u32>(keys::ST).unwrap_or(1),
            });
        }
    }
    if let Some(kids) = node.get::<Array<'_>>(keys::KIDS) {
        for kid in kids.iter::<Dict<'_>>() {
            collect(&kid, depth + 1, nodes, ranges);
        }
    }
}

fn label(ranges: &[Range], page: usize) -> Option<String> {
    let index = ranges.partition_point(|range| range.first_page <= page).checked_sub(1)?;
    let range = &ranges[index];
    let number = range.start.saturating_add(u32::try_from(page - range.first_page).ok()?);
    let number = match range.style {
        Some(b'D') => number.to_string(),
        Some(b'R') => roman(number),
        Some(b'r') => roman(number).to_lowercase(),
        Some(b'A') => letters(number),
        Some(b'a') => letters(number).to_lowercase(),
        _ => String::new(),
    };
    let label = format!("{}{number}", range.prefix);
    (!label.is_empty()).then_some(label)
}

/// Roman numerals up to 3999; beyond, where they need signs of their own, Arabic ones.
fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut out = String::new();
    let mut rest = number;
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// A to Z, AA to ZZ, AAA …
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else { return String::new() };
    if index / 26 >= MAX_REPEATS {
        return number.to_string();
    }
    let letter = char::from(b'A' + (index % 26) as u8);
    std::iter::repeat_n(letter, (index / 26 + 1) as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(first_page: usize, style: u8, prefix: &str, start: u32) -> Range {
        Range { first_page, style: Some(style), prefix: prefix.into(), start }
    }

    #[test]
    fn ranges_number_their_pages() {
        let ranges = [range(0, b'r', "", 1), range(4, b'D', "", 1), range(6, b'A', "B-", 26)];
        let check = |page, expect: &str| assert_eq!(label(&ranges, page).as_deref(), Some(expect));
        check(0, "i");
        check(3, "iv");
        check(4, "1");
        check(5, "2");
        check(6, "B-Z");
        check(7, "B-AA");
        assert_eq!(label(&ranges[1..], 2), None);
        assert_eq!(label(&[], 2), None);
        let only_prefix = Range { style: None, ..range(0, b'D', "Cover", 1) };
        assert_eq!(label(&[only_prefix], 0).as_deref(), Some("Cover"));
    }

    #[test]
    fn numbers_have_signs() {
        let check = |number, expect: (&str, &str)| {
            assert_eq!((roman(number).as_str(), letters(number).as_str()), expect);
        };
        check(1949, ("MCMXLIX", "1949"));
        check(0, ("", ""));
        check(27, ("XXVII", "AA"));
        check(u32::MAX, ("4294967295", "4294967295"));
    }
}
