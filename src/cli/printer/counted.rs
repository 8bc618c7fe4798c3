//! A number of things in words.

/// `1 file`, `2 files`.
pub(in crate::cli) fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
