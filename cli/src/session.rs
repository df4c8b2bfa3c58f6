//! An open profile and the options every command shares.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use app4g_core::app::{App, AppConfig};
use app4g_core::cancel::CancelToken;
use app4g_core::clock::{Clock, FixedClock, SystemClock, Timestamp};
use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::model::{Source, SourceId};
use app4g_core::net::Connectivity;
use app4g_core::reader::record::names;
use app4g_core::repository::pack::{Pack, trust_state};
use app4g_core::store::OpenReport;
use app4g_core::store::personal::source;
use app4g_core::strings::{Lang, text};
use app4g_core::sync::PackFrom;
use app4g_core::sync::subscribe::Content;
use clap::ArgMatches;

use crate::host::World;
use crate::terminal::Terminal;
use crate::terminal::layout::harmless;

/// What a command works with.
pub(crate) struct Session {
    pub(crate) app: App,
    pub(crate) report: OpenReport,
    pub(crate) lang: Lang,
    pub(crate) now: Timestamp,
    pub(crate) terminal: Terminal,
    pub(crate) content: Content,
    pub(crate) cancel: CancelToken,
}

impl Session {
    /// Opens the profile that the options name.
    pub(crate) fn open(options: &ArgMatches, world: &World, lang: Lang, terminal: Terminal) -> Result<Self, Error> {
        let clock = clock(options)?;
        let folder = home(options, world)?;
        let mut client = world.client.clone();
        client.clock = Arc::clone(&clock);
        if options.get_flag("offline") {
            client.network.set(Connectivity::Offline);
        }
        let now = clock.now();
        let starter = world.starter.map(Pack::of).transpose()?;
        let mut repository = world.repository.clone();
        if let (Some(access), Some(starter)) = (&mut repository, &starter) {
            access.starter = Some(trust_state(starter)?);
        }
        let (app, report) = App::open(&folder, AppConfig { clock, client, repository })?;
        let session = Self { app, report, lang, now, terminal, content: world.content, cancel: world.cancel.clone() };
        if let Some(starter) = &starter {
            session.take_starter(starter)?;
        }
        Ok(session)
    }

    /// Takes over the pack that came with the app, if it has something newer than the profile. Where that cannot be, nothing
    /// older is taken from anybody all the same.
    fn take_starter(&self, starter: &Pack<'_>) -> Result<(), Error> {
        let engine = self.app.sync();
        if !engine.wants(starter)? {
            return Ok(());
        }
        match self.block_on(engine.import(starter, PackFrom::App, &|_| {}, &self.cancel)) {
            // Another process writes; the next start asks again.
            Err(error) if error.kind == ErrorKind::Busy => Ok(()),
            Err(error) => Err(error),
            Ok(_) => Ok(()),
        }
    }

    /// Where "now" comes from: `--now`, or the machine.
    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(FixedClock(self.now))
    }

    /// A text of the catalogue. Arguments come from feeds and servers, too: none of them may steer the terminal.
    pub(crate) fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<(&str, String)> = args.iter().map(|(name, value)| (*name, harmless(value))).collect();
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        text(key, &args, self.lang)
    }

    /// Names of those among `ids` that somebody knows: the user's sources, and units by their codes.
    pub(crate) fn names_of<'i>(
        &self,
        ids: impl IntoIterator<Item = &'i str>,
    ) -> Result<HashMap<SourceId, String>, Error> {
        Ok(names::of_publishers(self.app.store(), ids)?)
    }

    /// The name of one source or unit; its code if nobody knows a name.
    pub(crate) fn name_of(&self, id: &SourceId) -> Result<String, Error> {
        Ok(self.names_of([id.as_str()])?.remove(id).unwrap_or_else(|| id.to_string()))
    }

    /// Sources the user added.
    pub(crate) fn sources(&self) -> Result<Vec<Source>, Error> {
        Ok(self.app.store().personal().read(source::all)?)
    }

    /// Runs `work` on a runtime of its own until it ends; Ctrl-C cancels it, and the work ends cleanly.
    pub(crate) fn block_on<T>(&self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        // One thread waits for all sockets and four do what takes long: half the thread switches of two workers.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .max_blocking_threads(4)
            .enable_all()
            .build()
            .map_err(|error| {
                Error::caused_by(ErrorKind::Internal, Message::new("error.internal").with("detail", "runtime"), error)
            })?;
        let cancel = self.cancel.clone();
        runtime.block_on(async move {
            let pressed = async {
                match tokio::signal::ctrl_c().await {
                    Ok(()) => cancel.cancel(),
                    // Without a handler the process ends as any other does.
                    Err(_) => std::future::pending().await,
                }
            };
            tokio::pin!(work, pressed);
            tokio::select! {
                done = &mut work => done,
                // Cancelled: the work comes to its end by itself; a second Ctrl-C changes nothing.
                () = &mut pressed => work.await,
            }
        })
    }
}

fn clock(options: &ArgMatches) -> Result<Arc<dyn Clock>, Error> {
    let Some(written) = options.get_one::<String>("now") else {
        return Ok(Arc::new(SystemClock));
    };
    match Timestamp::parse_rfc3339(written) {
        Some(moment) => Ok(Arc::new(FixedClock(moment))),
        None => Err(Error::new(ErrorKind::InvalidInput, Message::new("error.cli.bad_now").with("what", written))),
    }
}

/// The profile's folder: `--home`, else the host's.
pub(crate) fn home(options: &ArgMatches, world: &World) -> Result<PathBuf, Error> {
    options
        .get_one::<String>("home")
        .map(PathBuf::from)
        .or_else(|| world.home.clone())
        .ok_or_else(|| Error::new(ErrorKind::InvalidInput, Message::new("error.cli.no_home")))
}
