//! `app4g-portal publish DIR --to URL`: content becomes a release.

use std::io::Write;
use std::path::{Path, PathBuf};

use app4g_core::Timestamp;
use clap::Args;

use super::Failure;
use super::keys::FolderArg;
use crate::content::{self, Authored};
use crate::input;
use crate::keys::KeyFolder;
use crate::ledger::Ledger;
use crate::plan::{Plan, Samples};
use crate::prune;
use crate::release::{Order, Started, resign};
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
    let storage = location::to_write(&options.to)?;
    let mut ledger = Ledger::open(&options.state.clone().unwrap_or_else(|| options.dir.join(STATE)))?;
    let order = Order { storage: &*storage, ledger: &mut ledger, roots: &roots, signers: &signers };
    let started = Started::begin(order).await?;
    let input = input::hash(&options.dir, samples).map_err(file)?;
    if started.is_quiet(&input, now) && !options.dry_run {
        let nothing = Plan::default();
        let outcome = started.publish(&nothing, &[], None, now).await?;
        return write(out, &say::outcome(outcome, &nothing));
    }
    let authored: Option<Vec<Authored>> = match started.is_made_from(&input) {
        true => None,
        false => Some(content::read_folder(&options.dir).map_err(Failure::Content)?),
    };
    let plan = started.plan(authored.as_deref(), now, samples)?;
    write(out, &say::level(started.level()))?;
    if options.dry_run {
        return write(out, &say::plan(&plan));
    }
    let outcome = started.publish(&plan, authored.as_deref().unwrap_or_default(), Some(input), now).await?;
    prune::sweep(&*storage).await?;
    write(out, &say::outcome(outcome, &plan))
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
