//! Files beside the segments, written whole or not at all.

use std::fs;
use std::path::Path;

use super::Error;

/// Writes a file in place of one of the same name. What a killed process leaves half-written begins with `.tmp`, which the
/// next writer sweeps away.
pub(super) fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    let half = folder.join(format!(".tmp-{name}"));
    fs::write(&half, bytes)?;
    fs::rename(half, folder.join(name))?;
    Ok(())
}
