//! What a piece of work costs: processor time and time on the clock, and the percentiles of many such costs.
//!
//! Bars are on processor time, so that what else the machine does counts as little as it can; the time on the clock stands
//! beside it.

use std::time::{Duration, Instant};

/// Whose processor time counts.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The calling thread's.
    Thread,
    /// That of all threads of the process.
    Process,
}

impl Clock {
    fn now(self) -> Duration {
        let which = match self {
            Self::Thread => libc::CLOCK_THREAD_CPUTIME_ID,
            Self::Process => libc::CLOCK_PROCESS_CPUTIME_ID,
        };
        let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: the call only writes the structure it is given.
        let failed = unsafe { libc::clock_gettime(which, &raw mut time) };
        if failed != 0 {
            return Duration::ZERO;
        }
        Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
    }

    /// Runs `work` and says what it cost.
    pub fn time<T>(self, work: impl FnOnce() -> T) -> (T, Cost) {
        let (started, before) = (Instant::now(), self.now());
        let result = work();
        let cpu = self.now().saturating_sub(before).as_secs_f64() * 1e3;
        (result, Cost { cpu, wall: started.elapsed().as_secs_f64() * 1e3 })
    }
}

/// Milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// Of a processor.
    pub cpu: f64,
    /// On the clock.
    pub wall: f64,
}

impl std::ops::Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { cpu: self.cpu + other.cpu, wall: self.wall + other.wall }
    }
}

/// The cost in the middle of several runs of one piece of work, each measure by itself.
pub fn middle(runs: &[Cost]) -> Cost {
    let costs = Costs(runs.to_vec());
    Cost { cpu: costs.cpu(50), wall: costs.wall(50) }
}

/// Costs of many pieces of work.
#[derive(Clone, Debug, Default)]
pub struct Costs(pub Vec<Cost>);

impl Costs {
    /// Mean processor time.
    pub fn mean(&self) -> f64 {
        self.0.iter().map(|cost| cost.cpu).sum::<f64>() / self.0.len().max(1) as f64
    }

    /// The `percent`th percentile (nearest rank) of processor time.
    pub fn cpu(&self, percent: usize) -> f64 {
        percentile(self.0.iter().map(|cost| cost.cpu).collect(), percent)
    }

    /// The same of time on the clock.
    pub fn wall(&self, percent: usize) -> f64 {
        percentile(self.0.iter().map(|cost| cost.wall).collect(), percent)
    }
}

fn percentile(mut values: Vec<f64>, percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let rank = (values.len() * percent).div_ceil(100).max(1);
    values.get(rank - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_value_that_was_measured() {
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!((percentile(values.clone(), 50), percentile(values, 95)), (50.0, 95.0));
        assert_eq!((percentile(vec![7.0], 99), percentile(Vec::new(), 99)), (7.0, 0.0));
    }
}
