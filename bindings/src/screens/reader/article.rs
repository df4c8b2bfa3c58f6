//! An article as a page: from content.db, else from the copy that was kept.

use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use app4g_core::model::{ArticleId, Kind, Offline};
use app4g_core::reader::block::Block as CoreBlock;
use app4g_core::reader::record::kind_name;
use app4g_core::reader::{Span, blocks, found as marking};
use app4g_core::search::{self, find};
use app4g_core::store::personal::status;
use app4g_core::store::star::Found;
use app4g_core::sync::{self, plan::PAGE_BYTES};
use app4g_core::text::{dates, numbers};

use super::effects::Page;
use super::facts::{keep, out_link, overlay, plain, settle, share, source_link};
use super::flat::{pieces, runs};
use super::state::{OutLink, ReaderContent};
use crate::route::Route;
use crate::screens::context::Context;
use crate::screens::row::TextRun;
use crate::screens::rows::Rows;
use crate::world::World;

/// Makes the page and settles its notices; blocking.
///
/// # Errors
/// `Cancelled`; as any read, and as a write of personal.db.
pub(super) fn page(world: &World, article: &Found, found: &str, cancel: &CancelToken) -> Result<Page, Error> {
    let (store, context) = (world.app.store(), world.context());
    let (envelope, data) = (&article.record.envelope, &article.record.data);
    settle(world, envelope, &context)?;
    let html = data.body.as_deref().or(data.lead.as_deref()).unwrap_or_default();
    let mut text = blocks(html, data.base_url.as_deref());
    let title = marked(world, &data.title, &mut text, found, cancel)?;
    let rows = Rows::new(world, &context, [article.source.as_str()])?;
    let who = rows.name(&article.source).to_owned();
    let when = dates::date_time(envelope.published);
    let facts: Vec<String> = [who.clone(), when].into_iter().chain(data.author.clone()).collect();
    let (blocks, origins) = pieces(&text, &context);
    let kept = store.personal().read(|conn| status::get(conn, &ArticleId::new(envelope.id.as_str())))?.is_starred;
    let has_text = !matches!(article.offline, Offline::None) && !text.is_empty();
    let route = Route::record(Kind::Article.as_str(), &envelope.id);
    let content = ReaderContent {
        id: envelope.id.clone(),
        title,
        facts: facts.join(" · "),
        badges: rows.badges(article.offline, envelope.sample),
        overlay: overlay(envelope, &context),
        fields: Vec::new(),
        blocks,
        contacts: Vec::new(),
        attachments: attachments(data, &context),
        source: source_link(envelope.source_url.as_ref(), &context),
        keep: Some(keep(kept, &context)),
        share: share(&data.title, &who, envelope.source_url.as_ref(), &route, envelope.sample, &context),
        load: load(world, article, &context)?,
        speak: has_text.then(|| context.say("screen.reader.speak", &[])),
        start_block: 0,
    };
    Ok(Page { kind_name: kind_name(Kind::Article.as_str(), context.lang), content, blocks: text, origins })
}

/// Marks what was searched for in a title and its text, and returns the title.
///
/// # Errors
/// `Cancelled`; the index cannot be read.
pub(super) fn marked(
    world: &World,
    title: &str,
    text: &mut Vec<CoreBlock>,
    found: &str,
    cancel: &CancelToken,
) -> Result<Vec<TextRun>, Error> {
    if found.trim().is_empty() {
        return Ok(plain(title));
    }
    // With the title, which is judged by the text below it.
    text.insert(0, CoreBlock::Heading { level: 1, spans: vec![Span::plain(title)] });
    let matcher = find::matcher(world.app.store(), world.app.searcher(), found, cancel)?;
    marking::mark(text, &|text| search::highlight(text, &matcher).into_iter().map(|mark| mark.range).collect());
    match text.remove(0) {
        CoreBlock::Heading { spans, .. } => Ok(runs(&spans)),
        _ => Ok(plain(title)),
    }
}

/// The offer to load the whole text, if it can be asked for.
fn load(world: &World, article: &Found, context: &Context) -> Result<Option<String>, Error> {
    // Most articles are whole; of these nothing is read again.
    if article.offline.is_whole() {
        return Ok(None);
    }
    let id = ArticleId::new(article.record.envelope.id.as_str());
    let can = sync::can_be_asked_for(world.app.store(), &id)?;
    let bytes = numbers::bytes(PAGE_BYTES, context.lang);
    Ok(can.then(|| context.say("screen.reader.load", &[("bytes", &bytes)])))
}

fn attachments(data: &app4g_core::model::Article, context: &Context) -> Vec<OutLink> {
    let link = |attachment: &app4g_core::model::Attachment| {
        let name = attachment.url.rsplit('/').next().unwrap_or_default();
        let size = attachment.bytes.map(|bytes| numbers::bytes(bytes, context.lang));
        out_link(name.to_owned(), &size.unwrap_or_default(), &attachment.url, context)
    };
    data.attachments.iter().map(link).collect()
}
