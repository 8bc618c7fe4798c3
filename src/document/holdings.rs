//! Holdings by which an archive is known.

/// Holdings that only the German Federal Archives have, so that they are known without its name.
pub const BARCH_HOLDINGS: &[&str] = &[
    "DA", "DC", "DE", "DF", "DG", "DH", "DK", "DL", "DM", "DN", "DO", "DP", "DQ", "DR", "DX", "DY",
    "DZ", "NY", "SGY", "RW", "RH", "RM", "RL", "BW",
];
