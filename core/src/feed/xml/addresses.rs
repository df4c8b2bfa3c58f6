//! Ids and links: which of several counts, and what they are relative to.

use super::capture::Captured;
use super::details::Details;
use super::{Machine, W};
use crate::feed::links;
use crate::feed::model::Format;

impl<'a> Machine<'a, '_> {
    pub(super) fn guid(&mut self, details: &Details<'a>, captured: &Captured<'a>) {
        let id = captured.text.trim();
        if id.is_empty() {
            return;
        }
        let permalink = details.permalink.as_deref().is_none_or(|value| !value.trim().eq_ignore_ascii_case("false"));
        let id = id.to_owned();
        let draft = self.target();
        draft.id_is_link = permalink;
        draft.id.offer(0, id);
    }

    pub(super) fn id(&mut self, rank: u8, captured: &Captured<'a>) {
        let id = captured.text.trim();
        if id.is_empty() {
            return;
        }
        let based = !self.bases.is_empty() && links::is_relative(id) && id.contains('/') && !id.contains(' ');
        let id = if based || links::looks_relative(id) {
            self.resolve(id).unwrap_or_else(|| id.to_owned())
        } else {
            id.to_owned()
        };
        self.target().id.offer(rank, id);
    }

    pub(super) fn resolve(&mut self, written: &str) -> Option<String> {
        let (resolved, repaired) = links::resolve(self.current_base(), written)?;
        if repaired {
            self.warnings.add(W::LinkRepaired, self.position);
        }
        Some(resolved)
    }

    pub(super) fn link(&mut self, rank: u8, details: &Details<'a>, captured: &Captured<'a>) {
        let Some(href) = details.href.as_deref() else {
            let relation = details.rel.as_deref().unwrap_or_default().trim();
            if let Some(url) = self.resolve_link(&captured.text).filter(|_| matches!(relation, "" | "alternate")) {
                self.offer_link(rank, url);
            }
            return;
        };
        let kind = details.kind.as_deref().map(str::trim).unwrap_or_default();
        match details.rel.as_deref().unwrap_or("alternate").trim() {
            "enclosure" => self.enclosure(href, details),
            "alternate" | "" | "http://www.iana.org/assignments/relation/alternate" => {
                let page = kind.is_empty() || kind.contains("html");
                if let Some(url) = self.resolve_link(href) {
                    self.offer_link(rank + u8::from(!page), url);
                }
            }
            _ => {}
        }
    }

    /// Of several links RSS means the last one, Atom the first.
    fn offer_link(&mut self, rank: u8, url: String) {
        let rss = matches!(self.format, Some(Format::Rss | Format::Rdf));
        let link = &mut self.target().link;
        if rss { link.replace(rank, url) } else { link.offer(rank, url) }
    }

    fn resolve_link(&mut self, written: &str) -> Option<String> {
        let written = written.trim();
        if written.is_empty() {
            return None;
        }
        if links::is_relative(written) {
            self.warnings.add(W::LinkRelative, self.position);
        }
        let resolved = self.resolve(written);
        if resolved.is_none() {
            self.warnings.add(W::LinkRefused, self.position);
        }
        resolved
    }
}
