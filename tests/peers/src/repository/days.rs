//! The days of a newsroom: new articles, edits of one word, withdrawals.
//!
//! Articles that come later are articles of the bench that the first release did not have. Edits and most withdrawals fall on
//! what is recent, as they do in newsrooms; a withdrawal for error falls on an old article, so that no delta of the last days
//! goes with it.

use app4g_core::Timestamp;
use app4g_core::model::{Change, ChangeKind};
use app4g_portal::content::Authored;
use app4g_tests::draw::Draw;

use super::make;
use crate::articles::Article;

/// Among so many of the newest articles edits and withdrawals are drawn, unless a bench says otherwise: those of forty days.
pub const RECENT: usize = 4_000;

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// What happens in a day.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// Articles that come.
    pub new: usize,
    /// Articles of which one word changes.
    pub edited: usize,
    /// Articles that are withdrawn: every fifth for error, the others as outdated.
    pub withdrawn: usize,
}

/// The day of the issue.
pub const USUAL: Work = Work { new: 100, edited: 50, withdrawn: 5 };

/// Goes through the days.
#[derive(Debug)]
pub struct Days {
    held_back: std::vec::IntoIter<Article>,
    first: usize,
    recent: usize,
    number: usize,
    day: i64,
    draw: Draw,
}

impl Days {
    /// Days after a release of `first` articles; `held_back` are those to come, and the newest `recent` may change.
    pub fn new(first: usize, held_back: Vec<Article>, recent: usize) -> Self {
        Self { held_back: held_back.into_iter(), first, recent, number: first, day: 0, draw: Draw::new(5) }
    }

    /// When the release of the last day is made.
    pub fn now(&self) -> Timestamp {
        make::FIRST.plus(self.day * DAY)
    }

    /// How many days went by.
    pub fn gone(&self) -> i64 {
        self.day
    }

    /// Changes `news`, newest first as [`make::records`] makes them and later ones behind. Returns when to publish.
    pub fn work(&mut self, news: &mut Vec<Authored>, work: Work) -> Timestamp {
        self.day += 1;
        let mut touched = Vec::new();
        for nth in 0..work.edited + work.withdrawn {
            let is_error = nth >= work.edited && (nth - work.edited) % 5 == 4;
            let Some(at) = self.choose(news, is_error, &touched) else { continue };
            touched.push(at);
            let Some(record) = news.get_mut(at) else { continue };
            if nth < work.edited {
                let word = format!("Yên-Thế-{}", self.draw.below(1_000));
                make::edit_one_word(std::slice::from_mut(record), 1, &word);
                continue;
            }
            let reason = if is_error { "error" } else { "outdated" };
            record.change = Some(Change {
                kind: ChangeKind::Withdraw,
                note: Some("Theo đề nghị của đơn vị đăng tin".to_owned()),
                reason: Some(reason.to_owned()),
                replaced_by: None,
            });
        }
        let now = self.now();
        for _ in 0..work.new {
            let Some(article) = self.held_back.next() else { break };
            let before = i64::try_from(self.draw.below(20 * 3_600)).unwrap_or(0);
            news.push(make::record(&article, self.number, now.plus(-before)));
            self.number += 1;
        }
        now
    }

    /// A record that is not withdrawn and was not chosen today: a recent one, or one of the oldest.
    fn choose(&mut self, news: &[Authored], is_old: bool, chosen: &[usize]) -> Option<usize> {
        let among = self.recent.min(if is_old { self.first } else { news.len() });
        for _ in 0..1_000 {
            let back = usize::try_from(self.draw.below(among as u64)).ok()?;
            let came_later = news.len().saturating_sub(self.first);
            let at = match (is_old, back.checked_sub(came_later)) {
                (true, _) => self.first.checked_sub(back + 1)?,
                (false, None) => news.len() - 1 - back,
                (false, Some(of_first)) => of_first,
            };
            let is_live = news.get(at).is_some_and(|record| record.change.is_none());
            if is_live && !chosen.contains(&at) {
                return Some(at);
            }
        }
        None
    }
}
