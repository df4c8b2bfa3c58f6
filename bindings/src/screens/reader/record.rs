//! A record that is no article as a page: its fields with their labels, its text, whom to call.

use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use app4g_core::model::kinds;
use app4g_core::model::line::open_line;
use app4g_core::model::{Date, SourceId};
use app4g_core::reader::record::{self, Entry, Reference, Shown};
use app4g_core::reader::speech;
use app4g_core::store::StoreError;
use app4g_core::store::content::record::StoredLine;
use app4g_core::text::dates;

use super::article::marked;
use super::effects::Page;
use super::facts::{overlay, settle, share, source_link};
use super::flat::pieces;
use super::reach::contacts;
use super::state::{FieldRow, ReaderContent};
use crate::route::Route;
use crate::screens::context::Context;
use crate::screens::row::{Badge, Tone};
use crate::screens::rows::Rows;
use crate::world::World;

/// Makes the page, with what was searched for marked, and settles its notices; blocking.
///
/// # Errors
/// `Cancelled`; as any read, and as a write of personal.db.
pub(super) fn page(world: &World, stored: &StoredLine, found: &str, cancel: &CancelToken) -> Result<Page, Error> {
    let (store, context) = (world.app.store(), world.context());
    let (envelope, data) = open_line(&stored.line).map_err(StoreError::from)?;
    settle(world, &envelope, &context)?;
    // What a withdrawal left has no data; then there is a title and the reason.
    let value = serde_json::from_str(data).unwrap_or_default();
    let names =
        |reference: Reference<'_>| store.content().read(|conn| record::names::stored(conn, reference)).ok().flatten();
    let day = Some(Date::of(envelope.published));
    let view = record::view(&stored.kind, &value, day, &names, context.lang);
    let title = view.as_ref().map_or_else(|| envelope.id.clone(), |view| view.title.clone());
    let rows = Rows::new(world, &context, envelope.unit.as_deref())?;
    let who = envelope.unit.as_deref().map(|unit| rows.name(&SourceId::new(unit)).to_owned()).unwrap_or_default();
    let until = envelope.valid_until.map(|at| context.say("screen.row.valid_until", &[("at", &dates::date_time(at))]));
    let facts: Vec<String> = [who.clone(), dates::date(envelope.published)].into_iter().chain(until).collect();
    let is_doubtful = view.as_ref().is_some_and(|view| view.doubtful);
    let doubt = is_doubtful.then(|| Badge { text: context.say("badge.doubtful", &[]), tone: Tone::Caution });
    let is_stale = kinds::by_name(&stored.kind).is_some_and(|kind| kind.is_stale(envelope.updated, context.now));
    let stale = is_stale.then(|| Badge {
        text: context.say("badge.stale", &[("at", &dates::date(envelope.updated))]),
        tone: Tone::Caution,
    });
    let mut text = view.as_ref().map(|view| view.body.clone()).unwrap_or_default();
    let title = marked(world, &title, &mut text, found, cancel)?;
    let words: String = title.iter().map(|run| run.text.as_str()).collect();
    let (blocks, origins) = pieces(&text, &context);
    let kind_name = record::kind_name(&stored.kind, context.lang);
    let kind = Badge { text: kind_name.clone(), tone: Tone::Neutral };
    let route = Route::record(&stored.kind, &envelope.id);
    let has_text = !text.is_empty();
    let content = ReaderContent {
        id: envelope.id.clone(),
        title,
        facts: facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · "),
        badges: [Some(kind), rows.sample(envelope.sample), doubt, stale].into_iter().flatten().collect(),
        overlay: overlay(&envelope, &context),
        fields: view.iter().flat_map(|view| &view.entries).map(|entry| field(entry, &context)).collect(),
        blocks,
        contacts: contacts(&stored.kind, &value, &context),
        attachments: Vec::new(),
        source: source_link(envelope.source_url.as_ref(), &context),
        keep: None,
        share: share(&words, &who, envelope.source_url.as_ref(), &route, envelope.sample, &context),
        load: None,
        speak: has_text.then(|| context.say("screen.reader.speak", &[])),
        start_block: 0,
    };
    Ok(Page { kind_name, content, blocks: text, origins })
}

/// A field: values as lines, groups a line each; what was not checked says so.
fn field(entry: &Entry, context: &Context) -> FieldRow {
    let lines: Vec<String> = match &entry.value {
        Shown::Lines(lines) => lines.clone(),
        Shown::Groups(groups) => groups
            .iter()
            .map(|group| match group.doubtful {
                true => format!("{} · {}", group.line(), context.say("badge.doubtful", &[])),
                false => group.line(),
            })
            .collect(),
    };
    let spoken = speech::say(&format!("{}: {}", entry.label, lines.join(". ")));
    FieldRow { label: entry.label.clone(), lines, spoken }
}
