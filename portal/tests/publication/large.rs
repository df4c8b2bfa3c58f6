//! What a release of 50,000 articles costs, as ratios of one run. Asked for by name only:
//! `cargo test -p app4g-portal --release --test publication large -- --ignored --nocapture`.

use std::time::Instant;

use app4g_core::model::Kind;
use app4g_core::repository::format::{Sha256, encode};
use app4g_portal::reading;
use app4g_portal::release::Outcome;

use crate::desk::{Desk, noise};

const ARTICLES: usize = 50_000;

fn seconds<T>(task: impl FnOnce() -> T) -> f64 {
    let begin = Instant::now();
    task();
    begin.elapsed().as_secs_f64()
}

async fn published(desk: &mut Desk) -> (Outcome, f64) {
    let begin = Instant::now();
    let outcome = desk.publish().await.unwrap();
    (outcome, begin.elapsed().as_secs_f64())
}

/// Reads the content as lines of JSON and hashes them.
fn read_and_hash(desk: &Desk) -> f64 {
    let path = desk.dir.path().join("content.ndjson");
    let lines: String =
        desk.content.values().map(|record| serde_json::to_string(&record.fields).unwrap() + "\n").collect();
    std::fs::write(&path, lines).unwrap();
    seconds(|| Sha256::of(&std::fs::read(&path).unwrap()))
}

#[tokio::test]
#[ignore = "takes minutes"]
async fn fifty_thousand_articles() {
    let mut desk = Desk::new().await;
    for id in 0..ARTICLES {
        desk.now = desk.now.plus(60);
        let words = format!("{} {}", noise(&(id % 977).to_string(), 90), noise(&id.to_string(), 80));
        desk.write(&format!("a{id:05}"), Kind::Article, &words);
    }
    println!("first release: {:.1} s", published(&mut desk).await.1);
    let hashed = read_and_hash(&desk);
    let (outcome, unchanged) = published(&mut desk).await;
    assert_eq!(outcome, Outcome::Unchanged);
    println!("reading and hashing {hashed:.2} s, all records compared {unchanged:.2} s");
    for id in 0..100 {
        desk.write(&format!("b{id:05}"), Kind::Article, &noise(&format!("b{id}"), 170));
    }
    let (_, changed) = published(&mut desk).await;
    let entry = desk.current().await.catalog.collections["news"];
    let index = reading::index(&*desk.storage, "news", &entry).await.unwrap();
    let mut compressing = 0.0;
    for object in [index.segments[0].object, index.deltas[0].object] {
        let raw = reading::object(&*desk.storage, &object, None).await.unwrap();
        compressing += seconds(|| encode(&raw, None, 19).unwrap());
    }
    println!("100 new: {changed:.2} s, of it compressing {compressing:.2} s");
}
