//! Our repository beside `git`, `rsync -z` and a paged API: bytes and requests of the same records.
//!
//! `beside [--check]`. Bytes are those of the connections both ways, counted by one relay for all.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app4g_core::Timestamp;
use app4g_peers::articles;
use app4g_peers::beside::git::Git;
use app4g_peers::beside::meter::Meter;
use app4g_peers::beside::paged::Paged;
use app4g_peers::beside::rsync::Rsync;
use app4g_peers::beside::tree::{Changes, Tree};
use app4g_peers::beside::{Cost, is_here};
use app4g_peers::report::{Bar, Report};
use app4g_peers::repository::days::{Days, RECENT, USUAL, Work};
use app4g_peers::repository::{make, phone};
use app4g_tests::department::{Department, Trouble};
use app4g_tests::portal::Portal;
use tokio::runtime::Runtime;

/// Articles of the bench.
const ALL: usize = 50_000;

/// Days of the long absence.
const AWAY: usize = 30;

/// A day on which little happens.
const QUIET: Work = Work { new: 5, edited: 0, withdrawn: 0 };

/// How much more than the least a quiet day may cost, in bytes.
const QUIET_MORE: f64 = 20_000.0;

fn main() -> ExitCode {
    let mut report = Report::new("beside");
    let file = match articles::file() {
        Ok(file) => file,
        Err(reason) => return report.skip(&reason),
    };
    if let Some(program) = ["git", "rsync", "gzip"].into_iter().find(|program| !is_here(program)) {
        return report.skip(&format!("`{program}` is not here"));
    }
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/tune/beside");
    let _ = std::fs::remove_dir_all(&folder);
    let measured = measure(&mut report, &file, &folder);
    let _ = std::fs::remove_dir_all(&folder);
    match measured {
        Ok(()) => report.end(),
        Err(error) => report.broke(&error.to_string()),
    }
}

fn measure(report: &mut Report, file: &Path, folder: &Path) -> Result<(), Trouble> {
    std::fs::create_dir_all(folder)?;
    let folder = folder.canonicalize()?;
    let mut all = articles::read(file, ALL)?;
    let first = all.len() - USUAL.new * (AWAY + 1) - QUIET.new;
    let mut days = Days::new(first, all.split_off(first), RECENT);
    let content = make::records(&all, 0);
    drop(all);
    let runtime = Runtime::new()?;
    let [ours, paged] = [runtime.block_on(Portal::start())?, runtime.block_on(Portal::start())?];
    let tree = Tree::new(&folder.join("tree"))?;
    let mut sides = Sides {
        git: Git::start(&folder.join("git"), tree.folder())?,
        rsync: Rsync::start(&folder.join("rsync"), tree.folder())?,
        paged: Paged::start(&folder.join("paged"), &paged)?,
        meter: Meter::start(ours.port())?,
        portal: &ours,
        profile: folder.join("phone"),
        department: make::department(&folder, content),
        runtime,
        tree,
    };
    let changes = sides.publish(make::FIRST)?;
    println!("{} records", sides.tree.count());
    sides.sync(report, "first sync", make::FIRST, &changes)?;

    let now = days.work(&mut sides.department.content, USUAL);
    let changes = sides.publish(now)?;
    sides.sync(report, "a day", now, &changes)?;

    let mut changes = Changes::default();
    let mut now = now;
    for _ in 0..AWAY {
        now = days.work(&mut sides.department.content, USUAL);
        changes.add(sides.publish(now)?);
    }
    sides.sync(report, "30 days away", now, &changes)?;

    let now = days.work(&mut sides.department.content, QUIET);
    let changes = sides.publish(now)?;
    sides.sync(report, "quiet day", now, &changes)
}

/// All four.
struct Sides<'a> {
    git: Git,
    rsync: Rsync,
    paged: Paged<'a>,
    meter: Meter,
    portal: &'a Portal,
    profile: PathBuf,
    department: Department,
    runtime: Runtime,
    tree: Tree,
}

impl Sides<'_> {
    /// One release for all; returns what it changed.
    fn publish(&mut self, now: Timestamp) -> Result<Changes, Trouble> {
        self.runtime.block_on(make::publish(&self.department, now))?;
        let changes = self.runtime.block_on(self.tree.follow(&self.department))?;
        self.git.commit(&now.rfc3339())?;
        Ok(changes)
    }

    fn sync(&mut self, report: &mut Report, row: &str, now: Timestamp, changes: &Changes) -> Result<(), Trouble> {
        self.git.pack()?;
        let is_first = row == "first sync";
        let ours = self.our_own(row, now)?;
        let git = if is_first { self.git.clone()? } else { self.git.fetch()? };
        let (rsync, said) = self.rsync.sync()?;
        println!("{row}: rsync itself says {said} bytes, the relay {}", rsync.bytes());
        let paged = self.paged.sync(changes)?;
        let bar = if row == "quiet day" { Bar::None } else { Bar::AtMost(1.0) };
        for (peer, cost) in [("git", git), ("rsync -z", rsync), ("paged gzip", paged)] {
            let kilo = |cost: Cost| cost.bytes() as f64 / 1_000.0;
            report.compare(&format!("{row} / {peer}"), "kB", kilo(ours), kilo(cost), kilo(ours) / kilo(cost), bar);
            println!("  down {} and up {} bytes, ours {} and {}", cost.down, cost.up, ours.down, ours.up);
            let (asked, theirs) = (ours.requests as f64, cost.requests as f64);
            report.compare(&format!("{row} / {peer}: requests"), "", asked, theirs, asked / theirs, Bar::None);
        }
        if row == "quiet day" {
            let least = [git, rsync, paged, ours].map(|cost| cost.bytes()).into_iter().min().unwrap_or_default();
            let more = ours.bytes().saturating_sub(least);
            report.limit("quiet day: more than the least", "B", more as f64, Bar::AtMost(QUIET_MORE));
        }
        Ok(())
    }

    /// A phone of ours; requests as the core counts them, which is what the relay saw or more: it sends two at once.
    fn our_own(&self, row: &str, now: Timestamp) -> Result<Cost, Trouble> {
        phone::serve(self.portal, &self.department)?;
        let server = format!("http://127.0.0.1:{}/", self.meter.port());
        let app = phone::open(&self.profile, &server, now.plus(60))?;
        self.meter.take();
        let synced = self.runtime.block_on(phone::sync(&app))?;
        app.close()?;
        let repository = synced.report.repository.ok_or("the repository was not asked")?;
        println!("{row}: {:?}, {:?}", repository.outcome, repository.collections);
        let cost = self.meter.take();
        println!("{row}: the core says {} bytes, the relay {}", repository.bytes, cost.bytes());
        Ok(Cost { requests: repository.requests, ..cost })
    }
}
