//! The story: each step is a sentence, the command as a person would type it, and its real output.

use std::error::Error;
use std::io::{Write, stderr, stdout};
use std::path::Path;
use std::time::Instant;

use app4g::answer::Exit;
use app4g::host::{Host, Panics, World};
use app4g::terminal::Style;
use app4g_core::app::{App, AppConfig};
use app4g_core::cancel::CancelToken;
use app4g_core::net::{ClientConfig, Connectivity, Network};
use app4g_core::store::news::{self, Filter};
use app4g_core::strings::{Lang, text};
use app4g_core::sync::subscribe::Content;
use app4g_core::text::numbers;
use tokio::runtime::Runtime;

use crate::{Options, stage};

/// Everything the steps share.
struct Teller<'a> {
    options: &'a Options,
    home: String,
    client: ClientConfig,
    lang: Lang,
}

/// Tells it from beginning to end.
pub(crate) fn tell(options: &Options) -> Result<(), Box<dyn Error>> {
    let begun = Instant::now();
    let throw_away = tempfile::tempdir()?;
    let home = options.keep.as_deref().unwrap_or_else(|| throw_away.path());
    let runtime = Runtime::new()?;
    let network = Network::new(Connectivity::Unmetered);
    let client = stage::client(&network);
    let lang = Lang::parse(&options.lang).unwrap_or_default();
    let teller = Teller { options, home: home.display().to_string(), client: client.clone(), lang };

    teller.say("demo.begin", &[])?;
    let mut portal = runtime.block_on(stage::portal())?;
    runtime.block_on(stage::subscribe(home, &client, &portal))?;
    teller.say("demo.sync", &[])?;
    teller.run(&["sync"], Exit::Ok)?;

    runtime.block_on(portal.go_offline());
    network.set(Connectivity::Offline);
    teller.say("demo.offline", &[])?;
    teller.run(&["home"], Exit::Offline)?;
    teller.say("demo.read", &[])?;
    teller.run(&["read", &article_with_a_table(home, &client)?], Exit::Ok)?;
    for (key, query) in [
        ("demo.search_typed", "truy xuất nguồn gốc"),
        ("demo.search_unmarked", "truy xuat nguon goc"),
        ("demo.search_prefix", "truy xuất nguồn g"),
    ] {
        teller.say(key, &[])?;
        teller.run(&["search", query, "--limit", "3"], Exit::Offline)?;
    }
    teller.say("demo.status", &[])?;
    teller.run(&["status"], Exit::Offline)?;
    let seconds = numbers::decimal(begun.elapsed().as_secs_f64(), 1, lang);
    teller.say("demo.end", &[("seconds", &seconds)])?;
    for step in ["demo.next_keep", "demo.next_real", "demo.next_verify"] {
        writeln!(stdout(), "  {}", text(step, &[], lang))?;
    }
    Ok(())
}

impl Teller<'_> {
    fn say(&self, key: &str, args: &[(&str, &str)]) -> std::io::Result<()> {
        let said = text(key, args, self.lang);
        writeln!(stdout(), "\n{}", self.options.terminal.paint.apply(Style::Strong, &format!("▌ {said}")))
    }

    /// Runs one command of `app4g` and insists on its exit code.
    fn run(&self, words: &[&str], expected: Exit) -> Result<(), Box<dyn Error>> {
        let paint = self.options.terminal.paint;
        let typed: Vec<String> = words
            .iter()
            .map(|word| if word.contains(' ') { format!("\"{word}\"") } else { (*word).to_owned() })
            .collect();
        writeln!(stdout(), "{}\n", paint.apply(Style::Good, &format!("$ app4g {}", typed.join(" "))))?;
        let shared = ["app4g", "--home", &self.home, "--lang", &self.options.lang];
        let args: Vec<String> = shared.iter().chain(words).map(|word| (*word).to_owned()).collect();
        let world = World {
            client: self.client.clone(),
            home: None,
            content: Content::Sample,
            cancel: CancelToken::new(),
            panics: Panics::LeftAlone,
            repository: None,
            starter: None,
        };
        let (mut out, mut err) = (stdout(), stderr());
        let host = Host { out: &mut out, err: &mut err, terminal: self.options.terminal, world };
        match app4g::run(&args, host) {
            exit if exit == expected => Ok(()),
            exit => Err(format!("`app4g {}` ended with {exit:?}", words.join(" ")).into()),
        }
    }
}

/// An article whose text holds a table: it shows most of what the reader can draw.
fn article_with_a_table(home: &Path, client: &ClientConfig) -> Result<String, Box<dyn Error>> {
    let (app, _) = App::open(home, AppConfig { client: client.clone(), ..AppConfig::default() })?;
    let page = app.store().content().read(|conn| news::page(conn, &Filter::default(), None, news::PAGE))?;
    for row in &page.rows {
        let body = app.store().find(&row.id)?.and_then(|found| found.record.data.body).unwrap_or_default();
        if body.contains("<table") {
            return Ok(row.id.as_str().chars().take(8).collect());
        }
    }
    Err("no sample article holds a table".into())
}
