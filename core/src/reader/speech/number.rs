//! Numbers in Vietnamese words.
//!
//! Rules: «mốt», «tư», «lăm» after tens, «linh» for an empty ten, «không trăm» inside a longer number; groups of three
//! by «nghìn», «triệu», «tỷ».

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// A whole number: 1912 → «một nghìn chín trăm mười hai».
pub fn cardinal(number: u64) -> String {
    if number == 0 {
        return digit(0).to_owned();
    }
    const BILLION: u64 = 1_000_000_000;
    let (billions, rest) = (number / BILLION, number % BILLION);
    let mut words = Vec::new();
    if billions > 0 {
        words.push(cardinal(billions));
        words.push("tỷ".to_owned());
    }
    for (group, name) in [(rest / 1_000_000, "triệu"), (rest / 1000 % 1000, "nghìn"), (rest % 1000, "")] {
        if group > 0 {
            words.push(below_thousand(group, !words.is_empty()));
            words.extend((!name.is_empty()).then(|| name.to_owned()));
        }
    }
    words.join(" ")
}

/// 0 to 999; `inside` a longer number the hundred is said even if there is none.
fn below_thousand(number: u64, inside: bool) -> String {
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut words = Vec::new();
    if hundreds > 0 || inside {
        words.extend([digit(hundreds), "trăm"]);
    }
    match (tens, ones) {
        (0, 0) => {}
        (0, _) if words.is_empty() => {}
        (0, _) => words.push("linh"),
        (1, _) => words.push("mười"),
        (_, _) => words.extend([digit(tens), "mươi"]),
    }
    match ones {
        0 => {}
        1 if tens > 1 => words.push("mốt"),
        4 if tens > 1 => words.push("tư"),
        5 if tens > 0 => words.push("lăm"),
        _ => words.push(digit(ones)),
    }
    words.join(" ")
}

/// A place in an order: 1 → «nhất», 4 → «tư», others as counted.
pub fn ordinal(number: u64) -> String {
    match number {
        1 => "nhất".to_owned(),
        4 => "tư".to_owned(),
        _ => cardinal(number),
    }
}

/// Digits one by one, for telephone numbers and codes; anything else is left out.
pub fn digits(text: &str) -> String {
    text.chars().filter_map(|letter| letter.to_digit(10)).map(|n| digit(n.into())).collect::<Vec<_>>().join(" ")
}

/// What stands after the decimal mark: up to two digits as a number, more or with a leading zero one by one.
pub fn fraction(text: &str) -> String {
    match text.parse() {
        Ok(number) if text.len() <= 2 && !text.starts_with('0') => cardinal(number),
        _ => digits(text),
    }
}

fn digit(number: u64) -> &'static str {
    usize::try_from(number).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or_default()
}

/// A Roman number written correctly in capitals, 1 to 89 (chapters, quarters, congresses). `None` for anything else.
pub fn roman(text: &str) -> Option<u64> {
    let number = (1..90).find(|number| to_roman(*number) == text)?;
    Some(number)
}

fn to_roman(mut number: u64) -> String {
    let mut out = String::new();
    for (value, letters) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests;
