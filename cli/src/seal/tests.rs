//! What a passphrase opens, and what it does not.
use super::*;

/// Little work: how much is age's affair.
const QUICK: u8 = 2;

fn passphrase(line: &str) -> Passphrase {
    Passphrase::new(line.as_bytes()).unwrap()
}

fn sealed(text: &[u8], line: &str, work: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = seal_with(&mut out, passphrase(line), work).unwrap();
    writer.write_all(text).unwrap();
    writer.finish().unwrap();
    out
}

fn opened(file: &[u8], line: &str) -> Result<Vec<u8>, &'static str> {
    let mut reader = open(file, passphrase(line), "tệp").map_err(|error| error.message.key)?;
    let mut text = Vec::new();
    reader.read_to_end(&mut text).map_err(|_| "while reading")?;
    Ok(text)
}

#[test]
fn what_was_sealed_opens_with_its_passphrase_and_no_other() {
    let text = b"personal ".repeat(20_000);
    let file = sealed(&text, "mật khẩu dài", QUICK);
    assert!(file.starts_with(MARK));
    assert!(!file.windows(9).any(|window| window == b"personal "));
    assert_eq!(opened(&file, "mật khẩu dài"), Ok(text));
    assert_eq!(opened(&file, "mật khẩu khác"), Err("error.cli.wrong_passphrase"));
}

#[test]
fn a_passphrase_is_the_first_line_whatever_keyboard_and_system_wrote_it() {
    let file = sealed(b"x", "tiếng Việt", QUICK);
    let decomposed = "tie\u{302}\u{301}ng Vie\u{323}\u{302}t\r\n";
    assert!(opened(&file, decomposed).is_ok());
    assert_eq!(first_line(&b"one\ntwo\n"[..]).unwrap(), b"one\n");
    assert_eq!(opened(&sealed(b"x", " giữ dấu cách ", QUICK), "giữ dấu cách"), Err("error.cli.wrong_passphrase"));
}

#[test]
fn an_empty_an_endless_and_a_binary_line_are_no_passphrase() {
    assert!(Passphrase::new(b"").is_none());
    assert!(Passphrase::new(b"\r\n").is_none());
    assert!(Passphrase::new(b"\xff\xfe").is_none());
    let endless = first_line(io::repeat(b'a')).unwrap();
    assert!(Passphrase::new(&endless).is_none());
}

#[test]
fn a_damaged_file_hands_out_nothing_that_was_not_written() {
    let text = b"0123456789".repeat(20_000);
    let file = sealed(&text, "a", QUICK);
    let mut changed = file.clone();
    let late = changed.len() - 5;
    changed[late] ^= 1;
    assert_eq!(opened(&changed, "a"), Err("while reading"));
    assert_eq!(opened(&file[..file.len() - 5], "a"), Err("while reading"));
    assert_eq!(opened(&file[..60], "a"), Err("error.cli.seal_unknown"));
    assert_eq!(opened(b"age-encryption.org/v9\n", "a"), Err("error.cli.seal_unknown"));
}

#[test]
fn a_file_that_asks_for_too_much_work_is_refused_before_the_work() {
    let mut file = sealed(b"x", "a", QUICK);
    let line = file.iter().skip(22).position(|byte| *byte == b'\n').unwrap() + 22;
    file.splice(line - 1..line, *b"30");
    assert_eq!(opened(&file, "a"), Err("error.cli.seal_unknown"));
}

#[test]
fn a_file_is_recognised_by_its_beginning_and_read_from_it() {
    let file = sealed(b"x", "a", QUICK);
    let Ok(Found::Sealed(mut whole)) = look(file.as_slice()) else { panic!("not recognised") };
    let mut again = Vec::new();
    whole.read_to_end(&mut again).unwrap();
    assert_eq!(again, file);
    for plain in [&b"app4g-export.json"[..], b"age-", b""] {
        let Ok(Found::Plain(mut whole)) = look(plain) else { panic!("taken for sealed") };
        let mut again = Vec::new();
        whole.read_to_end(&mut again).unwrap();
        assert_eq!(again, plain);
    }
}

#[test]
fn no_passphrase_reaches_a_log() {
    let secret = passphrase("bí mật");
    assert!(!format!("{secret:?}").contains("mật"));
}
