//! Whether there is a network, as the shell knows it: offline is a state, not an error.
//!
//! The shell owns the truth (connectivity callbacks, a switch in the settings, flight mode) and sets it here; the client
//! refuses to start and stops what runs when it turns [`Connectivity::Offline`]; `sync::plan` reads the tariff.
//!
//! Invariant: nothing here touches the network.

use tokio::sync::watch;

/// What the device may use now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Connectivity {
    /// No network, or the person switched it off.
    Offline,
    /// A network that costs by volume: mobile data, a shared hotspot.
    Metered,
    /// A network that does not cost by volume; also what is assumed while no shell said anything.
    #[default]
    Unmetered,
}

impl Connectivity {
    /// Whether requests may be sent at all.
    pub const fn is_online(self) -> bool {
        !matches!(self, Self::Offline)
    }
}

/// The present [`Connectivity`], shared: a clone sees and sets the same state.
#[derive(Clone, Debug)]
pub struct Network(watch::Sender<Connectivity>);

impl Network {
    /// A network in the given state.
    pub fn new(connectivity: Connectivity) -> Self {
        Self(watch::Sender::new(connectivity))
    }

    /// Sets the state; whoever waits in [`Network::until`] is woken.
    pub fn set(&self, connectivity: Connectivity) {
        self.0.send_replace(connectivity);
    }

    /// The state now.
    pub fn now(&self) -> Connectivity {
        *self.0.borrow()
    }

    /// Completes when the state is one that `wanted` accepts, at once if it is already. Never completes otherwise.
    pub async fn until(&self, wanted: impl FnMut(&Connectivity) -> bool) {
        // The sender lives as long as `self`, so waiting cannot fail.
        let _ = self.0.subscribe().wait_for(wanted).await;
    }
}

impl Default for Network {
    fn default() -> Self {
        Self::new(Connectivity::default())
    }
}
