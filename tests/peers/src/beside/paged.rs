//! A paged JSON API with `since`: pages of 100 records, compressed by gzip, over one connection that is kept.
//!
//! A page is `{"next":…,"records":[…],"withdrawn":[…]}`: the published lines as they are; of withdrawn records the id only, which is
//! less than the others bring. Answers have no header but those that are needed.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use app4g_tests::department::Trouble;
use app4g_tests::portal::{Portal, Reply};

use super::Cost;
use super::meter::Meter;
use super::tree::Changes;

/// Records of a page.
const PAGE: usize = 100;

/// The API's server; it knows what changed since the last question.
#[derive(Debug)]
pub struct Paged<'a> {
    folder: PathBuf,
    portal: &'a Portal,
    meter: Meter,
    since: u64,
}

impl<'a> Paged<'a> {
    /// An API on `portal`; works in `folder`.
    ///
    /// # Errors
    /// No socket to be had.
    pub fn start(folder: &Path, portal: &'a Portal) -> Result<Self, Trouble> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned(), portal, meter: Meter::start(portal.port())?, since: 0 })
    }

    /// Serves what changed since the last question and asks for all of it.
    ///
    /// # Errors
    /// gzip is not here, or an answer is not what was served.
    pub fn sync(&mut self, changes: &Changes) -> Result<Cost, Trouble> {
        let pages = changes.lines.len().div_ceil(PAGE).max(1);
        for page in 0..pages {
            let from = page * PAGE;
            let lines = changes.lines.get(from..changes.lines.len().min(from + PAGE)).unwrap_or_default();
            let next = if page + 1 < pages { format!("\"next\":{},", page + 1) } else { String::new() };
            let withdrawn = if page == 0 { serde_json::to_string(&changes.withdrawn)? } else { "[]".to_owned() };
            let body = format!("{{{next}\"records\":[{}],\"withdrawn\":{withdrawn}}}", lines.join(","));
            let reply = Reply::ok("application/json", self.gzip(&body)?).header("Content-Encoding", "gzip");
            self.portal.serve(&path(self.since, page), reply);
        }
        self.meter.take();
        self.ask(pages)?;
        self.since += 1;
        Ok(self.meter.take())
    }

    fn gzip(&self, body: &str) -> Result<Vec<u8>, Trouble> {
        let file = self.folder.join("page.json");
        std::fs::write(&file, body)?;
        let output = Command::new("gzip").args(["-6", "-n", "-c"]).arg(&file).output()?;
        if output.status.success() { Ok(output.stdout) } else { Err("gzip failed".into()) }
    }

    fn ask(&self, pages: usize) -> Result<(), Trouble> {
        let mut server = BufReader::new(TcpStream::connect(("127.0.0.1", self.meter.port()))?);
        for page in 0..pages {
            let target = path(self.since, page);
            let head = format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n");
            server.get_mut().write_all(head.as_bytes())?;
            let mut length = 0;
            let mut line = String::new();
            server.read_line(&mut line)?;
            if !line.contains(" 200 ") {
                return Err(format!("{target}: {line}").into());
            }
            while line != "\r\n" {
                line.clear();
                server.read_line(&mut line)?;
                if let Some(value) = line.strip_prefix("Content-Length: ") {
                    length = value.trim().parse()?;
                }
            }
            let read = std::io::copy(&mut server.by_ref().take(length), &mut std::io::sink())?;
            if read != length {
                return Err("an answer ended early".into());
            }
        }
        Ok(())
    }
}

/// Address of a page of what changed after release `since`.
fn path(since: u64, page: usize) -> String {
    format!("/records/since/{since}/page/{page}")
}
