//! `app4g-portal publish DIR --to URL`: content becomes a release.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use app4g_core::Timestamp;
use clap::Args;

use super::Failure;
use super::keys::FolderArg;
use crate::content::memory::{Memory, Note};
use crate::content::{self, Reading};
use crate::input::Input;
use crate::keys::KeyFolder;
use crate::ledger::Ledger;
use crate::plan::{Plan, Samples};
use crate::prune;
use crate::release::{Level, Order, Started, resign};
use crate::signing::Signers;
use crate::storage::location;
use crate::texts::{self, publishing as say};

/// Where the ledger is, unless `--state` says it.
const STATE: &str = ".app4g";

/// Publishes a content folder.
#[derive(Clone, Debug, Args)]
pub struct Publish {
    /// The content folder.
    #[arg(help = say::CONTENT)]
    pub dir: PathBuf,
    /// The repository.
    #[arg(long, value_name = "URL", help = say::TO)]
    pub to: String,
    /// The keys.
    #[command(flatten)]
    pub keys: FolderArg,
    /// The ledger's folder.
    #[arg(long, value_name = "DIR", help = say::STATE)]
    pub state: Option<PathBuf>,
    /// Changes nothing.
    #[arg(long, help = say::DRY_RUN)]
    pub dry_run: bool,
    /// Invented records too.
    #[arg(long, help = say::ALLOW_SAMPLES)]
    pub allow_samples: bool,
}

/// Signs `timestamp.json` again.
#[derive(Clone, Debug, Args)]
pub struct Resign {
    /// The repository.
    #[arg(long, value_name = "URL", help = say::TO)]
    pub to: String,
    /// The keys.
    #[command(flatten)]
    pub keys: FolderArg,
}

/// Publishes, or says what would be published.
///
/// # Errors
/// [`Failure`].
pub async fn publish(options: &Publish, now: Timestamp, out: &mut dyn Write) -> Result<(), Failure> {
    let samples = if options.allow_samples { Samples::Allowed } else { Samples::Refused };
    let file = |cause| Failure::File { path: options.dir.clone(), cause };
    let keys = KeyFolder::new(&options.keys.keys);
    let (roots, signers) = (keys.roots()?, signers(&keys, options.dry_run)?);
    let state = options.state.clone().unwrap_or_else(|| options.dir.join(STATE));
    let (storage, mut ledger) = match options.dry_run {
        true => (location::to_plan(&options.to)?, Ledger::open_or_pretend(&state)?),
        false => (location::to_write(&options.to)?, Ledger::open(&state)?),
    };
    let order = Order { storage: &*storage, ledger: &mut ledger, roots: &roots, signers: &signers };
    let started = Started::begin(order).await?;
    let input = Input::read(&options.dir, samples).map_err(file)?;
    if started.is_quiet(&input.hash, now) && !options.dry_run {
        let nothing = Plan::default();
        let outcome = started.publish(&nothing, &[], None, now).await?;
        return write(out, &say::outcome(outcome, &nothing));
    }
    let reading = match started.is_made_from(&input.hash) {
        true => None,
        false => Some(read(&started, &options.dir, &state, &input, samples)?),
    };
    let kept: Vec<&str> = reading.iter().flat_map(Reading::kept).map(|note| note.id.as_str()).collect();
    let authored = reading.as_ref().map(|reading| reading.authored.as_slice());
    let plan = started.plan_beside(&kept, authored, now, samples)?;
    write(out, &say::level(started.level()))?;
    if options.dry_run {
        return write(out, &say::plan(&plan));
    }
    let memory = reading.as_ref().map(|reading| remembered(&started, &plan, reading)).transpose()?;
    let outcome = started.publish(&plan, authored.unwrap_or_default(), Some(input.hash), now).await?;
    if let Some(memory) = memory {
        // Without it the next release takes longer, and nothing else.
        let _ = memory.save(&state);
    }
    prune::sweep(&*storage).await?;
    write(out, &say::outcome(outcome, &plan))
}

/// Reads the content; what was right before, and still is as it was published, is not read again.
fn read(started: &Started<'_>, dir: &Path, state: &Path, input: &Input, samples: Samples) -> Result<Reading, Failure> {
    let level = started.level();
    let again = || match level {
        // A place that lacks files needs those of all records.
        Level::Behind => None,
        Level::Even | Level::CaughtUp => content::read_again(dir, input, &Memory::load(state)),
    };
    // The ledger is read meanwhile.
    let (again, records) = thread::scope(|scope| {
        let again = scope.spawn(again);
        let records = started.records();
        (again.join().ok().flatten(), records)
    });
    let records = records?;
    let is_published = |note: &Note| {
        let is_newest = records.get(&note.id).is_some_and(|known| known.digest == note.line);
        is_newest && !(note.is_sample && samples == Samples::Refused)
    };
    match again {
        Some(reading) if reading.kept().all(is_published) => Ok(reading),
        _ => content::read_all(dir, input).map_err(Failure::Content),
    }
}

/// What the next release need not read: records as they are published when this one is.
fn remembered(started: &Started<'_>, plan: &Plan, reading: &Reading) -> Result<Memory, Failure> {
    let records = started.records()?;
    Ok(reading.memory(|id| {
        let new = plan.revisions.get(id).map(|revision| &revision.known);
        let known = new.or_else(|| records.get(id)).filter(|_| !plan.unseen.contains(id))?;
        Some(known.digest)
    }))
}

/// Signs `timestamp.json` again: neither content nor ledger is needed, and of the keys only that of timestamps.
///
/// # Errors
/// [`Failure`].
pub async fn timestamp(options: &Resign, now: Timestamp, out: &mut dyn Write) -> Result<(), Failure> {
    let keys = KeyFolder::new(&options.keys.keys);
    let (roots, signers) = (keys.roots()?, signers(&keys, false)?);
    let storage = location::to_write(&options.to)?;
    let version = resign::timestamp(&*storage, &roots, &signers, 0, now).await?;
    write(out, &say::timestamp(version))
}

/// The keys at hand; a dry run needs none.
fn signers(keys: &KeyFolder, is_dry: bool) -> Result<Signers, Failure> {
    if is_dry && !keys.online().exists() {
        return Ok(Signers::default());
    }
    Ok(Signers::open(&keys.online())?)
}

pub(super) fn write(out: &mut dyn Write, text: &str) -> Result<(), Failure> {
    let failed = |cause| Failure::File { path: Path::new(texts::STDOUT).to_owned(), cause };
    out.write_all(text.as_bytes()).map_err(failed)
}
