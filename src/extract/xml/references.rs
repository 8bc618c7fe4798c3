//! Character references such as `&#252;` and `&amp;`.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};

use crate::document::Span;

/// Longest name of a reference, in bytes; the longest of HTML has 32.
const LONGEST: usize = 40;

/// What `&name;` stands for; `None` for a name that neither XML nor HTML knows.
///
/// The names of HTML are those of the ISO sets that older files declare in a DTD: `&auml;` is the same everywhere.
pub fn resolve(name: &str) -> Option<Cow<'static, str>> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    match name {
        "lt" => Some("<".into()),
        "gt" => Some(">".into()),
        "amp" => Some("&".into()),
        "quot" => Some("\"".into()),
        "apos" => Some("'".into()),
        _ if name.len() <= LONGEST && name.bytes().all(is_part) => of_html(&format!("&{name};")),
        _ => None,
    }
}

fn of_html(reference: &str) -> Option<Cow<'static, str>> {
    let text = Tokenizer::new(reference).find_map(|token| match token {
        Ok(Token::String(text)) => String::from_utf8(text.value.0).ok(),
        _ => None,
    })?;
    // In HTML a name may end before the letters do: `&notit;` is `¬it;`. In XML that is an unknown name.
    let is_whole = !text.ends_with(';') || text == ";";
    (is_whole && !text.contains('\0')).then_some(text.into())
}

/// The text with its references resolved; unknown ones stay as typed.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut start = 0;
    for (span, value) in references(text) {
        plain.push_str(&text[start..span.start]);
        plain.push_str(&value);
        start = span.end;
    }
    plain.push_str(&text[start..]);
    plain.into()
}

/// The references in a text that are known, each with its span and what it stands for.
pub fn references(text: &str) -> impl Iterator<Item = (Span, Cow<'static, str>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text[at..].find('&') {
            let start = at + found;
            let rest = &text[start..];
            let end = rest.bytes().take(LONGEST + 2).position(|byte| byte == b';');
            if let Some((value, end)) = end.and_then(|end| Some((resolve(&rest[1..end])?, end))) {
                at = start + end + 1;
                return Some((start..at, value));
            }
            at = start + 1;
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_references_are_resolved_and_others_stay() {
        let check = |text, expect| assert_eq!(unescape(text), expect);
        check("f&#252;r &#xFC;ber &auml;hnlich", "für über ähnlich");
        check("&lt;a &amp; b&gt; &quot;&apos;", "<a & b> \"'");
        check("&semi;&amp;amp;", ";&amp;");
        check("&my-text; &notit; & &", "&my-text; &notit; & &");
        check("&#x;&#;&;ä&ä;", "&#x;&#;&;ä&ä;");
    }
}
