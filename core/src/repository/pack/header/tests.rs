//! One block: what is written is read, by us and by the tar library; what is odd is refused.

use super::*;

fn block(path: &str, size: u64) -> [u8; BLOCK] {
    Header { path: path.into(), size }.to_block().unwrap()
}

/// The same header with other bytes at `at` and a right checksum.
fn changed(at: usize, bytes: &[u8]) -> Result<Header, &'static str> {
    let mut block = block("metadata/timestamp.json", 7);
    put(&mut block, (at, bytes.len()), bytes);
    let sum = format!("{:06o}\0 ", checksum(&block));
    put(&mut block, CHECKSUM, sum.as_bytes());
    Header::parse(&block)
}

#[test]
fn what_is_written_is_read_here_and_by_others() {
    for size in [0, 1, 511, 512, (1 << 33) - 1] {
        let block = block("metadata/timestamp.json", size);
        assert_eq!(Header::parse(&block), Ok(Header { path: "metadata/timestamp.json".into(), size }));
        let other = tar::Header::from_byte_slice(&block);
        assert_eq!((other.path().unwrap().to_str(), other.size().unwrap()), (Some("metadata/timestamp.json"), size));
        assert_eq!((other.mtime().unwrap(), other.mode().unwrap()), (0, 0o644));
    }
    assert_eq!(Header { path: "a".repeat(100), size: 0 }.to_block(), None);
    assert_eq!(Header { path: "a".into(), size: 1 << 33 }.to_block(), None);
}

#[test]
fn what_gnu_tar_writes_for_a_short_name_is_read() {
    let mut other = tar::Header::new_gnu();
    other.set_path("metadata/timestamp.json").unwrap();
    other.set_size(7);
    other.set_mtime(1_000);
    other.set_cksum();
    assert_eq!(Header::parse(other.as_bytes()), Ok(Header { path: "metadata/timestamp.json".into(), size: 7 }));
}

#[test]
fn nothing_but_a_regular_file_with_a_short_name_is() {
    for kind in b"123456LKxgXSVMND7" {
        assert!(changed(TYPE, &[*kind]).is_err(), "{}", *kind as char);
    }
    for (at, bytes) in [
        (LINK.0, b"target".as_slice()),
        (PREFIX.0, b"a/b"),
        (DEVICE.0, b"0000001"),
        (SIZE.0, &[0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]),
        (SIZE.0, b"-0000000007\0"),
        (SIZE.0, b"0000000008 \0"),
        (SIZE.0, b"0000 000007\0"),
        (SIZE.0, &[0; 12]),
        (NAME.0, b"\xff"),
        (NAME.0 + 30, b"hidden"),
        (MAGIC.0, b"posix"),
    ] {
        assert!(changed(at, bytes).is_err(), "{at} {bytes:?}");
    }
    assert!(changed(0, b"m").is_ok());
}

#[test]
fn a_wrong_checksum_is_refused() {
    let mut block = block("metadata/timestamp.json", 7);
    block[0] = b'M';
    assert_eq!(Header::parse(&block), Err("a header with a wrong checksum"));
}
