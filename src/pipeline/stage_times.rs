//! Measures how long each stage takes.

use std::collections::BTreeMap;
use std::time::Instant;

/// Milliseconds by stage.
pub(super) struct Stages(BTreeMap<&'static str, f64>, Instant, Instant);

impl Stages {
    pub(super) fn new() -> Self {
        Stages(BTreeMap::new(), Instant::now(), Instant::now())
    }

    /// The time since the last mark belongs to `stage`.
    pub(super) fn mark(&mut self, stage: &'static str) {
        let now = Instant::now();
        *self.0.entry(stage).or_default() += (now - self.2).as_secs_f64() * 1000.0;
        self.2 = now;
    }

    /// The stages so far, and the time that all took together.
    pub(super) fn finish(&self) -> BTreeMap<&'static str, f64> {
        let mut times = self.0.clone();
        times.insert("total", self.1.elapsed().as_secs_f64() * 1000.0);
        times
    }
}
