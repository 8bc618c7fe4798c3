//! Parts of a citation put together with one sign between them, whatever they end with.

/// Signs that a part must not end with before another one.
const LOOSE: &[char] = &[',', ';', ':', ' '];

/// A citation that grows part by part.
#[derive(Debug, Default)]
pub struct Prose {
    text: String,
}

impl Prose {
    /// Appends a part after a comma, which stands inside closing quotation marks as in English.
    pub fn push(&mut self, part: impl AsRef<str>) {
        self.append(part.as_ref(), ", ");
    }

    /// Appends a part where there is one.
    pub fn push_some(&mut self, part: Option<impl AsRef<str>>) {
        if let Some(part) = part {
            self.push(part);
        }
    }

    /// Appends a part in brackets; without them where it is the first.
    pub fn push_bracketed(&mut self, part: &str) {
        match self.text.is_empty() {
            true => self.push(part),
            false => self.append(&format!("({})", part.trim_matches(LOOSE)), " "),
        }
    }

    /// Appends a part after a colon.
    pub fn push_after_colon(&mut self, part: &str) {
        self.append(part, ": ");
    }

    /// Appends a sentence after a full stop.
    pub fn push_sentence(&mut self, part: impl AsRef<str>) {
        self.append(part.as_ref(), ". ");
    }

    fn append(&mut self, part: &str, sign: &str) {
        let part = part.trim_matches(LOOSE);
        if !part.contains(char::is_alphanumeric) {
            return;
        }
        if !self.text.is_empty() {
            self.end_with(sign.trim_end());
            self.text.push(' ');
        }
        self.text.push_str(part);
    }

    /// The citation with a full stop at its end; empty where it has no part.
    pub fn finish(mut self) -> String {
        if !self.text.is_empty() {
            self.end_with(".");
        }
        self.text
    }

    /// Puts a sign at the end, where no other makes it needless.
    fn end_with(&mut self, sign: &str) {
        let is_quoted = self.text.ends_with('”') && matches!(sign, "," | ".");
        if is_quoted {
            self.text.pop();
            if self.text.ends_with('.') && sign == "," {
                self.text.pop();
            }
        }
        let inner = self.text.trim_end_matches(['’', '”', '“', '‘']);
        let has_end = sign == "." && inner.ends_with(['.', '!', '?', '…']);
        if !has_end {
            self.text.push_str(sign);
        }
        if is_quoted {
            self.text.push('”');
        }
    }
}

/// A title without a full stop at its end, which is none of its own.
pub fn plain_title(title: &str) -> &str {
    let plain = title.strip_suffix('.').filter(|plain| !plain.ends_with('.'));
    plain.unwrap_or(title).trim_end_matches(LOOSE)
}

/// A title in quotation marks; those in it become single ones.
pub fn quoted(title: &str) -> String {
    let mut quoted = String::from("“");
    let mut is_open = false;
    for c in plain_title(title).chars() {
        match c {
            '"' => {
                quoted.push(if is_open { '’' } else { '‘' });
                is_open = !is_open;
            }
            // The closing mark of German is the opening one of English.
            '„' | '«' => {
                quoted.push('‘');
                is_open = true;
            }
            '“' if !is_open => {
                quoted.push('‘');
                is_open = true;
            }
            '“' | '”' | '»' => {
                quoted.push('’');
                is_open = false;
            }
            c => quoted.push(c),
        }
    }
    quoted.push('”');
    quoted
}

/// Names as a list: `A`, `A and B`, `A, B, and C`; `A et al.` where they are more than `most`.
pub fn listed(names: &[String], most: usize, and: &str, comma: &str) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(one.clone()),
        [first, ..] if names.len() > most => Some(format!("{first} et al.")),
        [one, other] => Some(format!("{one} {and} {other}")),
        [start @ .., last] => Some(format!("{}{comma} {and} {last}", start.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_never_doubled() {
        let join = |parts: &[&str]| {
            let mut prose = Prose::default();
            parts.iter().for_each(|part| prose.push(part));
            prose.finish()
        };
        assert_eq!(join(&["A", "", " , ", "B,", "C."]), "A, B, C.");
        assert_eq!(join(&["“Title”", "C"]), "“Title,” C.");
        assert_eq!(join(&["“Title.”", "C"]), "“Title,” C.");
        assert_eq!(join(&["“Who?”", "C"]), "“Who?,” C.");
        assert_eq!(join(&["C", "“Who?”"]), "C, “Who?”");
        assert_eq!(join(&["C", "“On ‘war.’”"]), "C, “On ‘war.’”");
        assert_eq!(join(&["Washington, D.C.", "1960"]), "Washington, D.C., 1960.");
        assert_eq!(join(&["…"]), "");
    }

    #[test]
    fn quotation_marks_are_nested() {
        assert_eq!(quoted("Der „Plan“ vom Mai."), "“Der ‘Plan’ vom Mai”");
        assert_eq!(quoted("The \"plan\" and “its” end"), "“The ‘plan’ and ‘its’ end”");
    }

    #[test]
    fn names_are_listed() {
        let list = |count: usize| {
            let names: Vec<String> =
                ["A", "B", "C", "D"][..count].iter().map(|name| (*name).into()).collect();
            listed(&names, 3, "and", ",").unwrap_or_default()
        };
        assert_eq!(
            [list(0), list(1), list(2), list(3), list(4)],
            ["", "A", "A and B", "A, B, and C", "A et al."]
        );
    }
}
