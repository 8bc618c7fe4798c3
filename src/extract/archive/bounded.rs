//! Reading what is packed without taking in more than a file may unpack to.

use std::io::{self, Read};

use super::super::limits::{Failure, Limits};

/// Up to this size, in bytes, what a file unpacks to is never too much for it.
const FREE: u64 = 1 << 20;

/// What a packed stream of `packed` bytes may unpack to, in bytes.
pub fn allowance(packed: u64, limits: &Limits) -> u64 {
    packed.saturating_mul(limits.max_ratio).max(FREE)
}

/// A stream that fails where it gives more than its allowance.
pub struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Bounded<R> {
    pub fn new(inner: R, allowance: u64) -> Self {
        Bounded { inner, left: allowance }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(buffer)?;
        match self.left.checked_sub(len as u64) {
            Some(left) => self.left = left,
            None => return Err(io::ErrorKind::QuotaExceeded.into()),
        }
        Ok(len)
    }
}

/// All bytes of a stream up to `max_len`, and what went wrong after them.
pub fn read_all(mut reader: impl Read, max_len: usize) -> (Vec<u8>, Option<Failure>) {
    let mut bytes = Vec::new();
    let result = (&mut reader).take(max_len as u64).read_to_end(&mut bytes);
    let problem = match result {
        Err(error) => Some(failure(&error)),
        Ok(len) if len == max_len && reader.read(&mut [0]).is_ok_and(|more| more > 0) => {
            Some(Failure::TooLarge(format!("more than {} MB", max_len >> 20)))
        }
        Ok(_) => None,
    };
    (bytes, problem)
}

/// What an error of a packed stream says of it.
pub fn failure(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::QuotaExceeded => Failure::TooLarge(
            "it unpacks to far more than its size, as files made to harm do".to_owned(),
        ),
        io::ErrorKind::UnexpectedEof => Failure::Damaged("it is cut off".to_owned()),
        _ => Failure::Damaged(error.to_string().to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_ends_at_its_allowance() {
        let (bytes, failure) = read_all(Bounded::new(&[7; 10][..], 10), 100);
        assert_eq!((bytes.len(), failure), (10, None));
        let (bytes, failure) = read_all(Bounded::new(io::repeat(7), 100), 1 << 20);
        assert!(bytes.len() <= 100);
        assert!(matches!(failure, Some(Failure::TooLarge(_))));
    }

    #[test]
    fn a_length_is_kept() {
        assert_eq!(read_all(&b"abc"[..], 3), (b"abc".to_vec(), None));
        let (bytes, failure) = read_all(&b"abcd"[..], 3);
        assert_eq!(
            (bytes, failure),
            (b"abc".to_vec(), Some(Failure::TooLarge("more than 0 MB".to_owned())))
        );
    }

    #[test]
    fn small_files_may_unpack_to_more() {
        let limits = Limits { max_ratio: 10, ..Limits::default() };
        assert_eq!(allowance(100, &limits), FREE);
        assert_eq!(allowance(FREE, &limits), 10 * FREE);
        assert_eq!(allowance(u64::MAX, &limits), u64::MAX);
    }
}
