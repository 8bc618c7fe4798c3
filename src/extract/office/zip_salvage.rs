//! The members of a zip archive that has lost its table of contents, found by their own headers.
//!
//! Source: PKWARE's APPNOTE.TXT, section 4.3.7 (local file header).

use std::io::Read;

use flate2::read::DeflateDecoder;

/// What a local file header starts with, and how long it is without name and extra field.
const SIGNATURE: &[u8] = b"PK\x03\x04";
const HEADER_LEN: usize = 30;

/// How a member may be packed.
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// A member of an archive.
pub struct Member<'b> {
    pub name: &'b [u8],
    /// Its packed bytes; they may run on into the next member where the header does not say where they end.
    pub data: &'b [u8],
    is_deflated: bool,
}

impl<'b> Member<'b> {
    /// Gives the unpacked bytes.
    pub fn reader(&self) -> Box<dyn Read + 'b> {
        match self.is_deflated {
            true => Box::new(DeflateDecoder::new(self.data)),
            false => Box::new(self.data),
        }
    }
}

/// The members of an archive in the order they stand in it, `most` at most. Locked ones are left out.
pub fn members(bytes: &[u8], most: usize) -> Vec<Member<'_>> {
    let mut starts = Vec::new();
    let mut at = 0;
    while let Some(found) = find(bytes, at) {
        starts.push(found);
        at = found + SIGNATURE.len();
        if starts.len() > most {
            break;
        }
    }
    let mut members = Vec::new();
    let mut end_of_last = 0;
    for (index, &start) in starts.iter().enumerate() {
        let next = starts.get(index + 1).copied().unwrap_or(bytes.len());
        if start >= end_of_last
            && let Some((member, end)) = member(bytes, start, next)
        {
            members.push(member);
            end_of_last = end;
        }
    }
    members
}

fn find(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(SIGNATURE.len()).position(|window| window == SIGNATURE).map(|at| from + at)
}

/// The member whose header starts here, and where it ends.
fn member(bytes: &[u8], start: usize, next: usize) -> Option<(Member<'_>, usize)> {
    let header = bytes.get(start..start + HEADER_LEN)?;
    let short = |at: usize| u16::from_le_bytes([header[at], header[at + 1]]);
    let (flags, method) = (short(6), short(8));
    let packed = u32::from_le_bytes([header[18], header[19], header[20], header[21]]) as usize;
    let name_start = start + HEADER_LEN;
    let data_start = name_start + usize::from(short(26)) + usize::from(short(28));
    let name = bytes.get(name_start..name_start + usize::from(short(26)))?;
    let is_locked = flags & 1 != 0;
    if is_locked || !matches!(method, STORED | DEFLATED) {
        return None;
    }
    // With bit 3 the size stands behind the data.
    let end = if flags & 8 != 0 && packed == 0 { next } else { data_start.saturating_add(packed) };
    let end = end.min(bytes.len());
    let data = bytes.get(data_start..end.max(data_start))?;
    Some((Member { name, data, is_deflated: method == DEFLATED }, end))
}
