//! Office files and e-books: Word, OpenDocument, PowerPoint, Excel, RTF, EPUB, FictionBook.

mod block_flow;
mod composition;
mod docx;
mod drawing;
mod epub;
mod fb2;
mod number_format;
mod odf;
#[cfg(test)]
mod office_damage;
mod opc;
mod pptx;
mod rtf;
mod word_styles;
mod xlsx;
mod xml_text;
mod zip_parts;
mod zip_salvage;

use super::encoding::dos;
use super::{limits, transcript};

pub use docx::read as docx;
pub use epub::read as epub;
pub use fb2::read as fb2;
pub use odf::read as open_document;
pub use pptx::read as pptx;
pub use rtf::read as rtf;
pub use xlsx::read as xlsx;
