//! Files of the engines, kept in `target/search` from one run to the next.
//!
//! A store has a stamp: a digest of what it was built from, code included. If that is another now, it is built again.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use super::collection::Collection;
use super::{Outcome, peer_fts5, peer_tantivy, product};
use crate::articles::{self, Article};

/// Documents made at a time: 50,000 recombined ones would be 150 MB of text.
const PORTION: usize = 10_000;

/// Folder of all stores.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/search")
}

/// Our store of `count` documents, merged, in pages of `page` bytes.
///
/// # Errors
/// Why it could not be built.
pub fn product(collection: &Collection, count: usize, page: u32) -> Outcome<PathBuf> {
    let edition = edition(&["../../core/src/search", "../../core/src/store/sql", "src/search/product.rs"])?;
    kept(&format!("product-{count}-{page}"), edition, |folder| {
        let mut conn = product::create(&folder.join("store.db"), page)?;
        let mut first = 1;
        portions(collection, count, |articles| {
            product::put_texts(&mut conn, first, articles)?;
            product::index(&mut conn, first, articles)?;
            first += articles.len() as i64;
            product::settle(&mut conn)
        })?;
        product::merge(&mut conn)?;
        product::shrink(&conn)
    })
    .map(|folder| folder.join("store.db"))
}

/// tantivy's index of `count` documents, one segment.
///
/// # Errors
/// Why it could not be built.
pub fn tantivy(collection: &Collection, count: usize) -> Outcome<PathBuf> {
    let edition = edition(&["src/search/peer_tantivy.rs", "src/search/spelling.rs"])?;
    kept(&format!("tantivy-{count}"), edition, |folder| {
        let mut build = peer_tantivy::Build::create(folder)?;
        portions(collection, count, |articles| build.add(articles))?;
        build.finish()
    })
}

/// The index of FTS5 of `count` documents, one segment.
///
/// # Errors
/// Why it could not be built.
pub fn fts5(collection: &Collection, count: usize) -> Outcome<PathBuf> {
    let edition = edition(&["src/search/peer_fts5.rs", "src/search/spelling.rs"])?;
    kept(&format!("fts5-{count}"), edition, |folder| {
        let mut peer = peer_fts5::Peer::create(&folder.join("fts5.db"))?;
        portions(collection, count, |articles| peer.add(articles))?;
        peer.finish()
    })
    .map(|folder| folder.join("fts5.db"))
}

fn portions(collection: &Collection, count: usize, mut take: impl FnMut(&[Article]) -> Outcome<()>) -> Outcome<()> {
    for start in (0..count).step_by(PORTION) {
        take(&collection.documents(start..count.min(start + PORTION)))?;
    }
    Ok(())
}

fn kept(name: &str, edition: u64, build: impl FnOnce(&Path) -> Outcome<()>) -> Outcome<PathBuf> {
    let folder = folder().join(name);
    let stamp = folder.with_extension("stamp");
    let wanted = format!("{edition:016x}");
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(folder);
    }
    eprintln!("building {name} …");
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    std::fs::create_dir_all(&folder)?;
    build(&folder)?;
    std::fs::write(&stamp, wanted)?;
    Ok(folder)
}

/// Digest of the corpus' size, of how words and documents are made, and of `sources`: files, or folders without their tests.
fn edition(sources: &[&str]) -> Outcome<u64> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut digest = DefaultHasher::new();
    articles::file()?.metadata()?.len().hash(&mut digest);
    let common = ["../../core/src/text", "src/search/collection.rs", "src/search/stores.rs"];
    let mut left: Vec<PathBuf> = common.iter().chain(sources).map(|source| root.join(source)).collect();
    let mut files = Vec::new();
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(std::fs::read_dir(&path)?.flatten().map(|entry| entry.path()));
        } else if path.file_name().is_some_and(|name| name != "tests.rs") {
            files.push(path);
        }
    }
    files.sort();
    for file in files {
        std::fs::read(file)?.hash(&mut digest);
    }
    Ok(digest.finish())
}
