//! The sample portal's files, made fresh: addresses and dates are filled in when they are served.
//!
//! `portal/samples/README.md` describes the placeholders: `{{BASE}}` is the server's own address, `{{DATE:form:-offset}}` a
//! moment before now in the form a real portal would write. Callers: the demo, end-to-end tests.

use std::path::{Path, PathBuf};
use std::{fs, io};

use app4g_core::clock::Timestamp;

/// A file of the sample portal as it is served.
#[derive(Clone, Debug)]
pub struct SampleFile {
    /// Path on the server, e.g. `/feeds/rss2.xml`.
    pub path: String,
    /// Media type.
    pub content_type: &'static str,
    /// Bytes with placeholders filled in.
    pub bytes: Vec<u8>,
}

/// Where the samples are in the source tree.
pub fn samples_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../portal/samples")
}

/// Every file of the sample portal, for a server at `base` (no trailing slash) and the moment `now`.
///
/// # Errors
/// A file that cannot be read, or a placeholder that nobody defined (as `InvalidData`).
pub fn load(dir: &Path, base: &str, now: Timestamp) -> io::Result<Vec<SampleFile>> {
    let mut files = Vec::new();
    for (folder, served_as) in [("feeds", "feeds"), ("pages", "tin"), ("images", "images"), ("files", "files")] {
        for entry in fs::read_dir(dir.join(folder))? {
            let path = entry?.path();
            let Some((name, content_type)) = path.file_name().and_then(|name| name.to_str()).and_then(typed) else {
                continue;
            };
            let raw = fs::read(&path)?;
            let is_template = matches!(folder, "feeds" | "pages");
            let bytes = if is_template { fill(&String::from_utf8_lossy(&raw), base, now)?.into_bytes() } else { raw };
            files.push(SampleFile { path: format!("/{served_as}/{name}"), content_type, bytes });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn typed(name: &str) -> Option<(&str, &'static str)> {
    let content_type = match name.rsplit_once('.')?.1 {
        "xml" if name.starts_with("atom") => "application/atom+xml",
        "xml" if name.starts_with("rdf") => "application/rdf+xml",
        "xml" => "application/rss+xml",
        "json" => "application/feed+json",
        "html" => "text/html; charset=utf-8",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "gif" => "image/gif",
        "svg" => "image/svg+xml",
        "csv" => "text/csv; charset=utf-8",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => return None,
    };
    Some((name, content_type))
}

/// Fills in the placeholders.
///
/// # Errors
/// `InvalidData` names a placeholder that nobody defined.
pub fn fill(text: &str, base: &str, now: Timestamp) -> io::Result<String> {
    let mut out = String::with_capacity(text.len() + 256);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let (name, tail) = after.split_once("}}").ok_or_else(|| unknown(after))?;
        match name.split(':').collect::<Vec<_>>().as_slice() {
            ["BASE"] => out.push_str(base),
            ["DATE", form, offset] => {
                let moment = seconds(offset).map(|offset| now.plus(offset)).ok_or_else(|| unknown(name))?;
                out.push_str(&date(form, moment).ok_or_else(|| unknown(name))?);
            }
            _ => return Err(unknown(name)),
        }
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}

fn unknown(name: &str) -> io::Error {
    let name: String = name.chars().take(40).collect();
    io::Error::new(io::ErrorKind::InvalidData, format!("nobody defined the placeholder `{name}`"))
}

/// `-90m`, `-2h`, `+9d` in seconds.
fn seconds(offset: &str) -> Option<i64> {
    let (number, unit) = offset.split_at_checked(offset.len().checked_sub(1)?)?;
    let factor = match unit {
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return None,
    };
    number.parse::<i64>().ok()?.checked_mul(factor)
}

fn date(form: &str, moment: Timestamp) -> Option<String> {
    let at = moment.in_vietnam();
    match form {
        "rfc3339" => Some(moment.rfc3339()),
        "rfc822" => Some(at.format("%a, %d %b %Y %H:%M:%S +0700").to_string()),
        "rfc822-wrong-weekday" => {
            let weekday = moment.plus(3 * 86_400).in_vietnam().format("%a").to_string();
            Some(format!("{weekday}, {}", at.format("%d %b %Y %H:%M:%S +0700")))
        }
        "vi" => Some(at.format("%d/%m/%Y").to_string()),
        "vi-time" => Some(at.format("%d/%m/%Y %H:%M").to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
