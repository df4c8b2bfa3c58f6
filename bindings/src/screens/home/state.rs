//! What Home draws: what is new, how old it is, what a refresh would cost.

use crate::route::Route;
use crate::screens::row::{ActionLabel, Empty, Section, Tone};
use crate::screens::status::Status;

/// Home.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HomeState {
    /// The screen's heading.
    pub title: String,
    /// Age, network, trouble.
    pub status: Status,
    /// The button that refreshes, with its cost.
    pub refresh: ActionLabel,
    /// What is on the device; absent until it was read for the first time.
    pub content: Option<HomeContent>,
}

/// What is on the device.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HomeContent {
    /// What is new, in one sentence.
    pub headline: String,
    /// That the repository is one for trying out; absent where it is not.
    pub trial: Option<String>,
    /// Corrections and withdrawals of what was read, each until it is looked at.
    pub revisions: Vec<RevisionCard>,
    /// Notices in force; urgent ones first.
    pub notices: Section,
    /// The newest articles.
    pub news: Section,
    /// The label of the button for older articles; absent at the end.
    pub more: Option<String>,
    /// Why there is nothing at all.
    pub empty: Option<Empty>,
}

/// A correction or withdrawal of something the person had read (R6).
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RevisionCard {
    /// The record's id.
    pub id: String,
    /// «Đã đính chính» with the record's title.
    pub title: String,
    /// The publisher's note.
    pub text: String,
    /// How it is tinted.
    pub tone: Tone,
    /// All of it for a voice.
    pub spoken: String,
    /// The record as it is now.
    pub route: Route,
}
