//! The canonical form of decision 6.
use super::*;
use crate::clock::Timestamp;
use crate::model::{Article, Change, Envelope, Kind};

fn record(title: &str) -> Record<Article> {
    Record {
        envelope: Envelope {
            id: "a".into(),
            rev: 1,
            kind: Kind::Article,
            published: Timestamp::from_unix(1_710_383_400),
            updated: Timestamp::from_unix(1_710_383_400),
            valid_until: None,
            unit: None,
            source_url: None,
            sample: false,
            change: Change::new(),
        },
        data: Article { title: title.into(), ..Article::default() },
    }
}

#[test]
fn a_line_is_sorted_tight_raw_and_leaves_out_what_is_absent() {
    assert_eq!(
        to_line(&record("Vải \"thiều\"\u{1}")).unwrap(),
        concat!(
            r#"{"change":{"kind":"new"},"data":{"fulltext":"none","tier":"local","title":"Vải \"thiều\"\u0001"},"id":"a","#,
            r#""kind":"article","published":"2024-03-14T09:30:00+07:00","rev":1,"sample":false,"#,
            r#""updated":"2024-03-14T09:30:00+07:00"}"#
        )
    );
}

#[test]
fn a_line_is_nfc_and_holds_no_nul() {
    let line = to_line(&record("Va\u{309}i\u{0}")).unwrap();
    assert!(line.contains("Vải\u{fffd}"), "{line}");
}

#[test]
fn a_line_reads_back_to_the_same_record() {
    let original = record("Tập huấn sở hữu trí tuệ");
    let line = to_line(&original).unwrap();
    assert_eq!(from_line::<Article>(line.as_bytes()).unwrap(), original);
    assert!(from_line::<Article>(b"{}").is_err());
}

#[test]
fn a_backslash_before_u0000_is_text_and_stays() {
    let line = to_line(&record(r"\u0000")).unwrap();
    assert_eq!(from_line::<Article>(line.as_bytes()).unwrap().data.title, r"\u0000");
}

#[test]
fn equal_contents_have_equal_content_forms_whatever_their_dates() {
    let (first, mut second) = (record("Vải thiều"), record("Vải thiều"));
    second.envelope.rev = 7;
    second.envelope.updated = Timestamp::from_unix(1_800_000_000);
    let ((line, content), (other_line, other_content)) =
        (to_line_and_content(&first).unwrap(), to_line_and_content(&second).unwrap());
    assert_ne!(line, other_line);
    assert_eq!(content, other_content);
    assert_ne!(content, to_line_and_content(&record("Vải không hạt")).unwrap().1);
}
