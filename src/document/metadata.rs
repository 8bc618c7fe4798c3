//! What a document says about itself.

use serde::{Deserialize, Serialize};

use super::Language;

/// Descriptive facts about a document, as the format or its text states them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The title: from the format's own properties, front matter or the first heading.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// The language the document declares; detection fills the gap where it declares none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<Language>,
}
