//! `app4g-profile FOLDER CORPUS.jsonl.zst [ARTICLES [SEED]]` builds a large profile (decision 37) and says what it costs.

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use app4g_tests::profiles::{self, Spec};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let usage = "usage: app4g-profile FOLDER CORPUS.jsonl.zst [ARTICLES [SEED]]";
    let folder = PathBuf::from(args.next().ok_or(usage)?);
    let corpus = PathBuf::from(args.next().ok_or(usage)?);
    let mut spec = Spec::default();
    if let Some(articles) = args.next() {
        spec.articles = articles.parse()?;
    }
    if let Some(seed) = args.next() {
        spec.seed = seed.parse()?;
    }
    let texts = profiles::corpus(&corpus, spec.articles.try_into()?)?;
    let raw: usize = texts.iter().map(|text| text.title.len() + text.body.len()).sum();
    let mut out = std::io::stdout().lock();
    let started = Instant::now();
    let store = profiles::build(&folder, spec, &texts, |_| {})?;
    let seconds = started.elapsed().as_secs_f64();
    store.pause()?;

    let articles = f64::from(spec.articles);
    let size = |name: &str| Path::new(&folder).join(name).metadata().map(|file| file.len());
    writeln!(out, "articles           {}", spec.articles)?;
    writeln!(out, "title + body       {:.0} bytes each", raw as f64 / texts.len().max(1) as f64)?;
    writeln!(out, "content.db         {:.0} bytes each", size("content.db")? as f64 / articles)?;
    writeln!(out, "personal.db        {} bytes", size("personal.db")?)?;
    writeln!(out, "written            {:.0} articles/s, preparation included", articles / seconds)?;
    Ok(())
}
