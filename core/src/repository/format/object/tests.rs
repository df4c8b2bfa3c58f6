//! Tests of the parent module.

use super::*;

fn packed(raw: &[u8]) -> (Object, Vec<u8>) {
    encode(raw, None, 19).unwrap()
}

fn renamed(object: Object, packed: &[u8]) -> Object {
    Object { sha256: Sha256::of(packed), bytes: packed.len() as u64, ..object }
}

fn cause(object: &Object, packed: &[u8]) -> String {
    decode(object, packed, None).unwrap_err().to_string()
}

#[test]
fn what_is_packed_comes_back() {
    let raw = "{\"id\":\"a\"}\n".repeat(1000);
    let (object, bytes) = packed(raw.as_bytes());
    assert_eq!(decode(&object, &bytes, None).unwrap(), raw.as_bytes());
    let name = object.sha256.to_string();
    assert_eq!(object.path(), format!("objects/{}/{name}.zst", name.split_at(2).0));
}

#[test]
fn other_bytes_are_refused_before_they_are_looked_at() {
    let (object, mut bytes) = packed(b"abc\n");
    bytes[5] ^= 1;
    assert!(matches!(decode(&object, &bytes, None), Err(FormatError::Hash { .. })));
    let (object, bytes) = packed(b"abc\n");
    assert!(matches!(decode(&object, &bytes[..bytes.len() - 1], None), Err(FormatError::Hash { .. })));
}

#[test]
fn a_frame_that_is_not_as_announced_is_refused() {
    let (object, bytes) = packed(&[b'a'; 5000]);
    assert!(cause(&Object { raw_bytes: 4999, ..object }, &bytes).contains("content size"));
    let mut more = bytes.clone();
    more.push(0);
    assert!(cause(&renamed(object, &more), &more).contains("after its frame"));
    let mut twice = bytes.clone();
    twice.extend_from_slice(&bytes);
    assert!(cause(&renamed(object, &twice), &twice).contains("after its frame"));
    let cut = &bytes[..bytes.len() - 1];
    assert!(cause(&renamed(object, cut), cut).contains("cut off"));
    let skippable = [&[0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 0], &bytes[..]].concat();
    assert!(cause(&renamed(object, &skippable), &skippable).contains("no zstd frame"));
}

#[test]
fn a_frame_without_its_size_is_refused() {
    let raw = vec![b'x'; 5000];
    let mut writer = zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
    std::io::Write::write_all(&mut writer, &raw).unwrap();
    let bytes = writer.finish().unwrap();
    let object = Object { sha256: Sha256::of(&bytes), bytes: bytes.len() as u64, raw_bytes: 5000 };
    assert!(cause(&object, &bytes).contains("content size"));
}

#[test]
fn a_bomb_is_refused_by_its_announcement() {
    let (object, bytes) = packed(&vec![0; 7 << 20]);
    assert!(cause(&object, &bytes).contains("more raw bytes"));
    // Announcing less than the frame says does not help.
    assert!(cause(&Object { raw_bytes: 1000, ..object }, &bytes).contains("impossible size") || bytes.len() < 2000);
    assert!(decode(&Object { raw_bytes: 1 << 20, ..object }, &bytes, None).is_err());
}

#[test]
fn an_edit_needs_exactly_its_base() {
    let base = "{\"id\":\"a\",\"title\":\"Hội thảo về vải thiều\"}\n".repeat(50);
    let new = base.replacen("vải", "cam", 1);
    let (object, bytes) = encode(new.as_bytes(), Some(base.as_bytes()), 19).unwrap();
    assert!(bytes.len() < 60, "{}", bytes.len());
    assert_eq!(decode(&object, &bytes, Some(base.as_bytes())).unwrap(), new.as_bytes());
    let other = base.replace("Hội", "hội");
    assert!(decode(&object, &bytes, Some(other.as_bytes())).is_err());
    assert!(decode(&object, &bytes, None).is_err());
    // Without a checksum a wrong base would decode to something else.
    let (plain, plain_bytes) = packed(new.as_bytes());
    assert!(decode(&plain, &plain_bytes, Some(base.as_bytes())).is_err());
}

#[test]
fn levels_above_19_are_not_written() {
    assert!(encode(b"a", None, 20).is_err());
}
