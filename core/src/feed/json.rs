//! JSON Feed 1.0 and 1.1 (jsonfeed.org), read as leniently as XML.

mod value;

use super::dates;
use super::draft::Draft;
use super::limits;
use super::links;
use super::model::{Enclosure, Format, Html};
use super::people;
use super::text::{Kind, nfc, plain, trimmed};
use super::warnings::{WarningKind as W, Warnings};
use super::xml::escape;

use value::Value;

/// Reads a document. `None` if it is JSON of another kind.
pub(super) fn read(text: &str, base: Option<&str>, warnings: &mut Warnings) -> Option<(Format, Draft, Vec<Draft>)> {
    let (document, repaired) = value::read(text);
    let version = document.get("version").and_then(Value::text).unwrap_or_default();
    let items = document.get("items").filter(|items| matches!(items, Value::List(_)));
    if !version.contains("jsonfeed.org") && items.is_none() {
        return None;
    }
    if repaired {
        warnings.add(W::JsonRepaired, 0);
    }
    let mut reader = Reader { base, warnings };
    let feed = reader.feed(&document);
    let entries = items.map(Value::items).unwrap_or_default();
    if entries.len() > limits::ITEMS {
        reader.warnings.add(W::TooManyItems, 0);
    }
    let items = entries.iter().take(limits::ITEMS).filter(|entry| matches!(entry, Value::Object(_)));
    let author = feed.author.get().cloned();
    let mut items: Vec<Draft> = items.map(|entry| reader.item(entry)).collect();
    // The feed's author wrote what nobody else is named for.
    for item in items.iter_mut() {
        if let Some(author) = &author {
            item.author.offer(1, author.clone());
        }
    }
    Some((Format::Json, feed, items))
}

struct Reader<'b, 'w> {
    base: Option<&'b str>,
    warnings: &'w mut Warnings,
}

/// The text under the first of `keys` that has any.
fn text_of<'v>(value: &'v Value<'_>, keys: &[&str]) -> Option<&'v str> {
    keys.iter().find_map(|key| value.get(key).and_then(Value::text).map(str::trim).filter(|text| !text.is_empty()))
}

impl Reader<'_, '_> {
    fn feed(&mut self, document: &Value<'_>) -> Draft {
        let mut feed = Draft::default();
        self.common(document, &mut feed);
        if let Some(description) = text_of(document, &["description"]) {
            feed.summary.offer(0, self.html(escape(description)));
        }
        self.urls(document, &["home_page_url"], |url| feed.link.offer(0, url));
        self.urls(document, &["icon", "favicon"], |url| feed.image.offer(0, url));
        if let Some(id) = text_of(document, &["feed_url"]) {
            feed.id.offer(0, id.to_owned());
        }
        feed
    }

    fn item(&mut self, entry: &Value<'_>) -> Draft {
        let mut item = Draft::default();
        self.common(entry, &mut item);
        self.urls(entry, &["url"], |url| item.link.offer(0, url));
        self.urls(entry, &["external_url"], |url| item.link.offer(1, url));
        self.urls(entry, &["image", "banner_image"], |url| item.image.offer(0, url));
        if let Some(id) = text_of(entry, &["id"]) {
            item.id.offer(0, id.to_owned());
        }
        if let Some(html) = text_of(entry, &["content_html"]) {
            item.content.offer(0, self.html(html.to_owned()));
        }
        if let Some(text) = text_of(entry, &["content_text"]) {
            item.content.offer(1, self.html(escape(text)));
        }
        if let Some(summary) = text_of(entry, &["summary"]) {
            item.summary.offer(0, self.html(escape(summary)));
        }
        self.dates(entry, &mut item);
        for attachment in entry.get("attachments").map(Value::items).unwrap_or_default() {
            self.attachment(attachment, &mut item);
        }
        item
    }

    fn common(&mut self, value: &Value<'_>, draft: &mut Draft) {
        if let Some(title) = text_of(value, &["title"]) {
            draft.title.offer(0, plain(title, Kind::Guess));
        }
        if let Some(language) = text_of(value, &["language"]) {
            draft.language.offer(0, language.replace('_', "-"));
        }
        let authors = ["authors", "author"].into_iter().filter_map(|key| value.get(key));
        for author in authors.flat_map(|author| author.items().iter().chain(author.text().map(|_| author))) {
            let name = author.text().or_else(|| text_of(author, &["name", "url"]));
            if let Some(name) = name.and_then(people::name) {
                draft.author.offer(0, name);
            }
        }
        for tag in value.get("tags").map(Value::items).unwrap_or_default() {
            draft.add_category(plain(tag.text().unwrap_or_default(), Kind::Guess));
        }
    }

    fn dates(&mut self, entry: &Value<'_>, item: &mut Draft) {
        for (key, published) in [("date_published", true), ("date_modified", false)] {
            let Some(written) = text_of(entry, &[key]) else { continue };
            match dates::read(written) {
                Some(moment) if published => item.published.offer(0, moment),
                Some(moment) => item.updated.offer(0, moment),
                None => {
                    self.warnings.add(W::DateUnreadable, 0);
                    item.unreadable_date = true;
                }
            }
        }
    }

    fn attachment(&mut self, attachment: &Value<'_>, item: &mut Draft) {
        let mime = text_of(attachment, &["mime_type"]).map(str::to_owned);
        let length = text_of(attachment, &["size_in_bytes"]).and_then(|size| size.parse().ok());
        self.urls(attachment, &["url"], |url| item.add_enclosure(Enclosure { url, mime: mime.clone(), length }));
    }

    /// Hands over the absolute form of each address under `keys`.
    fn urls(&mut self, value: &Value<'_>, keys: &[&str], mut take: impl FnMut(String)) {
        for key in keys {
            let Some(written) = text_of(value, &[key]) else { continue };
            match links::resolve(self.base, written) {
                Some((url, repaired)) => {
                    if repaired {
                        self.warnings.add(W::LinkRepaired, 0);
                    }
                    take(url);
                }
                None => self.warnings.add(W::LinkRefused, 0),
            }
        }
    }

    fn html(&self, html: String) -> Html {
        Html { html: nfc(trimmed(html.into())), base: self.base.map(str::to_owned) }
    }
}

#[cfg(test)]
mod tests;
