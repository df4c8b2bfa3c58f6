//! The work behind Search and Listings: finds, and puts what was found into words.

use app4g_core::app::facet_names;
use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use app4g_core::model::Kind;
use app4g_core::reader::record::{Reference, names, outlined};
use app4g_core::search::facet::kinds::fields_of;
use app4g_core::search::facet::{FieldCounts, Order, label};
use app4g_core::search::find::{self, Expired, Facets, Found, Marked};
use app4g_core::search::{Extent, Page, QUERY_WORDS, Total};
use app4g_core::store::StoreError;
use app4g_core::store::news::Filter;
use app4g_core::store::personal::status;
use app4g_core::text::{dates, numbers};

use super::asked::Asked;
use super::state::{Chip, Facet, FacetValue, FindContent, FoundRow, Suggestion};
use crate::route::Route;
use crate::screens::context::Context;
use crate::screens::row::{Badge, Choice, Empty, Row, TextRun, TextStyle, Tone};
use crate::screens::rows::Rows;
use crate::world::World;

/// Values of a field that are shown, beside those that are chosen.
const VALUES: usize = 12;

/// What was found, and how many were left out because they have ended.
pub(crate) struct Finding {
    pub(crate) content: FindContent,
    pub(crate) expired: usize,
}

/// Finds; blocking.
///
/// # Errors
/// `Cancelled`; a choice or order that is none; as any read.
pub(crate) fn find(world: &World, asked: &Asked, cancel: &CancelToken) -> Result<Finding, Error> {
    let context = world.context();
    let order = Order::parse(asked.order(), fields_of(asked.kind.unwrap_or(Kind::Article)))?;
    let filter = Filter::default();
    let search = find::Search {
        typed: &asked.typed,
        kind: asked.kind,
        expired: asked.expired,
        filter: &filter,
        choices: &asked.choices,
        order: &order,
        page: Page { offset: 0, limit: usize::try_from(asked.rows).unwrap_or(usize::MAX) },
        now: context.now,
    };
    let found = find::faceted(world.app.store(), world.app.searcher(), &search, cancel)?;
    let words = Words { world, context: &context, asked };
    Ok(Finding { content: words.content(&found)?, expired: found.expired })
}

/// How the word that is typed may go on; blocking.
///
/// # Errors
/// As [`find`].
pub(crate) fn suggest(world: &World, typed: &str, cancel: &CancelToken) -> Result<Vec<Suggestion>, Error> {
    const MOST: usize = 6;
    let found = find::suggestions(world.app.store(), world.app.searcher(), typed, MOST, cancel)?;
    Ok(found.into_iter().map(suggestion).collect())
}

/// Something that may be typed, as it stands.
pub(crate) fn suggestion(query: String) -> Suggestion {
    Suggestion { label: query.clone(), spoken: query.clone(), query }
}

/// Puts what was found into words.
struct Words<'w> {
    world: &'w World,
    context: &'w Context,
    asked: &'w Asked,
}

impl Words<'_> {
    fn content(&self, found: &Found) -> Result<FindContent, Error> {
        let (total, key) = match found.total {
            Total::Exactly(n) => (n, "screen.find.count"),
            Total::AtLeast(n) => (n, "screen.find.at_least"),
        };
        let rows = Rows::new(self.world, self.context, found.hits.iter().map(|hit| hit.source.as_str()))?;
        let shown = found.hits.iter().map(|hit| self.row(hit, &rows)).collect::<Result<Vec<_>, _>>()?;
        let has_more = total > shown.len() && shown.len() >= usize::try_from(self.asked.rows).unwrap_or(usize::MAX);
        let facets = self.facets(&found.facets)?;
        Ok(FindContent {
            count: self.context.say(key, &[("n", &self.number(total))]),
            notes: self.notes(found),
            alternatives: found.understood.alternatives.iter().cloned().map(suggestion).collect(),
            chips: self.chips(&facets),
            facets,
            orders: self.orders(),
            rows: shown,
            more: has_more.then(|| self.context.say("screen.row.more", &[])),
            empty: found.empty.map(|why| self.empty(why.message_key(), found.expired)),
        })
    }

    /// How the query was read, where that was not as typed.
    fn notes(&self, found: &Found) -> Vec<String> {
        let read = &found.understood;
        let mut notes = Vec::new();
        if read.extent == Extent::Beginning {
            notes.push(self.context.say("screen.find.beginning", &[("n", &QUERY_WORDS.to_string())]));
        }
        if read.differs() {
            let args = [("understood", read.understood.as_str()), ("typed", read.typed.as_str())];
            notes.push(self.context.say("screen.find.understood", &args));
        }
        if matches!(found.facets, Facets::Damaged) {
            notes.push(self.context.say("screen.find.facets_damaged", &[]));
        }
        notes
    }

    fn empty(&self, why: &str, expired: usize) -> Empty {
        let is_narrowed = !self.asked.choices.is_empty();
        let mut text = self.context.say(why, &[]);
        if expired > 0 && self.asked.expired == Expired::Hidden {
            let hidden = self.context.say("screen.listings.hidden", &[("n", &self.number(expired))]);
            text = format!("{text} {hidden}");
        }
        let action = is_narrowed.then(|| self.context.say("screen.find.clear", &[]));
        Empty { title: self.context.say("screen.find.empty", &[]), text, action }
    }

    fn row(&self, hit: &find::Row, rows: &Rows<'_>) -> Result<FoundRow, Error> {
        let personal = self.world.app.store().personal();
        let marks = personal.read(|conn| status::get(conn, &hit.id))?;
        let (meta, badges) = match &hit.listing {
            Some(outline) => self.listing(hit, outline, rows)?,
            None => self.other(hit, rows),
        };
        let is_article = hit.kind == Kind::Article.as_str();
        let is_unread = is_article && !marks.is_read;
        let route = Route::Record { kind: hit.kind.clone(), id: hit.id.to_string(), found: self.asked.typed.clone() };
        let spoken = rows.spoken(&hit.title.text, &meta, &badges, is_unread, marks.is_starred);
        let row = Row {
            id: hit.id.to_string(),
            title: hit.title.text.clone(),
            meta,
            badges,
            spoken,
            route,
            is_unread,
            is_kept: marks.is_starred,
            actions: if is_article { rows.actions(marks.is_read, marks.is_starred) } else { Vec::new() },
        };
        let snippet = if self.asked.has_words() { runs(&hit.snippet) } else { Vec::new() };
        Ok(FoundRow { row, title: runs(&hit.title), snippet })
    }

    /// Who and when; what kind it is, what is on the device.
    fn other(&self, hit: &find::Row, rows: &Rows<'_>) -> (String, Vec<Badge>) {
        let meta = [rows.name(&hit.source).to_owned(), rows.age(hit.published)].join(" · ");
        if hit.kind == Kind::Article.as_str() {
            return (meta, rows.badges(hit.offline, hit.sample));
        }
        let kind = app4g_core::reader::record::kind_name(&hit.kind, self.context.lang);
        let badges = std::iter::once(Badge { text: kind, tone: Tone::Neutral }).chain(rows.sample(hit.sample));
        (meta, badges.collect())
    }

    /// Whose offer or need it is, until when; of what sort, how ready, how it stands.
    fn listing(
        &self,
        hit: &find::Row,
        outline: &app4g_core::model::kinds::listing::Outline,
        rows: &Rows<'_>,
    ) -> Result<(String, Vec<Badge>), Error> {
        let said = self.world.app.store().content().read(|conn| {
            // A name that cannot be read now is not there: the row is worth more.
            let stored = |reference: Reference<'_>| names::stored(conn, reference).unwrap_or_default();
            Ok::<_, StoreError>(outlined(outline, &stored, self.context.lang))
        })?;
        let has_ended = outline.has_ended(hit.valid_until, self.context.now);
        let key = if has_ended { "screen.listings.ended" } else { "screen.row.valid_until" };
        let until = hit.valid_until.map(|at| self.context.say(key, &[("at", &dates::date(at))]));
        let meta: Vec<String> = std::iter::once(said.org).chain(said.unit).chain(until).collect();
        let neutral = |text| Badge { text, tone: Tone::Neutral };
        let mut badges: Vec<Badge> = said.kind.into_iter().chain(said.trl).map(neutral).collect();
        let tone = if has_ended { Tone::Caution } else { Tone::Good };
        badges.extend(said.status.map(|text| Badge { text, tone }));
        badges.extend(rows.sample(hit.sample));
        Ok((meta.join(" · "), badges))
    }

    fn facets(&self, facets: &Facets) -> Result<Vec<Facet>, Error> {
        let Facets::Counted(fields) = facets else { return Ok(Vec::new()) };
        fields.iter().filter(|field| !field.values.is_empty()).map(|field| self.facet(field)).collect()
    }

    fn facet(&self, counts: &FieldCounts) -> Result<Facet, Error> {
        let lang = self.context.lang;
        let shown = counts.values.iter().enumerate().filter(|(at, count)| *at < VALUES || count.is_chosen);
        let values = shown.map(|(_, count)| {
            let content = self.world.app.store().content();
            let label = content.read(|conn| facet_names::name_of(conn, counts.field, &count.value, lang))?;
            let (n, state) = (self.number(count.rows), if count.is_chosen { "a11y.chosen" } else { "a11y.not_chosen" });
            let spoken = self.context.say("screen.find.value", &[("label", &label), ("n", &n)]);
            Ok(FacetValue {
                value: count.value.clone(),
                spoken: format!("{spoken}, {}", self.context.say(state, &[])),
                label,
                count: n,
                level: u8::try_from(count.level).unwrap_or(u8::MAX),
                is_chosen: count.is_chosen,
            })
        });
        let values = values.collect::<Result<_, Error>>()?;
        Ok(Facet { field: counts.field.key.to_owned(), title: label::of_field(counts.field, lang), values })
    }

    fn chips(&self, facets: &[Facet]) -> Vec<Chip> {
        let chosen = facets.iter().flat_map(|facet| {
            facet.values.iter().filter(|value| value.is_chosen).map(|value| (facet.field.clone(), value))
        });
        chosen
            .map(|(field, value)| Chip {
                field,
                value: value.value.clone(),
                label: value.label.clone(),
                spoken: self.context.say("screen.find.unchoose", &[("label", &value.label)]),
            })
            .collect()
    }

    fn orders(&self) -> Vec<Choice> {
        let chosen = self.asked.order();
        let order = |order: &'static str| {
            let key = match order {
                "relevance" => "screen.find.order_relevance",
                "title" => "screen.find.order_title",
                "validity" => "screen.find.order_validity",
                _ => "screen.find.order_newest",
            };
            Choice { value: order.to_owned(), label: self.context.say(key, &[]), is_chosen: order == chosen }
        };
        self.asked.orders().into_iter().map(order).collect()
    }

    fn number(&self, n: usize) -> String {
        numbers::integer(i64::try_from(n).unwrap_or(i64::MAX), self.context.lang)
    }
}

/// A text cut where its marks begin and end.
fn runs(marked: &Marked) -> Vec<TextRun> {
    let mut runs = Vec::new();
    let mut at = 0;
    let mut push = |text: Option<&str>, is_marked: bool| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            let style = TextStyle { marked: is_marked, ..TextStyle::default() };
            runs.push(TextRun { text: text.to_owned(), style, link: None });
        }
    };
    for (start, end) in &marked.marks {
        push(marked.text.get(at..*start), false);
        push(marked.text.get(*start..*end), true);
        at = *end;
    }
    push(marked.text.get(at..), false);
    runs
}

#[cfg(test)]
mod tests;
