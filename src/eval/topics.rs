//! Topics: the questions a search is measured with.

use std::collections::HashMap;

use super::{Error, Problem, content_lines};

/// A question to measure with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its name in the judgements.
    pub id: String,
    /// The query as typed.
    pub text: String,
}

/// Reads topics, one a line: `topic<TAB>query text`. Further columns are ignored.
pub fn parse_topics(text: &str) -> Result<Vec<Topic>, Error> {
    let mut topics = Vec::new();
    let mut lines_of = HashMap::new();
    for (line, content) in content_lines(text) {
        let mut columns = content.split('\t').map(str::trim);
        let (id, text) = match (columns.next(), columns.next()) {
            (Some(id), Some(text)) if !id.is_empty() && !text.is_empty() => (id, text),
            _ => {
                return Err(Error { line, problem: Problem::NotATopic });
            }
        };
        if let Some(first) = lines_of.insert(id, line) {
            let problem = Problem::SameTopic { id: id.into(), first };
            return Err(Error { line, problem });
        }
        topics.push(Topic { id: id.into(), text: text.into() });
    }
    Ok(topics)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_read() {
        let text = "\u{FEFF}# comment\r\na1\tWas ist das?\tnote\t\r\n\n  \na2\t #5 \n";
        let topics = parse_topics(text).expect("valid");
        let read: Vec<_> =
            topics.iter().map(|topic| (topic.id.as_str(), topic.text.as_str())).collect();
        assert_eq!(read, [("a1", "Was ist das?"), ("a2", "#5")]);
        assert_eq!(parse_topics(""), Ok(vec![]));
    }

    #[test]
    fn errors_name_the_line() {
        let check = |text: &str, message: &str| {
            assert_eq!(parse_topics(text).expect_err(text).to_string(), message);
        };
        check("a1\tx\n\na2 y", "line 3: expected `topic<TAB>query text`");
        check("a1\t \n", "line 1: expected `topic<TAB>query text`");
        check("\tx\n", "line 1: expected `topic<TAB>query text`");
        check(
            "a\tx\n#\na\ty",
            "line 3: topic `a` is already in line 1; give each topic its own id",
        );
    }
}
