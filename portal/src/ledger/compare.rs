//! Whether ledger and repository say the same.

use app4g_core::repository::format::{Catalog, SetHash};

use super::{Ledger, LedgerError};

/// Where the two differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The newest release: of the ledger, of the repository.
    Sequence(u64, u64),
    /// Only one of them has the collection.
    Only(String),
    /// Another version, count, index or set of records.
    Collection(String),
    /// A member whose line the ledger lost.
    Line(String),
}

impl Ledger {
    /// All differences to the release of `catalog`; none if both are level.
    ///
    /// # Errors
    /// [`LedgerError::Sqlite`].
    pub fn differences(&self, catalog: &Catalog) -> Result<Vec<Difference>, LedgerError> {
        let mut found = Vec::new();
        let sequence = self.release()?.map_or(0, |release| release.sequence);
        if sequence != catalog.sequence {
            found.push(Difference::Sequence(sequence, catalog.sequence));
        }
        let holdings = self.holdings()?;
        let either = holdings.keys().filter(|name| !catalog.collections.contains_key(*name));
        found.extend(either.cloned().map(Difference::Only));
        for (name, entry) in &catalog.collections {
            let Some(held) = holdings.get(name) else {
                found.push(Difference::Only(name.clone()));
                continue;
            };
            let mut set = SetHash::with_capacity(held.members.len());
            held.members.values().for_each(|member| set.add(member.digest));
            if held.entry != *entry || set.finish() != entry.set_hash {
                found.push(Difference::Collection(name.clone()));
            }
            for (id, member) in &held.members {
                if self.line(&member.digest).is_err() {
                    found.push(Difference::Line(id.clone()));
                }
            }
        }
        Ok(found)
    }
}
