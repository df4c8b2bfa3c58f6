//! feed-rs with its feature `sanitize`: parsing, then ammonia over every text.

use std::process::ExitCode;

use peers_protocol::{Pass, serve};

fn main() -> ExitCode {
    serve(|corpus| {
        let mut pass = Pass::default();
        for feed in corpus {
            let parser = feed_rs::parser::Builder::new().sanitize_content(true).base_uri(Some(feed.url())).build();
            match parser.parse(feed.bytes.as_slice()) {
                Ok(parsed) => pass.add(parsed.entries.len()),
                Err(_) => pass.failed += 1,
            }
        }
        pass
    })
}
