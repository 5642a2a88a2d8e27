//! Random cases that are the same in every run, so that a test fails for the change that broke it and not by chance.

use proptest::test_runner::{Config, RngSeed};

/// Configuration with this number of cases; `PROPTEST_CASES=N` and `PROPTEST_RNG_SEED=N` set another number or seed.
pub(crate) fn cases(count: u32) -> Config {
    // What the environment asks for is among the defaults.
    let asked = Config::default();
    let is_given = |name| std::env::var_os(name).is_some();
    Config {
        cases: if is_given("PROPTEST_CASES") { asked.cases } else { count },
        rng_seed: if is_given("PROPTEST_RNG_SEED") { asked.rng_seed } else { RngSeed::Fixed(1968) },
        // A failure is told with its input; that goes into a test of its own.
        failure_persistence: None,
        ..asked
    }
}
