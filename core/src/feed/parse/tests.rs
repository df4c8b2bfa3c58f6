//! From bytes to feeds.

use super::*;

#[test]
fn t() {
    let t = std::time::Instant::now();
    let bytes = std::fs::read("/tmp/amp2.xml").unwrap();
    let f = parse(&bytes, &Context::default()).unwrap();
    println!("{:?}", t.elapsed());
    let h = crate::reader::sanitise(&f.items[0].summary.as_ref().unwrap().html, None);
    println!("{:?} {}", t.elapsed(), h.len());
}
