//! Quotes and citations to verdicts: where they stand in the collection, and whether their source still says it.

mod check_claims;
mod check_quotes;
mod claim;
mod files;
mod joined;
mod lines;
mod verdict;

pub use check_quotes::{MAX_QUOTE, Verifier};
pub use claim::{Claim, ClaimError, claims};
pub use verdict::{Check, FileState, Found, Place, Verdict, Verification};
