//! The world as the shell meets it: output, terminal, network, the place of the profile.

use std::io::Write;
use std::path::PathBuf;

use app4g_core::cancel::CancelToken;
use app4g_core::net::ClientConfig;
use app4g_core::repository::access::{Access, DemoRoot};
use app4g_core::sync::subscribe::Content;

use crate::terminal::Terminal;

/// Everything `run` needs from outside.
pub struct Host<'a> {
    /// Answers.
    pub out: &'a mut dyn Write,
    /// Errors and progress.
    pub err: &'a mut (dyn Write + Send),
    /// What the terminal can do.
    pub terminal: Terminal,
    /// What commands need.
    pub world: World,
}

/// What commands need from outside, apart from output.
#[derive(Clone)]
pub struct World {
    /// How the network is used. The demo and the tests inject a policy that allows loopback.
    pub client: ClientConfig,
    /// The profile where `--home` does not say another.
    pub home: Option<PathBuf>,
    /// Whether sources added here are real; the demo's are invented.
    pub content: Content,
    /// Cancelled from outside: the demo's and the tests' Ctrl-C.
    pub cancel: CancelToken,
    /// What becomes of panics.
    pub panics: Panics,
    /// The signed repository of this deployment.
    pub repository: Option<Access>,
    /// The pack that came with the app.
    pub starter: Option<&'static [u8]>,
}

/// The pack this shell ships with: sample content under the root of the demo. `cargo run -p app4g-tests --bin app4g-starter`
/// makes it again.
pub const STARTER: &[u8] = include_bytes!("../starter/starter.pack");

/// The root of the demo, whose keys everybody has.
pub const DEMO_ROOT: &[u8] = include_bytes!("../../portal/demo-keys/metadata/1.root.json");

impl World {
    /// A world for tests and stories: no profile of its own, no repository, panics left alone.
    pub const fn of(client: ClientConfig, content: Content, cancel: CancelToken) -> Self {
        Self { client, home: None, content, cancel, panics: Panics::LeftAlone, repository: None, starter: None }
    }
}

/// What becomes of a panic. The hook belongs to the whole process, so only who owns the process may set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panics {
    /// Noted in the profile of the command.
    Noted,
    /// Somebody else's affair.
    LeftAlone,
}

impl<'a> Host<'a> {
    /// The host of the real program: the user's profile, the real network.
    pub fn of_the_process(out: &'a mut dyn Write, err: &'a mut (dyn Write + Send), terminal: Terminal) -> Self {
        let world = World {
            client: ClientConfig::default(),
            home: default_home(),
            content: Content::Real,
            cancel: CancelToken::new(),
            panics: Panics::Noted,
            repository: Some(repository()),
            starter: Some(STARTER),
        };
        Self { out, err, terminal, world }
    }
}

/// The demo's repository, on the servers that `$APP4G_REPOSITORY` lists (addresses with a space between). There is no
/// deployment yet; one builds its own root in, and refuses the demo's.
fn repository() -> Access {
    let listed = std::env::var("APP4G_REPOSITORY").unwrap_or_default();
    Access {
        root: DEMO_ROOT.to_vec(),
        mirrors: listed.split_whitespace().map(str::to_owned).collect(),
        archives: Vec::new(),
        demo: DemoRoot::Allowed,
        starter: None,
    }
}

/// `$APP4G_HOME`, else the user's data folder (XDG Base Directory; `Application Support`, `AppData` on other systems).
fn default_home() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(home) = folder("APP4G_HOME") {
        return Some(home);
    }
    if cfg!(target_os = "macos") {
        return Some(folder("HOME")?.join("Library/Application Support/app4g"));
    }
    if cfg!(target_os = "windows") {
        return Some(folder("APPDATA")?.join("app4g"));
    }
    folder("XDG_DATA_HOME").or_else(|| Some(folder("HOME")?.join(".local/share"))).map(|data| data.join("app4g"))
}
