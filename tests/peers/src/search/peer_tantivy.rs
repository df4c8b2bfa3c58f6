//! tantivy: fields exact, folded and folded pairs with frequencies and without positions, all words optional, one segment.
//!
//! The text of each field is the words of [`super::spelling`], read by tantivy's tokenizer of spaces. Nothing is stored; a
//! document is known by a fast field.

use std::cmp::Reverse;
use std::path::Path;

use tantivy::collector::TopDocs;
use tantivy::index::SegmentId;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

use super::Outcome;
use super::spelling::Speller;
use crate::articles::Article;

/// Memory of the writer, with room: fewer segments, less to merge.
const WRITER_BYTES: usize = 400_000_000;

/// Completions of a half-typed word.
const COMPLETIONS: usize = 50;

#[derive(Clone, Copy)]
struct Fields {
    exact: Field,
    folded: Field,
    pairs: Field,
    doc: Field,
}

fn schema() -> (Schema, Fields) {
    let words = TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(IndexRecordOption::WithFreqs);
    let words = TextOptions::default().set_indexing_options(words);
    let mut builder = Schema::builder();
    let fields = Fields {
        exact: builder.add_text_field("exact", words.clone()),
        folded: builder.add_text_field("folded", words.clone()),
        pairs: builder.add_text_field("pairs", words),
        doc: builder.add_u64_field("doc", FAST),
    };
    (builder.build(), fields)
}

/// An index being built by one thread; documents are numbered from 1.
pub struct Build {
    index: Index,
    writer: IndexWriter,
    fields: Fields,
    speller: Speller,
    next: u64,
}

impl Build {
    /// In an empty folder.
    ///
    /// # Errors
    /// tantivy's.
    pub fn create(folder: &Path) -> Outcome<Self> {
        let (schema, fields) = schema();
        let index = Index::create_in_dir(folder, schema)?;
        let writer = index.writer_with_num_threads(1, WRITER_BYTES)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Self { index, writer, fields, speller: Speller::default(), next: 1 })
    }

    /// Adds documents.
    ///
    /// # Errors
    /// tantivy's.
    pub fn add(&mut self, articles: &[Article]) -> Outcome<()> {
        for article in articles {
            let forms = self.speller.forms(&[&article.title, &article.body]);
            let mut document = TantivyDocument::new();
            document.add_text(self.fields.exact, forms.exact);
            document.add_text(self.fields.folded, forms.folded);
            document.add_text(self.fields.pairs, forms.pairs);
            document.add_u64(self.fields.doc, self.next);
            self.writer.add_document(document)?;
            self.next += 1;
        }
        Ok(())
    }

    /// Commits and merges everything into one segment.
    ///
    /// # Errors
    /// tantivy's.
    pub fn finish(mut self) -> Outcome<()> {
        self.writer.commit()?;
        let segments: Vec<SegmentId> = self.index.searchable_segment_ids()?;
        if segments.len() > 1 {
            self.writer.merge(&segments).wait()?;
        }
        self.writer.garbage_collect_files().wait()?;
        Ok(self.writer.wait_merging_threads()?)
    }
}

/// An index that is searched.
pub struct Peer {
    searcher: Searcher,
    fields: Fields,
    speller: Speller,
}

impl Peer {
    /// Opens the index in `folder`.
    ///
    /// # Errors
    /// tantivy's, and if it has more than one segment.
    pub fn open(folder: &Path) -> Outcome<Self> {
        let (_, fields) = schema();
        let searcher = Index::open_in_dir(folder)?.reader()?.searcher();
        match searcher.segment_readers().len() {
            1 => Ok(Self { searcher, fields, speller: Speller::default() }),
            count => Err(format!("tantivy has {count} segments").into()),
        }
    }

    /// The query for words that are typed in full.
    pub fn query(&mut self, typed: &str) -> BooleanQuery {
        any_of(self.terms(typed))
    }

    /// The query for text whose last word may go on: that word is its most frequent completions, itself one of them.
    ///
    /// They are a clause of their own. In one flat query tantivy prunes by block maxima, which with so many frequent terms costs
    /// it ten times what adding them up does.
    ///
    /// # Errors
    /// tantivy's.
    pub fn open_query(&mut self, typed: &str) -> Outcome<BooleanQuery> {
        let start = app4g_core::text::words(typed).last().map_or(0, |word| word.start);
        let (before, last) = typed.split_at_checked(start).ok_or("a word inside a letter")?;
        let before = self.terms(before);
        let last = self.speller.forms(&[last]).folded;
        let last = any_of(self.completions(last.trim_end())?);
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Should, Box::new(last))];
        if !before.is_empty() {
            clauses.push((Occur::Should, Box::new(any_of(before))));
        }
        Ok(BooleanQuery::new(clauses))
    }

    fn terms(&mut self, typed: &str) -> Vec<Term> {
        let forms = self.speller.forms(&[typed]);
        let fields = self.fields;
        let words = [(fields.exact, &forms.exact), (fields.folded, &forms.folded), (fields.pairs, &forms.pairs)];
        let of_field = |(field, words): (Field, &'_ String)| -> Vec<Term> {
            words.split_whitespace().map(|word| Term::from_field_text(field, word)).collect()
        };
        words.into_iter().flat_map(of_field).collect()
    }

    fn completions(&self, prefix: &str) -> Outcome<Vec<Term>> {
        let index = self.searcher.segment_reader(0).inverted_index(self.fields.folded)?;
        let mut end = prefix.as_bytes().to_vec();
        end.push(0xff);
        let mut stream = index.terms().range().ge(prefix).lt(&end).into_stream()?;
        let mut found: Vec<(u32, String)> = Vec::new();
        while let Some((key, info)) = stream.next() {
            found.push((info.doc_freq, String::from_utf8(key.to_vec())?));
        }
        found.sort_unstable_by_key(|(count, _)| Reverse(*count));
        found.truncate(COMPLETIONS);
        Ok(found.iter().map(|(_, word)| Term::from_field_text(self.fields.folded, word)).collect())
    }

    /// The numbers of the best `most` documents.
    ///
    /// # Errors
    /// tantivy's.
    pub fn search(&self, query: &BooleanQuery, most: usize) -> Outcome<Vec<i64>> {
        let best = self.searcher.search(query, &TopDocs::with_limit(most).order_by_score())?;
        let numbers = self.searcher.segment_reader(0).fast_fields().u64("doc")?;
        Ok(best
            .iter()
            .filter_map(|(_, address)| numbers.first(address.doc_id))
            .map(|number| i64::try_from(number).unwrap_or(i64::MAX))
            .collect())
    }
}

/// Every term once, none required.
fn any_of(mut terms: Vec<Term>) -> BooleanQuery {
    terms.sort_unstable();
    terms.dedup();
    let clause = |term| -> (Occur, Box<dyn Query>) {
        (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
    };
    BooleanQuery::new(terms.into_iter().map(clause).collect())
}
