//! Texts and queries spoilt as scanners and keyboards spoil them.

use std::error::Error;
use std::fs;
use std::path::Path;

use docsearch::eval::Topic;

use crate::sets::{file_name, sorted};

/// Share of letters misread in the noisy copy of a set.
pub const NOISE: f64 = 0.05;

/// Numbers that look random and are the same in every run (SplitMix64).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        number ^ (number >> 31)
    }

    /// True with a chance of `share`.
    pub fn chance(&mut self, share: f64) -> bool {
        (self.next() >> 11) as f64 / ((1u64 << 53) as f64) < share
    }
}

/// Letters that scanners take for one another.
const CONFUSIONS: [(char, &str); 18] = [
    ('e', "c"),
    ('c', "e"),
    ('n', "u"),
    ('u', "n"),
    ('m', "rn"),
    ('l', "1"),
    ('i', "l"),
    ('h', "b"),
    ('b', "h"),
    ('s', "f"),
    ('f', "s"),
    ('t', "r"),
    ('r', "t"),
    ('o', "0"),
    ('a', "o"),
    ('ä', "a"),
    ('ö', "o"),
    ('ü', "u"),
];

/// Copies a corpus with a share of its letters misread.
pub fn spoil(from: &Path, to: &Path, share: f64) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    let mut numbers = Numbers(7);
    for path in sorted(from)? {
        let mut text = String::new();
        for c in fs::read_to_string(&path)?.chars() {
            match CONFUSIONS.iter().find(|(letter, _)| *letter == c) {
                Some((_, wrong)) if numbers.chance(share) => text.push_str(wrong),
                None if c.is_alphabetic() && numbers.chance(share) => {}
                _ => text.push(c),
            }
        }
        fs::write(to.join(file_name(&path)), text)?;
    }
    Ok(())
}

/// Topics as people type them without a German keyboard.
pub fn in_ascii(topics: &[Topic]) -> Vec<Topic> {
    let pairs =
        [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")];
    let ascii =
        |text: &str| pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    topics.iter().map(|topic| Topic { id: topic.id.clone(), text: ascii(&topic.text) }).collect()
}
