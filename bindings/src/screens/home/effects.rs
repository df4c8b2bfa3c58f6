//! The work behind Home: reading what is new, refreshing, marking rows.

use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use app4g_core::model::Kind;
use app4g_core::store::news::{self, Filter, StateFilter};
use app4g_core::store::personal::revision_notice::{self, RevisionNotice};
use app4g_core::sync::SyncRequest;
use app4g_core::text::numbers;

use super::notices;
use super::state::{HomeContent, RevisionCard};
use crate::route::Route;
use crate::screens::context::Context;
use crate::screens::driver::Lane;
use crate::screens::marks;
use crate::screens::row::{Empty, RowCommand, Section, Tone};
use crate::screens::rows::Rows;
use crate::screens::status::Checks;
use crate::world::World;
use std::sync::Arc;

/// Notices above the news.
const NOTICES: usize = 5;

/// Corrections above them.
const REVISIONS: u32 = 5;

/// Seconds that «new» looks back.
const NEW: i64 = 7 * 24 * 3600;

/// Work that Home asks for.
pub(crate) enum Effect {
    /// Reads what is on the device.
    Load { articles: u32 },
    /// Begins a refresh.
    Refresh,
    /// Ends it.
    StopRefresh,
    /// Does something with an article.
    Act { id: String, command: RowCommand },
}

/// What came of it.
pub(crate) enum Outcome {
    /// What is on the device.
    Loaded { loaded: Box<Loaded>, checks: Checks },
    /// It was asked for; what comes of it is told as a change.
    Asked,
}

/// What was read.
pub(crate) struct Loaded {
    pub(super) content: HomeContent,
    /// What a refresh would cost; 0 where there is nobody to ask.
    pub(super) refresh_bytes: u64,
}

impl Effect {
    /// The lane of [`Effect::Load`].
    pub(super) const LOAD: Lane = Lane::Newest("load");

    pub(super) const fn lane(&self) -> Lane {
        match self {
            Self::Load { .. } => Self::LOAD,
            Self::Refresh | Self::StopRefresh | Self::Act { .. } => Lane::InOrder,
        }
    }
}

/// Does the work.
pub(super) fn perform(effect: Effect, world: &Arc<World>, cancel: &CancelToken) -> Result<Outcome, Error> {
    match effect {
        Effect::Load { articles } => {
            let loaded = Box::new(load(world, articles, cancel)?);
            Ok(Outcome::Loaded { loaded, checks: Checks::read(world)? })
        }
        Effect::Refresh => world.begin_refresh(SyncRequest::asked()).map(|()| Outcome::Asked),
        Effect::StopRefresh => {
            world.refresher.stop();
            Ok(Outcome::Asked)
        }
        Effect::Act { id, command } => marks::act(world, &id, command).map(|()| Outcome::Asked),
    }
}

fn load(world: &World, articles: u32, cancel: &CancelToken) -> Result<Loaded, Error> {
    let (store, context) = (world.app.store(), world.context());
    let page = store.content().read_cancellable(cancel, |conn| news::page(conn, &Filter::default(), None, articles))?;
    let notices = notices::in_force(store, context.now)?;
    let revisions = store.personal().read(|conn| revision_notice::unseen(conn, REVISIONS))?;
    let fresh = Filter { state: StateFilter::Unread, since: Some(context.now.plus(-NEW)), ..Filter::default() };
    let unread = store.content().read_cancellable(cancel, |conn| news::docs(conn, &fresh))?.len();
    let rows = Rows::new(world, &context, page.rows.iter().map(|row| row.source.as_str()))?;
    let count = numbers::integer(i64::try_from(unread).unwrap_or(i64::MAX), context.lang);
    let headline = match unread {
        0 => context.say("screen.home.nothing_new", &[]),
        _ => context.say("screen.home.new", &[("n", &count)]),
    };
    let empty = (page.rows.is_empty() && notices.is_empty()).then(|| Empty {
        title: context.say("screen.home.empty", &[]),
        text: context.say("screen.home.empty_hint", &[]),
        action: Some(context.say("screen.home.refresh", &[])),
    });
    let content = HomeContent {
        headline,
        trial: context.is_demo.then(|| context.say("status.trial", &[])),
        revisions: revisions.iter().map(|notice| revision_card(notice, &context)).collect(),
        notices: Section {
            title: context.say("screen.home.notices", &[]),
            rows: notices.iter().take(NOTICES).map(|notice| notice.row(&rows, &context)).collect(),
        },
        news: Section {
            title: context.say("screen.home.news", &[]),
            rows: page.rows.iter().map(|row| rows.headline(row)).collect(),
        },
        more: page.next.map(|_| context.say("screen.row.more", &[])),
        empty,
    };
    let refresh_bytes = world.app.sync().forecast(context.now)?.bytes;
    Ok(Loaded { content, refresh_bytes })
}

/// A correction or a withdrawal as it is told: «Đã đính chính: …», «Đã rút: …».
pub(crate) fn revision_card(notice: &RevisionNotice, context: &Context) -> RevisionCard {
    let is_withdrawn = notice.change == "withdraw";
    let key = if is_withdrawn { "screen.home.withdrawn" } else { "screen.home.corrected" };
    let title = context.say(key, &[("title", &notice.title)]);
    RevisionCard {
        id: notice.id.clone(),
        spoken: format!("{title}. {}", notice.note),
        title,
        text: notice.note.clone(),
        tone: Tone::Caution,
        // The reader looks the kind up by the id.
        route: Route::record(Kind::Article.as_str(), &notice.id),
    }
}
