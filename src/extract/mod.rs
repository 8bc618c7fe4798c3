//! Source bytes to documents.
