//! Images beside records.
use std::fs;

use super::super::read_folder;
use super::super::tests::{NOTICE, folder, told};
use super::*;

/// A GIF of one pixel.
const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

fn article(images: &str) -> String {
    format!(
        "+++\nid = \"0196cca0-9c40-7cae-9aaa-33b8528c3bfe\"\npublished = \"2025-05-14T09:30:00+07:00\"\nunit = \"x-so-khcn\"\n\
         sample = true\ntitle = \"Vườn vải\"\ntopics = [\"x-nong-nghiep\"]\ntier = \"official\"\nlang = \"vi\"\nfulltext = \"full\"\n\
         images = {images}\n+++\n\nMột đoạn.\n"
    )
}

#[test]
fn an_image_is_named_by_its_hash_and_described_by_its_bytes() {
    let dir = folder(&[("articles/a.md", &article(r#"[{file = "vuon.jpg", alt = "Vườn vải chín"}]"#))]);
    fs::write(dir.path().join("articles/vuon.jpg"), PIXEL).unwrap();
    let records = read_folder(dir.path()).unwrap();
    let media = &records[0].media[0];
    assert_eq!((media.sha256, media.extension), (Sha256::of(PIXEL), "gif"));
    let said = &records[0].fields["data"]["files"][0];
    assert_eq!(said["sha256"], media.sha256.to_string());
    assert_eq!(
        (&said["mime"], &said["width"], &said["alt"]),
        (&json!("image/gif"), &json!(1), &json!("Vườn vải chín"))
    );
    assert!(records[0].fields["data"].get("images").is_none());
}

#[test]
fn what_is_no_image_too_heavy_or_elsewhere_is_refused() {
    let heavy = {
        let mut bytes = PIXEL.to_vec();
        bytes.resize(300_001, 0);
        bytes
    };
    for (name, bytes, cause) in [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>".as_slice(), "error.reader.image_refused"),
        ("a.jpg", b"<html></html>".as_slice(), "error.reader.image_refused"),
        ("a.png", heavy.as_slice(), "content.image_too_heavy"),
        ("../a.png", PIXEL, "content.image_elsewhere"),
    ] {
        let dir = folder(&[("articles/a.md", &article(&format!(r#"[{{file = "{name}", alt = "Vườn"}}]"#)))]);
        fs::write(dir.path().join("articles").join(name), bytes).unwrap();
        let found = super::super::validate(dir.path());
        let causes: Vec<&str> = found.iter().map(|finding| finding.problem.cause.key).collect();
        assert_eq!(causes, [cause], "{name}");
    }
}

#[test]
fn an_image_needs_a_description_and_a_kind_that_has_images() {
    let without = told(&[("articles/a.md", &article(r#"[{file = "vuon.jpg"}]"#))]);
    assert_eq!(without.len(), 1, "{without:?}");
    assert!(without[0].ends_with("images[0].alt: is missing and must be there"), "{without:?}");
    let dir =
        folder(&[("notices/a.md", &NOTICE.replace("sample", "images = [{file = \"a.gif\", alt = \"x\"}]\nsample"))]);
    fs::write(dir.path().join("notices/a.gif"), PIXEL).unwrap();
    let found = super::super::validate(dir.path());
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].problem.field.as_str(), found[0].problem.cause.key), ("files", "problem.unknown_field"));
}
