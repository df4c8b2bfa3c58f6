//! An export under a passphrase: the tar inside a file in the age format (`age-encryption.org/v1`, one scrypt recipient).
//!
//! Here and not in the core, so that the phone library does not grow (decision 10). Any tool that speaks age opens the file.
//! `commands::transfer` is the only caller. The passphrase comes from a file or standard input, never from the command
//! line, where every process of the machine may read it.
//!
//! Invariants: no byte is handed out before the passphrase has proved right, and none that the file's maker did not
//! write; nothing is held in memory but one chunk of 64 KiB.

use std::fs::File;
use std::io::{self, Cursor, Read, Write};

use age::secrecy::SecretString;
use age::stream::StreamWriter;
use age::{DecryptError, Decryptor, Encryptor, scrypt};
use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::text::nfc::nfc;

/// How every age file begins.
const MARK: &[u8] = b"age-encryption.org/";

/// Work of a guess, as a power of two: about a second and 256 MiB, as age's own tool has it.
const WORK: u8 = 18;

/// The most work a file may ask of us (1 GiB): more is an attack on this machine, not a careful person.
const MOST_WORK: u8 = 20;

/// Bytes of a passphrase file that are read at most; the passphrase ends before.
const LONGEST: u64 = 1024;

/// What an export is closed and opened with. Its `Debug` shows nothing.
#[derive(Clone, Debug)]
pub(crate) struct Passphrase(SecretString);

impl Passphrase {
    /// The first line of `file`; `-` is standard input.
    ///
    /// # Errors
    /// `InvalidInput` if it cannot be read, is no UTF-8, or its first line is empty or longer than 1 kB.
    pub(crate) fn read(file: &str) -> Result<Self, Error> {
        let unreadable = |error: io::Error| {
            Error::caused_by(ErrorKind::InvalidInput, Message::new("error.cli.unreadable").with("what", file), error)
        };
        let first = if file == "-" { first_line(io::stdin().lock()) } else { File::open(file).and_then(first_line) };
        Self::new(&first.map_err(unreadable)?).ok_or_else(|| {
            Error::new(ErrorKind::InvalidInput, Message::new("error.cli.no_passphrase").with("what", file))
        })
    }

    /// In NFC: `ế` typed on another keyboard is the same passphrase.
    fn new(line: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(line).ok()?.trim_end_matches(['\r', '\n']);
        let fits = !text.is_empty() && (line.len() as u64) < LONGEST;
        fits.then(|| Self(SecretString::from(nfc(text).into_owned())))
    }
}

/// Reads up to the end of the first line, [`LONGEST`] bytes at most.
fn first_line(input: impl Read) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    io::BufRead::read_until(&mut io::BufReader::new(input.take(LONGEST)), b'\n', &mut line)?;
    Ok(line)
}

/// Encrypts what is written to it. [`StreamWriter::finish`] ends the file; without it the file does not open.
///
/// # Errors
/// As writing to `out`.
pub(crate) fn seal<W: Write>(out: W, passphrase: Passphrase) -> io::Result<StreamWriter<W>> {
    seal_with(out, passphrase, WORK)
}

fn seal_with<W: Write>(out: W, passphrase: Passphrase, work: u8) -> io::Result<StreamWriter<W>> {
    let mut recipient = scrypt::Recipient::new(passphrase.0);
    recipient.set_work_factor(work);
    match Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)) {
        Ok(encryptor) => encryptor.wrap_output(out),
        Err(error) => Err(io::Error::other(error)),
    }
}

/// A file that may be sealed, known by its first bytes.
pub(crate) enum Found<R: Read> {
    /// As it is.
    Plain(Whole<R>),
    /// An age file.
    Sealed(Whole<R>),
}

/// A reader whose first bytes were looked at and are read again.
pub(crate) type Whole<R> = io::Chain<Cursor<Vec<u8>>, R>;

/// Looks at the first bytes.
///
/// # Errors
/// As reading from `input`.
pub(crate) fn look<R: Read>(mut input: R) -> io::Result<Found<R>> {
    let mut begin = Vec::new();
    input.by_ref().take(MARK.len() as u64).read_to_end(&mut begin)?;
    let is_sealed = begin == MARK;
    let whole = Cursor::new(begin).chain(input);
    Ok(if is_sealed { Found::Sealed(whole) } else { Found::Plain(whole) })
}

/// Opens a sealed file, which is called `name` where something is wrong with it.
///
/// Reading it fails with `InvalidData` at a chunk that is not what was written, with `UnexpectedEof` where the end is missing.
///
/// # Errors
/// `InvalidInput`: another passphrase; a file made for a key, by another version of the format, with more work than
/// [`MOST_WORK`], or damaged at its beginning; one that cannot be read. Nothing was handed out then.
pub(crate) fn open<'a>(input: impl Read + 'a, passphrase: Passphrase, name: &str) -> Result<impl Read + 'a, Error> {
    let mut identity = scrypt::Identity::new(passphrase.0);
    identity.set_max_work_factor(MOST_WORK);
    Decryptor::new(input)
        .and_then(|decryptor| decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)))
        .map_err(|error| {
            let message = match &error {
                DecryptError::DecryptionFailed => Message::new("error.cli.wrong_passphrase"),
                DecryptError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
                    Message::new("error.cli.unreadable")
                }
                _ => Message::new("error.cli.seal_unknown"),
            };
            Error::caused_by(ErrorKind::InvalidInput, message.with("what", name), error)
        })
}

#[cfg(test)]
mod tests;
