//! Paths in links, in which `%20` stands for a blank.

/// A path with its `%20` resolved; what is no such sign stays.
pub fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let decoded = hex
            .filter(|hex| *first == b'%' && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match decoded {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_are_resolved() {
        let check = |path, expect: &str| assert_eq!(percent_decoded(path), expect);
        check("a%20b%C3%BC", "a bü");
        check("100%", "100%");
        check("%+1%zz", "%+1%zz");
    }
}
