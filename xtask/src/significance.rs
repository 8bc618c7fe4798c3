//! Whether a difference between two rankings may be chance.

use crate::noise::Numbers;

const ROUNDS: u32 = 10_000;

/// The p-value of a paired randomisation test: how often the mean difference is as large when the sign of each
/// topic's difference is thrown by a coin (Smucker, Allan and Carterette, CIKM 2007).
pub fn p_value(one: &[f64], other: &[f64]) -> f64 {
    let differences: Vec<f64> =
        one.iter().zip(other).map(|(a, b)| a - b).filter(|d| *d != 0.0).collect();
    let observed = differences.iter().sum::<f64>().abs();
    let mut numbers = Numbers(1);
    let as_large = (0..ROUNDS).filter(|_| {
        let sum: f64 = differences.iter().map(|d| if numbers.chance(0.5) { *d } else { -*d }).sum();
        sum.abs() >= observed - 1e-12
    });
    as_large.count() as f64 / f64::from(ROUNDS)
}
