//! Archives and packed files.

use std::error::Error;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use flate2::{Compression, GzBuilder};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::sets::{file_name, sorted};

/// The part of an e-book or OpenDocument file that comes first and is not packed, so that it can be seen in the bytes.
const FIRST: &str = "mimetype";

/// An archive of these members, in order.
pub fn zip(members: &[(&str, &[u8])]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let method = match *name {
            FIRST => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        // The date is that of all of them: the first a ZIP can have.
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method))?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// An archive of what stands in a folder: an e-book with this media type, or an office file.
pub fn zip_folder(folder: &Path, media_type: Option<&str>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut members = Vec::new();
    members.extend(media_type.map(|name| (FIRST.to_owned(), name.as_bytes().to_vec())));
    collect(folder, "", &mut members)?;
    let members: Vec<_> =
        members.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zip(&members)
}

fn collect(
    folder: &Path,
    prefix: &str,
    members: &mut Vec<(String, Vec<u8>)>,
) -> Result<(), Box<dyn Error>> {
    for path in sorted(folder)? {
        let name = format!("{prefix}{}", file_name(&path));
        match path.is_dir() {
            true => collect(&path, &format!("{name}/"), members)?,
            false => members.push((name, fs::read(path)?)),
        }
    }
    Ok(())
}

/// A file packed with gzip.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

/// A file packed with bzip2.
pub fn bzip2(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

/// A file packed with xz.
pub fn xz(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::with_preset(1))?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

/// A tar of these members.
pub fn tar(members: &[(&str, &[u8])]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes)?;
    }
    Ok(builder.into_inner()?)
}
