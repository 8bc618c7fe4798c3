//! The address of a web page with the passage marked in it: a text fragment.
//!
//! Source: URL Fragment Text Directives (WICG), which browsers follow: `#:~:text=start,end`.

use super::Source;
use super::item::clean;

/// Words at each end of the passage that a browser looks for.
const WORDS: usize = 5;

/// The address, empty where the document has none of the web.
pub fn address(source: &Source<'_>) -> String {
    let url = source.metadata.url.as_deref().and_then(clean).unwrap_or_default();
    let is_web = ["http://", "https://"].iter().any(|start| url.starts_with(start));
    if !is_web {
        return String::new();
    }
    let url = url.split(":~:").next().unwrap_or_default().replace(' ', "%20");
    let Some(directive) = directive(source.quote) else { return url };
    let mark = if url.contains('#') { "" } else { "#" };
    format!("{url}{mark}:~:text={directive}")
}

/// The first words and the last; a browser finds each of them in one block only, so that neither crosses a line.
fn directive(quote: &str) -> Option<String> {
    let lines = || quote.lines().filter(|line| line.contains(char::is_alphanumeric));
    let first: Vec<&str> = lines().next()?.split_whitespace().collect();
    let last: Vec<&str> = lines().next_back()?.split_whitespace().collect();
    if lines().nth(1).is_none() && first.len() <= 2 * WORDS {
        return Some(encoded(&first));
    }
    let start = &first[..first.len().min(WORDS)];
    let end = &last[last.len().saturating_sub(WORDS)..];
    Some(format!("{},{}", encoded(start), encoded(end)))
}

/// Words with blanks between, percent-encoded: also the hyphen, the comma and the ampersand, which the directive reads
/// otherwise.
fn encoded(words: &[&str]) -> String {
    let mut encoded = String::new();
    for byte in words.join(" ").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Language, Locator, Metadata};

    fn check(url: &str, quote: &str, expect: &str) {
        let metadata = Metadata { url: Some(url.to_owned()), ..Metadata::default() };
        let source = Source {
            metadata: &metadata,
            locator: &Locator::default(),
            folder: 0,
            path: "a.html",
            place: None,
            quote,
            language: Language::English,
        };
        assert_eq!(address(&source), expect);
    }

    #[test]
    fn the_passage_is_marked() {
        let url = "https://example.org/a";
        check(url, "Kim Il Sung said", "https://example.org/a#:~:text=Kim%20Il%20Sung%20said");
        check(
            url,
            "The two sides might begin with something less, a confederation of North-and-South.",
            "https://example.org/a#:~:text=The%20two%20sides%20might%20begin,less%2C%20a%20confederation%20of%20North%2Dand%2DSouth.",
        );
        check(
            url,
            "Über uns\n\n§ 1 & 2",
            "https://example.org/a#:~:text=%C3%9Cber%20uns,%C2%A7%201%20%26%202",
        );
        check(url, " \n ", url);
        check("https://example.org/a#top", "x", "https://example.org/a#top:~:text=x");
        check("https://example.org/a#:~:text=y", "x", "https://example.org/a#:~:text=x");
        check("example.org", "x", "");
    }
}
