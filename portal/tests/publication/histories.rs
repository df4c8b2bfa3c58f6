//! Releases one after another.

use app4g_core::model::Kind;
use app4g_portal::plan::PlanError;
use app4g_portal::reading;
use app4g_portal::release::{Outcome, ReleaseError};

use crate::desk::{DAY, Desk, noise};

#[tokio::test]
async fn publishing_again_changes_nothing_until_half_of_a_roles_time_is_over() {
    let mut desk = Desk::new().await;
    desk.write("a", Kind::Article, "Một");
    desk.write("n", Kind::Notice, "Hai");
    assert_eq!(desk.publish().await.unwrap(), Outcome::Released(1));
    let before = desk.current().await;
    assert_eq!(desk.publish().await.unwrap(), Outcome::Unchanged);
    assert_eq!(desk.current().await.timestamp.bytes, before.timestamp.bytes);
    desk.now = desk.now.plus(7 * DAY);
    assert_eq!(desk.publish().await.unwrap(), Outcome::Timestamp(2));
    assert_eq!(desk.current().await.catalog_hash, before.catalog_hash);
    desk.now = desk.now.plus(7 * DAY);
    assert_eq!(desk.publish().await.unwrap(), Outcome::Released(2));
    assert_eq!(desk.current().await.catalog.collections, before.catalog.collections);
    desk.verify().await;
}

#[tokio::test]
async fn an_edit_changes_its_collection_alone() {
    let mut desk = Desk::new().await;
    desk.write("a", Kind::Article, "Một");
    desk.write("d", Kind::Document, "Hai");
    desk.publish().await.unwrap();
    desk.edit("a", "Ba");
    desk.publish().await.unwrap();
    assert_eq!((desk.version("news").await, desk.version("documents").await), (2, 1));
    let a = &desk.records("news").await["a"];
    assert_eq!((a["rev"].as_u64(), a["change"]["kind"].as_str()), (Some(2), Some("update")));
    desk.verify().await;
}

#[tokio::test]
async fn deltas_lead_from_one_four_sixteen_and_sixty_four_versions_before() {
    let mut desk = Desk::new().await;
    for id in 0..20 {
        desk.write(&format!("a{id}"), Kind::Article, &noise(&id.to_string(), 60));
    }
    for release in 0..66 {
        desk.edit(&format!("a{}", release % 20), &noise(&format!("e{release}"), 60));
        desk.write(&format!("b{release}"), Kind::Article, "Mới");
        desk.now = desk.now.plus(1 - DAY);
        desk.publish().await.unwrap();
    }
    let entry = desk.current().await.catalog.collections["news"];
    let index = reading::index(&*desk.storage, "news", &entry).await.unwrap();
    let steps = |from| index.chain(from).unwrap().iter().map(|delta| delta.to - delta.from).collect::<Vec<_>>();
    assert_eq!(steps(1), [1, 1, 1, 4, 4, 4, 16, 16, 16, 1, 1]);
    assert!(index.deltas.iter().all(|delta| delta.from > 0));
    assert_eq!(index.deltas.iter().filter(|delta| delta.to == 64).count(), 3);
    desk.verify().await;
}

#[tokio::test]
async fn a_drop_is_put_again_with_the_line_it_had() {
    let mut desk = Desk::new().await;
    desk.write("n", Kind::Notice, "Cắt điện");
    desk.publish().await.unwrap();
    let line = desk.records("notices").await["n"].clone();
    // Thirty days after its end it leaves; its author then gives it another end, and takes that back.
    desk.now = desk.now.plus(40 * DAY);
    desk.publish().await.unwrap();
    assert!(desk.records("notices").await.is_empty());
    desk.verify().await;
    let first = desk.content["n"].clone();
    let end = desk.now.plus(DAY).rfc3339();
    desk.content.get_mut("n").unwrap().fields["valid_until"] = end.into();
    desk.publish().await.unwrap();
    assert_eq!(desk.records("notices").await["n"]["rev"], 2);
    desk.content.insert("n".into(), first);
    desk.publish().await.unwrap();
    assert_eq!(desk.records("notices").await["n"]["rev"], 2);
    assert_eq!(line["rev"], 1);
    desk.verify().await;
}

#[tokio::test]
async fn a_record_put_and_dropped_is_in_no_set_and_in_no_delta_over_both() {
    let mut desk = Desk::new().await;
    desk.write("stays", Kind::Notice, "Còn");
    let end = desk.now.plus(400 * DAY).rfc3339();
    desk.content.get_mut("stays").unwrap().fields["valid_until"] = end.into();
    for release in 0..3 {
        desk.edit("stays", &noise(&release.to_string(), 9));
        desk.publish().await.unwrap();
    }
    desk.write("goes", Kind::Notice, "Qua");
    desk.publish().await.unwrap();
    for release in 4..8 {
        desk.now = desk.now.plus(20 * DAY);
        desk.edit("stays", &noise(&release.to_string(), 9));
        desk.publish().await.unwrap();
    }
    assert_eq!(desk.version("notices").await, 8);
    assert_eq!(desk.records("notices").await.len(), 1);
    desk.verify().await;
}

#[tokio::test]
async fn news_moves_to_the_archive_line_by_line() {
    let mut desk = Desk::new().await;
    for id in 0..30 {
        desk.write(&format!("a{id}"), Kind::Article, &noise(&id.to_string(), 9));
        desk.now = desk.now.plus(DAY);
    }
    desk.publish().await.unwrap();
    let before = desk.records("news").await;
    desk.now = desk.now.plus(190 * DAY);
    desk.publish().await.unwrap();
    let (news, archive) = (desk.records("news").await, desk.records("news-2026").await);
    assert!(!news.is_empty() && !archive.is_empty());
    let both: std::collections::BTreeMap<_, _> = news.into_iter().chain(archive).collect();
    assert_eq!(both, before);
    desk.verify().await;
}

#[tokio::test]
async fn withdrawn_for_privacy_is_a_tombstone_in_base_for_ever() {
    let mut desk = Desk::new().await;
    desk.write("a", Kind::Article, "Số điện thoại 0912");
    desk.write("b", Kind::Article, "Khác");
    desk.publish().await.unwrap();
    desk.withdraw("a", "privacy");
    desk.publish().await.unwrap();
    assert_eq!(desk.records("base").await["a"], desk.records("news").await["a"]);
    assert!(desk.records("base").await["a"]["data"].get("body").is_none());
    // Its file may go now, and the article leaves the news; the tombstone stays.
    desk.content.remove("a");
    desk.now = desk.now.plus(300 * DAY);
    desk.publish().await.unwrap();
    assert!(desk.records("news").await.is_empty());
    assert_eq!(desk.records("base").await["a"]["change"]["reason"], "privacy");
    desk.verify().await;
}

#[tokio::test]
async fn an_erased_record_is_put_whole_so_that_the_edits_beside_it_need_no_twin() {
    let mut desk = Desk::new().await;
    for id in ["a", "b", "c", "d"] {
        desk.write(id, Kind::Article, &noise(id, 200));
    }
    desk.publish().await.unwrap();
    for release in 0..4 {
        desk.edit("b", &format!("{} {release}", noise("b", 200)));
        if release == 1 {
            desk.withdraw("a", "privacy");
            desk.withdraw("c", "outdated");
        }
        desk.publish().await.unwrap();
    }
    let entry = desk.current().await.catalog.collections["news"];
    let index = reading::index(&*desk.storage, "news", &entry).await.unwrap();
    let mut seen = Vec::new();
    for entry in &index.deltas {
        let raw = reading::object(&*desk.storage, &entry.object, None).await.unwrap();
        let delta = reading::delta(&raw, "news", entry).unwrap();
        let edited: Vec<_> = delta.manifest.base.iter().map(|(id, _)| id.as_str()).collect();
        seen.push(((entry.from, entry.to), edited.join(" "), delta.lines.len()));
    }
    let expected = [((1, 2), "b", 0), ((2, 3), "b c", 1), ((3, 4), "b", 0), ((4, 5), "b", 0)];
    assert_eq!(seen, expected.map(|(step, edited, put)| (step, edited.to_owned(), put)));
    desk.verify().await;
}

#[tokio::test]
async fn a_vanished_file_stops_the_release() {
    let mut desk = Desk::new().await;
    desk.write("a", Kind::Article, "Một");
    desk.write("b", Kind::Article, "Hai");
    desk.publish().await.unwrap();
    desk.content.remove("a");
    let error = desk.publish().await.unwrap_err();
    assert!(matches!(error, ReleaseError::Plan(PlanError::Vanished(ids)) if ids == ["a"]));
    assert_eq!(desk.current().await.catalog.sequence, 1);
}

#[tokio::test]
async fn unchanged_segments_keep_their_objects() {
    let mut desk = Desk::new().await;
    for id in 0..2_100 {
        desk.write(&format!("a{id:04}"), Kind::Article, "Ngắn");
        desk.now = desk.now.plus(60);
    }
    desk.publish().await.unwrap();
    let segments = async |desk: &Desk| {
        let entry = desk.current().await.catalog.collections["news"];
        reading::index(&*desk.storage, "news", &entry).await.unwrap().segments
    };
    let before = segments(&desk).await;
    assert_eq!(before.iter().map(|segment| segment.count).collect::<Vec<_>>(), [100, 1_000, 1_000]);
    desk.write("b", Kind::Article, "Mới");
    desk.edit("a0001", "Sửa");
    desk.publish().await.unwrap();
    let after = segments(&desk).await;
    assert_ne!(after[0], before[0]);
    assert_eq!(after[1], before[1]);
    assert_ne!(after[2], before[2]);
    assert_eq!(after.iter().map(|segment| segment.count).collect::<Vec<_>>(), [101, 1_000, 1_000]);
    desk.verify().await;
}

#[tokio::test]
async fn a_clock_before_the_newest_release_stops_the_next_one() {
    let mut desk = Desk::new().await;
    desk.write("a", Kind::Article, "Một");
    desk.publish().await.unwrap();
    desk.now = desk.now.plus(-2 * DAY);
    let error = desk.publish().await.unwrap_err();
    assert!(matches!(error, ReleaseError::Plan(PlanError::Clock(_))));
}
