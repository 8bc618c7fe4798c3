//! Terms by a key that several of them share.

use serde::{Deserialize, Serialize};

/// Keys to a bucket, on average: what a lookup has to look at in vain.
const BUCKET: usize = 8;

/// The numbers of terms, in buckets by the keys of the terms.
///
/// A bucket holds terms of other keys too: who looks one up asks each term for its key. So no key is stored, which
/// would be as long as the term.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct SharedKeys {
    /// Bytes of a number.
    width: u8,
    /// Where each bucket ends, counted in numbers.
    ends: Vec<u32>,
    /// The numbers, bucket by bucket, least significant byte first.
    numbers: Vec<u8>,
}

impl SharedKeys {
    /// The buckets of numbers, each with the hash of its key.
    pub(super) fn new(mut pairs: Vec<(u32, u32)>) -> SharedKeys {
        let most = pairs.iter().map(|(_, number)| *number).max().unwrap_or(0);
        let width = (u32::BITS - most.leading_zeros()).div_ceil(8).max(1) as usize;
        let mut ends = vec![0; pairs.len() / BUCKET + 1];
        for (hash, _) in &mut pairs {
            *hash %= ends.len() as u32;
            ends[*hash as usize] += 1;
        }
        pairs.sort_unstable();
        let mut end = 0;
        for bucket in &mut ends {
            end += *bucket;
            *bucket = end;
        }
        let mut numbers = Vec::with_capacity(pairs.len() * width);
        for (_, number) in pairs {
            numbers.extend_from_slice(&number.to_le_bytes()[..width]);
        }
        SharedKeys { width: width as u8, ends, numbers }
    }

    /// The numbers in the bucket of a hash, in order.
    pub(super) fn of(&self, hash: u32) -> impl Iterator<Item = u32> {
        let bucket = hash as usize % self.ends.len().max(1);
        let end_of = |bucket: usize| self.ends.get(bucket).map_or(0, |end| *end as usize);
        let start = bucket.checked_sub(1).map_or(0, end_of);
        let width = usize::from(self.width).max(1);
        let bytes = self.numbers.get(start * width..end_of(bucket) * width).unwrap_or_default();
        bytes
            .chunks_exact(width)
            .map(|bytes| bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
    }
}

/// FNV-1a of a key, the same in every run.
pub(super) fn hash(key: &[u8]) -> u32 {
    key.iter().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_number_is_in_the_bucket_of_its_hash(
            pairs in proptest::collection::vec((any::<u32>(), 0u32..100_000), 0..100),
        ) {
            let keys = SharedKeys::new(pairs.clone());
            for (hash, number) in &pairs {
                prop_assert!(keys.of(*hash).any(|other| other == *number));
            }
            let all: usize = (0..keys.ends.len() as u32).map(|hash| keys.of(hash).count()).sum();
            prop_assert_eq!(all, pairs.len());
        }
    }

    #[test]
    fn no_keys_have_no_numbers() {
        assert_eq!(SharedKeys::default().of(7).count(), 0);
        assert_eq!(SharedKeys::new(Vec::new()).of(7).count(), 0);
    }
}
