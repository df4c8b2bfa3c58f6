//! Plain text has a line for each paragraph, item and row, and none for what has no words.

use crate::reader::blocks;

use super::*;

#[test]
fn each_paragraph_item_and_row_is_a_line() {
    let html = "<h2>Mục</h2><p>Một <b>hai</b></p><ul><li>x<li>y</ul><table><tr><th>a<th>b<tr><td>1<td>2</table>\
                <figure><img src=https://a.example/a.jpg alt=cũ><figcaption>Lời</figcaption></figure><hr><p>cuối</p>";
    assert_eq!(plain(&blocks(html, None)), "Mục\nMột hai\nx\ny\na | b\n1 | 2\nLời\ncuối");
}

#[test]
fn an_image_without_words_leaves_no_line() {
    assert_eq!(plain(&blocks("<p>a</p><img src=https://a.example/a.jpg><p>b</p>", None)), "a\nb");
}
