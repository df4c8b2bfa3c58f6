//! What stands around a text whatever its kind: who and when, what became of it, links out of the app, sharing.

use app4g_core::error::Error;
use app4g_core::model::{ChangeKind, Envelope};
use app4g_core::reader::speech;
use app4g_core::store::personal::revision_notice;
use app4g_core::text::dates;

use super::state::{OutLink, Overlay, RouteLink, ShareText};
use crate::route::Route;
use crate::screens::context::{Change, Context};
use crate::screens::row::{TextRun, TextStyle, Toggle, Tone};
use crate::world::World;

/// Notes that the person looked at this revision; where a notice waited for that, screens are told; blocking.
///
/// # Errors
/// As any write of personal.db.
pub(super) fn settle<K>(world: &World, envelope: &Envelope<K>, context: &Context) -> Result<(), Error> {
    let settled = world.app.store().personal().write(|tx| revision_notice::see(tx, envelope, context.now))?;
    if settled > 0 {
        world.changed(Change::Marks);
    }
    Ok(())
}

/// That a record was corrected or withdrawn, and why; that it has expired.
pub(super) fn overlay<K>(envelope: &Envelope<K>, context: &Context) -> Option<Overlay> {
    let change = &envelope.change;
    let note = change.note.as_deref().unwrap_or_default();
    let at = dates::date(envelope.updated);
    let (tone, text) = match change.kind {
        ChangeKind::Correct => (Tone::Caution, context.say("record.change.corrected", &[("at", &at), ("note", note)])),
        ChangeKind::Withdraw => {
            let reason = context.say(
                match change.reason.as_deref() {
                    Some("privacy") => "record.change.reason_privacy",
                    Some("outdated") => "record.change.reason_outdated",
                    Some("replaced") => "record.change.reason_replaced",
                    _ => "record.change.reason_error",
                },
                &[],
            );
            let args = [("at", at.as_str()), ("reason", reason.as_str()), ("note", note)];
            (Tone::Urgent, context.say("record.change.withdrawn", &args))
        }
        ChangeKind::New | ChangeKind::Update | ChangeKind::Unknown => {
            let until = envelope.valid_until.filter(|until| *until < context.now)?;
            (Tone::Caution, context.say("screen.reader.expired", &[("at", &dates::date(until))]))
        }
    };
    let instead = change.replaced_by.as_ref().map(|id| RouteLink {
        label: context.say("screen.reader.instead", &[]),
        // The reader finds the record by its id; the kind is that of what it replaces.
        route: Route::record(kind_of(id), id),
    });
    Some(Overlay { tone, text, instead })
}

/// The kind that an id of words and codes begins with; an article otherwise.
fn kind_of(id: &str) -> &str {
    id.split_once(':').map_or("article", |(kind, _)| kind)
}

/// A link out of the app; a voice says so.
pub(super) fn out_link(label: String, detail: &str, url: &str, context: &Context) -> OutLink {
    let outside = context.say("a11y.outside", &[]);
    let parts = [label.as_str(), detail, outside.as_str()];
    let spoken = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    OutLink { spoken: speech::say(&spoken), label, detail: detail.to_owned(), url: url.to_owned() }
}

/// Who shows it, as a link to its page.
pub(super) fn source_link(url: Option<&String>, context: &Context) -> Option<OutLink> {
    let url = url?;
    let host = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or_default();
    Some(out_link(context.say("screen.reader.source", &[]), host, url, context))
}

/// Keeping a record.
pub(super) fn keep(is_on: bool, context: &Context) -> Toggle {
    let label = context.say(if is_on { "shell.action.let_go" } else { "shell.action.keep" }, &[]);
    let state = is_on.then(|| context.say("a11y.kept", &[]));
    let spoken = state.map_or_else(|| label.clone(), |state| format!("{label}, {state}"));
    Toggle { label, is_on, spoken }
}

/// What sharing hands over; what is invented says so wherever it goes.
pub(super) fn share(
    title: &str,
    who: &str,
    url: Option<&String>,
    link: &Route,
    sample: bool,
    context: &Context,
) -> ShareText {
    let sample = sample.then(|| context.say("screen.reader.shared_sample", &[]));
    let address = url.cloned().unwrap_or_else(|| link.link());
    let lines = [Some(title.to_owned()), Some(who.to_owned()), Some(address), sample];
    let lines: Vec<String> = lines.into_iter().flatten().filter(|line| !line.is_empty()).collect();
    ShareText { subject: title.to_owned(), text: lines.join("\n") }
}

/// A title of one look.
pub(super) fn plain(title: &str) -> Vec<TextRun> {
    vec![TextRun { text: title.to_owned(), style: TextStyle::default(), link: None }]
}

#[cfg(test)]
mod tests;
