//! `mirror`, `pack`, `prune`: a repository is carried elsewhere, or tidied.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use app4g_core::Timestamp;
use app4g_core::cancel::CancelToken;
use app4g_core::repository::pack::{self, Choice};
use clap::Args;

use super::Failure;
use super::look::{Servers, read};
use super::publish::write;
use crate::reading;
use crate::storage::carrying::Carrying;
use crate::storage::location;
use crate::texts::publishing as say;
use crate::{mirror, prune, storage};

/// Copies a repository.
#[derive(Clone, Debug, Args)]
pub struct Mirror {
    /// From where.
    #[arg(help = say::FROM)]
    pub from: String,
    /// To where.
    #[arg(help = say::TO)]
    pub to: String,
    /// A trusted root.
    #[arg(long, value_name = "FILE", help = say::ROOT)]
    pub root: Option<PathBuf>,
    /// Which servers.
    #[command(flatten)]
    pub servers: Servers,
}

/// Writes a repository into one file.
#[derive(Clone, Debug, Args)]
pub struct Pack {
    /// From where.
    #[arg(long, value_name = "URL", help = say::FROM)]
    pub from: String,
    /// The file.
    #[arg(long, value_name = "FILE", help = say::OUT)]
    pub out: PathBuf,
    /// Which collections.
    #[arg(long, value_delimiter = ',', value_name = "A,B", help = say::COLLECTIONS)]
    pub collections: Vec<String>,
    /// Which servers.
    #[command(flatten)]
    pub servers: Servers,
}

/// Deletes what nobody needs any more.
#[derive(Clone, Debug, Args)]
pub struct Prune {
    /// Where it is.
    #[arg(value_name = "URL", help = say::WHERE)]
    pub place: String,
    /// Changes nothing.
    #[arg(long, help = say::DRY_RUN)]
    pub dry_run: bool,
}

/// Copies the newest release.
///
/// # Errors
/// [`Failure`].
pub async fn mirror(options: &Mirror, now: Timestamp, out: &mut dyn Write) -> Result<(), Failure> {
    let from = location::to_read(&options.from, options.servers.addresses())?;
    let to = location::to_write(&options.to)?;
    let root = read(options.root.as_ref())?;
    let mirrored = mirror::mirror(&*from, &*to, root.as_deref(), now).await?;
    write(out, &say::mirrored(mirrored))
}

/// Writes the newest release as one file, whole or not at all.
///
/// # Errors
/// [`Failure`].
pub async fn pack(options: &Pack, out: &mut dyn Write) -> Result<(), Failure> {
    let storage = location::to_read(&options.from, options.servers.addresses())?;
    let current = reading::current(&*storage).await?;
    let current = current.ok_or_else(|| reading::ReadingError::Missing(reading::TIMESTAMP.to_owned()))?;
    let collections: BTreeSet<String> = options.collections.iter().cloned().collect();
    let collections = (!collections.is_empty()).then_some(collections);
    let choice = Choice { collections, ..Choice::default() };
    let failed = |cause| Failure::File { path: options.out.clone(), cause };
    let folder = options.out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    let carrier = Carrying(&*storage);
    let bytes = pack::write(&carrier, &current.catalog_bytes, &choice, &mut file, &CancelToken::new()).await?;
    storage::folder::readable_by_all(file.as_file()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(&options.out).map_err(|error| failed(error.error))?;
    write(out, &say::packed(&options.out, current.catalog.sequence, bytes))
}

/// Deletes what nobody needs, or says what that would be.
///
/// # Errors
/// [`Failure`].
pub async fn prune(options: &Prune, now: Timestamp, out: &mut dyn Write) -> Result<(), Failure> {
    let storage = location::to_write(&options.place)?;
    let pruned = prune::plan(&*storage, now).await?;
    if !options.dry_run {
        prune::delete(&*storage, &pruned).await?;
    }
    write(out, &say::pruned(&pruned, options.dry_run))
}
