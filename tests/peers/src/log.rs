//! SQLite's write-ahead log, read to count what was committed (<https://sqlite.org/fileformat2.html#walformat>).

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// Transactions in a log: frames of its present generation that carry the size of the database after a commit.
pub fn commits(log: &[u8]) -> usize {
    let word = |at: usize| {
        log.get(at..at + 4).map(|bytes| bytes.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)))
    };
    let (Some(page), Some(salt)) = (word(8), log.get(16..24)) else {
        return 0;
    };
    let mut at = HEADER;
    let mut count = 0;
    while let (Some(size), Some(frame_salt)) = (word(at + 4), log.get(at + 8..at + 16)) {
        if frame_salt != salt {
            break;
        }
        count += usize::from(size != 0);
        at += FRAME_HEADER + page as usize;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_transaction_is_counted_once() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("a.db");
        let conn = rusqlite::Connection::open(&file)?;
        conn.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE a (b); PRAGMA wal_checkpoint(TRUNCATE);")?;
        assert_eq!(commits(&std::fs::read(folder.path().join("a.db-wal"))?), 0);
        for _ in 0..3 {
            conn.execute_batch("BEGIN; INSERT INTO a VALUES (randomblob(9000)); INSERT INTO a VALUES (2); COMMIT;")?;
        }
        assert_eq!(commits(&std::fs::read(folder.path().join("a.db-wal"))?), 3);
        Ok(())
    }
}
