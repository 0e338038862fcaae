//! Latencies, counted in buckets that are never more than one part in 128 wide.

/// Buckets per power of two.
const STEPS: u64 = 128;
const STEP_BITS: u32 = STEPS.trailing_zeros();

/// Counts of nanosecond values; recording is an index and an increment.
pub struct Histogram {
    counts: Vec<u64>,
    total: u64,
}

impl Histogram {
    pub fn new() -> Self {
        Histogram { counts: vec![0; index(u64::MAX) + 1], total: 0 }
    }

    pub fn record(&mut self, nanos: u64) {
        self.counts[index(nanos)] += 1;
        self.total += 1;
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    /// The value that `share` of all recorded ones do not exceed, in nanoseconds; 0 when nothing was recorded.
    pub fn quantile(&self, share: f64) -> u64 {
        let wanted = ((self.total as f64 * share).ceil() as u64).max(1);
        let mut seen = 0;
        for (bucket, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen >= wanted {
                return highest(bucket);
            }
        }
        0
    }
}

/// Values below [`STEPS`] have a bucket each; above, the highest eight bits of a value are its bucket.
fn index(value: u64) -> usize {
    let shift = (u64::BITS - STEP_BITS - 1).saturating_sub(value.leading_zeros());
    (u64::from(shift) * STEPS + (value >> shift)) as usize
}

fn highest(bucket: usize) -> u64 {
    let bucket = bucket as u64;
    if bucket < 2 * STEPS {
        return bucket;
    }
    let shift = bucket / STEPS - 1;
    let first = (bucket - shift * STEPS) << shift;
    first + ((1 << shift) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_holds_the_values_up_to_its_highest() {
        for value in [0, 1, 127, 128, 255, 256, 257, 511, 512, 1000, 123_456, 987_654_321, u64::MAX] {
            let bucket = index(value);
            assert!(highest(bucket) >= value, "{value}");
            assert!(highest(bucket) - value <= value / STEPS, "{value}");
            assert!(bucket == 0 || highest(bucket - 1) < value, "{value}");
        }
    }

    #[test]
    fn quantiles_of_a_known_row() {
        let mut histogram = Histogram::new();
        for value in 1..=1000 {
            histogram.record(value * 1000);
        }
        let near = |share: f64, expected: u64| {
            let found = histogram.quantile(share);
            assert!(found.abs_diff(expected) <= expected / 100, "{share}: {found} is not near {expected}");
        };
        near(0.5, 500_000);
        near(0.99, 990_000);
        near(1.0, 1_000_000);
    }

    #[test]
    fn nothing_recorded_is_zero() {
        assert_eq!(Histogram::new().quantile(0.5), 0);
    }
}
