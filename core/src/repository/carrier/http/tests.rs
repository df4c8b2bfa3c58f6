//! Which addresses and names are asked at all.

use super::*;
use crate::net::ClientConfig;

fn server(base: &str) -> Result<Server, Error> {
    Server::new(Client::new(ClientConfig::default()).unwrap(), base, Urgency::Asked)
}

#[test]
fn everything_lies_below_the_base_with_or_without_its_last_slash() {
    for base in ["https://kho.example.vn/a/b", "https://kho.example.vn/a/b/", " https://kho.example.vn/a/b?x#y "] {
        let server = server(base).unwrap();
        assert_eq!(server.base(), "https://kho.example.vn/a/b/");
        let request = server.request("metadata/1.root.json", 5).unwrap();
        assert_eq!(request.url, "https://kho.example.vn/a/b/metadata/1.root.json");
        assert_eq!((request.limits.wire_bytes, request.limits.body_bytes), (5, 5));
    }
    for base in ["", "kho.example.vn", "ftp://kho.example.vn/", "file:///kho"] {
        assert_eq!(server(base).err().unwrap().kind, ErrorKind::InvalidInput, "{base}");
    }
}

#[test]
fn the_head_is_asked_past_caches_and_files_are_not() {
    let server = server("https://kho.example.vn").unwrap();
    let purpose = |path| server.request(path, 1).unwrap().purpose;
    assert_eq!(purpose("metadata/timestamp.json"), Purpose::RepositoryHead);
    assert_eq!(purpose("metadata/12.root.json"), Purpose::RepositoryHead);
    assert_eq!(purpose("metadata/3.snapshot.json"), Purpose::RepositoryFile);
    assert_eq!(purpose("objects/ab/abcd.zst"), Purpose::RepositoryFile);
}

#[test]
fn names_that_lead_out_of_the_base_are_never_asked() {
    let server = server("https://kho.example.vn/a/").unwrap();
    for path in
        ["", "/", "../x", "a/../../x", "a//b", "a/./b", "//evil.vn/x", "http://evil.vn", "a?b", "a#b", "a%2fb", "a\\b"]
    {
        assert_eq!(server.request(path, 1).unwrap_err().cause, NetError::NotFound, "{path}");
    }
}
