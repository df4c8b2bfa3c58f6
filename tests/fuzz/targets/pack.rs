//! Any bytes as a pack: opened, listed, every file read, and what it claims.
//!
//! Fails on a panic, on a file with a name that no repository has or larger than its kind may be, on one that is not read as it
//! was listed, and on an end that more bytes can be hung on.
#![no_main]

use app4g_core::repository::pack::names::Name;
use app4g_core::repository::pack::{Pack, PackInfo};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(pack) = Pack::of(bytes) else { return };
    let mut total = 0;
    for (path, size) in pack.files() {
        let name = Name::parse(path).expect("a name of a repository");
        assert!(name.path() == path && size <= name.max_bytes(), "{path}");
        assert_eq!(pack.read(path, size).expect("it lies inside").len() as u64, size);
        assert!(size == 0 || pack.read(path, size - 1).is_err());
        total += size;
    }
    assert!(total <= pack.bytes() && pack.bytes() == bytes.len() as u64);
    if let Ok(info) = PackInfo::of(&pack) {
        assert!(info.files == pack.files().count() && info.root_version > 0);
    }
    let longer = [bytes, &[7; 512]].concat();
    assert!(Pack::of(&longer).is_err());
});
