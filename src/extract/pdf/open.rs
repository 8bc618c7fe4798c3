//! Files opened, with a password where they need one.

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::super::limits::{Failure, Limits};

/// What is said of a file that is no PDF or broken beyond repair.
pub const NO_PAGES: &str = "no pages are found in it";

/// Opens a file with the empty password, then with the user's.
pub fn open(bytes: &[u8], limits: &Limits) -> Result<Pdf, Failure> {
    let with = |password: &str| Pdf::new_with_password(bytes.to_vec(), password);
    let result = match (with(""), &limits.password) {
        (Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)), Some(password)) => {
            with(password)
        }
        (result, _) => result,
    };
    let error = match result {
        Ok(pdf) => return Ok(pdf),
        Err(error) => error,
    };
    if let Some(pdf) = plain(bytes).and_then(|plain| Pdf::new(plain).ok()) {
        return Ok(pdf);
    }
    Err(match error {
        LoadPdfError::Invalid => Failure::Damaged(NO_PAGES.into()),
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Failure::Locked,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
            Failure::Damaged("it is encrypted in a way that is not known".into())
        }
        LoadPdfError::Decryption(_) => Failure::Damaged("its encryption is broken".into()),
    })
}

/// A file of which only the attachments are encrypted, without the note that it is: all else can be read.
fn plain(bytes: &[u8]) -> Option<Vec<u8>> {
    if !(names_identity(bytes, b"/StmF") && names_identity(bytes, b"/StrF")) {
        return None;
    }
    let mut plain = bytes.to_vec();
    let mut at = 0;
    while let Some(next) = find(&plain[at..], b"/Encrypt") {
        at += next + b"/Encrypt".len();
        // Not `EncryptMetadata`; the length stays, as places in the file are counted.
        if !plain.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            plain[at - 1] = b'_';
        }
    }
    Some(plain)
}

/// Whether a crypt filter is the one that does nothing.
fn names_identity(bytes: &[u8], filter: &[u8]) -> bool {
    find(bytes, filter)
        .is_some_and(|at| bytes[at + filter.len()..].trim_ascii_start().starts_with(b"/Identity"))
}

fn find(data: &[u8], what: &[u8]) -> Option<usize> {
    data.windows(what.len()).position(|bytes| bytes == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_with_plain_text_lose_their_note() {
        let check = |bytes: &str, expect: Option<&str>| {
            assert_eq!(plain(bytes.as_bytes()).as_deref(), expect.map(str::as_bytes));
        };
        check(
            "/StmF/Identity/StrF /Identity/EncryptMetadata/Encrypt 5 0 R",
            Some("/StmF/Identity/StrF /Identity/EncryptMetadata/Encryp_ 5 0 R"),
        );
        check("/StmF/StdCF/StrF/Identity/Encrypt 5 0 R", None);
        check("/Encrypt 5 0 R", None);
    }
}
