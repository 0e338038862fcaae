//! Numbers that look random and are not: SplitMix64, a stream of its own for everything that can be made alone.

/// What a stream is for. Two streams of one place never meet, so that a change in one part of a record leaves the
/// others as they are.
#[derive(Clone, Copy, Debug)]
#[repr(u64)]
pub enum Stream {
    State = 1,
    Life = 2,
    Name = 3,
    Profile = 4,
    Affiliations = 5,
    Works = 6,
    Paper = 7,
    Others = 8,
    Permissions = 9,
    Hidden = 10,
    Heavy = 11,
    Tables = 12,
    Pick = 13,
}

/// A stream that depends on nothing but the seed, what it is for and a place.
#[derive(Clone, Debug)]
pub struct Rng(u64);

/// One number of a place, well mixed.
pub fn hash(seed: u64, stream: Stream, place: u64) -> u64 {
    let salted = seed.wrapping_add((stream as u64).wrapping_mul(0xA076_1D64_78BD_642F));
    mix(mix(salted) ^ place.wrapping_mul(0xD1B5_4A32_D192_ED03))
}

fn mix(state: u64) -> u64 {
    let mut mixed = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

impl Rng {
    /// The stream of a place for one purpose: always the same for the same three.
    pub fn new(seed: u64, stream: Stream, place: u64) -> Self {
        Rng(hash(seed, stream, place))
    }

    /// The next 64 bits.
    pub fn number(&mut self) -> u64 {
        let state = self.0;
        self.0 = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(state)
    }

    /// From 0 up to, but without, 1.
    pub fn unit(&mut self) -> f64 {
        (self.number() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// From 0 up to, but without, `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.number()) * u128::from(limit)) >> 64) as u64
    }

    /// Whether something happens that does in this share of cases, from 0 to 1.
    pub fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// One of these, each as often as the others. Of nothing nothing can be picked: that panics.
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

    /// How often a coin falls on the same side before it falls on the other, at most `most` times.
    pub fn geometric(&mut self, again: f64, most: u64) -> u64 {
        let drawn = (1.0 - self.unit()).ln() / again.ln();
        (drawn as u64).min(most)
    }

    /// Exponential with this mean.
    pub fn exponential(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }

    /// Down or up, so that the mean is the number itself.
    pub fn rounded(&mut self, number: f64) -> u64 {
        number as u64 + u64::from(self.chance(number.fract()))
    }

    /// A place from 0 to `limit - 1` where the n-th is taken about 1/n as often as the first.
    pub fn zipf(&mut self, limit: u64) -> u64 {
        ((limit as f64 + 1.0).powf(self.unit()) as u64).clamp(1, limit) - 1
    }

    /// A place from 0 to `limit - 1`, the n-th taken in proportion to `1 / (n + shift) ^ exponent` (Zipf and Mandelbrot).
    pub fn zipf_shifted(&mut self, limit: u64, exponent: f64, shift: f64) -> u64 {
        let power = 1.0 - exponent;
        let (low, high) = ((1.0 + shift).powf(power), (limit as f64 + 1.0 + shift).powf(power));
        let place = (low + (high - low) * self.unit()).powf(power.recip()) - shift;
        (place as u64).clamp(1, limit) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rng() -> Rng {
        Rng::new(7, Stream::Tables, 0)
    }

    fn mean(mut draw: impl FnMut(&mut Rng) -> f64) -> f64 {
        let mut rng = rng();
        (0..200_000).map(|_| draw(&mut rng)).sum::<f64>() / 200_000.0
    }

    #[test]
    fn distributions_have_their_means() {
        for (what, found, wanted) in [
            ("unit", mean(Rng::unit), 0.5),
            ("below", mean(|rng| rng.below(11) as f64), 5.0),
            ("chance", mean(|rng| f64::from(u8::from(rng.chance(0.3)))), 0.3),
            ("log-normal", mean(|rng| rng.log_normal(4.0, 0.9)), 4.0 * (0.405f64).exp()),
            ("geometric", mean(|rng| rng.geometric(0.45, u64::MAX) as f64), 0.45 / 0.55),
            ("exponential", mean(|rng| rng.exponential(3.0)), 3.0),
            ("rounded", mean(|rng| rng.rounded(2.3) as f64), 2.3),
        ] {
            assert!((found / wanted - 1.0).abs() < 0.03, "{what}: {found} for {wanted}");
        }
    }

    #[test]
    fn ranks_fall_as_zipf_says() {
        let mut rng = rng();
        let mut seen = [0u32; 64];
        for _ in 0..400_000 {
            if let Some(count) = seen.get_mut(rng.zipf(60_000) as usize) {
                *count += 1;
            }
        }
        let ratio = f64::from(seen[1] + seen[2]) / f64::from(seen[10] + seen[11]);
        assert!((4.0..7.5).contains(&ratio), "{ratio}");
        assert!((0..100_000).all(|_| rng.zipf_shifted(1_200_000, 0.9, 10.0) < 1_200_000));
    }

    #[test]
    fn streams_of_one_place_differ() {
        let mut first: Vec<u64> = (0..1000)
            .flat_map(|place| {
                [Stream::State, Stream::Life, Stream::Name].map(|stream| Rng::new(1, stream, place).number())
            })
            .collect();
        first.sort_unstable();
        first.dedup();
        assert_eq!(first.len(), 3000);
    }
}
