//! `ledger`: the data ledger, by month and source, headers and failures counted too.

use app4g_core::error::Error;
use app4g_core::store::personal::ledger::{self, Network, Use};
use app4g_core::text::numbers;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::session::Session;
use crate::terminal::layout::harmless;
use crate::terminal::table::{self, Column};

pub(crate) fn run(session: &Session) -> Result<Answer, Error> {
    let uses = session.app.store().personal().read(ledger::all)?;
    let names = session.names_of(uses.iter().map(|used| used.source.as_str()))?;
    let columns = [
        (Column::Fixed, session.say("cli.ledger.month", &[])),
        (Column::Flexible, session.say("cli.ledger.source", &[])),
        (Column::Flexible, session.say("cli.ledger.host", &[])),
        (Column::Number, session.say("cli.ledger.requests", &[])),
        (Column::Number, session.say("cli.ledger.received", &[])),
        (Column::Number, session.say("cli.ledger.sent", &[])),
        (Column::Fixed, session.say("cli.ledger.network", &[])),
    ];
    let rows: Vec<Vec<String>> = uses
        .iter()
        .map(|used| {
            let name = names.iter().find(|(id, _)| id.as_str() == used.source).map_or(&used.source, |(_, name)| name);
            let count = |n: u64| numbers::integer(i64::try_from(n).unwrap_or(i64::MAX), session.lang);
            vec![
                month(&used.month),
                harmless(name),
                harmless(&used.host),
                count(used.requests),
                numbers::bytes(used.received, session.lang),
                numbers::bytes(used.sent, session.lang),
                session.say(network_key(used.network), &[]),
            ]
        })
        .collect();
    let mut lines = if rows.is_empty() {
        vec![session.say("cli.ledger.empty", &[])]
    } else {
        table::draw(session.terminal, &columns, &rows)
    };
    let total: u64 = uses.iter().map(|used| used.sent + used.received).sum();
    lines.push(session.say("cli.ledger.total", &[("bytes", &numbers::bytes(total, session.lang))]));
    Ok(Answer::new(lines, json!({"total_bytes": total, "uses": uses.iter().map(line).collect::<Vec<_>>()})))
}

/// `2026-11` as people write it: `11/2026`.
fn month(stored: &str) -> String {
    stored.split_once('-').map_or_else(|| stored.to_owned(), |(year, month)| format!("{month}/{year}"))
}

const fn network_key(network: Network) -> &'static str {
    match network {
        Network::Metered => "cli.ledger.metered",
        Network::Unmetered => "cli.ledger.unmetered",
    }
}

fn line(used: &Use) -> Value {
    json!({
        "month": used.month, "source": used.source, "host": used.host, "metered": used.network == Network::Metered,
        "requests": used.requests, "sent": used.sent, "received": used.received,
    })
}
