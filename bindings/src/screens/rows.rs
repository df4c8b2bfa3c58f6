//! Rows from what the store and the search return: names looked up once a page, ages and badges in words.

use std::collections::HashMap;

use app4g_core::Timestamp;
use app4g_core::error::Error;
use app4g_core::model::{Kind, Offline, SourceId};
use app4g_core::reader::record::names;
use app4g_core::reader::speech;
use app4g_core::store::content::headline::Headline;
use app4g_core::store::content::record_title::RecordTitle;
use app4g_core::strings::render;
use app4g_core::text::dates;

use super::context::Context;
use super::row::{Badge, Row, RowAction, RowCommand, Tone};
use crate::route::Route;
use crate::world::World;

/// Makes the rows of one page.
pub(crate) struct Rows<'c> {
    context: &'c Context,
    names: HashMap<SourceId, String>,
}

impl<'c> Rows<'c> {
    /// Looks up the names of those who show the rows; blocking.
    ///
    /// # Errors
    /// As any read.
    pub(crate) fn new<'i>(
        world: &World,
        context: &'c Context,
        publishers: impl IntoIterator<Item = &'i str>,
    ) -> Result<Self, Error> {
        Ok(Self { context, names: names::of_publishers(world.app.store(), publishers)? })
    }

    /// The name of a source or unit; its code if nobody knows a name.
    pub(crate) fn name<'n>(&'n self, id: &'n SourceId) -> &'n str {
        self.names.get(id).map_or(id.as_str(), String::as_str)
    }

    /// An article.
    pub(crate) fn headline(&self, row: &Headline) -> Row {
        let id = row.id.as_str();
        let meta = [self.name(&row.source).to_owned(), self.age(row.published)].join(" · ");
        let badges = self.badges(row.offline, row.sample);
        Row {
            id: id.to_owned(),
            spoken: self.spoken(&row.title, &meta, &badges, !row.is_read, row.is_starred),
            title: row.title.clone(),
            meta,
            badges,
            route: Route::record(Kind::Article.as_str(), id),
            is_unread: !row.is_read,
            is_kept: row.is_starred,
            actions: self.actions(row.is_read, row.is_starred),
        }
    }

    /// A record of another kind with a badge of its own, in a list of that kind.
    pub(crate) fn titled(&self, kind: &str, row: &RecordTitle, badge: Option<Badge>) -> Row {
        let until =
            row.valid_until.map(|at| self.context.say("screen.row.valid_until", &[("at", &dates::date_time(at))]));
        let meta = until.unwrap_or_else(|| self.age(row.published));
        let badges: Vec<Badge> = badge.into_iter().chain(self.sample(row.sample)).collect();
        Row {
            id: row.id.clone(),
            spoken: self.spoken(&row.title, &meta, &badges, false, false),
            title: row.title.clone(),
            meta,
            badges,
            route: Route::record(kind, &row.id),
            is_unread: false,
            is_kept: false,
            actions: Vec::new(),
        }
    }

    /// «2 giờ trước», or the date.
    pub(crate) fn age(&self, at: Timestamp) -> String {
        render(&dates::age(at, self.context.now), self.context.lang)
    }

    /// What is on the device, and that it is invented.
    pub(crate) fn badges(&self, offline: Offline, sample: bool) -> Vec<Badge> {
        let tone = match offline {
            Offline::Full { .. } | Offline::FullWithImages { .. } => Tone::Good,
            Offline::Summary | Offline::None => Tone::Neutral,
            Offline::Failed(_) => Tone::Caution,
        };
        let offline = Badge { text: render(&offline.badge(), self.context.lang), tone };
        std::iter::once(offline).chain(self.sample(sample)).collect()
    }

    /// That it is invented, if it is.
    pub(crate) fn sample(&self, sample: bool) -> Option<Badge> {
        sample.then(|| Badge { text: self.context.say("badge.sample", &[]), tone: Tone::Caution })
    }

    /// What else can be done with an article.
    pub(crate) fn actions(&self, is_read: bool, is_kept: bool) -> Vec<RowAction> {
        let keep =
            if is_kept { (RowCommand::LetGo, "shell.action.let_go") } else { (RowCommand::Keep, "shell.action.keep") };
        let mark = match is_read {
            true => (RowCommand::MarkUnread, "shell.action.mark_unread"),
            false => (RowCommand::MarkRead, "shell.action.mark_read"),
        };
        [keep, mark].map(|(command, key)| RowAction { label: self.context.say(key, &[]), command }).into()
    }

    /// The whole row for a voice: what it is, how it stands, who and when; abbreviations in words.
    pub(crate) fn spoken(&self, title: &str, meta: &str, badges: &[Badge], is_unread: bool, is_kept: bool) -> String {
        let unread = is_unread.then(|| self.context.say("a11y.unread", &[]));
        let kept = is_kept.then(|| self.context.say("a11y.kept", &[]));
        let badges = badges.iter().map(|badge| badge.text.as_str());
        let parts = unread.iter().map(String::as_str).chain([title, meta]).chain(badges);
        let whole: Vec<&str> = parts.chain(kept.iter().map(String::as_str)).filter(|part| !part.is_empty()).collect();
        speech::say(&whole.join(". "))
    }
}
