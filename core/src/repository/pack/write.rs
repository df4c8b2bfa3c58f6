//! Makes a pack of a release: metadata, catalog, and of each chosen collection its index and segments. No deltas: who opens a
//! pack loads segments, or has something newer.
//!
//! Callers: the portal's `pack`, a phone that hands on what it kept ([`super::source`]).
//!
//! Invariants: the same release and choice give the same bytes, whoever writes; an object with other bytes than its name says
//! never gets into a pack.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use super::error::PackError;
use super::header::{BLOCK, Header, padding};
use super::metadata;
use super::names::Name;
use crate::cancel::CancelToken;
use crate::repository::carrier::{Carried, Carrier, CarrierError};
use crate::repository::format::{Catalog, Index, Object, Sha256, decode};
use crate::repository::objects::carried;
use crate::repository::staging::Wanted;

/// What goes in beside the metadata.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Choice {
    /// Names of collections; `None` for all of the release.
    pub collections: Option<BTreeSet<String>>,
    /// Images and other media that the records show: path, hash and size.
    pub media: Vec<Wanted>,
}

/// What a pack is made of: small files are held, objects are fetched as they are written.
#[derive(Default)]
struct Plan {
    held: BTreeMap<String, Vec<u8>>,
    objects: BTreeMap<String, Wanted>,
}

/// Writes a pack of the release whose verified catalog has the bytes `catalog`, from `carrier` into `out`; returns its size.
/// Flushes nothing and syncs nothing; on an error the file is to be thrown away.
///
/// # Errors
/// [`PackError::Changed`] if the carrier has another release by now; [`PackError::Lacks`] or [`PackError::Load`] if it lacks a
/// file or has a wrong one; [`PackError::NoCollection`]; [`PackError::File`] if `out` fails.
pub async fn write(
    carrier: &dyn Carrier,
    catalog: &[u8],
    choice: &Choice,
    out: &mut (dyn Write + Send),
    cancel: &CancelToken,
) -> Result<u64, PackError> {
    let plan = plan(carrier, catalog, choice, cancel).await?;
    let mut tar = Tar { out, bytes: 0 };
    let paths: BTreeSet<&String> = plan.held.keys().chain(plan.objects.keys()).collect();
    for path in paths {
        match (plan.held.get(path), plan.objects.get(path)) {
            (Some(bytes), _) => tar.add(path, bytes)?,
            (None, Some(wanted)) => tar.add(path, &carried(carrier, wanted, cancel).await?)?,
            (None, None) => {}
        }
    }
    tar.put(&[0; 2 * BLOCK])?;
    Ok(tar.bytes)
}

async fn plan(carrier: &dyn Carrier, catalog: &[u8], choice: &Choice, cancel: &CancelToken) -> Result<Plan, PackError> {
    let mut plan = Plan::default();
    for version in 1_u64.. {
        match load(carrier, &Name::Root(version), cancel).await {
            Ok(root) => plan.hold(&Name::Root(version), root),
            Err(PackError::Lacks(_)) if version > 1 => break,
            Err(error) => return Err(error),
        }
    }
    let timestamp = load(carrier, &Name::Timestamp, cancel).await?;
    let snapshot_name = metadata::next(&timestamp)?;
    let snapshot = load(carrier, &snapshot_name, cancel).await?;
    let targets_name = metadata::next(&snapshot)?;
    let targets = load(carrier, &targets_name, cancel).await?;
    if metadata::catalog(&targets)? != Sha256::of(catalog) {
        return Err(PackError::Changed);
    }
    plan.hold(&Name::Timestamp, timestamp);
    plan.hold(&snapshot_name, snapshot);
    plan.hold(&targets_name, targets);
    plan.hold(&Name::Catalog(Sha256::of(catalog)), catalog.to_vec());
    let catalog = Catalog::parse(catalog)?;
    let all = || catalog.collections.keys().cloned().collect();
    for name in choice.collections.clone().unwrap_or_else(all) {
        let Some(collection) = catalog.collections.get(&name) else { return Err(PackError::NoCollection(name)) };
        let packed = carried(carrier, &Wanted::from(&collection.index), cancel).await?;
        let index = Index::parse(&decode(&collection.index, &packed, None)?, &name, collection)?;
        plan.held.insert(collection.index.path(), packed);
        for segment in &index.segments {
            plan.want(&segment.object);
        }
    }
    for wanted in &choice.media {
        plan.objects.insert(wanted.path.clone(), wanted.clone());
    }
    Ok(plan)
}

impl Plan {
    fn hold(&mut self, name: &Name, bytes: Vec<u8>) {
        self.held.insert(name.path(), bytes);
    }

    fn want(&mut self, object: &Object) {
        self.objects.insert(object.path(), Wanted::from(object));
    }
}

async fn load(carrier: &dyn Carrier, name: &Name, cancel: &CancelToken) -> Result<Vec<u8>, PackError> {
    match carrier.load(&name.path(), name.max_bytes(), None, cancel).await {
        Ok(Carried::Bytes { bytes, .. }) => Ok(bytes),
        // Nothing was asked that this could answer.
        Ok(Carried::Unchanged) | Err(CarrierError::Missing) => Err(PackError::Lacks(name.path())),
        Err(error) => Err(error.into()),
    }
}

/// The tar as far as it is written.
struct Tar<'a> {
    out: &'a mut (dyn Write + Send),
    bytes: u64,
}

impl Tar<'_> {
    fn add(&mut self, path: &str, content: &[u8]) -> Result<(), PackError> {
        let size = content.len() as u64;
        let fits = Name::parse(path).is_some_and(|name| size <= name.max_bytes());
        let header = Header { path: path.to_owned(), size }.to_block().filter(|_| fits);
        let header = header.ok_or(PackError::NotAPack { rule: "a file that no pack can hold", at: self.bytes })?;
        self.put(&header)?;
        self.put(content)?;
        let fill = usize::try_from(padding(size)).unwrap_or_default();
        self.put([0; BLOCK].get(..fill).unwrap_or_default())
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), PackError> {
        self.bytes += bytes.len() as u64;
        self.out.write_all(bytes).map_err(PackError::File)
    }
}
