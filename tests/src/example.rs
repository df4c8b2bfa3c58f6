//! The tiny repository below `docs/examples`: what its three releases are, for whoever makes it and for its test.

use std::path::{Path, PathBuf};

use app4g_core::clock::Timestamp;
use app4g_portal::content::read_folder;
use app4g_portal::prune;
use app4g_portal::reading;
use app4g_portal::release::Outcome;
use app4g_portal::storage::folder::Folder;

use crate::department::{Department, Trouble};

/// When each release was made: 2026-09-07, 2026-09-14 and 2026-11-23, at 09:00 in Việt Nam.
pub const RELEASED: [Timestamp; 3] =
    [Timestamp::from_unix(1_788_746_400), Timestamp::from_unix(1_789_351_200), Timestamp::from_unix(1_795_399_200)];

/// The article that is corrected by an edit.
pub const CORRECTED: &str = "01991a2e-4000-7000-8000-000000000001";
/// The article that comes with the second release.
pub const ADDED: &str = "01991a2e-4000-7000-8000-000000000002";
/// The article that is withdrawn for privacy.
pub const WITHDRAWN: &str = "01991a2e-4000-7000-8000-000000000003";
/// The notice that is dropped when its time is long over.
pub const DROPPED: &str = "01991a2e-4000-7000-8000-000000000004";

/// The folder of the examples.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/examples")
}

/// A department that works in `folder` and has published none of the releases.
///
/// # Errors
/// All that is wrong with the content of the example.
pub fn department(folder: &Path) -> Result<Department, Trouble> {
    let mut content = read_folder(&self::folder().join("content"))?;
    content.retain(|record| record.id != ADDED);
    Ok(Department::with(folder, content))
}

/// Publishes release `number`, 1 to 3, after those before it.
///
/// # Errors
/// As the publisher.
pub async fn release(department: &mut Department, number: usize) -> Result<Outcome, Trouble> {
    let file = |name: &str| format!("articles/{name}.md");
    match number {
        1 => {}
        2 => {
            let written = read_folder(&folder().join("content"))?;
            department.content.extend(written.into_iter().filter(|record| record.id == ADDED));
            let title = ("title", "Hạn nộp đề xuất nhiệm vụ: 05/12");
            department.correct(&file("han-nop"), "Ngày trong bản trước ghi sai.", title)?;
        }
        _ => department.withdraw(&file("cau-hoi"), "privacy", "Có số điện thoại của người hỏi.")?,
    }
    let now = *RELEASED.get(number - 1).ok_or("there are three releases")?;
    let outcome = department.publish(now).await?;
    let storage = Folder::open(&department.repository())?;
    prune::delete(&storage, &prune::plan(&storage, now).await?).await?;
    Ok(outcome)
}

/// The line of [`CORRECTED`] with an LF, as the newest release has it: what phones hold before the edit.
///
/// # Errors
/// The repository cannot be read.
pub async fn line_before_the_edit(department: &Department) -> Result<String, Trouble> {
    let storage = Folder::open(&department.repository())?;
    let current = reading::current(&storage).await?.ok_or("nothing is published")?;
    let entry = current.catalog.collections.get("news").ok_or("there are no news")?;
    for segment in reading::index(&storage, "news", entry).await?.segments {
        let lines = reading::lines(&storage, &segment.object).await?;
        if let Some(line) = lines.into_iter().find(|line| line.contains(&format!("\"id\":\"{CORRECTED}\""))) {
            return Ok(line + "\n");
        }
    }
    Err("the article is not there".into())
}
