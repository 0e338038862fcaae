//! One program against another: both in turn in one run, so that whatever else the machine does happens to both.
//!
//! A pair is one measurement of each; the order within pairs alternates. What counts is the median of the ratios and its
//! interval by order statistics (the sign test turned around), which needs no assumption about how they are distributed.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail};

use super::{Load, Measure, OAUTH_CONNECTIONS, Scenario, WARM_UP, Work, median, raw_signing, requests};
use crate::commands;
use crate::load;
use crate::oauth::{self, Ask};
use crate::process::{Server, timed, with_binary};
use crate::scenario::Effort;
use crate::writes;

/// Pairs, unless told otherwise: enough for an interval that leaves out the three outermost on either side.
pub const PAIRS: usize = 15;
/// "Not slower" leaves room for so much.
const MARGIN: f64 = 0.97;

/// A program on its own stage: its figure in one round, higher being better.
type Side<'a> = Box<dyn FnMut(usize) -> Result<f64> + 'a>;

/// What came of one scenario.
#[derive(Debug, PartialEq)]
pub struct Comparison {
    /// Median of ours by theirs, and the bounds of its 95 % interval.
    pub ratio: f64,
    pub lower: f64,
    pub upper: f64,
    pub pairs: usize,
}

impl Comparison {
    fn of(mut ratios: Vec<f64>) -> Self {
        ratios.sort_by(f64::total_cmp);
        let outermost = outermost(ratios.len());
        let middle = ratios.len() / 2;
        let ratio =
            if ratios.len() % 2 == 1 { ratios[middle] } else { f64::midpoint(ratios[middle - 1], ratios[middle]) };
        let (lower, upper) = (ratios[outermost], ratios[ratios.len() - 1 - outermost]);
        Comparison { ratio, lower, upper, pairs: ratios.len() }
    }

    pub fn verdict(&self) -> &'static str {
        if self.lower > MARGIN {
            "not slower"
        } else if self.upper < 1.0 {
            "slower"
        } else {
            "not known: the interval is too wide"
        }
    }

    pub fn to_markdown(&self, name: &str) -> String {
        let Comparison { ratio, lower, upper, pairs } = self;
        format!("| `{name}` | {ratio:.3} | {lower:.3} – {upper:.3} | {pairs} | {} |\n", self.verdict())
    }
}

pub const HEAD: &str = "| Name | Median ratio | 95 % interval | Pairs | Verdict |\n| --- | --- | --- | --- | --- |\n";

/// How many of the outermost ratios on either side lie outside the interval: as many as are there by chance in at most
/// 5 % of the runs. With fewer than six pairs no interval is that sure, and the whole range is taken.
fn outermost(pairs: usize) -> usize {
    // P(at most `k` of the ratios lie above the true median) = sum of C(n, i) / 2^n.
    let (mut probability, mut term) = (0.0, 0.5f64.powi(i32::try_from(pairs).unwrap_or(i32::MAX)));
    let mut k = 0;
    while k < pairs {
        probability += term;
        if 2.0 * probability > 0.05 {
            return k.saturating_sub(1);
        }
        term *= (pairs - k) as f64 / (k + 1) as f64;
        k += 1;
    }
    0
}

/// Requests in a file that is on the disk: what the system still had to write would wait there with what is measured.
fn put(file: &Path, requests: &[u8]) -> Result<()> {
    let mut open = File::create(file)?;
    open.write_all(requests)?;
    Ok(open.sync_all()?)
}

impl Scenario {
    /// Measures the program beside this one against `binary`, each in a scratch folder of its own.
    pub fn against(&self, works: [&Work; 2], effort: Effort, binary: &Path) -> Result<Comparison> {
        let [ours, theirs] = works;
        let mut ours = self.side(ours, effort, None)?;
        let mut theirs = self.side(theirs, effort, Some(binary))?;
        let mut ratios = Vec::with_capacity(effort.rounds);
        for round in 0..effort.rounds {
            let (a, b) = if round % 2 == 0 {
                let a = ours(round)?;
                (a, theirs(round)?)
            } else {
                let b = theirs(round)?;
                (ours(round)?, b)
            };
            ratios.push(a / b);
        }
        Ok(Comparison::of(ratios))
    }

    fn side<'a>(&'a self, work: &'a Work, effort: Effort, binary: Option<&'a Path>) -> Result<Side<'a>> {
        let file = work.scratch.path().join("requests");
        with_binary(binary, || -> Result<Side<'a>> {
            match self.measure {
                Measure::Records { corpus, asked, accept, cache } => {
                    let stored = work.store(corpus)?;
                    let targets = requests(&stored, asked, accept);
                    let server = Server::start(&mut commands::serve(&stored.data, cache)?)?;
                    // Also the visit after which a cache has everything.
                    load::answer_sizes(server.listen, &targets)?;
                    put(&file, &targets.concat())?;
                    let connections = corpus.connections;
                    Ok(Box::new(move |_| {
                        rate(&Load { requests: &file, connections, effort, once: false }, &server, None)
                    }))
                }
                Measure::OAuth(ask) => {
                    let once = ask == Ask::Code;
                    let each = match once {
                        true => {
                            (raw_signing(effort, false)? * effort.seconds * (1.0 + WARM_UP)) as usize
                                + OAUTH_CONNECTIONS
                        }
                        false => 1,
                    };
                    let stage = oauth::stage(ask, &work.fresh("oauth")?, each * effort.rounds)?;
                    Ok(Box::new(move |round| {
                        let own = if once { &stage.requests[round * each..][..each] } else { &stage.requests };
                        std::fs::write(&file, own.concat())?;
                        rate(
                            &Load { requests: &file, connections: OAUTH_CONNECTIONS, effort, once },
                            &stage.server,
                            None,
                        )
                    }))
                }
                Measure::Writes(write) => {
                    let each = write.most(effort.seconds * (1.0 + WARM_UP));
                    let stage = writes::stage(write, &work.fresh("writes")?, each * effort.rounds)?;
                    Ok(Box::new(move |round| {
                        put(&file, &stage.requests[round * each..][..each].concat())?;
                        let load = Load { requests: &file, connections: write.connections(), effort, once: true };
                        match write.rate() {
                            None => rate(&load, &stage.server, None),
                            // At a rate it is the time that counts.
                            calm => Ok(1e9 / load.put_on(&stage.server, calm)?.p50_ns as f64),
                        }
                    }))
                }
                Measure::Start => Ok(Box::new(move |_| {
                    let start = || Ok(Server::start(&mut commands::sandbox()?)?.ready_after);
                    let times = with_binary(binary, || (0..3).map(|_| start()).collect::<Result<Vec<Duration>>>())?;
                    Ok(1.0 / median(times).as_secs_f64())
                })),
                Measure::Memory => Ok(Box::new(move |_| {
                    let server = with_binary(binary, || Server::start(&mut commands::sandbox()?))?;
                    std::thread::sleep(Duration::from_secs(2));
                    Ok(1.0 / server.resident_bytes()? as f64)
                })),
                Measure::Archive { corpus, command } => {
                    let archive = work.archive(corpus)?.archive;
                    Ok(Box::new(move |_| {
                        Ok(1.0 / with_binary(binary, || timed(&mut command(work, &archive)?))?.as_secs_f64())
                    }))
                }
                Measure::HandOff | Measure::Flood => {
                    bail!("it is about two loads of one program, and is not compared with another")
                }
            }
        })
    }

    /// Whether it can be measured against another program.
    pub fn has_sides(&self) -> bool {
        !matches!(self.measure, Measure::HandOff | Measure::Flood)
    }
}

fn rate(load: &Load<'_>, server: &Server, at: Option<f64>) -> Result<f64> {
    Ok(load.put_on(server, at)?.per_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_leaves_out_what_chance_may_put_there() {
        // Tables of the sign test: 0 of 6, 1 of 9, 2 of 12, 3 of 15, 5 of 20 at 5 %, two-sided.
        assert_eq!([5, 6, 9, 12, 15, 20].map(outermost), [0, 0, 1, 2, 3, 5]);
    }

    #[test]
    fn verdicts_follow_the_bounds() {
        let around = |middle: f64, width: f64| {
            Comparison::of((0..15).map(|it| middle + width * (f64::from(it) - 7.0)).collect())
        };
        let same = around(1.0, 0.005);
        assert_eq!((same.pairs, same.verdict()), (15, "not slower"));
        assert!(
            (same.ratio - 1.0).abs() < 1e-9 && (same.lower - 0.98).abs() < 1e-9 && (same.upper - 1.02).abs() < 1e-9
        );
        assert_eq!(around(0.9, 0.005).verdict(), "slower");
        assert!(around(1.0, 0.02).verdict().starts_with("not known"));
        assert!(same.to_markdown("x").contains("| `x` | 1.000 | 0.980 – 1.020 | 15 | not slower |"));
    }
}
