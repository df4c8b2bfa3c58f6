//! Which of many sorted sources has the next key, with hardly a byte compared twice.
//!
//! A tree of losers in which each loser knows how much of its key it shares with the key that beat it (Ng and Kakehi, "Merging
//! string sequences by longest common prefixes"). Of two keys not below the last winner's, the one that shares more of it is
//! the smaller; only where both share as much are bytes compared, and from there on. Leaves are front-coded, so a source knows
//! without comparing what its next key shares with the one before.

use crate::search::index::leaf::common;

/// The key a source stands at, if it has one left.
pub(super) trait Keyed {
    /// `None` at the end of the source.
    fn key(&self) -> Option<&[u8]>;
}

/// A source that waits in the tree.
#[derive(Clone, Copy)]
struct Player {
    source: u32,
    /// How much its key shares with that of the last one that beat it; [`ENDED`] if it has none left.
    shared: i32,
}

/// Loses to every key.
const ENDED: i32 = -1;
const NOBODY: Player = Player { source: u32::MAX, shared: ENDED };

/// The tree of one merge.
pub(super) struct Tournament {
    /// Losers by node; node 1 is the root, the children of n are 2n and 2n + 1, source s plays first at the parent of leaf s.
    losers: Vec<Player>,
    winner: Player,
}

impl Tournament {
    /// Lets all sources play for the first key.
    pub(super) fn new<S: Keyed>(sources: &[S]) -> Self {
        let mut tree = Self { losers: vec![NOBODY; sources.len().max(1)], winner: NOBODY };
        let mut winners = vec![NOBODY; 2 * sources.len()];
        for (number, (source, slot)) in (0..).zip(sources.iter().zip(winners.iter_mut().skip(sources.len()))) {
            *slot = Player { source: number, shared: source.key().map_or(ENDED, |_| 0) };
        }
        for node in (1..sources.len()).rev() {
            if let (Some(left), Some(right)) = (winners.get(2 * node), winners.get(2 * node + 1)) {
                let (winner, loser) = play(sources, *left, *right);
                tree.put(node, loser);
                if let Some(slot) = winners.get_mut(node) {
                    *slot = winner;
                }
            }
        }
        tree.winner = winners.get(1).copied().unwrap_or(NOBODY);
        tree
    }

    /// The source with the smallest key, of equal keys the first source; and how much its key shares with the winner's before.
    /// `None` when no source has a key left.
    pub(super) fn winner(&self) -> Option<(usize, usize)> {
        let shared = usize::try_from(self.winner.shared).ok()?;
        Some((self.winner.source as usize, shared))
    }

    /// Lets the winner play again with its next key, of which the first `shared` bytes are those of its last one.
    pub(super) fn replay<S: Keyed>(&mut self, sources: &[S], shared: usize) {
        let source = self.winner.source as usize;
        let left = sources.get(source).and_then(S::key);
        let mut player = Player { shared: left.map_or(ENDED, |_| shared as i32), ..self.winner };
        let mut node = (source + sources.len()) / 2;
        while node > 0 {
            let Some(loser) = self.losers.get(node).copied() else { break };
            let (winner, loser) = play(sources, player, loser);
            self.put(node, loser);
            player = winner;
            node /= 2;
        }
        self.winner = player;
    }

    fn put(&mut self, node: usize, loser: Player) {
        if let Some(slot) = self.losers.get_mut(node) {
            *slot = loser;
        }
    }
}

/// Winner and loser of two that know what they share with the same key, which is not above theirs.
#[inline]
fn play<S: Keyed>(sources: &[S], a: Player, b: Player) -> (Player, Player) {
    if a.shared > b.shared {
        return (a, b);
    }
    if a.shared < b.shared {
        return (b, a);
    }
    let Ok(known) = usize::try_from(a.shared) else { return (a, b) };
    let key = |player: Player| sources.get(player.source as usize).and_then(S::key).unwrap_or_default();
    let (a_key, b_key) = (key(a), key(b));
    let both = common(a_key, b_key, known);
    let shared = both as i32;
    if (a_key.get(both), a.source) < (b_key.get(both), b.source) {
        (a, Player { shared, ..b })
    } else {
        (b, Player { shared, ..a })
    }
}

#[cfg(test)]
mod tests;
