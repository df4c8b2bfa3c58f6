//! HTTP for feeds, pages, images and signed repositories: polite, bounded, honest about why something failed.
//!
//! Reading order: [`request`] → [`client`] (the way of a fetch) → [`exchange`] (one request, one answer) → [`outcome`] or
//! [`error`]. The rules, most of them pure: [`address`] and [`names`] (where we may go), [`domain`] (what is one site),
//! [`redirect`], [`polite`] and [`backoff`] with [`retry_after`] and [`hosts`] (when), [`limits`], [`body`] and [`inflate`]
//! (how much), [`portion`] and [`sink`] (files that are gone on with), [`page_watch`], [`tls`], [`traffic`] (what it cost), [`network`] (whether there is one), [`classify`] (what an error means).
//!
//! No cookies, no referrer, no proxy, no runtime of its own: the caller's tokio runtime drives everything.

mod address;
pub mod backoff;
mod body;
mod classify;
mod client;
mod domain;
mod error;
mod exchange;
mod hosts;
mod inflate;
mod limits;
mod names;
mod network;
mod outcome;
mod page_watch;
mod polite;
mod portion;
mod redirect;
mod request;
mod retry_after;
mod sink;
mod tls;
mod traffic;

pub use address::{AddressPolicy, AddressProblem, UrlProblem};
pub use backoff::HostState;
pub use client::{Client, ClientConfig, USER_AGENT};
pub use domain::same_registrable_domain;
pub use error::{Failure, NetError, Phase, SetupError, TlsProblem};
pub use limits::Limits;
pub use names::{Lookup, LookupFailure, Names, SystemNames};
pub use network::{Connectivity, Network};
pub use outcome::{NotModified, Outcome, Response, Validators};
pub use polite::Politeness;
pub use redirect::{Hop, Move, permanent_target};
pub use request::{Purpose, Reach, Request, Rest, Urgency};
pub use sink::{Sink, StreamError, Streamed};
pub use traffic::Traffic;
