//! The languages docsearch analyses.

use serde::{Deserialize, Serialize};

/// The language of a document or of a passage.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// German.
    #[serde(rename = "de")]
    German,
    /// Neither, both, or too little text to tell: analysed as both.
    #[default]
    #[serde(rename = "und")]
    Unknown,
}

impl Language {
    /// The ISO 639-1 code, or `und` (ISO 639-2, undetermined).
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::Unknown => "und",
        }
    }

    /// Reads a code such as `de`, `de-CH`, `EN_us`, `deu` or `english`; `None` for any other language.
    pub fn from_code(code: &str) -> Option<Language> {
        let primary = code.trim().split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" | "eng" | "english" | "englisch" => Some(Language::English),
            "de" | "deu" | "ger" | "german" | "deutsch" => Some(Language::German),
            _ => None,
        }
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_with_a_region_are_read() {
        assert_eq!(Language::from_code("de-AT"), Some(Language::German));
        assert_eq!(Language::from_code("EN_us"), Some(Language::English));
        assert_eq!(Language::from_code("fr"), None);
        assert_eq!(Language::from_code(""), None);
    }
}
