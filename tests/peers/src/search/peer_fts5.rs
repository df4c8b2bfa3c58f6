//! SQLite's FTS5: folded words, any of them, ranked by its own bm25.
//!
//! Contentless with full detail (without it bm25 is 0 for every row, silently). The words are those of [`super::spelling`], so
//! the tokenizer has only spaces to find.

use std::path::Path;

use rusqlite::Connection;

use super::Outcome;
use super::spelling::Speller;
use crate::articles::Article;

/// An index, being built or searched; documents are numbered from 1.
pub struct Peer {
    conn: Connection,
    speller: Speller,
    next: i64,
}

impl Peer {
    /// Creates one without documents.
    ///
    /// # Errors
    /// SQLite's.
    pub fn create(file: &Path) -> Outcome<Self> {
        let peer = Self::open(file)?;
        peer.conn.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
             CREATE VIRTUAL TABLE docs USING fts5 (words, content = '', detail = full, tokenize = 'ascii');",
        )?;
        Ok(peer)
    }

    /// Opens one, with the cache that the product's readers have.
    ///
    /// # Errors
    /// SQLite's.
    pub fn open(file: &Path) -> Outcome<Self> {
        let conn = Connection::open(file)?;
        conn.execute_batch("PRAGMA cache_size = -4096; PRAGMA temp_store = 2;")?;
        Ok(Self { conn, speller: Speller::default(), next: 1 })
    }

    /// Adds documents in one transaction.
    ///
    /// # Errors
    /// SQLite's.
    pub fn add(&mut self, articles: &[Article]) -> Outcome<()> {
        let tx = self.conn.transaction()?;
        let mut insert = tx.prepare_cached("INSERT INTO docs (rowid, words) VALUES (?1, ?2)")?;
        for article in articles {
            insert.execute((self.next, self.speller.forms(&[&article.title, &article.body]).folded))?;
            self.next += 1;
        }
        drop(insert);
        Ok(tx.commit()?)
    }

    /// Merges everything into one segment.
    ///
    /// # Errors
    /// SQLite's.
    pub fn finish(self) -> Outcome<()> {
        self.conn.execute_batch("INSERT INTO docs (docs) VALUES ('optimize'); PRAGMA wal_checkpoint(TRUNCATE);")?;
        Ok(())
    }

    /// The numbers of the best `most` documents that have any word of `typed`.
    ///
    /// # Errors
    /// SQLite's.
    pub fn search(&mut self, typed: &str, most: usize) -> Outcome<Vec<i64>> {
        let folded = self.speller.forms(&[typed]).folded;
        let mut words: Vec<String> = folded.split_whitespace().map(|word| format!("\"{word}\"")).collect();
        words.sort_unstable();
        words.dedup();
        let mut select =
            self.conn.prepare_cached("SELECT rowid FROM docs WHERE docs MATCH ?1 ORDER BY rank LIMIT ?2")?;
        let found = select.query_map((words.join(" OR "), most as i64), |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_match_comes_first_so_ranks_are_not_all_zero() -> Outcome<()> {
        let folder = tempfile::tempdir()?;
        let mut peer = Peer::create(&folder.path().join("fts5.db"))?;
        let article = |body: &str| Article { title: "Tin".into(), body: body.into() };
        let filler = article("chuyện khác");
        peer.add(&[article("đường phố"), filler.clone(), article("giá đường tăng"), filler.clone(), filler])?;
        assert_eq!(peer.search("giá đường", 5)?, [3, 1]);
        Ok(())
    }
}
