//! Work side by side: three lanes, each one piece after the other.
//!
//! Two builds into one folder would only wait for each other's lock, so all of them share a lane; what builds elsewhere, or waits for
//! a network, uses the processor meanwhile. Nothing here knows what a check is.
//!
//! Invariants: a piece starts only when those it names in `after` have ended; one that is not on the list counts as ended. A
//! piece may only name pieces before it, so that the lanes never wait for each other in a circle; what breaks the rule is not
//! waited for. Results come back in the order of the list. Called by `verify`.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Who does a piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Everything that builds into `target/debug`.
    Cargo,
    /// What builds into folders of its own.
    Beside,
    /// What is downloaded before somebody asks for it.
    Fetch,
}

const LANES: [Lane; 3] = [Lane::Cargo, Lane::Beside, Lane::Fetch];

/// One piece of work.
pub(crate) struct Task<'a, R> {
    pub(crate) name: &'static str,
    pub(crate) lane: Lane,
    pub(crate) after: &'static [&'static str],
    pub(crate) work: Box<dyn FnOnce() -> R + Send + 'a>,
}

/// What the lanes know of each other.
struct Plan<'a, R> {
    /// In the order of the list; taken when begun.
    open: Vec<Option<Task<'a, R>>>,
    /// Names that others still have to wait for.
    unfinished: BTreeSet<&'static str>,
    results: Vec<Option<R>>,
}

impl<'a, R> Plan<'a, R> {
    /// The first piece of `lane` that may start; a lane does not stand still before one that may not.
    fn take(&mut self, lane: Lane) -> Option<(usize, Task<'a, R>)> {
        let unfinished = &self.unfinished;
        let ready = |task: &Task<'a, R>| task.lane == lane && !task.after.iter().any(|name| unfinished.contains(name));
        let index = self.open.iter().position(|task| task.as_ref().is_some_and(ready))?;
        Some((index, self.open.get_mut(index)?.take()?))
    }

    fn has_more(&self, lane: Lane) -> bool {
        self.open.iter().flatten().any(|task| task.lane == lane)
    }
}

/// Does all of it.
pub(crate) fn run<R: Send>(mut tasks: Vec<Task<'_, R>>) -> Vec<R> {
    let names: Vec<&'static str> = tasks.iter().map(|task| task.name).collect();
    for (index, task) in tasks.iter_mut().enumerate() {
        let before = names.get(..index).unwrap_or_default();
        if task.after.iter().any(|name| names.contains(name) && !before.contains(name)) {
            task.after = &[];
        }
    }
    let results = tasks.iter().map(|_| None).collect();
    let open = tasks.into_iter().map(Some).collect();
    let plan = Mutex::new(Plan { open, unfinished: names.into_iter().collect(), results });
    let news = Condvar::new();
    std::thread::scope(|scope| {
        for lane in LANES {
            let (plan, news) = (&plan, &news);
            scope.spawn(move || work(lane, plan, news));
        }
    });
    plan.into_inner().unwrap_or_else(PoisonError::into_inner).results.into_iter().flatten().collect()
}

fn work<R>(lane: Lane, plan: &Mutex<Plan<'_, R>>, news: &Condvar) {
    let mut held = lock(plan);
    loop {
        if let Some((index, task)) = held.take(lane) {
            drop(held);
            let ending = Ending { name: task.name, plan, news };
            let result = (task.work)();
            if let Some(place) = lock(plan).results.get_mut(index) {
                *place = Some(result);
            }
            drop(ending);
            held = lock(plan);
        } else if held.has_more(lane) {
            held = news.wait(held).unwrap_or_else(PoisonError::into_inner);
        } else {
            return;
        }
    }
}

fn lock<'a, 'b, R>(plan: &'a Mutex<Plan<'b, R>>) -> MutexGuard<'a, Plan<'b, R>> {
    plan.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells the other lanes that a piece has ended, also when it ended by a panic: they would wait for ever.
struct Ending<'a, 'b, R> {
    name: &'static str,
    plan: &'a Mutex<Plan<'b, R>>,
    news: &'a Condvar,
}

impl<R> Drop for Ending<'_, '_, R> {
    fn drop(&mut self) {
        lock(self.plan).unfinished.remove(self.name);
        self.news.notify_all();
    }
}

#[cfg(test)]
mod tests;
