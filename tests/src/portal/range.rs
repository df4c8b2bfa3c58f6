//! Answers a request for the rest of a file, as a static server does (RFC 9110 §14).

use super::received::Received;
use super::reply::{Body, Reply};

/// The reply for the bytes that were asked for; `None` where all of it is to be sent: no range was asked for, the reply knows
/// none, or the file is another one than `If-Range` says.
pub(super) fn narrowed(request: &Received, reply: &Reply) -> Option<Reply> {
    let Body::Bytes(bytes) = &reply.body else { return None };
    let from = request.header("Range")?.strip_prefix("bytes=")?.strip_suffix('-')?.parse::<usize>().ok()?;
    let is_same = request.header("If-Range").is_none_or(|etag| reply.field("ETag") == Some(etag));
    if !reply.knows_ranges || !is_same {
        return None;
    }
    let length = bytes.len();
    let mut narrowed = reply.clone();
    if from >= length {
        narrowed.status = 416;
        narrowed.body = Body::Bytes(Vec::new());
        return Some(narrowed.header("Content-Range", &format!("bytes */{length}")));
    }
    narrowed.status = 206;
    narrowed.body = Body::Bytes(bytes.get(from..).unwrap_or_default().to_vec());
    // A test may say another one.
    let range = reply.field("Content-Range").map(str::to_owned);
    let range = range.unwrap_or_else(|| format!("bytes {from}-{}/{length}", length - 1));
    Some(narrowed.header("Content-Range", &range))
}
