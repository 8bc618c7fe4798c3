//! How much one file may cost, and why a file gives nothing.

/// Bounds that keep a small file from costing the memory of a large one.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Limits {
    /// Bytes of text one file may give; no part of an archive may unpack to more.
    pub max_text: usize,
    /// How deep elements or groups may be nested.
    pub max_depth: usize,
    /// How deep files may stand in files: an archive in a mail in an archive is 2.
    pub max_nesting: usize,
    /// Unpacked size divided by packed size, counted from 1 MB on.
    pub max_ratio: u64,
    /// Documents, or members of an archive, in one file.
    pub max_documents: usize,
    /// What opens locked files.
    pub password: Option<String>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            max_text: 256 << 20,
            max_depth: 256,
            max_nesting: 5,
            max_ratio: 200,
            max_documents: 100_000,
            password: None,
        }
    }
}

/// Why a file gave no text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It is not what it claims to be, or too broken to read.
    #[error("damaged: {0}")]
    Damaged(String),
    /// It needs a password.
    #[error("locked; give its password with --password-file")]
    Locked,
    /// It would cost more than the limits allow.
    #[error("too large: {0}")]
    TooLarge(String),
    /// There is no text in it.
    #[error("no text in it")]
    Empty,
}

impl Failure {
    /// The same, with what is known about why there is no text.
    pub fn because(self, warnings: &[String]) -> Failure {
        match self {
            Failure::Empty if !warnings.is_empty() => Failure::Damaged(warnings.join("; ")),
            failure => failure,
        }
    }
}
