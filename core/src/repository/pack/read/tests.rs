//! Packs that were tampered with: each is refused as a whole, before any content is touched.

use super::super::tests::Specimen;
use super::super::{Choice, PackInfo};
use super::*;

async fn good() -> Vec<u8> {
    Specimen::new().pack(&Choice::default()).await.unwrap()
}

const EMPTY: [u8; BLOCK] = [0; BLOCK];
const TIMESTAMP: &str = "metadata/timestamp.json";

/// A pack of these entries, with its end.
fn pack(entries: &[(&str, u64, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (path, size, content) in entries {
        bytes.extend(Header { path: (*path).to_owned(), size: *size }.to_block().unwrap());
        bytes.extend(*content);
        bytes.resize(bytes.len().next_multiple_of(BLOCK), 0);
    }
    bytes.extend([EMPTY, EMPTY].concat());
    bytes
}

/// Why it is refused, from memory and from a file alike.
fn refusal(bytes: &[u8]) -> &'static str {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.tar");
    std::fs::write(&path, bytes).unwrap();
    match (Pack::of(bytes), Pack::open(&path)) {
        (Err(PackError::NotAPack { rule, at }), Err(PackError::NotAPack { rule: of_file, at: in_file })) => {
            assert_eq!((rule, at), (of_file, in_file));
            rule
        }
        other => panic!("{other:?}"),
    }
}

/// An entry as the tar library writes it, whatever it is.
fn foreign(change: impl FnOnce(&mut tar::Header)) -> Vec<u8> {
    let mut header = tar::Header::new_ustar();
    header.set_path(TIMESTAMP).unwrap();
    header.set_size(0);
    header.set_mode(0o644);
    change(&mut header);
    header.set_cksum();
    [header.as_bytes().as_slice(), &EMPTY, &EMPTY].concat()
}

#[test]
fn a_file_is_read_within_its_bounds_from_memory_and_from_disk() {
    let bytes = pack(&[("metadata/1.root.json", 3, b"one"), (TIMESTAMP, 0, b""), ("metadata/2.root.json", 3, b"two")]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.tar");
    std::fs::write(&path, &bytes).unwrap();
    for pack in [Pack::of(&bytes).unwrap(), Pack::open(&path).unwrap()] {
        assert_eq!(pack.read("metadata/2.root.json", 3).unwrap(), b"two");
        assert_eq!(pack.read(TIMESTAMP, 0).unwrap(), b"");
        assert!(matches!(pack.read("metadata/2.root.json", 2), Err(CarrierError::TooLarge { limit: 2 })));
        assert!(matches!(pack.read("metadata/3.root.json", 9), Err(CarrierError::Missing)));
    }
}

#[tokio::test]
async fn a_pack_on_disk_carries_as_any_carrier_does() {
    let bytes = good().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.tar");
    std::fs::write(&path, &bytes).unwrap();
    let pack = Pack::open(&path).unwrap();
    let cancel = CancelToken::new();
    for (name, size) in pack.files() {
        let carried = pack.load(name, size, None, &cancel).await.unwrap();
        assert_eq!(carried, Carried::Bytes { bytes: Pack::of(&bytes).unwrap().read(name, size).unwrap(), etag: None });
    }
    cancel.cancel();
    assert!(matches!(pack.load(TIMESTAMP, 9_999, None, &cancel).await, Err(CarrierError::Failed(_))));
}

#[tokio::test]
async fn a_pack_that_is_cut_at_any_block_or_byte_is_refused() {
    let bytes = good().await;
    for blocks in 0..bytes.len() / BLOCK {
        for end in [blocks * BLOCK, blocks * BLOCK + 1, blocks * BLOCK + BLOCK - 1] {
            refusal(&bytes[..end]);
        }
    }
    assert!(Pack::of(&bytes).is_ok());
}

#[tokio::test]
async fn what_stands_behind_the_end_is_refused_unless_it_is_padding() {
    let bytes = good().await;
    let padded = [bytes.as_slice(), &[0; 20 * BLOCK]].concat();
    assert!(Pack::of(&padded).is_ok());
    for garbage in
        [b"x".to_vec(), vec![1; BLOCK], pack(&[(TIMESTAMP, 0, b"")]), [EMPTY.to_vec(), vec![7; BLOCK]].concat()]
    {
        refusal(&[bytes.as_slice(), &garbage].concat());
    }
}

#[test]
fn the_end_is_two_empty_blocks() {
    let whole = pack(&[(TIMESTAMP, 0, b"")]);
    let between = [&whole[..BLOCK], &EMPTY, &whole].concat();
    assert_eq!(refusal(&between), "something behind its end");
    assert_eq!(refusal(b""), "an end without an end mark");
    assert!(Pack::of(&[EMPTY, EMPTY].concat()).unwrap().files().next().is_none());
}

#[test]
fn links_folders_and_devices_are_refused() {
    use tar::EntryType as T;
    for kind in [
        T::Link,
        T::Symlink,
        T::Char,
        T::Block,
        T::Fifo,
        T::Directory,
        T::Continuous,
        T::GNULongName,
        T::GNULongLink,
        T::GNUSparse,
        T::XGlobalHeader,
        T::XHeader,
    ] {
        refusal(&foreign(|header| header.set_entry_type(kind)));
    }
    refusal(&foreign(|header| header.set_link_name("/etc/passwd").unwrap()));
    assert!(Pack::of(&foreign(|_| ())).is_ok());
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let long = format!("objects/{}/x.zst", "a".repeat(120));
    for path in [
        "../timestamp.json",
        "metadata/../../x",
        "/metadata/timestamp.json",
        "./metadata/timestamp.json",
        "metadata/x",
        "notes.txt",
        "metadata\\timestamp.json",
        "C:timestamp.json",
    ] {
        let bytes = foreign(|header| {
            let field = &mut header.as_mut_bytes()[..100];
            field.fill(0);
            field[..path.len()].copy_from_slice(path.as_bytes());
        });
        assert_eq!(refusal(&bytes), "a name that no repository has", "{path}");
    }
    // Long names in every way a tar can have them.
    refusal(&foreign(|header| header.set_path(&long).unwrap()));
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(0);
    builder.append_data(&mut header, &long, std::io::empty()).unwrap();
    assert_eq!(refusal(&builder.into_inner().unwrap()), "a record for long names");
    let mut builder = tar::Builder::new(Vec::new());
    builder.append_pax_extensions([("path", TIMESTAMP.as_bytes())]).unwrap();
    assert_eq!(refusal(&builder.into_inner().unwrap()), "a record for long names");
}

#[test]
fn the_same_file_twice_is_refused() {
    assert_eq!(refusal(&pack(&[(TIMESTAMP, 1, b"a"), (TIMESTAMP, 1, b"b")])), "the same file twice");
}

#[test]
fn sizes_beyond_the_class_or_the_pack_are_refused_before_anything_is_read() {
    let hash = "0".repeat(64);
    for (path, most) in [
        (TIMESTAMP.to_owned(), 64 << 10),
        (format!("targets/{hash}.catalog.json"), 64 << 10),
        (format!("objects/00/{hash}.zst"), super::super::names::MAX_OBJECT),
        (format!("media/00/{hash}.jpg"), 4 << 20),
    ] {
        assert_eq!(refusal(&pack(&[(&path, most + 1, b"")])), "a file larger than its kind may be", "{path}");
        assert_eq!(refusal(&pack(&[(&path, most, b"")])), "a file that is cut off", "{path}");
    }
    assert_eq!(refusal(&pack(&[(TIMESTAMP, 3 * 512 + 1, b"")])), "a file that is cut off");
    refusal(&pack(&[(TIMESTAMP, (1 << 33) - 1, b"")]));
}

#[test]
fn a_file_larger_than_any_pack_is_refused_unread() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.tar");
    // Sparse: takes no room.
    std::fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
    assert!(matches!(Pack::open(&path), Err(PackError::NotAPack { .. })));
}

#[tokio::test]
async fn any_byte_of_a_header_that_is_changed_is_noticed() {
    let bytes = good().await;
    for at in 0..BLOCK {
        let mut changed = bytes.clone();
        changed[at] ^= 0x15;
        // The two bytes behind a checksum's end say nothing.
        if !(154..156).contains(&at) {
            refusal(&changed);
        }
    }
}

#[tokio::test]
async fn contents_that_are_changed_are_no_affair_of_the_tar_and_panic_nobody() {
    let bytes = good().await;
    for at in (0..bytes.len()).step_by(97) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x15;
        if let Ok(pack) = Pack::of(&changed) {
            let _ = PackInfo::of(&pack);
        }
    }
}
