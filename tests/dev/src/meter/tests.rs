//! The line names everything that runs; what has ended is gone from it.

use super::{Board, Meter, line};

#[test]
fn the_line_names_what_is_running() {
    let board = Board::new();
    let (first, second) = (Meter::start(&board, "clippy"), Meter::start(&board, "size"));
    assert_eq!(line(&board.lock()), "clippy 0 s …  size 0 s …");
    first.stop(None);
    assert_eq!(line(&board.lock()), "size 0 s …");
    second.stop(None);
    assert_eq!(line(&board.lock()), "");
}
