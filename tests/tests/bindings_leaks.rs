//! A thousand lives of a profile in one process leave nothing behind. Alone in its binary: it counts the threads of the process.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app4g_tests::shell::{Shell, Watch};
use app4g_tests::starter::RELEASED;

/// Lives; the first few make what stays: the runtime, its threads.
const LIVES: usize = 1_000;

#[test]
fn a_thousand_openings_and_closings_leave_no_thread_file_or_object_behind() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let shell = Shell::at(RELEASED);
    let watches = RefCell::new(Vec::new());
    let life = || {
        let watch = Arc::new(Watch::default());
        watches.borrow_mut().push(Arc::downgrade(&watch));
        runtime.block_on(async {
            let core = shell.open(folder.path(), &[]).await.unwrap();
            let home = core.home().unwrap();
            let search = core.search("nước".into()).unwrap();
            let subscription = home.observe(Arc::<Watch>::clone(&watch)).unwrap();
            assert!(watch.until(|_| true).is_some());
            core.close().await.unwrap();
            drop((subscription, home, search));
        });
    };
    for _ in 0..10 {
        life();
    }
    settle(|| !threads().contains_key("app4g-listener"));
    let before = threads();
    let files = open_files(folder.path());
    for _ in 0..LIVES {
        life();
    }
    let alive = || watches.borrow().iter().filter(|watch| watch.strong_count() > 0).count();
    settle(|| threads() == before && Arc::strong_count(&shell) == 1 && alive() == 0);
    assert_eq!(threads(), before);
    assert_eq!((open_files(folder.path()), files), (0, 0));
    assert_eq!((Arc::strong_count(&shell), alive()), (1, 0), "ports and listeners are let go of");
}

/// Gives what ends by itself the time to end.
fn settle(done: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !done() && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Names of this process's threads with their number; those that wait for blocking work come and go.
fn threads() -> BTreeMap<String, usize> {
    let mut names = BTreeMap::new();
    for task in std::fs::read_dir("/proc/self/task").unwrap().flatten() {
        // A thread may end while we look.
        if let Ok(name) = std::fs::read_to_string(task.path().join("comm")) {
            let name = name.trim();
            if name != "app4g" {
                *names.entry(name.to_owned()).or_default() += 1;
            }
        }
    }
    names
}

/// Files below `folder` that this process holds open.
fn open_files(folder: &Path) -> usize {
    let links = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
    links.filter(|link| std::fs::read_link(link.path()).is_ok_and(|file| file.starts_with(folder))).count()
}
