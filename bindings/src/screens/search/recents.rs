//! What was searched for before: kept with the personal settings, newest first, on this device only.

use app4g_core::error::Error;
use app4g_core::store::personal::setting;

use crate::world::World;

/// The name of the setting.
const NAME: &str = "recent_searches";

/// Queries that are kept.
const MOST: usize = 10;

/// The queries; blocking.
///
/// # Errors
/// As any read.
pub(super) fn read(world: &World) -> Result<Vec<String>, Error> {
    let kept = world.app.store().personal().read(|conn| setting::get(conn, NAME))?;
    Ok(kept.unwrap_or_default().lines().map(str::to_owned).collect())
}

/// Puts a query in front; blocking.
///
/// # Errors
/// As any write.
pub(super) fn remember(world: &World, query: &str) -> Result<Vec<String>, Error> {
    let queries = with(read(world)?, query);
    write(world, &queries)?;
    Ok(queries)
}

/// Forgets them all; blocking.
///
/// # Errors
/// As any write.
pub(super) fn clear(world: &World) -> Result<Vec<String>, Error> {
    write(world, &[])?;
    Ok(Vec::new())
}

fn write(world: &World, queries: &[String]) -> Result<(), Error> {
    let kept = (!queries.is_empty()).then(|| queries.join("\n"));
    let now = world.app.clock().now();
    Ok(world.app.store().personal().write(|tx| setting::set(tx, NAME, kept.as_deref(), now))?)
}

/// `query` in front of the others, once, on one line.
fn with(queries: Vec<String>, query: &str) -> Vec<String> {
    let query = query.split_whitespace().collect::<Vec<_>>().join(" ");
    if query.is_empty() {
        return queries;
    }
    let others = queries.into_iter().filter(|known| *known != query);
    std::iter::once(query.clone()).chain(others).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_stands_in_front_once_and_the_oldest_goes() {
        let mut queries = Vec::new();
        for n in 0..12 {
            queries = with(queries, &format!("câu {n}"));
        }
        queries = with(queries, " câu \n 5 ");
        assert_eq!((queries.len(), queries[0].as_str(), queries[1].as_str()), (MOST, "câu 5", "câu 11"));
        assert_eq!(queries.iter().filter(|query| *query == "câu 5").count(), 1);
        assert_eq!(with(queries.clone(), "  "), queries);
    }
}
