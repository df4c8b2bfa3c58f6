//! First sync of a published folder, alone.
#![allow(warnings, clippy::all)]
use app4g_peers::repository::{make, phone};
use app4g_tests::portal::{Portal, Reply, serve_folder};
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = std::path::PathBuf::from(&args[0]);
    let profile = std::path::PathBuf::from(&args[1]);
    let _ = std::fs::remove_dir_all(&profile);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let portal = runtime.block_on(Portal::start()).unwrap();
    serve_folder(&portal, "/", &folder).unwrap();
    portal.serve_everything_else(Reply::status(404));
    let server = portal.url("/");
    let app = phone::open(&profile, &server, make::FIRST.plus(3*86_400)).unwrap();
    let first = runtime.block_on(phone::sync(&app)).unwrap();
    println!("wall {:?} first {:?} brought {:?}", first.wall, first.first, first.brought);
    if let Some(r) = &first.report.repository { println!("{:?} {} requests", r.outcome, r.requests); }
    let used = || { let s = std::fs::read_to_string("/proc/self/status").unwrap(); s.lines().filter(|l| l.starts_with("VmHWM")||l.starts_with("RssAnon")).collect::<Vec<_>>().join(" ") };
    println!("{}", used());
    for task in std::fs::read_dir("/proc/self/task").unwrap() { let t = task.unwrap().path(); let comm = std::fs::read_to_string(t.join("comm")).unwrap(); let stat = std::fs::read_to_string(t.join("stat")).unwrap(); let f: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect(); println!("{} user {} sys {}", comm.trim(), f[11], f[12]); }
}
