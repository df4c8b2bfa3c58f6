//! Tests of the parent module.

use super::*;
use app4g_core::repository::format::{Delta, decode};

fn line(id: usize, word: &str) -> String {
    let noise: String = (0..40).map(|n| Sha256::of(format!("{id} {n}").as_bytes()).short_hex()).collect();
    format!("{{\"id\":\"{id:04}\",\"text\":\"{word} {noise}\"}}")
}

fn step(put: usize, edit: usize) -> Step {
    let edited = |id| Edit { id: format!("{id:04}"), old: line(id, "vải"), new: line(id, "cam") };
    Step {
        collection: "news".into(),
        from: 3,
        to: 4,
        drop: vec!["9999".into()],
        put: (5_000..5_000 + put).map(|id| line(id, "mới")).collect(),
        edit: (0..edit).map(edited).collect(),
    }
}

fn object(built: &Built, object: Object) -> &[u8] {
    &built.objects.iter().find(|(one, _)| *one == object).unwrap().1
}

#[test]
fn edits_are_compressed_against_their_old_lines_and_once_alone() {
    let step = step(2, 50);
    let built = step.clone().build().unwrap().unwrap();
    let raw = decode(&built.entry.object, object(&built, built.entry.object), None).unwrap();
    let delta = Delta::parse(&raw, "news", &built.entry).unwrap();
    assert_eq!((delta.lines.len(), delta.manifest.base.len()), (2, 50));
    assert_eq!(delta.manifest.drop, ["9999"]);
    let (edit, twin) = (delta.manifest.edit.unwrap(), delta.manifest.twin.unwrap());
    let (mut base, mut new) = (Vec::new(), Vec::new());
    for one in &step.edit {
        append(&mut base, &one.old);
        append(&mut new, &one.new);
    }
    assert_eq!(decode(&edit, object(&built, edit), Some(&base)).unwrap(), new);
    assert_eq!(decode(&twin, object(&built, twin), None).unwrap(), new);
    assert!(edit.bytes * 20 < twin.bytes);
    assert_eq!(built.entry.cost, built.entry.object.bytes + edit.bytes);
}

#[test]
fn an_edit_that_saves_less_than_a_request_is_put_whole() {
    let built = step(0, 1).build().unwrap().unwrap();
    assert_eq!(built.objects.len(), 1);
    let raw = decode(&built.entry.object, &built.objects[0].1, None).unwrap();
    assert_eq!(Delta::parse(&raw, "news", &built.entry).unwrap().lines, [line(0, "cam")]);
}

#[test]
fn more_records_than_a_delta_may_have_give_none() {
    assert!(step(MAX_DELTA_RECORDS, 0).build().unwrap().is_none());
    let mut long = step(0, 0);
    long.put = vec!["x".repeat(2 << 20); 4];
    assert!(long.build().unwrap().is_none());
}

#[test]
fn edits_that_fit_no_prefix_are_put() {
    let mut step = step(0, 3);
    step.edit.iter_mut().for_each(|edit| edit.old = "y".repeat(3 << 20));
    let built = step.build().unwrap().unwrap();
    let raw = decode(&built.entry.object, &built.objects.last().unwrap().1, None).unwrap();
    let delta = Delta::parse(&raw, "news", &built.entry).unwrap();
    assert_eq!(delta.lines.len() + delta.manifest.base.len(), 3);
}
