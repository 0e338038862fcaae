//! How long it takes to find organisations while somebody types, among a thousand and among 120,000, and how much memory
//! their names take: `cargo run --release -p byline-registry --example organization_names`.

use std::time::Instant;

use byline_search::directory::{Directory, Named, Typed};
use byline_synthetic::{funder, organization};

/// Resident memory, in MB.
fn resident() -> f64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: f64 = statm.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or_default();
    pages * 4096.0 / 1e6
}

/// An organisation with three names, as those of ROR have.
fn named(rank: u64) -> Named<u64> {
    let of = if rank.is_multiple_of(16) { funder(rank / 16) } else { organization(rank) };
    let (other, acronym) =
        (format!("{} {}", of.city, of.name), of.name.chars().filter(|it| it.is_uppercase()).collect::<String>());
    Named::new(rank, 1 + u8::from(rank.is_multiple_of(16)), 60_000 / (rank + 1), [&*of.name, &*other, &*acronym])
}

/// What is typed on the way to a name, and without finding one.
fn typed(rank: u64) -> Vec<String> {
    let name = organization(rank).name;
    let beginnings = (1..=name.chars().count()).map(|count| name.chars().take(count).collect::<String>());
    let words: Vec<&str> = name.split(' ').rev().collect();
    beginnings.chain([words.join(" "), format!("{} zz", words[0]), "hospital university".into()]).collect()
}

#[allow(clippy::disallowed_methods, reason = "it measures")]
fn main() {
    for count in [1_000, 10_000, 120_000] {
        let before = resident();
        let all: Vec<_> = (0..count).map(named).collect();
        let begun = Instant::now();
        let directory = Directory::default().with(all);
        let built = begun.elapsed();
        let (mut micros, mut touched) = (Vec::new(), 0);
        for rank in (0..count).step_by((count / 250) as usize) {
            for text in typed(rank) {
                let begun = Instant::now();
                let found = directory.find(&Typed::new(&text), 1, 20);
                micros.push(begun.elapsed().as_secs_f64() * 1e6);
                touched += found.looked + found.marked;
            }
        }
        micros.sort_by(f64::total_cmp);
        let at = |share: f64| micros[((micros.len() - 1) as f64 * share) as usize];
        println!(
            "{count:>7}: made in {built:.1?}, {:.1} MB; {} look-ups, {} looked at or marked each, µs: median {:.1}, p99 {:.1}, most {:.1}",
            resident() - before,
            micros.len(),
            touched / micros.len() as u64,
            at(0.5),
            at(0.99),
            at(1.0)
        );
    }
}
