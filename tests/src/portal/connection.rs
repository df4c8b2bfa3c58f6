//! One connection: heads in, scripted answers out, until somebody has enough.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

use super::range;
use super::received::Received;
use super::reply::{Body, Break, Framing, Moment, Pace, Reply};
use super::script::Script;

/// Longest head read.
const HEAD_BYTES: usize = 64 * 1024;
/// Body bytes written at a time.
const PIECE: usize = 16 * 1024;

/// A stream with its socket within reach.
pub(super) trait Wire: AsyncRead + AsyncWrite + Unpin + Send {
    fn socket(&self) -> &TcpStream;
}

impl Wire for TcpStream {
    fn socket(&self) -> &TcpStream {
        self
    }
}

impl Wire for TlsStream<TcpStream> {
    fn socket(&self) -> &TcpStream {
        self.get_ref().0
    }
}

/// What becomes of the connection after an answer.
enum Next {
    Keep,
    Close,
    Reset,
}

/// Counts the connection until it is dropped, also by an abort.
struct Counted(Arc<Script>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.closed();
    }
}

/// Serves one connection to its end. A client that leaves in the middle of an answer is counted.
pub(super) async fn run(mut wire: impl Wire, script: Arc<Script>) -> io::Result<()> {
    let number = script.opened();
    let _counted = Counted(Arc::clone(&script));
    let to = wire.socket().local_addr()?;
    let mut unread = Vec::new();
    while let Some(head) = read_head(&mut wire, &mut unread).await? {
        let Some(request) = Received::parse(&head, number, to) else {
            return wire.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").await;
        };
        let reply = script.answer(request.clone());
        match answer(&mut wire, &request, &reply).await {
            Ok(Next::Keep) => {}
            Ok(Next::Close) => return wire.shutdown().await,
            Ok(Next::Reset) => return wire.socket().set_zero_linger(),
            Err(error) => {
                script.abandoned.send_modify(|count| *count += 1);
                return Err(error);
            }
        }
    }
    Ok(())
}

async fn read_head(wire: &mut impl Wire, unread: &mut Vec<u8>) -> io::Result<Option<Vec<u8>>> {
    loop {
        if let Some(end) = unread.windows(4).position(|window| window == b"\r\n\r\n") {
            let rest = unread.split_off(end + 4);
            return Ok(Some(std::mem::replace(unread, rest)));
        }
        if unread.first().is_some_and(|first| !first.is_ascii_uppercase()) {
            // No method begins so: a TLS hello at a plain portal, for one.
            return Ok(Some(std::mem::take(unread)));
        }
        if unread.len() > HEAD_BYTES || wire.read_buf(unread).await? == 0 {
            return Ok(None);
        }
    }
}

async fn answer(wire: &mut impl Wire, request: &Received, reply: &Reply) -> io::Result<Next> {
    pause(wire, reply.delay).await?;
    if let Some(breaks) = reply.breaks.filter(|breaks| breaks.moment() == Moment::BeforeHead) {
        return break_off(wire, breaks).await;
    }
    if let Body::Raw(bytes) = &reply.body {
        wire.write_all(bytes).await?;
        return Ok(Next::Close);
    }
    if is_current(request, reply) {
        wire.write_all(not_modified(reply).as_bytes()).await?;
        return Ok(Next::Keep);
    }
    let ranged = range::narrowed(request, reply);
    let reply = ranged.as_ref().unwrap_or(reply);
    wire.write_all(head(reply).as_bytes()).await?;
    send_body(wire, reply).await?;
    if let Some(breaks) = reply.breaks {
        return break_off(wire, breaks).await;
    }
    match (reply.framing, &reply.body) {
        (Framing::Chunked, _) => wire.write_all(b"0\r\n\r\n").await.map(|()| Next::Keep),
        (Framing::Declared(length), Body::Bytes(bytes)) if usize::try_from(length).is_ok_and(|l| l > bytes.len()) => {
            Ok(Next::Close)
        }
        (Framing::UntilClose, _) => Ok(Next::Close),
        _ => Ok(Next::Keep),
    }
}

fn is_current(request: &Received, reply: &Reply) -> bool {
    let matches = |condition: &str, validator: &str| match (request.header(condition), reply.field(validator)) {
        (Some(theirs), Some(ours)) => Some(theirs == ours),
        (Some(_), None) => Some(false),
        (None, _) => None,
    };
    // If-None-Match wins over If-Modified-Since (RFC 9110 §13.1.3).
    matches("If-None-Match", "ETag").or_else(|| matches("If-Modified-Since", "Last-Modified")).unwrap_or(false)
}

fn not_modified(reply: &Reply) -> String {
    let mut text = String::from("HTTP/1.1 304 Not Modified\r\n");
    for name in ["ETag", "Last-Modified"] {
        if let Some(value) = reply.field(name).filter(|_| reply.says_validators_on_304) {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
    }
    text + "\r\n"
}

fn head(reply: &Reply) -> String {
    let mut text = format!("HTTP/1.1 {} {}\r\n", reply.status, reason(reply.status));
    for (name, value) in &reply.headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    match (reply.framing, &reply.body) {
        (Framing::Length, Body::Bytes(bytes)) => text.push_str(&format!("Content-Length: {}\r\n", bytes.len())),
        (Framing::Declared(length), _) => text.push_str(&format!("Content-Length: {length}\r\n")),
        (Framing::Chunked, _) => text.push_str("Transfer-Encoding: chunked\r\n"),
        _ => text.push_str("Connection: close\r\n"),
    }
    text + "\r\n"
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        206 => "Partial Content",
        301 => "Moved Permanently",
        302 => "Found",
        304 => "Not Modified",
        404 => "Not Found",
        410 => "Gone",
        416 => "Range Not Satisfiable",
        429 => "Too Many Requests",
        503 => "Service Unavailable",
        511 => "Network Authentication Required",
        500.. => "Server Error",
        _ => "Status",
    }
}

async fn send_body(wire: &mut impl Wire, reply: &Reply) -> io::Result<()> {
    let end = match reply.breaks.map(Break::moment) {
        Some(Moment::InBody(bytes)) => bytes,
        _ => usize::MAX,
    };
    let (piece, every) = match reply.pace {
        Pace::AtOnce => (PIECE, Duration::ZERO),
        Pace::Drip { piece, every } => (piece, every),
    };
    match &reply.body {
        Body::Bytes(bytes) => {
            for part in bytes.get(..end.min(bytes.len())).unwrap_or_default().chunks(piece) {
                send(wire, reply.framing, part).await?;
                pause(wire, every).await?;
            }
            Ok(())
        }
        Body::Endless(part) => {
            let mut sent = 0;
            while sent < end {
                send(wire, reply.framing, part).await?;
                pause(wire, every).await?;
                sent += part.len().max(1);
            }
            Ok(())
        }
        Body::Raw(_) => Ok(()),
    }
}

async fn send(wire: &mut impl Wire, framing: Framing, part: &[u8]) -> io::Result<()> {
    if framing == Framing::Chunked && !part.is_empty() {
        wire.write_all(format!("{:x}\r\n", part.len()).as_bytes()).await?;
        wire.write_all(part).await?;
        wire.write_all(b"\r\n").await?;
    } else {
        wire.write_all(part).await?;
    }
    wire.flush().await
}

/// Waits; a client that leaves meanwhile is an error at once.
async fn pause(wire: &mut impl Wire, time: Duration) -> io::Result<()> {
    if time.is_zero() {
        return Ok(());
    }
    match tokio::time::timeout(time, until_gone(wire)).await {
        Ok(gone) => Err(gone),
        Err(_) => Ok(()),
    }
}

async fn break_off(wire: &mut impl Wire, breaks: Break) -> io::Result<Next> {
    match breaks {
        Break::Close(_) => Ok(Next::Close),
        Break::Reset(_) => Ok(Next::Reset),
        Break::Stall(_) => Err(until_gone(wire).await),
    }
}

/// Completes when the client has closed or reset the connection.
async fn until_gone(wire: &mut impl Wire) -> io::Error {
    let mut ignored = [0; 256];
    loop {
        match wire.read(&mut ignored).await {
            Ok(0) => return io::ErrorKind::ConnectionAborted.into(),
            Ok(_) => {}
            Err(error) => return error,
        }
    }
}
