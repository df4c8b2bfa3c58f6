//! Size probe: one exported function that reaches the core's public entry points, so that the linker keeps what a phone
//! would get. `cargo verify --only size` builds it with the profile `phone` and weighs it; nobody runs it.
//!
//! Invariant: every entry point that a shell calls has a line in [`reach`]; a new one is added there, or its weight stays
//! unseen. A future is kept with everything it awaits by polling it once.

use std::task::{Context, Waker};

use app4g_core::{CancelToken, Clock as _, Timestamp, clock, strings};

/// Calls entry point `number` with `text`; what comes back only has to depend on the call.
fn reach(number: u32, text: &str) -> usize {
    match number {
        0 => strings::text(text, &[("n", text)], strings::Lang::Vi).len(),
        1 => Timestamp::parse_rfc3339(text).map_or(0, |time| time.rfc3339().len()),
        2 => usize::try_from(clock::SystemClock.now().unix()).unwrap_or(0),
        3 => started(CancelToken::new().cancelled()),
        _ => 0,
    }
}

/// Polls a future once: whether it is ready.
fn started<F: Future>(future: F) -> usize {
    let mut context = Context::from_waker(Waker::noop());
    usize::from(std::pin::pin!(future).poll(&mut context).is_ready())
}

/// The only symbol of the library. `number` is not known when it is linked, hence no entry point can be left out.
#[unsafe(no_mangle)]
pub extern "C" fn app4g_size_probe(number: u32) -> usize {
    reach(number, &number.to_string())
}
