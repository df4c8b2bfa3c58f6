//! The story: each step is a sentence, the command as a person would type it, and its real output.

use std::collections::BTreeMap;
use std::io::{Write, stderr, stdout};
use std::path::Path;
use std::time::Instant;

use app4g::answer::Exit;
use app4g::host::{Host, STARTER, World};
use app4g::terminal::Style;
use app4g_core::app::{App, AppConfig};
use app4g_core::cancel::CancelToken;
use app4g_core::clock::{Clock as _, SystemClock};
use app4g_core::net::{ClientConfig, Connectivity, Network};
use app4g_core::repository::access::Access;
use app4g_core::search::find;
use app4g_core::store::news::Filter;
use app4g_core::strings::{Lang, text};
use app4g_core::sync::subscribe::Content;
use app4g_core::text::numbers;
use app4g_tests::department::{Department, Trouble};
use app4g_tests::starter::RELEASED;
use tokio::runtime::Runtime;

use crate::{Options, stage};

/// Everything the steps share.
struct Teller<'a> {
    options: &'a Options,
    home: String,
    client: ClientConfig,
    lang: Lang,
    repository: Access,
}

/// Corrected on the way: its file below the content folder, and what is said about it.
const CORRECTED: (&str, &str) =
    ("articles/bao-qua-cam-nam-duong.md", "Tiêu đề cũ có thể hiểu là quả nào cũng nên bao; nay nói rõ hơn.");

/// Its new title.
const NEW_TITLE: &str = "Bao quả cam trên đồi Nam Dương: nên bao quả nào, từ lúc nào";

/// Withdrawn on the way.
const WITHDRAWN: (&str, &str) =
    ("articles/ca-noi-dau-luc-ran-sang.md", "Bài có số đo chưa kiểm chứng; sẽ đăng lại sau.");

/// What is searched for: one query that finds records of four kinds.
const QUERY: &str = "dược liệu Sơn Động";

/// Results that are shown of it; among them is one of each kind.
const SHOWN: u32 = 6;

/// Tells it from beginning to end.
pub(crate) fn tell(options: &Options) -> Result<(), Trouble> {
    let begun = Instant::now();
    let throw_away = tempfile::tempdir()?;
    let home = options.keep.as_deref().unwrap_or_else(|| throw_away.path());
    let runtime = Runtime::new()?;
    let network = Network::new(Connectivity::Offline);
    let client = stage::client(&network);
    let lang = Lang::parse(&options.lang).unwrap_or_default();
    let mut portal = runtime.block_on(stage::portal())?;
    let repository = stage::access(&portal)?;
    let teller = Teller { options, home: home.display().to_string(), client: client.clone(), lang, repository };

    teller.say("demo.begin", &[])?;
    teller.run(&["home"], Exit::Offline)?;
    let found = teller.found(home)?;
    teller.say("demo.search", &[])?;
    teller.run(&["search", QUERY, "--limit", &SHOWN.to_string()], Exit::Offline)?;
    for (key, kind) in [
        ("demo.read_article", "article"),
        ("demo.read_listing", "listing"),
        ("demo.read_document", "document"),
        ("demo.read_unit", "unit"),
    ] {
        let id = found.get(kind).ok_or_else(|| format!("«{QUERY}» shows no {kind}"))?;
        teller.say(key, &[])?;
        teller.run(&["read", id], Exit::Ok)?;
    }

    let workshop = tempfile::tempdir()?;
    let mut department = Department::with_samples(workshop.path())?;
    for (file, _) in [CORRECTED, WITHDRAWN] {
        let id = department.record(file)?.id.clone();
        teller.quietly(&["read", &id])?;
    }
    teller.say("demo.publish", &[])?;
    runtime.block_on(department.publish(RELEASED))?;
    department.correct(CORRECTED.0, CORRECTED.1, ("title", NEW_TITLE))?;
    department.withdraw(WITHDRAWN.0, "error", WITHDRAWN.1)?;
    runtime.block_on(department.publish(SystemClock.now().max(RELEASED.plus(60))))?;
    stage::serve(&portal, &department)?;
    network.set(Connectivity::Unmetered);
    runtime.block_on(stage::subscribe(home, &client, &portal))?;
    teller.say("demo.sync", &[])?;
    teller.run(&["sync"], Exit::Ok)?;

    runtime.block_on(portal.go_offline());
    network.set(Connectivity::Offline);
    teller.say("demo.notices", &[])?;
    teller.run(&["home"], Exit::Offline)?;
    teller.say("demo.withdrawn", &[])?;
    let withdrawn = department.record(WITHDRAWN.0)?.id.clone();
    teller.run(&["read", &withdrawn], Exit::Ok)?;
    for (key, query) in [("demo.search_unmarked", "truy xuat nguon goc"), ("demo.search_prefix", "truy xuất nguồn g")]
    {
        teller.say(key, &[])?;
        teller.run(&["search", query, "--limit", "2"], Exit::Offline)?;
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

    /// The best hit of each kind for [`QUERY`], of those that the story shows.
    fn found(&self, home: &Path) -> Result<BTreeMap<String, String>, Trouble> {
        let config = AppConfig { client: self.client.clone(), ..AppConfig::default() };
        let (app, _) = App::open(home, config)?;
        let found = find::articles(app.store(), app.searcher(), QUERY, &Filter::default(), SHOWN, &CancelToken::new())?;
        let mut best = BTreeMap::new();
        for row in found.hits {
            best.entry(row.kind).or_insert_with(|| row.id.to_string());
        }
        Ok(best)
    }

    /// Opens something before, as a reader did: its output is not part of the story.
    fn quietly(&self, words: &[&str]) -> Result<(), Trouble> {
        self.command(words, &mut Vec::new(), Exit::Ok)
    }

    /// Runs one command of `app4g`, as a person would type it, and insists on its exit code.
    fn run(&self, words: &[&str], expected: Exit) -> Result<(), Trouble> {
        let paint = self.options.terminal.paint;
        let typed: Vec<String> = words
            .iter()
            .map(|word| if word.contains(' ') { format!("\"{word}\"") } else { (*word).to_owned() })
            .collect();
        writeln!(stdout(), "{}\n", paint.apply(Style::Good, &format!("$ app4g {}", typed.join(" "))))?;
        self.command(words, &mut stdout(), expected)
    }

    fn command(&self, words: &[&str], out: &mut dyn Write, expected: Exit) -> Result<(), Trouble> {
        let shared = ["app4g", "--home", &self.home, "--lang", &self.options.lang];
        let args: Vec<String> = shared.iter().chain(words).map(|word| (*word).to_owned()).collect();
        let world = World {
            repository: Some(self.repository.clone()),
            starter: Some(STARTER),
            ..World::of(self.client.clone(), Content::Sample, CancelToken::new())
        };
        let mut err = stderr();
        let host = Host { out, err: &mut err, terminal: self.options.terminal, world };
        match app4g::run(&args, host) {
            exit if exit == expected => Ok(()),
            exit => Err(format!("`app4g {}` ended with {exit:?}", words.join(" ")).into()),
        }
    }
}
