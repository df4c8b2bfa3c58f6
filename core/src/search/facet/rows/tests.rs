//! What a screen waits for is read by key, never by looking through a table.

use super::*;
use crate::search::facet::change::tests::assert_searches;

#[test]
fn no_column_is_read_by_a_scan() {
    assert_searches(&[READ, READ_FIELD, STATE]);
}
