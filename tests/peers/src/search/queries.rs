//! What is asked: pieces of the articles, a third each of 2 to 4, about 13 and about 18 syllables.
//!
//! Short ones are phrases of titles, middle ones titles and pieces of sentences, long ones pieces of sentences. All are taken
//! as they stand, capitals and punctuation included; [`unmarked`] is the same typed without marks. A piece with a quotation
//! mark or a dash is passed over: the product would take it for an operator, and the peers would not.

use app4g_core::text::{fold, words};

use super::collection::Collection;
use app4g_tests::draw::Draw;

/// A third of the queries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// 2 to 4 syllables.
    Short,
    /// 11 to 15.
    Middle,
    /// 16 to 20.
    Long,
}

/// All lengths.
pub const LENGTHS: [Length; 3] = [Length::Short, Length::Middle, Length::Long];

impl Length {
    const fn syllables(self) -> (u64, u64) {
        match self {
            Self::Short => (2, 4),
            Self::Middle => (11, 15),
            Self::Long => (16, 20),
        }
    }

    /// For a report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Short => "2–4 syll.",
            Self::Middle => "~13 syll.",
            Self::Long => "~18 syll.",
        }
    }
}

/// One query.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Which third it belongs to.
    pub length: Length,
    /// As typed.
    pub text: String,
    /// The document it was taken from, by its place in the collection.
    pub from: usize,
}

/// `each` queries of every length, always the same for a seed.
pub fn draw(collection: &Collection, each: usize, seed: u64) -> Vec<Asked> {
    let mut draw = Draw::new(seed);
    let mut queries = Vec::with_capacity(each * LENGTHS.len());
    for length in LENGTHS {
        let mut found = 0;
        // A corpus without such pieces ends the search for them.
        for _ in 0..each * 1_000 {
            if found == each {
                break;
            }
            if let Some(asked) = one(collection, length, &mut draw) {
                queries.push(asked);
                found += 1;
            }
        }
    }
    queries
}

fn one(collection: &Collection, length: Length, draw: &mut Draw) -> Option<Asked> {
    let articles = collection.originals();
    let from = draw.below(articles.len() as u64) as usize;
    let article = articles.get(from)?;
    let mut sentence = || {
        let lines: Vec<&str> = article.body.lines().collect();
        lines.get(draw.below(lines.len() as u64) as usize).copied()
    };
    let (text, whole) = match length {
        Length::Short => (article.title.as_str(), false),
        Length::Middle if from.is_multiple_of(2) => (article.title.as_str(), true),
        Length::Middle | Length::Long => (sentence()?, false),
    };
    let piece = piece(text, length, whole, draw)?;
    let plain = !piece.contains(['"', '“', '”', '„', '«', '»', '‟', '-']);
    plain.then(|| Asked { length, text: app4g_core::text::nfc(piece).into_owned(), from })
}

fn piece<'a>(text: &'a str, length: Length, whole: bool, draw: &mut Draw) -> Option<&'a str> {
    let (least, most) = length.syllables();
    let words: Vec<_> = words(text).collect();
    let count = words.len() as u64;
    let wanted = if whole { count } else { least + draw.below(most - least + 1) };
    if wanted < least || wanted > most || wanted > count {
        return None;
    }
    let first = draw.below(count - wanted + 1) as usize;
    text.get(words.get(first)?.start..words.get(first + wanted as usize - 1)?.end())
}

/// The query without any mark.
pub fn unmarked(text: &str) -> String {
    fold::fold(text)
}

/// What stands in the search field after each key, from the first letter on; spaces and punctuation ask for nothing new.
pub fn keystrokes(text: &str) -> Vec<&str> {
    let ends = text.char_indices().filter(|(_, letter)| letter.is_alphanumeric());
    ends.filter_map(|(at, letter)| text.get(..at + letter.len_utf8())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::articles::Article;

    #[test]
    fn every_key_but_a_space_asks() {
        assert_eq!(keystrokes("Sổ đỏ"), ["S", "Sổ", "Sổ đ", "Sổ đỏ"]);
    }

    #[test]
    fn a_third_of_the_queries_has_each_length_and_none_has_an_operator() -> super::super::Outcome<()> {
        let sentence = "một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba mười bốn mười lăm mười sáu";
        let article = |title: &str| Article { title: title.into(), body: sentence.into() };
        let collection = Collection::of(vec![
            article("chuyển giao công nghệ số"),
            article("thị trường \"nóng\" - lạnh bất thường"),
        ])?;
        let queries = draw(&collection, 20, 1);
        assert_eq!(queries.len(), 60);
        for asked in &queries {
            let (least, most) = asked.length.syllables();
            let count = words(&asked.text).count() as u64;
            assert!(least <= count && count <= most && !asked.text.contains(['"', '-']), "{asked:?}");
        }
        assert!(queries.iter().zip(draw(&collection, 20, 1)).all(|(a, b)| a.text == b.text));
        Ok(())
    }
}
