//! BM25 as Tantivy reckons it, for what is no term of a field.

/// The parameters, as Tantivy has them for the fields.
const K1: f64 = 1.2;
/// See [`K1`].
const B: f64 = 0.75;

/// How much it tells that something stands in `frequency` of all passages: the inverse document frequency.
pub(super) fn rarity(all: f64, frequency: f64) -> f64 {
    (1.0 + (all - frequency + 0.5) / (frequency + 0.5)).ln()
}

/// The score of what stands `count` times in a passage that is `length` times as long as the average.
pub(super) fn score(rarity: f64, count: f64, length: f64) -> f64 {
    rarity * count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rare_frequent_here_and_in_short_passages_counts_most() {
        assert!((rarity(10.0, 1.0) - (22.0_f64 / 3.0).ln()).abs() < 1e-12);
        assert!(rarity(10.0, 10.0) > 0.0);
        assert!((score(2.0, 1.0, 1.0) - 2.0).abs() < 1e-12);
        assert!(score(1.0, 2.0, 1.0) > score(1.0, 1.0, 1.0));
        assert!(score(1.0, 1.0, 0.5) > score(1.0, 1.0, 2.0));
    }
}
