//! From drafts to the feed: fallbacks, ids, dates with their zone, the picture, and what is to be complained about.

use std::collections::HashSet;

use super::dates::Moment;
use super::draft::Draft;
use super::model::{Context, Feed, Format, Item, Repair};
use super::warnings::{WarningKind as W, Warnings};
use super::{identity, limits, links};
use crate::clock::{Timestamp, VIETNAM_OFFSET_SECONDS};

/// Dates up to this much ahead are other people's clocks, in seconds.
const CLOCK_SKEW: i64 = 24 * 3600;

/// 1970-01-02T12:00:00Z: a date before it is a clock that was never set.
const UNSET_CLOCK: i64 = 36 * 3600;

/// What was read, before the last step.
pub(super) struct Parts {
    pub(super) format: Format,
    pub(super) encoding: &'static str,
    pub(super) recoded: bool,
    pub(super) feed: Draft,
    pub(super) items: Vec<Draft>,
}

/// Makes the feed; its warnings are still to be added.
pub(super) fn feed(parts: Parts, context: &Context<'_>, warnings: &mut Warnings) -> Feed {
    let Parts { format, encoding, recoded, mut feed, items } = parts;
    let language = feed.language.take();
    let clock = Clock { offset: default_offset(language.as_deref(), &feed, context), now: context.now };
    if feed.title.get().is_none() {
        warnings.add(W::FeedTitleMissing, feed.position);
    }
    if items.is_empty() {
        warnings.add(W::NoItems, feed.position);
    }
    let mut seen = HashSet::with_capacity(items.len());
    let mut finished = Vec::with_capacity(items.len());
    for draft in items.into_iter().take(limits::ITEMS) {
        let position = draft.position;
        let mut item = item(draft, &clock, language.as_deref(), context, warnings);
        if !seen.insert(hash_of(&item.guid)) {
            warnings.add(W::IdRepeated, position);
        }
        if recoded {
            item.repairs.push(Repair::EncodingRepaired);
        }
        finished.push(item);
    }
    let updated = feed.updated.take().or(feed.published.take());
    Feed {
        format,
        encoding,
        title: feed.title.take().unwrap_or_default(),
        description: feed.summary.take(),
        link: feed.link.take().filter(|link| is_address(link, context)),
        id: feed.id.take(),
        language,
        updated: updated.and_then(|moment| clock.read(moment)),
        author: feed.author.take(),
        image: feed.image.take().filter(|image| is_address(image, context)),
        rights: feed.rights.take(),
        categories: feed.categories,
        items: finished,
        warnings: Vec::new(),
    }
}

fn hash_of(id: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

struct Clock {
    /// Seconds east of UTC for dates without a zone.
    offset: i32,
    now: Option<Timestamp>,
}

impl Clock {
    fn read(&self, moment: Moment) -> Option<Timestamp> {
        Some(moment.at(self.offset)).filter(|time| time.unix() >= UNSET_CLOCK || time.unix() < -UNSET_CLOCK)
    }

    /// The date, with what was guessed or wrong noted.
    fn date(
        &self,
        moment: Option<Moment>,
        repairs: &mut Vec<Repair>,
        position: usize,
        warnings: &mut Warnings,
    ) -> Option<Timestamp> {
        let moment = moment?;
        let Some(time) = self.read(moment) else {
            warnings.add(W::DateUnreadable, position);
            return None;
        };
        if !moment.has_zone() {
            warnings.add(W::DateWithoutZone, position);
            note(repairs, Repair::DateInferred);
        } else if !moment.standard {
            warnings.add(W::DateForm, position);
        }
        match self.now {
            Some(now) if time.since(now) > CLOCK_SKEW => {
                warnings.add(W::DateInFuture, position);
                note(repairs, Repair::DateClamped);
                Some(now)
            }
            _ => Some(time),
        }
    }
}

fn note(repairs: &mut Vec<Repair>, repair: Repair) {
    if !repairs.contains(&repair) {
        repairs.push(repair);
    }
}

fn default_offset(language: Option<&str>, feed: &Draft, context: &Context<'_>) -> i32 {
    let vietnamese = language.is_some_and(|language| {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        primary.eq_ignore_ascii_case("vi")
    });
    let at_home = |url: Option<&str>| url.and_then(host).is_some_and(|host| host.ends_with(".vn"));
    if vietnamese || at_home(context.base_url) || at_home(feed.link.get().map(String::as_str)) {
        VIETNAM_OFFSET_SECONDS
    } else {
        0
    }
}

fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.to_ascii_lowercase())
}

fn item(
    mut draft: Draft,
    clock: &Clock,
    language: Option<&str>,
    context: &Context<'_>,
    warnings: &mut Warnings,
) -> Item {
    let at = draft.position;
    let mut repairs = Vec::new();
    if draft.published.get().is_none() && draft.updated.get().is_none() && !draft.unreadable_date {
        warnings.add(W::DateMissing, at);
    }
    if draft.title.get().is_none() {
        warnings.add(W::TitleMissing, at);
    }
    let permalink = draft.id.get().filter(|id| draft.id_is_link && is_web(id)).cloned();
    if let Some(permalink) = permalink {
        draft.link.offer(u8::MAX, permalink);
    }
    let link = draft.link.get().filter(|link| is_address(link, context)).cloned();
    if link.is_none() {
        warnings.add(W::LinkMissing, at);
    }
    let guid = match draft.id.take() {
        Some(id) => id,
        None => {
            warnings.add(W::IdMissing, at);
            link.clone().unwrap_or_else(|| {
                repairs.push(Repair::IdInvented);
                identity::invented(&draft)
            })
        }
    };
    let published = clock.date(draft.published.take(), &mut repairs, at, warnings);
    let updated = clock.date(draft.updated.take(), &mut repairs, at, warnings);
    let image =
        draft.image.take().filter(|image| is_address(image, context)).or_else(|| super::picture::first_in(&draft));
    Item {
        guid,
        title: draft.title.take().unwrap_or_default(),
        link,
        published,
        updated,
        author: draft.author.take(),
        summary: draft.summary.take(),
        content: draft.content.take(),
        enclosures: draft.enclosures,
        categories: draft.categories,
        image,
        rights: draft.rights.take(),
        language: draft.language.take().filter(|own| Some(own.as_str()) != language),
        repairs,
    }
}

fn is_web(url: &str) -> bool {
    url.get(..4).is_some_and(|lead| lead.eq_ignore_ascii_case("http")) && url.contains("://")
}

/// Whether it is absolute, or could not be made so because nobody knows the feed's URL.
fn is_address(url: &str, context: &Context<'_>) -> bool {
    context.base_url.is_none() || !links::is_relative(url)
}

#[cfg(test)]
mod tests;
