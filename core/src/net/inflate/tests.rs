//! gzip whole, cut, damaged and as a bomb, in pieces of any size.

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn inflate(wire: &[u8], piece: usize, limit: u64) -> Result<Vec<u8>, NetError> {
    let mut inflater = Inflater::new(Coding::Gzip, limit);
    for piece in wire.chunks(piece) {
        inflater.push(piece)?;
    }
    inflater.finish()
}

#[test]
fn several_members_are_one_body() {
    let wire = [gzip("Đổi mới ".as_bytes()), gzip("sáng tạo".as_bytes())].concat();
    assert_eq!(inflate(&wire, 7, 100).unwrap(), "Đổi mới sáng tạo".as_bytes());
}

#[test]
fn a_bomb_stops_at_its_limit() {
    let wire = gzip(&vec![0; 50_000_000]);
    assert!(wire.len() < 60_000);
    assert_eq!(inflate(&wire, 1_000, 1_000_000), Err(NetError::TooLarge { limit: 1_000_000 }));
}

#[test]
fn a_body_of_exactly_the_limit_is_taken() {
    assert_eq!(inflate(&gzip(&[7; 1_000]), 10, 1_000).unwrap(), vec![7; 1_000]);
    assert_eq!(inflate(&gzip(&[7; 1_001]), 10, 1_000), Err(NetError::TooLarge { limit: 1_000 }));
}

#[test]
fn plain_bytes_that_claim_to_be_gzip_are_taken_as_they_are() {
    assert_eq!(inflate(b"<rss/>", 1, 100).unwrap(), b"<rss/>");
    assert_eq!(inflate(b"<", 1, 100).unwrap(), b"<");
    assert_eq!(inflate(b"", 1, 100).unwrap(), b"");
}

#[test]
fn gzip_that_ends_early_is_truncated() {
    let wire = gzip(&(0..=255).cycle().take(5_000).collect::<Vec<u8>>());
    for cut in [wire.len() - 1, wire.len() - 8, wire.len() / 2, 11] {
        assert_eq!(inflate(wire.get(..cut).unwrap(), 13, 10_000), Err(NetError::Truncated), "cut at {cut}");
    }
}

#[test]
fn damaged_gzip_is_never_a_body() {
    let mut wire = gzip(&(0..=255).cycle().take(5_000).collect::<Vec<u8>>());
    let last = wire.len() - 6;
    *wire.get_mut(last).unwrap() ^= 0xff;
    assert!(inflate(&wire, 100, 10_000).is_err());
}

#[test]
fn a_coding_nobody_asked_for_is_refused() {
    assert_eq!(Coding::parse("GZIP"), Ok(Coding::Gzip));
    assert_eq!(Coding::parse("identity, x-gzip"), Ok(Coding::Gzip));
    assert_eq!(Coding::parse(""), Ok(Coding::Identity));
    for other in ["br", "zstd", "gzip, gzip", "deflate"] {
        assert_eq!(Coding::parse(other), Err(NetError::Garbled), "{other}");
    }
}

proptest! {
    #[test]
    fn what_was_packed_comes_back_in_pieces_of_any_size(
        body in prop::collection::vec(any::<u8>(), 0..3_000), piece in 1_usize..500
    ) {
        prop_assert_eq!(inflate(&gzip(&body), piece, 3_000).unwrap(), body);
    }

    #[test]
    fn any_bytes_are_survived(wire in prop::collection::vec(any::<u8>(), 0..400), piece in 1_usize..50) {
        let mut start = vec![0x1f, 0x8b];
        start.extend(wire);
        let _ = inflate(&start, piece, 1_000);
    }
}
