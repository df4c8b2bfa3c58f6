//! Protocol of `../shared/bench/search`: `search index STORE` builds a store from JSON lines, `search search STORE` answers.

use std::error::Error;
use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::time::Instant;

use app4g_core::CancelToken;
use app4g_core::search::{Page, Query, Request, Searcher};
use app4g_tests::search_store::{self, Texts};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Question {
    q: String,
    limit: usize,
}

#[derive(Serialize)]
struct Reply {
    ids: Vec<String>,
    us: u128,
    understood: String,
}

/// Runs the sub-command.
pub(crate) fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    match args {
        [command, store] if command == "index" => {
            let built = search_store::build(Path::new(store), std::io::stdin().lock())?;
            writeln!(std::io::stdout(), "{}", serde_json::json!({ "docs": built.docs, "bytes": built.bytes }))?;
            Ok(())
        }
        [command, store] if command == "search" => answer(Path::new(store)),
        _ => Err("usage: app4g-conformance search index|search STORE".into()),
    }
}

fn answer(store: &Path) -> Result<(), Box<dyn Error>> {
    let conn = search_store::open(store)?;
    let searcher = Searcher::new();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let question: Question = serde_json::from_str(&line?)?;
        let start = Instant::now();
        let query = Query::parse(&question.q);
        let page = Page { offset: 0, limit: question.limit };
        let request = Request { query: &query, filter: None, page };
        let found = searcher.search(&conn, &request, &Texts, &CancelToken::new())?;
        let us = start.elapsed().as_micros();
        let ids = found.hits.iter().map(|hit| search_store::id_of(&conn, hit.doc));
        let reply = Reply { ids: ids.collect::<Result<_, _>>()?, us, understood: found.understood.understood };
        writeln!(out, "{}", serde_json::to_string(&reply)?)?;
        out.flush()?;
    }
    Ok(())
}
