//! The work behind Settings: reading what is set and used, setting.

use std::sync::Arc;

use app4g_core::cancel::CancelToken;
use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::model::settings::Settings;
use app4g_core::model::{SettingError, SettingKey};
use app4g_core::store::content::image;
use app4g_core::store::personal::{ledger, setting};

use crate::screens::driver::Lane;
use crate::screens::status::Checks;
use crate::world::World;

/// Work that Settings asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Reads what is set and used.
    Load,
    /// Sets something.
    Set { key: String, value: String },
}

/// What came of it.
pub(crate) enum Outcome {
    Loaded {
        loaded: Loaded,
        checks: Checks,
    },
    /// It is set; what it changes is told as a change.
    Set,
}

/// What is set and used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Loaded {
    pub(super) settings: Settings,
    /// Bytes on metered networks this month.
    pub(super) metered: u64,
    /// Bytes of all databases.
    pub(super) disk: u64,
    /// Bytes of pictures among them.
    pub(super) images: u64,
}

impl Effect {
    pub(super) const fn lane(&self) -> Lane {
        match self {
            Self::Load => Lane::Newest("load"),
            Self::Set { .. } => Lane::InOrder,
        }
    }
}

/// Does the work.
pub(super) fn perform(effect: Effect, world: &Arc<World>, _: &CancelToken) -> Result<Outcome, Error> {
    match effect {
        Effect::Load => Ok(Outcome::Loaded { loaded: load(world)?, checks: Checks::read(world)? }),
        Effect::Set { key, value } => set(world, &key, &value).map(|()| Outcome::Set),
    }
}

fn load(world: &World) -> Result<Loaded, Error> {
    let (store, now) = (world.app.store(), world.app.clock().now());
    let month = ledger::month_of(now);
    let metered = store.personal().read(|conn| ledger::total(conn, &month, ledger::Network::Metered))?;
    let images = store.content().read(image::used_bytes)?;
    let size = |path: std::path::PathBuf| std::fs::metadata(path).map_or(0, |file| file.len());
    let disk = size(store.paths().content()) + size(store.paths().personal());
    Ok(Loaded { settings: world.settings(), metered, disk, images: u64::try_from(images).unwrap_or(0) })
}

fn set(world: &World, key: &str, value: &str) -> Result<(), Error> {
    let refused = |error: SettingError| {
        let message = Message::new("error.setting").with("accepted", error.accepted);
        Error::caused_by(ErrorKind::InvalidInput, message, error)
    };
    let known = SettingKey::parse(key);
    let known =
        known.ok_or_else(|| Error::new(ErrorKind::InvalidInput, Message::new("error.setting").with("accepted", "")))?;
    let changed = world.settings().with(known, value).map_err(refused)?;
    let (now, value) = (world.app.clock().now(), changed.value(known));
    world.app.store().personal().write(|tx| setting::set(tx, known.name(), Some(&value), now))?;
    world.reread_settings()
}
