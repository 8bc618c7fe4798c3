//! The lines about a document that stand before its text.

use serde_json::{Map, Value};

use super::records::{from_record, of_toml};
use crate::document::{Metadata, Origin};

/// Front matter as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// What it says, marked [`Origin::FrontMatter`].
    pub metadata: Metadata,
    /// The offset of the text after it, 0 where there is none.
    pub end: usize,
    /// What could not be read, a line each, naming the key.
    pub warnings: Vec<String>,
}

/// Reads front matter between `---` lines (YAML: `key: value`, `[a, b]` and `- a` lists) or `+++` lines (TOML) at the
/// start of a text. Keys that name no field are passed over, as are values of other kinds.
pub fn front_matter(source: &str) -> FrontMatter {
    parse(source).unwrap_or_default()
}

fn parse(source: &str) -> Option<FrontMatter> {
    let mut lines = source.split_inclusive('\n');
    let first = lines.next()?;
    let (fence, is_yaml) = match first.trim_end() {
        "---" => ("---", true),
        "+++" => ("+++", false),
        _ => return None,
    };
    let (mut end, mut has_keys) = (first.len(), false);
    for line in lines {
        let start = end;
        end += line.len();
        let line = line.trim_end();
        if line == fence || is_yaml && line == "..." {
            let (metadata, warnings) = match is_yaml {
                true => from_record(&yaml(&source[first.len()..start]), Origin::FrontMatter),
                false => match of_toml(&source[first.len()..start]) {
                    Ok(record) => from_record(&record, Origin::FrontMatter),
                    Err(message) => (Metadata::default(), vec![format!("front matter: {message}")]),
                },
            };
            return has_keys.then_some(FrontMatter { metadata, end, warnings });
        }
        let (key, _) = line.split_once(if is_yaml { ':' } else { '=' }).unwrap_or_default();
        let is_key = !key.is_empty()
            && key.trim_end().chars().all(|c| {
                c.is_alphanumeric() || "_-. ".contains(c) && is_yaml || "_-.\"".contains(c)
            });
        // A rule may open a text; what opens front matter is a key.
        if !has_keys && !is_key && !line.is_empty() && !line.starts_with('#') {
            return None;
        }
        has_keys |= is_key;
    }
    None
}

/// The keys of YAML that stand at its margin, with their values: of one line, a list, or of lines that run on.
fn yaml(source: &str) -> Map<String, Value> {
    let mut record = Map::new();
    let mut open: Option<&str> = None;
    for line in source.lines().filter(|line| !line.trim_start().starts_with('#')) {
        let inner = line.trim();
        let value = open.and_then(|key| record.get_mut(key));
        match (line.starts_with([' ', '\t', '-']), inner.strip_prefix("- "), value) {
            (true, Some(item), Some(Value::Array(items))) => items.push(scalar(item).into()),
            (true, None, Some(Value::String(text))) => {
                text.push(' ');
                text.push_str(inner);
            }
            // A record in a record is not about the document as a whole.
            (true, ..) => {}
            (false, ..) => {
                let Some((key, value)) = line.split_once(':') else { continue };
                open = Some(key.trim());
                record.insert(key.trim().to_owned(), yaml_value(value.trim()));
            }
        }
    }
    record
}

fn yaml_value(value: &str) -> Value {
    if value.starts_with(['>', '|']) {
        return Value::String(String::new());
    }
    if value.is_empty() || value.starts_with('#') {
        return Value::Array(Vec::new());
    }
    match value.strip_prefix('[').and_then(|rest| rest.rsplit_once(']')) {
        Some((inner, _)) => items(inner).into_iter().map(scalar).collect(),
        None => scalar(value).into(),
    }
}

/// The items of a list in one line; a comma between quotes divides nothing.
fn items(list: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (at, c) in list.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            // An apostrophe inside a word opens nothing.
            None if (c == '"' || c == '\'') && list[start..at].trim().is_empty() => quote = Some(c),
            None if c == ',' => {
                items.push(&list[start..at]);
                start = at + 1;
            }
            None => {}
        }
    }
    items.push(&list[start..]);
    items
}

/// A value without its quotes, or without the note after it.
fn scalar(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some((inner, _)) = value.strip_prefix(quote).and_then(|rest| rest.split_once(quote))
        {
            return inner;
        }
    }
    value.split(" #").next().unwrap_or_default().trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Field, Language};

    #[test]
    fn yaml_is_read() {
        let source = "---\n# note\ntitle: \"Der Plan: 1957\"\nauthor: [A, 'B, C', D'Arcy]\nto:\n  - Kim # the elder\n  - \"Li\"\nlang: de-CH\ndate: 1960-08-30\ndraft: yes\nextra:\n  title: No\n---\nText";
        let read = front_matter(source);
        assert_eq!(read.metadata.title.as_deref(), Some("Der Plan: 1957"));
        assert_eq!(read.metadata.author, ["A", "B, C", "D'Arcy"]);
        assert_eq!(read.metadata.to, ["Kim", "Li"]);
        assert_eq!(read.metadata.language, Some(Language::German));
        assert_eq!(read.metadata.date.map(|date| date.earliest), Some(19600830));
        assert_eq!(read.metadata.origins[&Field::Title], Origin::FrontMatter);
        assert_eq!((&source[read.end..], read.warnings), ("Text", vec![]));
    }

    #[test]
    fn values_of_several_lines_are_joined() {
        let read =
            front_matter("---\ntitle: >\n  Der\n  Plan\nauthor:\n  title: No\n---\n").metadata;
        assert_eq!((read.title.as_deref(), read.author.len()), (Some("Der Plan"), 0));
    }

    #[test]
    fn toml_is_read() {
        let source = "+++\ntitle = 'Der Plan' # note\nauthor = [\"A\", \"B\"]\ndate = 1960-08-30\n[extra]\ntitle = 'No'\n+++\nText";
        let read = front_matter(source);
        assert_eq!(read.metadata.title.as_deref(), Some("Der Plan"));
        assert_eq!(read.metadata.author, ["A", "B"]);
        assert_eq!(read.metadata.date.map(|date| date.text).as_deref(), Some("1960-08-30"));
        assert_eq!(&source[read.end..], "Text");
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        assert_eq!(front_matter("---\ndate: bald\n---\n").warnings, ["`date`: `bald` is no date"]);
        let broken = front_matter("+++\ntitle = \n+++\nText");
        assert!(broken.warnings[0].starts_with("front matter: "), "{:?}", broken.warnings);
        assert_eq!(broken.end, 17);
    }

    #[test]
    fn rules_are_not_front_matter() {
        for source in
            ["---\nNo key here\n---\n", "---\ntitle: no end\n", "", "Text\n---\ntitle: x\n---\n"]
        {
            let read = front_matter(source);
            assert_eq!(read, FrontMatter::default(), "{source:?}");
        }
    }
}
