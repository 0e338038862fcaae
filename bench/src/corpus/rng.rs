//! Numbers that look random and are not: SplitMix64, one stream per record.

/// A stream that depends on nothing but the seed and the record's place.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut rng = Rng(seed ^ stream.wrapping_mul(0xD1B5_4A32_D192_ED03));
        // Neighbouring streams start out alike; one step sets them apart.
        rng.next();
        rng
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, but without, 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        (self.unit() * limit as f64) as u64
    }

    pub fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    /// One of these, each as often as its weight says.
    pub fn weighted<T: Copy>(&mut self, from: &[(f64, T)]) -> T {
        let mut left = self.unit() * from.iter().map(|(weight, _)| weight).sum::<f64>();
        for (weight, value) in from {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        from[from.len() - 1].1
    }

    /// Log-normal with this median; the mean is `median * exp(sigma² / 2)`.
    pub fn log_normal(&mut self, median: f64, sigma: f64) -> f64 {
        // Box and Muller, half of it; 1 - u keeps the logarithm finite.
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        let normal = radius * (std::f64::consts::TAU * self.unit()).cos();
        median * (sigma * normal).exp()
    }

    /// A place from 0 to `limit - 1` where the n-th is taken about 1/n as often as the first.
    pub fn zipf(&mut self, limit: u64) -> u64 {
        ((limit as f64 + 1.0).powf(self.unit()) as u64).clamp(1, limit) - 1
    }
}
