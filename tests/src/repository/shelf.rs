//! A web server that holds what was published in a folder, and a phone that asks it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use app4g_core::repository::access::{Access, DemoRoot};
use app4g_core::repository::format::Sha256;

use crate::department::Department;
use crate::portal::{Portal, Reply};
use crate::scenario::{Device, Trouble};

/// Where the repository is on the server.
const BASE: &str = "/kho/";

/// A server and the folder behind it.
pub struct Shelf {
    /// The server.
    pub portal: Portal,
    folder: PathBuf,
    served: BTreeMap<String, Sha256>,
}

impl Shelf {
    /// A server of `folder`, which may be empty yet; see [`Shelf::refresh`].
    ///
    /// # Errors
    /// No socket to be had.
    pub async fn of(folder: &Path) -> Result<Self, Trouble> {
        Ok(Self { portal: Portal::start().await?, folder: folder.to_owned(), served: BTreeMap::new() })
    }

    /// The address of the repository.
    pub fn url(&self) -> String {
        self.portal.url(BASE)
    }

    /// The address of a file on the server, from its root.
    pub fn place(path: &str) -> String {
        format!("{BASE}{path}")
    }

    /// Serves what is in the folder now, and nothing of what was told of single files before.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn mend(&mut self) -> Result<(), Trouble> {
        self.served.clear();
        self.refresh()
    }

    /// Serves what is new in the folder, and no longer what is gone from it.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn refresh(&mut self) -> Result<(), Trouble> {
        let files = self.files()?;
        let gone: Vec<String> = self.served.keys().filter(|path| !files.contains(path)).cloned().collect();
        for path in gone {
            self.portal.serve(&Self::place(&path), Reply::status(404));
            self.served.remove(&path);
        }
        for path in files {
            // Everything but this one is named by its content or its number.
            if path != "metadata/timestamp.json" && self.served.contains_key(&path) {
                continue;
            }
            let bytes = self.bytes(&path)?;
            let hash = Sha256::of(&bytes);
            self.portal.serve(&Self::place(&path), Reply::file(bytes).etag(&format!("\"{}\"", hash.short_hex())));
            self.served.insert(path, hash);
        }
        Ok(())
    }

    /// Files of the folder, by path below it.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn files(&self) -> Result<Vec<String>, Trouble> {
        let mut found = Vec::new();
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(self.folder.join(&folder))? {
                let entry = entry?;
                let name = entry.file_name().into_string().map_err(|_| "a file with a strange name")?;
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                if entry.file_type()?.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found.sort();
        Ok(found)
    }

    /// A file of the folder.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn bytes(&self, path: &str) -> Result<Vec<u8>, Trouble> {
        Ok(std::fs::read(self.folder.join(path))?)
    }

    /// From now on the file at `path` is answered so.
    pub fn lie(&self, path: &str, reply: Reply) {
        self.portal.serve(&Self::place(path), reply);
    }
}

/// Makes `device` a phone that trusts the demo's root and asks `mirrors`.
///
/// # Errors
/// The committed root is damaged.
pub fn phone(mut device: Device, mirrors: &[String], archives: &[&str]) -> Result<Device, Trouble> {
    device.repository = Some(Access {
        root: Department::root()?,
        mirrors: mirrors.to_vec(),
        archives: archives.iter().map(|name| (*name).to_owned()).collect(),
        demo: DemoRoot::Allowed,
        starter: None,
    });
    device.clock.set(super::BEGIN);
    Ok(device)
}
