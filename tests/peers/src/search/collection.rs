//! The documents: 50,000 articles as they are, then as many more as wanted, put together from two of them.
//!
//! The article after the last is the first again in another make: the front half of one title and one text and the back half
//! of another's. Each round begins with every article once, so length, vocabulary and frequency stay those of the corpus, and
//! no two documents are equal. Only the seams hold a pair of words that nobody wrote.

use crate::articles::{self, Article};
use app4g_tests::draw::Draw;

use super::Outcome;

const SEED: u64 = 4;

/// The articles of the corpus, in memory.
pub struct Collection {
    articles: Vec<Article>,
}

impl Collection {
    /// Reads the corpus.
    ///
    /// # Errors
    /// The file cannot be read or is empty.
    pub fn load() -> Outcome<Self> {
        Self::of(articles::read(&articles::file()?, usize::MAX)?)
    }

    /// Of these articles.
    ///
    /// # Errors
    /// There is none.
    pub fn of(articles: Vec<Article>) -> Outcome<Self> {
        if articles.is_empty() { Err("the corpus is empty".into()) } else { Ok(Self { articles }) }
    }

    /// The articles as they are.
    pub fn originals(&self) -> &[Article] {
        &self.articles
    }

    /// Documents `numbers`, from 0; they never end.
    pub fn documents(&self, numbers: std::ops::Range<usize>) -> Vec<Article> {
        numbers.filter_map(|number| self.document(number)).collect()
    }

    fn document(&self, number: usize) -> Option<Article> {
        let count = self.articles.len();
        let front = self.articles.get(number % count)?;
        if number < count {
            return Some(front.clone());
        }
        let other = Draw::new(SEED ^ (number as u64) << 20).below(count as u64 - 1) as usize;
        let back = self.articles.get((number + 1 + other) % count)?;
        Some(Article { title: halves(&front.title, &back.title, " "), body: halves(&front.body, &back.body, "\n") })
    }
}

/// The front half of `front` and the back half of `back`, counted in pieces between `separator`s; a single piece is all front.
fn halves(front: &str, back: &str, separator: &str) -> String {
    let front: Vec<&str> = front.split(separator).collect();
    let back: Vec<&str> = back.split(separator).collect();
    let front = front.iter().take(front.len().div_ceil(2));
    let back = back.iter().skip(back.len().div_ceil(2));
    front.chain(back).copied().collect::<Vec<_>>().join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(title: &str, body: &str) -> Article {
        Article { title: title.into(), body: body.into() }
    }

    #[test]
    fn a_recombined_document_begins_like_one_article_and_ends_like_another() -> Outcome<()> {
        let articles = vec![article("a b c d", "A\nB\nC\nD"), article("e f g h", "E\nF\nG\nH")];
        let found = Collection::of(articles)?.documents(0..4);
        let titles: Vec<&str> = found.iter().map(|article| article.title.as_str()).collect();
        assert_eq!(titles, ["a b c d", "e f g h", "a b g h", "e f c d"]);
        assert_eq!(found.get(3).map(|article| article.body.as_str()), Some("E\nF\nC\nD"));
        Ok(())
    }
}
