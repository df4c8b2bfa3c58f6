//! A table fits, whatever is in it.
use super::*;
use crate::terminal::{Paint, Watching};

fn terminal(columns: usize) -> Terminal {
    Terminal::new(Some(columns), Paint::Plain, Watching::No)
}

#[test]
fn the_flexible_column_gives_way_and_numbers_stand_right() {
    let columns =
        [(Column::Fixed, "Nguồn".to_owned()), (Column::Flexible, "Tên".into()), (Column::Number, "Bài".into())];
    let rows = [
        vec!["so-khcn".to_owned(), "Sở Khoa học và Công nghệ tỉnh, trang tin điện tử".into(), "7".into()],
        vec!["bao".to_owned(), "Báo".into(), "1.912".into()],
    ];
    let lines = draw(terminal(40), &columns, &rows);
    assert!(lines.iter().all(|line| width(line) <= 40), "{lines:#?}");
    assert!(lines[1].contains('…'), "{lines:#?}");
    assert!(lines[1].ends_with("    7") && lines[2].ends_with("1.912"), "{lines:#?}");
}

#[test]
fn a_table_without_rows_has_only_its_head() {
    assert_eq!(draw(terminal(40), &[(Column::Fixed, "A".into())], &[]), ["A"]);
}
