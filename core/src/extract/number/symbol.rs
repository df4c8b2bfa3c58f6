//! The letters of a number: which kind of document, who issued it.
//!
//! Kinds and issuers are listed by their letters without marks, with the spelling an office uses. Any other run of capitals
//! is an issuer nobody listed. An unmarked `QD` is QĐ, a glued `NĐCP` is NĐ and CP, an old or new issuer in small letters is
//! known only if it is listed: a web address (`/28/2018/qd-ttg-ve-viec`) must not go on into its words.

use super::units::Unit;

/// Kinds of documents that have numbers. A kind with Đ that is another word without it (`HĐ`, `HD`) is listed without.
const KINDS: &[(&str, &str)] = &[
    ("bb", "BB"),
    ("bc", "BC"),
    ("cd", "CĐ"),
    ("ct", "CT"),
    ("ctr", "CTr"),
    ("ctrhd", "CTrHĐ"),
    ("cv", "CV"),
    ("da", "ĐA"),
    ("gm", "GM"),
    ("gp", "GP"),
    ("hd", "HD"),
    ("kh", "KH"),
    ("khph", "KHPH"),
    ("kl", "KL"),
    ("l", "L"),
    ("nd", "NĐ"),
    ("nq", "NQ"),
    ("nqlt", "NQLT"),
    ("pa", "PA"),
    ("pl", "PL"),
    ("qc", "QC"),
    ("qd", "QĐ"),
    ("tb", "TB"),
    ("tbkl", "TBKL"),
    ("tt", "TT"),
    ("ttlt", "TTLT"),
    ("ttr", "TTr"),
    ("vbhn", "VBHN"),
];

/// Issuers, and the departments that often stand in a symbol.
const BODIES: &[(&str, &str)] = &[
    ("bca", "BCA"),
    ("bch", "BCH"),
    ("bct", "BCT"),
    ("bdttg", "BDTTG"),
    ("bgddt", "BGDĐT"),
    ("bgtvt", "BGTVT"),
    ("bhxh", "BHXH"),
    ("bkhcn", "BKHCN"),
    ("bkhdt", "BKHĐT"),
    ("bldtbxh", "BLĐTBXH"),
    ("bng", "BNG"),
    ("bnn", "BNN"),
    ("bnnmt", "BNNMT"),
    ("bnnptnt", "BNNPTNT"),
    ("bnv", "BNV"),
    ("bqp", "BQP"),
    ("btc", "BTC"),
    ("btnmt", "BTNMT"),
    ("btp", "BTP"),
    ("btttt", "BTTTT"),
    ("btv", "BTV"),
    ("bvhttdl", "BVHTTDL"),
    ("bxd", "BXD"),
    ("byt", "BYT"),
    ("cp", "CP"),
    ("ctn", "CTN"),
    ("du", "ĐU"),
    ("hdnd", "HĐND"),
    ("hu", "HU"),
    ("khtc", "KHTC"),
    ("ktnn", "KTNN"),
    ("mttq", "MTTQ"),
    ("nhnn", "NHNN"),
    ("qh", "QH"),
    ("sct", "SCT"),
    ("sgddt", "SGDĐT"),
    ("sgtvt", "SGTVT"),
    ("skhcn", "SKHCN"),
    ("skhdt", "SKHĐT"),
    ("sldtbxh", "SLĐTBXH"),
    ("snnmt", "SNNMT"),
    ("snnptnt", "SNNPTNT"),
    ("snv", "SNV"),
    ("stc", "STC"),
    ("stnmt", "STNMT"),
    ("stp", "STP"),
    ("stttt", "STTTT"),
    ("svhttdl", "SVHTTDL"),
    ("sxd", "SXD"),
    ("syt", "SYT"),
    ("tandtc", "TANDTC"),
    ("tccb", "TCCB"),
    ("tdc", "TĐC"),
    ("ttcp", "TTCP"),
    ("ttg", "TTg"),
    ("tu", "TU"),
    ("tw", "TW"),
    ("ubdt", "UBDT"),
    ("ubnd", "UBND"),
    ("ubtvqh", "UBTVQH"),
    ("vks", "VKS"),
    ("vksndtc", "VKSNDTC"),
    ("vp", "VP"),
    ("vpcp", "VPCP"),
];

fn listed(list: &'static [(&str, &str)], plain: &str) -> Option<&'static str> {
    list.binary_search_by_key(&plain, |(plain, _)| plain).ok().and_then(|at| list.get(at)).map(|(_, written)| *written)
}

/// What is joined to a symbol by hyphens or slashes.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// Small letters without marks, and digits (`ubtvqh15`).
    pub(super) plain: String,
    /// Capitals, Đ and Ư told apart from D and U.
    capital: String,
    /// Whether it was written in capitals, or as an office writes it (`TTg`).
    pub(super) is_capital: bool,
}

impl Segment {
    /// From the units of one run of letters and digits; `&` is left out.
    pub(super) fn new(units: &[Unit]) -> Self {
        let letters = || units.iter().filter(|unit| unit.plain != '&');
        let (plain, capital): (String, String) = letters().map(|unit| (unit.plain, unit.capital)).unzip();
        let is_capital = letters().all(|unit| unit.is_capital || !unit.is_letter());
        let mut segment = Self { plain, capital, is_capital };
        segment.repair_assembly();
        if segment.capital == "TƯ" {
            (segment.plain, segment.capital) = ("tw".to_owned(), "TW".to_owned());
        }
        segment
    }

    /// The number of a National Assembly is often read as letters: `QHll` is QH11.
    fn repair_assembly(&mut self) {
        for name in ["ubtvqh", "qh"] {
            let Some(term) = self.plain.strip_prefix(name).filter(|term| (1..=2).contains(&term.len())) else {
                continue;
            };
            let digit = |c: char| match c {
                'l' | 'i' => Some('1'),
                'o' => Some('0'),
                c => c.is_ascii_digit().then_some(c),
            };
            if let Some(digits) = term.chars().map(digit).collect::<Option<String>>() {
                self.is_capital = true;
                self.capital = format!("{}{digits}", name.to_ascii_uppercase());
                self.plain = format!("{name}{digits}");
                return;
            }
        }
    }

    pub(super) fn is_kind(&self) -> bool {
        listed(KINDS, &self.plain).is_some()
    }

    pub(super) fn is_body(&self) -> bool {
        is_body(&self.plain)
    }

    /// Kind and issuer of one run: `NĐCP`.
    fn cut(&self) -> Option<(Self, Self)> {
        if self.is_kind() || self.is_body() {
            return None;
        }
        KINDS.iter().find_map(|(kind, _)| {
            let body = self.plain.strip_prefix(kind).filter(|body| is_body(body))?;
            let (kind_capital, body_capital) = split_chars(&self.capital, kind.len());
            let part =
                |plain: &str, capital: String| Self { plain: plain.to_owned(), capital, is_capital: self.is_capital };
            Some((part(kind, kind_capital), part(body, body_capital)))
        })
    }

    /// Whether it can begin a symbol.
    pub(super) fn can_begin(&self) -> bool {
        self.is_kind() || self.is_body() || (self.is_capital && self.plain.len() >= 2) || self.cut().is_some()
    }

    /// Whether it is one of the listed kinds or issuers, or both in one.
    pub(super) fn is_known(&self) -> bool {
        self.is_kind() || self.is_body() || self.cut().is_some()
    }

    fn written(&self, list: &'static [(&str, &str)]) -> String {
        match listed(list, &self.plain) {
            // A Đ that was written stays: `HĐ` is a contract, `HD` a guideline.
            Some(written) if !self.capital.contains('Đ') || written.to_uppercase() == self.capital => {
                written.to_owned()
            }
            _ => self.capital.clone(),
        }
    }
}

fn is_body(plain: &str) -> bool {
    let numbered = ["ubtvqh", "qh"].iter().find_map(|name| plain.strip_prefix(name));
    listed(BODIES, plain).is_some()
        || numbered.is_some_and(|term| (1..=2).contains(&term.len()) && term.bytes().all(|c| c.is_ascii_digit()))
}

fn split_chars(text: &str, at: usize) -> (String, String) {
    (text.chars().take(at).collect(), text.chars().skip(at).collect())
}

/// The kind that an abbreviation stands for, as an office writes it.
pub(super) fn kind(plain: &str) -> Option<&'static str> {
    listed(KINDS, plain)
}

/// Kind and issuer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Symbol {
    pub(super) kind: Option<String>,
    pub(super) body: Option<String>,
}

impl Symbol {
    pub(super) fn of(segments: &[Segment]) -> Self {
        let Some((first, rest)) = segments.split_first() else {
            return Self::default();
        };
        let mut bodies: Vec<String> = rest.iter().map(|segment| segment.written(BODIES)).collect();
        let kind = match first.cut() {
            Some((kind, body)) => {
                bodies.insert(0, body.written(BODIES));
                Some(kind.written(KINDS))
            }
            None if first.is_kind() => Some(first.written(KINDS)),
            None => {
                bodies.insert(0, first.written(BODIES));
                None
            }
        };
        Self { kind, body: (!bodies.is_empty()).then(|| bodies.join("-")) }
    }
}

#[cfg(test)]
mod tests;
