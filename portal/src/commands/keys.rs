//! `app4g-portal keys …`: the key ceremony at the command line.

use std::io::{self, Write};
use std::path::PathBuf;

use app4g_core::Timestamp;
use clap::{Args, Subcommand, ValueEnum};
use tough::schema::RoleType;

use crate::keys::{KeyFolder, KeysError, ceremony, status};
use crate::signing::{Trust, signers};
use crate::texts;

/// The steps of the ceremony.
#[derive(Clone, Debug, Subcommand)]
#[command(about = texts::KEYS)]
pub enum KeysCommand {
    /// Makes all keys and the draft of the first root.
    #[command(about = texts::KEYS_INIT)]
    Init {
        /// Where.
        #[command(flatten)]
        folder: FolderArg,
        /// Whose repository it is.
        #[arg(long, help = texts::KEYS_NAME)]
        name: String,
        /// Keys that are no secret.
        #[arg(long, help = texts::KEYS_DEMO)]
        demo: bool,
    },
    /// Gives a role a new key.
    #[command(about = texts::KEYS_ROTATE)]
    Rotate {
        /// Where.
        #[command(flatten)]
        folder: FolderArg,
        /// Whose key changes.
        #[arg(help = texts::KEYS_ROLE)]
        role: RoleArg,
        /// The key that goes.
        #[arg(long, help = texts::KEYS_REPLACED)]
        replace: Option<String>,
    },
    /// Takes a key away.
    #[command(about = texts::KEYS_REVOKE)]
    Revoke {
        /// Where.
        #[command(flatten)]
        folder: FolderArg,
        /// The key that goes.
        #[arg(help = texts::KEYS_ID)]
        id: String,
    },
    /// Lets the root hold for another lifetime.
    #[command(about = texts::KEYS_RENEW)]
    Renew {
        /// Where.
        #[command(flatten)]
        folder: FolderArg,
    },
    /// Signs the draft of a root.
    #[command(about = texts::KEYS_SIGN)]
    SignRoot {
        /// Where.
        #[command(flatten)]
        folder: FolderArg,
        /// A holder's key file.
        #[arg(long, help = texts::KEYS_KEY)]
        key: PathBuf,
    },
    /// Says who signed, what is missing and what expires.
    #[command(about = texts::KEYS_STATUS)]
    Status {
        /// Where.
        #[command(flatten)]
        folder: FolderArg,
        /// A published repository.
        #[arg(long, help = texts::KEYS_PUBLISHED)]
        published: Option<PathBuf>,
    },
}

/// The key folder.
#[derive(Clone, Debug, Args)]
pub struct FolderArg {
    /// Its path.
    #[arg(long = "keys", default_value = "keys", help = texts::KEYS_FOLDER)]
    pub keys: PathBuf,
}

/// A role as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleArg {
    /// The holders.
    Root,
    /// What there is.
    Targets,
    /// What belongs together.
    Snapshot,
    /// What is newest.
    Timestamp,
}

impl From<RoleArg> for RoleType {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Root => Self::Root,
            RoleArg::Targets => Self::Targets,
            RoleArg::Snapshot => Self::Snapshot,
            RoleArg::Timestamp => Self::Timestamp,
        }
    }
}

/// Takes one step and says to `out` what was done and what comes next.
///
/// # Errors
/// [`KeysError`]; `texts::keys_error` says it to a person. A step whose words cannot be written to `out` was taken all the same.
pub async fn run(command: &KeysCommand, now: Timestamp, out: &mut dyn Write) -> Result<(), KeysError> {
    let drafted = |folder: &KeyFolder, written: &[PathBuf]| texts::keys_drafted(written, &folder.draft_path());
    let said = match command {
        KeysCommand::Init { folder, name, demo } => {
            let folder = KeyFolder::new(&folder.keys);
            let trust = Trust { name: name.clone(), is_demo: *demo };
            drafted(&folder, &ceremony::init(&folder, &trust, now)?)
        }
        KeysCommand::Rotate { folder, role, replace } => {
            let folder = KeyFolder::new(&folder.keys);
            drafted(&folder, &[ceremony::rotate(&folder, (*role).into(), replace.as_deref(), now)?])
        }
        KeysCommand::Revoke { folder, id } => {
            let folder = KeyFolder::new(&folder.keys);
            ceremony::revoke(&folder, id, now)?;
            drafted(&folder, &[])
        }
        KeysCommand::Renew { folder } => {
            let folder = KeyFolder::new(&folder.keys);
            ceremony::renew(&folder, now)?;
            drafted(&folder, &[])
        }
        KeysCommand::SignRoot { folder, key } => {
            let key = signers::open_key(key)?;
            texts::keys_signed(&ceremony::sign_root(&KeyFolder::new(&folder.keys), &key).await?)
        }
        KeysCommand::Status { folder, published } => {
            texts::keys_status(&status::status(&KeyFolder::new(&folder.keys), published.as_deref())?, now)
        }
    };
    let failed = |source: io::Error| KeysError::File { path: PathBuf::from("stdout"), source };
    out.write_all(said.as_bytes()).map_err(failed)
}
