//! Peak heap of the parser, counted by the allocator, against the size of the input.
//!
//! The bar holds for inputs of 1 MB and more: each feed of such a size is made of the items of one style, and so is what
//! costs most for its size, tiny items.

use std::alloc::{GlobalAlloc, Layout, System};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use app4g_core::feed::{self, Context};
use app4g_peers::corpus::{self, style::STYLES};
use app4g_peers::report::{Bar, Report};

/// Inputs of about this size.
const SIZES: [usize; 2] = [1_000_000, 6_000_000];

struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn grew(bytes: usize) {
    let now = NOW.fetch_add(bytes, Ordering::Relaxed) + bytes;
    PEAK.fetch_max(now, Ordering::Relaxed);
}

// SAFETY: every call is handed to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grew(layout.size());
        // SAFETY: as the caller promised.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promised.
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Both may exist for a moment.
        grew(size);
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promised.
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() -> ExitCode {
    let mut report = Report::new("heap");
    for style in STYLES {
        for size in SIZES {
            let input = match corpus::large_feed(style, size) {
                Ok(input) => input,
                Err(reason) => return report.skip(&reason),
            };
            measure(&mut report, &format!("{}, {:.1} MB", style.name, input.len() as f64 / 1e6), &input);
        }
    }
    for (name, item) in [
        ("tiny items", "<item><title>a</title></item>"),
        ("one text of a million dots", "<item><title>a</title><description>.&#46;</description></item>"),
        ("tags without text", "<item><a/><b/><c/></item>"),
    ] {
        let input = format!("<rss version=\"2.0\"><channel>{}</channel></rss>", item.repeat(1_100_000 / item.len()));
        measure(&mut report, name, input.as_bytes());
    }
    report.end()
}

fn measure(report: &mut Report, name: &str, input: &[u8]) {
    let context = Context { content_type: None, base_url: Some("https://tin.example.vn/rss"), now: None };
    let before = NOW.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);
    let parsed = feed::parse(input, &context);
    let peak = PEAK.load(Ordering::Relaxed) - before;
    match parsed {
        Ok(feed) => println!("{name}: {} items, {:.2} MB of heap at most", feed.items.len(), peak as f64 / 1e6),
        Err(error) => report.limit(&format!("{name}: not read, {error}"), "", 1.0, Bar::AtMost(0.0)),
    }
    report.limit(name, "× input", peak as f64 / input.len() as f64, Bar::AtMost(4.0));
}
