//! What belongs to the person: taken out as one file, brought back, erased (product.md §5, decision 31).

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use app4g_core::cancel::CancelToken as Token;
use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::store::StoreError;
use app4g_core::store::erase::erase_profile as erase;
use app4g_core::sync::{SyncError, reindex};

use super::Core;
use crate::cancel::CancelToken;
use crate::error::CoreError;
use crate::runtime::{blocking, run};
use crate::screens::Change;
use crate::world::World;

/// Erases a profile for good; close it before.
///
/// # Errors
/// `Busy` while it is open somewhere, `StorageFailed`.
#[uniffi::export]
pub async fn erase_profile(folder: String) -> Result<(), CoreError> {
    run(Token::new(), async move { blocking(move || Ok(erase(Path::new(&folder))?)).await.map_err(CoreError::from) })
        .await
}

#[uniffi::export]
impl Core {
    /// Writes everything personal into `file`, a tar of NDJSON and images; an older file of that name is replaced when it is whole.
    ///
    /// # Errors
    /// `StorageFull`, `StorageFailed`, `Cancelled`; no half file is left.
    pub async fn export_personal(&self, file: String, cancel: Option<Arc<CancelToken>>) -> Result<(), CoreError> {
        let stop = CancelToken::of(cancel.clone());
        self.reading(cancel, move |world| write(world, &file, &stop)).await
    }

    /// Takes over what [`Core::export_personal`] wrote; of two changes the later one counts.
    ///
    /// # Errors
    /// `InvalidInput` if the file is none, `Busy` during a refresh, storage errors, `Cancelled`.
    pub async fn import_personal(&self, file: String, cancel: Option<Arc<CancelToken>>) -> Result<(), CoreError> {
        let stop = CancelToken::of(cancel.clone());
        self.reading(cancel, move |world| read(world, &file, &stop)).await
    }
}

fn write(world: &World, file: &str, cancel: &Token) -> Result<(), Error> {
    let unfinished = format!("{file}.part");
    let written = fill(world, &unfinished, cancel).and_then(|()| Ok(std::fs::rename(&unfinished, file)?));
    if written.is_err() {
        // What is left of it is of no use; that it cannot be removed changes nothing.
        let _ = std::fs::remove_file(&unfinished);
    }
    Ok(written?)
}

fn fill(world: &World, path: &str, cancel: &Token) -> Result<(), StoreError> {
    let mut out = BufWriter::new(File::create(path)?);
    world.app.store().export(&mut out, world.app.clock().now(), cancel)?;
    out.flush()?;
    // On the disk before it takes the place of an earlier one: a power cut leaves one of them.
    Ok(out.get_ref().sync_all()?)
}

fn read(world: &World, file: &str, cancel: &Token) -> Result<(), Error> {
    let unreadable =
        |error| Error::caused_by(ErrorKind::InvalidInput, Message::new("error.store.not_an_export"), error);
    let input = BufReader::new(File::open(file).map_err(unreadable)?);
    let now = world.app.clock().now();
    world.app.store().import::<_, SyncError>(input, cancel, now, reindex::change)?;
    world.reread_settings()?;
    world.changed(Change::Content);
    world.changed(Change::Marks);
    Ok(())
}
