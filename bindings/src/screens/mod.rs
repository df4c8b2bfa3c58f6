//! The screens: one folder each, plain Rust, tested without UniFFI.
//!
//! Reading order: [`driver`] (what all have in common) with [`context`] and [`export`] → [`status`] and [`row`] (what all states are
//! made of) → `find` (what Search and Listings share) → the screens. A screen has `state` (what is drawn), `event` (what a person
//! does), `reduce` (what follows from it), `effects` (the work that is to be done), `tests`. To add one: docs/how-to-add-a-screen.md.

pub(crate) mod context;
pub(crate) mod driver;
mod export;
pub mod find;
pub mod home;
pub mod listings;
mod marks;
pub mod reader;
pub mod row;
mod rows;
pub mod search;
pub mod settings;
pub mod status;

pub(crate) use context::{Change, Context};
pub(crate) use driver::closed;
use export::screen;

use crate::core::Core;

screen!(#[doc = "Home: what is new, how old it is, what a refresh would cost."] home() => Home { HomeScreen, HomeListener, HomeState, HomeEvent });
screen!(#[doc = "The reader of one record."] reader(id: String, found: String) => Reader { ReaderScreen, ReaderListener, ReaderState, ReaderEvent });
screen!(#[doc = "Searching everything on the device."] search(query: String) => Search { SearchScreen, SearchListener, SearchState, SearchEvent });
screen!(#[doc = "Offers and needs of technology."] listings() => Listings { ListingsScreen, ListingsListener, ListingsState, ListingsEvent });
screen!(#[doc = "Settings, and how the whole app looks."] settings() => Settings { SettingsScreen, SettingsListener, SettingsState, SettingsEvent });
