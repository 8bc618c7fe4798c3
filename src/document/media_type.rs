//! The file formats the registry of extractors knows.

use serde::{Deserialize, Serialize};

/// What kind of file the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MediaType {
    /// Plain text, in any encoding.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// HTML or XHTML.
    Html,
}

impl MediaType {
    /// The short name used in reports and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            MediaType::Text => "text",
            MediaType::Markdown => "markdown",
            MediaType::Html => "html",
        }
    }
}

impl std::fmt::Display for MediaType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
