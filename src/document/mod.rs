//! The values every room shares: a document, its spans and where they stand in the source.

mod historical_date;
mod holdings;
mod language;
mod locator;
mod media_type;
mod metadata;
mod model;
mod offset_map;

pub use historical_date::{HistoricalDate, day_after, day_before, day_number, days_in_month};
pub use holdings::BARCH_HOLDINGS;
pub use language::Language;
pub use locator::{Locator, LocatorMap, Page, line_starts};
pub use media_type::MediaType;
pub use metadata::{Field, Metadata, Origin, Slot};
pub use model::{Block, BlockKind, Document, Part};
pub use offset_map::OffsetMap;

/// A half-open range of byte offsets into a text.
pub type Span = std::ops::Range<usize>;
