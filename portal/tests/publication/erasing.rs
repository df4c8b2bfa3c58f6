//! Records that had left their collection before they were withdrawn for error or privacy.

use app4g_core::model::Kind;
use app4g_portal::leak::leaks;
use app4g_portal::mirror::mirror;
use app4g_portal::release::Outcome;
use app4g_portal::storage::folder::Folder;
use app4g_portal::verify::verify;

use crate::desk::{DAY, Desk, noise};
use crate::pruning::{SECRET, files, no_edit_is_left, picture, prune};

/// `p` enters in the third version of its collection and is edited in all later ones, as is `q`: the eighth is led to by two edits
/// that say the same.
async fn eight_releases(desk: &mut Desk, kind: Kind) {
    for release in 0..8 {
        let text = format!("Gọi {SECRET} gặp bà Lan, lần {release} {}", noise("p", 400));
        if release != 2 {
            desk.write("q", kind, &format!("{} {release}", noise("q", 400)));
        } else {
            desk.write("p", kind, &text);
            picture(desk, "p", b"a face").await;
        }
        if release > 2 {
            desk.edit("p", &text);
        }
        desk.publish().await.unwrap();
    }
}

async fn nothing_is_left(desk: &Desk) {
    assert_eq!(leaks(&*desk.storage, &[SECRET, "a face", "Lan"]).await.unwrap(), []);
    assert_eq!(files(desk, "media").await, 0);
}

#[tokio::test]
async fn a_notice_that_its_window_dropped_and_that_is_withdrawn_later_leaves_no_byte_after_prune() {
    let mut desk = Desk::new().await;
    eight_releases(&mut desk, Kind::Notice).await;
    desk.now = desk.now.plus(40 * DAY);
    desk.write("r", Kind::Notice, "Thông báo mới");
    desk.publish().await.unwrap();
    assert!(!desk.records("notices").await.contains_key("p"));
    prune(&desk).await;
    assert!(!leaks(&*desk.storage, &[SECRET]).await.unwrap().is_empty());
    let before = desk.version("notices").await;
    desk.withdraw("p", "privacy");
    desk.publish().await.unwrap();
    assert_eq!(desk.version("notices").await, before + 1);
    prune(&desk).await;
    nothing_is_left(&desk).await;
    no_edit_is_left(&desk).await;
    desk.verify().await;
    assert_eq!(desk.publish().await.unwrap(), Outcome::Unchanged);
    desk.write("r", Kind::Notice, "Thông báo mới hơn");
    desk.publish().await.unwrap();
    desk.verify().await;
}

#[tokio::test]
async fn an_article_that_is_withdrawn_in_the_archive_leaves_no_byte_in_the_news_either() {
    let mut desk = Desk::new().await;
    eight_releases(&mut desk, Kind::Article).await;
    desk.now = desk.now.plus(240 * DAY);
    desk.publish().await.unwrap();
    assert!(desk.records("news-2026").await.contains_key("p"));
    let before = desk.version("news").await;
    desk.withdraw("p", "error");
    desk.publish().await.unwrap();
    assert_eq!(desk.version("news").await, before + 1);
    prune(&desk).await;
    nothing_is_left(&desk).await;
    no_edit_is_left(&desk).await;
    desk.verify().await;
}

#[tokio::test]
async fn what_a_lost_ledger_does_not_know_of_an_erased_record_goes_too() {
    let mut desk = Desk::new().await;
    eight_releases(&mut desk, Kind::Notice).await;
    desk.now = desk.now.plus(40 * DAY);
    desk.publish().await.unwrap();
    desk.state = desk.dir.path().join("new");
    desk.withdraw("p", "privacy");
    desk.publish().await.unwrap();
    prune(&desk).await;
    nothing_is_left(&desk).await;
    desk.verify().await;
}

#[tokio::test]
async fn an_erasure_leaves_other_collections_alone_and_what_leads_to_its_tombstone() {
    let mut desk = Desk::new().await;
    desk.write("n", Kind::Notice, "Thông báo");
    desk.write("m", Kind::Unit, "Sở");
    eight_releases(&mut desk, Kind::Article).await;
    let before = desk.version("notices").await;
    desk.withdraw("p", "privacy");
    desk.publish().await.unwrap();
    desk.edit("m", "Sở mới");
    desk.publish().await.unwrap();
    assert_eq!(desk.publish().await.unwrap(), Outcome::Unchanged);
    assert_eq!(desk.version("notices").await, before);
    assert_eq!(desk.ways("base").await, [(1, 2), (2, 3)]);
}

#[tokio::test]
async fn a_mirror_has_both_of_two_edits_that_say_the_same() {
    let mut desk = Desk::new().await;
    eight_releases(&mut desk, Kind::Article).await;
    let copy = Folder::create(&desk.dir.path().join("copy")).unwrap();
    mirror(&*desk.storage, &copy, None, desk.now).await.unwrap();
    let report = verify(&copy, None, desk.now).await.unwrap();
    assert!(report.is_sound(), "{:#?}", report.findings);
}
