//! What was asked: words, phrases that must occur, words that must not.
//!
//! Syntax: `"exact phrase"` (also “ ” „ « »), `-word`, `-"phrase"`; all other words are asked for together, none is required.
//! The last word, if nothing follows it, may be half typed. A quotation that is not closed is being typed and counts as
//! plain words.
//!
//! Any text is a query, and none costs more than a long question does: 2,000 characters are read, 64 words count, one word four
//! times, and eight numbers of documents; [`Extent`] says whether that is all. Text from before Unicode (TCVN3, VNI) is
//! turned back where it is certain, and otherwise kept beside as a guess that the index decides about.

use std::ops::Range;

use super::index::Term;
use super::tokenizer::{is_invisible, words};
use crate::extract::number::{Asked, asked};
use crate::text::legacy;

/// Characters of a query that are read.
const MAX_CHARS: usize = 2_000;
/// Words of a query that count.
pub const MAX_WORDS: usize = 64;
/// How often one word counts: more says nothing, and every occurrence in a text answers each of them.
const MAX_REPEATS: usize = 4;
/// Numbers of documents that count.
const MAX_NUMBERS: usize = 8;

/// A word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryWord {
    /// What it spells.
    pub(crate) term: Term,
    /// Where it stands in the query, in bytes.
    pub(crate) range: Range<usize>,
    /// Whether it is no neighbour of the word before it.
    pub(crate) breaks: bool,
}

impl QueryWord {
    /// Whether it was typed with any mark.
    pub(crate) const fn is_marked(&self) -> bool {
        !self.term.marks.is_empty()
    }
}

/// Whether the last word may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LastWord {
    /// Something follows it.
    Finished,
    /// The text ends with it: the person may still be typing.
    Open,
}

/// How strictly an unmarked word of a phrase or an exclusion is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// As typed: the query has marks, so a word without them means itself.
    Exact,
    /// Any marks: nothing in the query has any.
    Folded,
}

/// How much of a query is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// Its beginning: the rest is beyond what any question needs.
    Beginning,
}

/// A text somebody typed, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What was typed, as far as it is read.
    pub(crate) typed: String,
    /// What that says: `typed`, in Unicode.
    pub(crate) text: String,
    /// Whether that is all of it.
    pub(crate) extent: Extent,
    /// What it may say if it is text from before Unicode, too short to be certain of.
    pub(crate) guesses: Vec<Query>,
    /// Words to rank by, those of phrases included.
    pub(crate) words: Vec<QueryWord>,
    /// Phrases every hit has.
    pub(crate) phrases: Vec<Vec<Term>>,
    /// Words and phrases no hit has.
    pub(crate) excluded: Vec<Vec<Term>>,
    /// Numbers of documents among what is asked for.
    pub(crate) numbers: Vec<Asked>,
    /// State of the last of `words`.
    pub(crate) last: LastWord,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Plain,
    Phrase,
    Excluded,
}

impl Query {
    /// Reads what was typed. Never fails; linear.
    pub fn parse(text: &str) -> Self {
        let (typed, extent) = match text.char_indices().nth(MAX_CHARS) {
            Some((end, _)) => (text.get(..end).unwrap_or_default(), Extent::Beginning),
            None => (text, Extent::Whole),
        };
        let of = |text: &str| Self::read(typed, text, extent);
        match legacy::repair(typed) {
            Some(repaired) => of(&repaired.text),
            None => Self { guesses: legacy::guesses(typed).iter().map(|guess| of(&guess.text)).collect(), ..of(typed) },
        }
    }

    /// Reads `text`, which was typed as `typed`.
    fn read(typed: &str, text: &str, extent: Extent) -> Self {
        let mut query = Self {
            typed: typed.to_owned(),
            text: text.to_owned(),
            extent,
            guesses: Vec::new(),
            words: Vec::new(),
            phrases: Vec::new(),
            excluded: Vec::new(),
            numbers: asked(text),
            last: LastWord::Finished,
        };
        query.numbers.truncate(MAX_NUMBERS);
        let mut budget = MAX_WORDS;
        for (part, range) in parts(text, &query.numbers) {
            let (found, read) = word_list(text, range.clone(), &mut budget);
            if read == Extent::Beginning {
                query.extent = read;
            }
            let terms: Vec<Term> = found.iter().map(|word| word.term.clone()).collect();
            match part {
                _ if found.is_empty() => continue,
                Part::Excluded => {
                    query.excluded.push(terms);
                    query.numbers.retain(|asked| !range.contains(&asked.range.start));
                }
                Part::Plain => {
                    let open = found.last().is_some_and(|word| word.range.end == text.len());
                    query.last = if open { LastWord::Open } else { LastWord::Finished };
                    query.take(found);
                }
                Part::Phrase => {
                    query.last = LastWord::Finished;
                    query.take(found);
                    query.phrases.push(terms);
                }
            }
        }
        if query.extent == Extent::Beginning {
            query.last = LastWord::Finished;
        }
        query
    }

    /// Adds words to rank by; a word that was there often enough leaves a gap.
    fn take(&mut self, found: Vec<QueryWord>) {
        let mut gap = false;
        for mut word in found {
            let known = self.words.iter().filter(|known| known.term == word.term).count();
            word.breaks |= std::mem::replace(&mut gap, known >= MAX_REPEATS);
            if known < MAX_REPEATS {
                self.words.push(word);
            }
        }
    }

    /// Whether nothing was typed that can be seen.
    pub fn is_blank(&self) -> bool {
        self.typed.chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c))
    }

    /// Whether there is nothing to look for.
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// By word: whether it is written as a name, with a capital letter where none is due. A query all in capitals, or in
    /// small letters, has none.
    pub(crate) fn names(&self) -> Vec<bool> {
        let capital = |word: &QueryWord| {
            self.text.get(word.range.clone()).and_then(|raw| raw.chars().next()).is_some_and(char::is_uppercase)
        };
        let capitals: Vec<bool> = self.words.iter().map(capital).collect();
        if capitals.iter().all(|capital| *capital) {
            return vec![false; capitals.len()];
        }
        let due = |at: usize, word: &QueryWord| word.breaks && !capitals.get(at + 1).copied().unwrap_or_default();
        self.words.iter().zip(&capitals).enumerate().map(|(at, (word, capital))| *capital && !due(at, word)).collect()
    }

    /// How unmarked words of phrases and exclusions are meant.
    pub(crate) fn spelling(&self) -> Spelling {
        let strict = self.phrases.iter().chain(&self.excluded).flatten();
        let any = self.words.iter().any(QueryWord::is_marked) || strict.into_iter().any(|term| !term.marks.is_empty());
        if any { Spelling::Exact } else { Spelling::Folded }
    }
}

/// The words of a part as far as the budget goes, and whether they are all.
fn word_list(text: &str, range: Range<usize>, budget: &mut usize) -> (Vec<QueryWord>, Extent) {
    let part = text.get(range.clone()).unwrap_or_default();
    let mut list = Vec::new();
    for word in words(part) {
        let term = Term::spelt(part.get(word.range()).unwrap_or_default());
        if term.folded.is_empty() {
            continue;
        }
        if *budget == 0 {
            return (list, Extent::Beginning);
        }
        *budget -= 1;
        let place = range.start + word.start..range.start + word.end;
        list.push(QueryWord { term, range: place, breaks: word.breaks || list.is_empty() });
    }
    (list, Extent::Whole)
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‟')
}

/// Cuts the text at quotation marks and exclusions. A hyphen inside a number (`18/2022/NQ -HĐND`) excludes nothing.
fn parts(text: &str, numbers: &[Asked]) -> Vec<(Part, Range<usize>)> {
    let mut parts = Vec::new();
    let mut plain = 0;
    let mut before = ' ';
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let in_number = || numbers.iter().any(|asked| asked.range.contains(&at));
        let negative = c == '-' && before.is_whitespace() && !in_number();
        let opens = if negative { letters.peek().is_some_and(|(_, next)| is_quote(*next)) } else { is_quote(c) };
        before = c;
        if opens {
            let start = if negative {
                letters.next().map_or(at, |(place, quote)| place + quote.len_utf8())
            } else {
                at + c.len_utf8()
            };
            let Some((end, close)) = text.get(start..).and_then(|rest| rest.char_indices().find(|(_, c)| is_quote(*c)))
            else {
                // Not closed: what follows is plain text, without a sign to exclude.
                if negative {
                    parts.push((Part::Plain, plain..at));
                    plain = start;
                }
                continue;
            };
            parts.push((Part::Plain, plain..at));
            parts.push((if negative { Part::Excluded } else { Part::Phrase }, start..start + end));
            plain = start + end + close.len_utf8();
            while letters.next_if(|(place, _)| *place < plain).is_some() {}
            before = ' ';
        } else if negative && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric()) {
            let mut end = at + 1;
            while let Some((place, letter)) = letters.next_if(|(_, next)| !next.is_whitespace()) {
                end = place + letter.len_utf8();
            }
            parts.push((Part::Plain, plain..at));
            parts.push((Part::Excluded, at + 1..end));
            plain = end;
        }
    }
    parts.push((Part::Plain, plain..text.len()));
    parts
}

#[cfg(test)]
mod tests;
