//! `personal.db` from its newest verified copy plus every row that is still legible; the later change wins.

use std::collections::HashSet;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::cells::{self, Row};
use super::pages::Pages;
use super::{PersonalLoss, copies, finish};
use crate::clock::Timestamp;
use crate::model::line::from_line;
use crate::model::{Article, ArticleId, SourceId};
use crate::store::codec;
use crate::store::connection::{self, PERSONAL_PAGE, Role};
use crate::store::content::image::StoredImage;
use crate::store::content::offline_code;
use crate::store::error::StoreError;
use crate::store::migration::PERSONAL;
use crate::store::paths::ProfilePaths;
use crate::store::personal::ledger::{self, Network, Use};
use crate::store::personal::saved::{self, SavedArticle};
use crate::store::personal::setting::{self, Setting};
use crate::store::personal::source::{self, SourceEntry};
use crate::store::personal::status::{self, Status};
use crate::store::personal::{alias, later};

/// Builds `new` from the newest good copy and what is legible in the damaged file.
pub(super) fn rebuild(paths: &ProfilePaths, new: &Path, now: Timestamp) -> Result<PersonalLoss, StoreError> {
    let copy = copies::newest_good(paths)?;
    let mut loss = PersonalLoss { from_copy: copy.is_some(), ..PersonalLoss::default() };
    if let Some(copy) = copy {
        std::fs::copy(copy, new)?;
    }
    let mut conn = connection::create(new, Role::Personal)?;
    PERSONAL.upgrade(&mut conn, |_| Ok(()))?;
    let tx = conn.transaction()?;
    let mut legible = Legible::default();
    if let Some(mut pages) = Pages::open(&paths.personal(), PERSONAL_PAGE)? {
        for number in 1..=pages.count() {
            for row in cells::rows(&mut pages, number) {
                legible.take(row, now);
            }
        }
    }
    legible.merge_into(&tx)?;
    let kept: HashSet<ArticleId> = saved::ids(&tx)?.into_iter().collect();
    for (id, status) in status::all(&tx)? {
        loss.states += 1;
        match (status.is_starred, kept.contains(&id)) {
            (true, true) => loss.starred += 1,
            (true, false) => loss.starred_without_text += 1,
            // Unstarred after the copy was made.
            (false, true) if status.star_changed > 0 => saved::remove(&tx, &id)?,
            // The text is there and its status is not: nobody took the star away.
            (false, true) => {
                star_again(&tx, &id, status)?;
                loss.starred += 1;
            }
            (false, false) => {}
        }
    }
    for id in kept {
        if status::get(&tx, &id)? == Status::default() {
            star_again(&tx, &id, Status::default())?;
            loss.starred += 1;
            loss.states += 1;
        }
    }
    tx.commit()?;
    finish(conn)?;
    Ok(loss)
}

fn star_again(conn: &Connection, id: &ArticleId, status: Status) -> Result<(), StoreError> {
    let changed = later(status.star_changed, Timestamp::from_unix(0));
    status::merge(conn, id, Status { is_starred: true, star_changed: changed, ..status })
}

/// Rows of the damaged file that were recognised.
#[derive(Default)]
struct Legible {
    states: Vec<(ArticleId, Status)>,
    aliases: Vec<(ArticleId, ArticleId)>,
    saved: Vec<SavedArticle>,
    images: Vec<(ArticleId, StoredImage)>,
    sources: Vec<SourceEntry>,
    settings: Vec<Setting>,
    ledger: Vec<Use>,
}

impl Legible {
    fn merge_into(self, conn: &Connection) -> Result<(), StoreError> {
        for (old, new) in self.aliases {
            alias::add(conn, &old, &new)?;
        }
        for (id, state) in self.states {
            status::merge(conn, &id, state)?;
        }
        for article in self.saved {
            let id = ArticleId::new(article.record.envelope.id.clone());
            // The copy's text may be damaged only if the copy did not verify, and then it is not here.
            if saved::get(conn, &id)?.is_none_or(|known| known.saved_at <= article.saved_at) {
                saved::put(conn, &article)?;
            }
        }
        for (id, image) in self.images {
            saved::put_image(conn, &id, &image)?;
        }
        for entry in self.sources {
            source::merge(conn, &entry)?;
        }
        for entry in self.settings {
            setting::merge(conn, &entry)?;
        }
        for used in self.ledger {
            ledger::raise(conn, &used)?;
        }
        Ok(())
    }

    /// Recognises a row by its columns. Nothing is taken that could not have been written.
    fn take(&mut self, row: Row, now: Timestamp) {
        use Value::{Blob, Integer, Null, Text};
        match (row.rowid, row.values.as_slice()) {
            // status
            (
                None,
                [
                    Text(id),
                    Integer(read @ (0 | 1)),
                    Integer(read_changed @ 0..),
                    Integer(star @ (0 | 1)),
                    Integer(star_changed @ 0..),
                    position @ (Text(_) | Null),
                    Integer(position_changed @ 0..),
                ],
            ) => {
                let state = Status {
                    is_read: *read == 1,
                    read_changed: *read_changed,
                    is_starred: *star == 1,
                    star_changed: *star_changed,
                    position: text(position),
                    position_changed: *position_changed,
                };
                self.states.push((ArticleId::new(id.clone()), state));
            }
            // id_alias
            (None, [Text(old), Text(new)]) => {
                self.aliases.push((ArticleId::new(old.clone()), ArticleId::new(new.clone())));
            }
            // saved_article
            (
                Some(_),
                [
                    Null,
                    Text(id),
                    Integer(_),
                    Integer(at),
                    Text(source),
                    Integer(_),
                    Integer(state),
                    Integer(since),
                    Text(_),
                    Blob(line),
                ],
            ) => {
                let record = codec::unpack_alone(line).and_then(|line| from_line::<Article>(&line).ok());
                if let Some(record) = record.filter(|record| record.envelope.id == *id) {
                    self.saved.push(SavedArticle {
                        record,
                        saved_at: Timestamp::from_unix(*at),
                        source: SourceId::new(source.clone()),
                        offline: offline_code::decode(*state, *since),
                    });
                }
            }
            // saved_image
            (Some(_), [Text(id), Blob(url), Integer(width), Integer(height), Text(mime), Blob(sum), Blob(bytes)]) => {
                let size = (u32::try_from(*width), u32::try_from(*height));
                if let (Ok(url_hash), (Ok(width), Ok(height))) = (url.as_slice().try_into(), size) {
                    let image = StoredImage { url_hash, width, height, mime: mime.clone(), bytes: bytes.clone() };
                    if saved::sum_of(&image).as_slice() == sum.as_slice() {
                        self.images.push((ArticleId::new(id.clone()), image));
                    }
                }
            }
            // source
            (None, [Text(id), json @ (Text(_) | Null), Integer(changed)]) => {
                let source = text(json).map(|json| serde_json::from_str(&json));
                if let Ok(source) = source.transpose() {
                    self.sources.push(SourceEntry { id: SourceId::new(id.clone()), source, changed: *changed });
                }
            }
            // setting
            (None, [Text(key), Integer(changed), value @ (Text(_) | Null)]) => {
                self.settings.push(Setting { key: key.clone(), value: text(value), changed: *changed });
            }
            // ledger: nothing is counted for months to come.
            (
                None,
                [
                    Text(month),
                    Text(source),
                    Text(host),
                    Integer(metered),
                    Integer(requests),
                    Integer(sent),
                    Integer(received),
                ],
            ) if *month <= ledger::month_of(now) => {
                let count = |number: &i64| u64::try_from(*number).unwrap_or(0);
                self.ledger.push(Use {
                    month: month.clone(),
                    source: source.clone(),
                    host: host.clone(),
                    network: if *metered == 1 { Network::Metered } else { Network::Unmetered },
                    requests: count(requests),
                    sent: count(sent),
                    received: count(received),
                });
            }
            _ => {}
        }
    }
}

fn text(value: &Value) -> Option<String> {
    if let Value::Text(text) = value { Some(text.clone()) } else { None }
}
