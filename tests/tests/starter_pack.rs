//! The starter pack that the terminal shell embeds is what `portal/content` says.

#![allow(clippy::unwrap_used, reason = "tests may fail and say why")]

use app4g::host::{DEMO_ROOT, STARTER};
use app4g_core::repository::pack::{Carries, Pack, PackInfo};
use app4g_portal::reading;
use app4g_portal::storage::folder::Folder;
use app4g_tests::department::Department;
use app4g_tests::starter::{COLLECTIONS, RELEASED};

#[tokio::test]
async fn the_starter_pack_holds_the_content_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let department = Department::with_samples(folder.path()).unwrap();
    department.publish(RELEASED).await.unwrap();
    let current = reading::current(&Folder::open(&department.repository()).unwrap()).await.unwrap().unwrap();
    let info = PackInfo::of(&Pack::of(STARTER).unwrap()).unwrap();
    for name in COLLECTIONS {
        let (packed, carries) = &info.collections[name];
        let published = &current.catalog.collections[name];
        assert!(matches!(carries, Carries::Whole { .. }), "{name}");
        assert_eq!(
            (packed.count, packed.set_hash),
            (published.count, published.set_hash),
            "{name} is out of date: cargo run -p app4g-tests --bin app4g-starter"
        );
    }
    assert_eq!(info.published_at, RELEASED);
    assert!(STARTER.len() <= 1_500_000);
    assert_eq!(DEMO_ROOT, Department::root().unwrap());
}
