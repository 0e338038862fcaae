//! What members do: writes, and the webhooks that follow.

use std::time::Duration;

use anyhow::Result;

use super::{Effort, Load, Scenario, WARM_UP, Work, latencies, middle};
use crate::load::Outcome;
use crate::process::{Core, Server};
use crate::report::{Row, count, millis};
use crate::writes::{self, Write};
use crate::{commands, handoff};

impl Scenario {
    pub(super) fn writes(&self, work: &Work, effort: Effort, write: Write) -> Result<Row> {
        let each = write.most(effort.seconds * (1.0 + WARM_UP));
        let stage = writes::stage(write, &work.fresh("writes")?, each * effort.rounds + 1)?;
        let file = work.scratch.path().join("requests");
        let load = Load { requests: &file, connections: write.connections(), effort, once: true };
        let size = writes::answer_size(stage.server.listen, &stage.requests[0])?;
        let mut bare = commands::ourselves(Some(Core::Server))?;
        let bare = Server::start(bare.args(["baseline", "--bytes", &size.to_string()]))?;
        let (mut of_ours, mut of_bare) = (Vec::new(), Vec::new());
        let mut busy = Duration::ZERO;
        for own in stage.requests[1..].chunks(each) {
            std::fs::write(&file, own.concat())?;
            // To the bare server all requests are alike.
            of_bare.push(Load { once: false, ..load }.put_on(&bare, write.rate())?);
            let before = stage.server.cpu_time()?;
            of_ours.push(load.put_on(&stage.server, write.rate())?);
            busy += stage.server.cpu_time()? - before;
        }
        let answered: u64 = of_ours.iter().map(|it| it.answered).sum();
        let works = (answered as usize * write.each()) as f64;
        let (ours, bare) = (middle(of_ours), middle(of_bare));
        let rate = |outcome: &Outcome| format!("{}/s", count(outcome.per_second() * write.each() as f64));
        let each = busy.as_secs_f64() * 1e6 / works;
        if let Some(calm) = write.rate() {
            let [figure, baseline] = [&ours, &bare].map(|it| crate::report::micros(Duration::from_nanos(it.p50_ns)));
            let note = format!("{each:.0} µs of processor time each; durable when answered; {calm} in a second");
            let latency = format!("{} (bare: {})", latencies(&ours), latencies(&bare));
            let ratio = ours.p50_ns as f64 / bare.p50_ns as f64;
            return Ok(Row { latency, ..self.simple(figure, baseline, ratio, note) });
        }
        let note = format!("{each:.0} µs of processor time each; durable when answered; latencies at full load");
        let ratio = ours.per_second() / bare.per_second();
        Ok(Row { latency: latencies(&ours), ..self.simple(rate(&ours), rate(&bare), ratio, note) })
    }

    pub(super) fn hand_off(&self, work: &Work) -> Result<Row> {
        let calm = handoff::stage(&work.fresh("calm")?, 0)?.run()?;
        // As long as it takes to write to all that are told, and a while more.
        let effort = Effort { seconds: 6.0, rounds: 1 };
        let stage = handoff::stage(&work.fresh("busy")?, (handoff::WRITES * effort.seconds * 1.5) as usize)?;
        let file = work.scratch.path().join("requests");
        std::fs::write(&file, stage.requests.concat())?;
        let load = Load { requests: &file, connections: Write::Work.connections(), effort, once: true };
        let (others, busy) = std::thread::scope(|scope| {
            let others = scope.spawn(|| load.put_on(&stage.server, Some(handoff::WRITES)));
            std::thread::sleep(Duration::from_secs(1));
            let busy = stage.run();
            (others.join().expect("the load does not panic"), busy)
        });
        let (others, busy) = (others?, busy?);
        let at = |sorted: &[Duration], share: f64| sorted[((sorted.len() - 1) as f64 * share).round() as usize];
        let (p50, p99, calm) = (at(&busy, 0.5), at(&busy, 0.99), at(&calm, 0.99));
        let note = format!(
            "{} writes/s meanwhile; half of the calls within {}; quick changes are gathered for 200 ms",
            count(others.per_second()),
            millis(p50)
        );
        Ok(self.simple(millis(p99), millis(calm), p99.as_secs_f64() / calm.as_secs_f64(), note))
    }
}
