//! As-you-type: a newer keystroke stops the search of the older one.

use std::sync::{Mutex, PoisonError};

use crate::cancel::CancelToken;

/// One search field. Keep it as long as the screen, ask [`Session::begin`] for a token at each keystroke.
#[derive(Default)]
pub struct Session {
    current: Mutex<CancelToken>,
}

impl Session {
    /// A field in which nothing was typed yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops the search that is running, if any, and returns the token for the next. Never waits for a search.
    pub fn begin(&self) -> CancelToken {
        let next = CancelToken::new();
        let older = std::mem::replace(&mut *self.current.lock().unwrap_or_else(PoisonError::into_inner), next.clone());
        older.cancel();
        next
    }

    /// Stops the search that is running: the screen goes away.
    pub fn end(&self) {
        self.begin();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_keystroke_stops_the_older_search_and_not_its_own() {
        let session = Session::new();
        let (first, second) = (session.begin(), session.begin());
        assert!(first.is_cancelled() && !second.is_cancelled());
        session.end();
        assert!(second.is_cancelled());
    }
}
