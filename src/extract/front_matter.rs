//! The lines about a document that stand before its Markdown text.

use crate::document::{Language, Metadata};

/// Reads front matter between `---` lines (`key: value`) or `+++` lines (`key = value`); of its keys `title` and
/// `language` or `lang`. Also gives the offset of the text after it, which is 0 where there is none.
pub fn read(source: &str) -> (Metadata, usize) {
    parse(source).unwrap_or_default()
}

fn parse(source: &str) -> Option<(Metadata, usize)> {
    let mut metadata = Metadata::default();
    let mut lines = source.split_inclusive('\n');
    let first = lines.next()?;
    let (fence, sign) = match first.trim_end() {
        "---" => ("---", ':'),
        "+++" => ("+++", '='),
        _ => return None,
    };
    let (mut end, mut is_top_level, mut has_keys) = (first.len(), true, false);
    for line in lines {
        end += line.len();
        let line = line.trim_end();
        if line == fence || sign == ':' && line == "..." {
            return has_keys.then_some((metadata, end));
        }
        let (key, value) = line.split_once(sign).unwrap_or_default();
        let is_key = !key.is_empty()
            && key.trim_end().chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
        // A rule may open a text; what opens front matter is a key.
        if !has_keys && !is_key && !line.is_empty() && !line.starts_with('#') {
            return None;
        }
        has_keys |= is_key;
        // A TOML table, whose keys are not about the document as a whole.
        is_top_level &= !line.starts_with('[');
        let value = unquoted(value.trim());
        match key.trim_end() {
            "title" if is_top_level && !value.is_empty() => metadata.title = Some(value.to_owned()),
            "language" | "lang" if is_top_level => metadata.language = Language::from_code(value),
            _ => {}
        }
    }
    None
}

/// The value without quotes; nothing for a value that stands in the next lines.
fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some((inner, _)) = value.strip_prefix(quote).and_then(|rest| rest.split_once(quote))
        {
            return inner;
        }
    }
    if value.starts_with(['>', '|']) { "" } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, title: Option<&str>, language: Option<Language>, rest: &str) {
        let (metadata, end) = read(source);
        assert_eq!(
            (metadata.title.as_deref(), metadata.language, &source[end..]),
            (title, language, rest)
        );
    }

    #[test]
    fn yaml_and_toml_are_read() {
        let german = Some(Language::German);
        check(
            "---\ntitle: Der Plan: 1957\nlang: de-CH\n---\nText",
            Some("Der Plan: 1957"),
            german,
            "Text",
        );
        check(
            "---\r\n# note\r\ntitle: \"Der 'Plan'\"\r\n...\r\nText",
            Some("Der 'Plan'"),
            None,
            "Text",
        );
        check(
            "+++\ntitle = 'Der Plan' # note\nlanguage = \"german\"\n[extra]\ntitle = 'No'\n+++\n",
            Some("Der Plan"),
            german,
            "",
        );
        check("---\nauthor:\n  title: No\ntitle: >\n  folded\n---\nText", None, None, "Text");
    }

    #[test]
    fn rules_are_not_front_matter() {
        for source in [
            "---\n\nText: a\n---\n",
            "---\nSome text\n---\n",
            "---\ntitle: never ends\n",
            "Text\n---\n",
            "",
        ] {
            match source {
                "---\n\nText: a\n---\n" => check(source, None, None, ""),
                _ => check(source, None, None, source),
            }
        }
    }
}
