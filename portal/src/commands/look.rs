//! `verify`, `cat`: looking into a repository.

use std::io::Write;
use std::path::PathBuf;

use app4g_core::Timestamp;
use app4g_core::net::AddressPolicy;
use app4g_core::repository::format::{Sha256, object};
use clap::Args;

use super::publish::write;
use super::{Exit, Failure};
use crate::ledger::Ledger;
use crate::reading;
use crate::storage::{Storage, location};
use crate::texts::{self, publishing as say};
use crate::unpack::unpack;
use crate::verify;

/// Which servers a repository may be read from.
#[derive(Clone, Copy, Debug, Args)]
pub struct Servers {
    /// Also those of the local network.
    #[arg(long, help = say::ALLOW_PRIVATE)]
    pub allow_private: bool,
}

impl Servers {
    /// Public ones and this very machine, which the person who typed the address may mean; the local network where it is said.
    pub(super) const fn addresses(self) -> AddressPolicy {
        if self.allow_private { AddressPolicy::PublicAndPrivate } else { AddressPolicy::PublicAndLoopback }
    }
}

/// Looks at everything in a repository.
#[derive(Clone, Debug, Args)]
pub struct Verify {
    /// Where it is.
    #[arg(value_name = "URL", help = say::WHERE)]
    pub place: String,
    /// A trusted root.
    #[arg(long, value_name = "FILE", help = say::ROOT)]
    pub root: Option<PathBuf>,
    /// A ledger to compare with.
    #[arg(long, value_name = "DIR", help = say::COMPARED)]
    pub state: Option<PathBuf>,
    /// Which servers.
    #[command(flatten)]
    pub servers: Servers,
}

/// Writes an object or a collection, decompressed.
#[derive(Clone, Debug, Args)]
pub struct Cat {
    /// What.
    #[arg(value_name = "OBJECT|COLLECTION", help = say::WHAT)]
    pub what: String,
    /// Where it is.
    #[arg(long, value_name = "URL", help = say::WHERE)]
    pub from: String,
    /// Which servers.
    #[command(flatten)]
    pub servers: Servers,
}

/// Looks at everything and says what was found.
///
/// # Errors
/// [`Failure`] if the repository cannot be read at all.
pub async fn verify(options: &Verify, now: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let storage = location::to_read(&options.place, options.servers.addresses())?;
    let root = read(options.root.as_ref())?;
    let report = verify::verify(&*storage, root.as_deref(), now).await?;
    write(out, &say::report(&report, root.is_some()))?;
    let mut is_sound = report.is_sound();
    if let Some(state) = &options.state {
        let current = reading::current(&*storage).await?;
        let differences = match current {
            Some(current) => Ledger::open(state)?.differences(&current.catalog)?,
            None => Vec::new(),
        };
        is_sound &= differences.is_empty();
        write(out, &say::differences(&differences))?;
    }
    Ok(if is_sound { Exit::Ok } else { Exit::Wrong })
}

/// Writes what is called so: `catalog`, a collection (its records), `COLLECTION/index`, or an object by its hash.
///
/// # Errors
/// [`Failure::Unknown`] if nothing is.
pub async fn cat(options: &Cat, out: &mut dyn Write) -> Result<(), Failure> {
    let storage = location::to_read(&options.from, options.servers.addresses())?;
    let unknown = || Failure::Unknown(options.what.clone());
    let failed = |cause| Failure::File { path: texts::STDOUT.into(), cause };
    if let Some(hash) = Sha256::parse(&options.what) {
        let packed = reading::file(&*storage, &object::path_of(&hash)).await?;
        let raw = unpack(&packed).ok_or_else(unknown)?;
        return out.write_all(&raw).map_err(failed);
    }
    let current = reading::current(&*storage).await?.ok_or_else(unknown)?;
    if options.what == "catalog" {
        return out.write_all(&current.catalog_bytes).map_err(failed);
    }
    let name = options.what.strip_suffix("/index").unwrap_or(&options.what);
    let entry = current.catalog.collections.get(name).ok_or_else(unknown)?;
    if name != options.what {
        let raw = reading::object(&*storage, &entry.index, None).await?;
        return out.write_all(&raw).map_err(failed);
    }
    records(&*storage, name, entry, out).await
}

async fn records(
    storage: &dyn Storage,
    name: &str,
    entry: &app4g_core::repository::format::Collection,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    for segment in reading::index(storage, name, entry).await?.segments {
        let raw = reading::object(storage, &segment.object, None).await?;
        out.write_all(&raw).map_err(|cause| Failure::File { path: texts::STDOUT.into(), cause })?;
    }
    Ok(())
}

pub(super) fn read(path: Option<&PathBuf>) -> Result<Option<Vec<u8>>, Failure> {
    let read = |path: &PathBuf| std::fs::read(path).map_err(|cause| Failure::File { path: path.clone(), cause });
    path.map(read).transpose()
}
