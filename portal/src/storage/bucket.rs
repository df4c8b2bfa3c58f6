//! A repository in a bucket of storage that speaks S3, below a prefix of it.
//!
//! Credentials, region and endpoint come from the environment (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`,
//! `AWS_ENDPOINT`). The storage must know conditional writes (`If-Match`, `If-None-Match`); without them two publishers could
//! overwrite each other.

use object_store::aws::{AmazonS3Builder, S3ConditionalPut};
use object_store::prefix::PrefixStore;
use object_store::{Attribute, Attributes, ObjectStore, PutMode, PutOptions, UpdateVersion};

use super::{Answer, Etag, Listed, Storage, StorageError, Stored, Written};

/// Named by their hash or number: they never change.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `timestamp.json`: caches ask each time.
const ASK: &str = "no-cache";

/// A repository below a prefix of a bucket.
#[derive(Debug)]
pub struct Bucket {
    store: Box<dyn ObjectStore>,
}

impl Bucket {
    /// Opens `bucket`; nothing is asked of it yet.
    ///
    /// # Errors
    /// [`StorageError::Failed`] if the environment holds a value that cannot be.
    pub fn open(bucket: &str, prefix: &str) -> Result<Self, StorageError> {
        Self::with(AmazonS3Builder::from_env(), bucket, prefix)
    }

    /// Opens `bucket` with credentials and endpoint of `builder`.
    ///
    /// # Errors
    /// [`StorageError::Failed`] if the builder holds a value that cannot be.
    pub fn with(builder: AmazonS3Builder, bucket: &str, prefix: &str) -> Result<Self, StorageError> {
        let store = builder
            .with_bucket_name(bucket)
            .with_allow_http(true)
            .with_conditional_put(S3ConditionalPut::ETagMatch)
            .build()
            .map_err(super::failed("read", bucket))?;
        Ok(Self { store: Box::new(PrefixStore::new(store, prefix)) })
    }

    async fn write(
        &self,
        path: &str,
        bytes: Vec<u8>,
        mode: PutMode,
        cache: &'static str,
    ) -> Result<Written, StorageError> {
        let attributes =
            Attributes::from_iter([(Attribute::CacheControl, cache), (Attribute::ContentType, content_type(path))]);
        super::create(&*self.store, path, bytes, PutOptions { mode, attributes, ..PutOptions::default() }).await
    }
}

impl Storage for Bucket {
    fn get<'a>(&'a self, path: &'a str) -> Answer<'a, Option<Stored>> {
        Box::pin(async move {
            let found = super::read(&*self.store, path).await?;
            Ok(found.map(|(bytes, etag)| Stored { bytes, etag: Etag(etag.unwrap_or_default()) }))
        })
    }

    fn has<'a>(&'a self, path: &'a str, bytes: u64) -> Answer<'a, bool> {
        Box::pin(super::has(&*self.store, path, bytes))
    }

    fn put<'a>(&'a self, path: &'a str, bytes: Vec<u8>) -> Answer<'a, ()> {
        Box::pin(async move { self.write(path, bytes, PutMode::Overwrite, FOR_EVER).await.map(|_| ()) })
    }

    fn create<'a>(&'a self, path: &'a str, bytes: Vec<u8>) -> Answer<'a, Written> {
        Box::pin(self.write(path, bytes, PutMode::Create, FOR_EVER))
    }

    fn swap<'a>(&'a self, path: &'a str, bytes: Vec<u8>, had: Option<&'a Etag>) -> Answer<'a, Written> {
        let mode = had.map_or(PutMode::Create, |etag| {
            PutMode::Update(UpdateVersion { e_tag: Some(etag.0.clone()), version: None })
        });
        Box::pin(self.write(path, bytes, mode, ASK))
    }

    fn list<'a>(&'a self, prefix: &'a str) -> Answer<'a, Vec<Listed>> {
        Box::pin(super::list(&*self.store, prefix))
    }

    fn delete<'a>(&'a self, path: &'a str) -> Answer<'a, ()> {
        Box::pin(super::delete(&*self.store, path))
    }
}

/// What a file of a repository is, by the ending that section 16 of the format gives its mime type.
fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("json") => "application/json",
        Some("zst") => "application/zstd",
        Some("jpg") => "image/jpeg",
        Some("png") => "image/png",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("bmp") => "image/bmp",
        _ => "application/octet-stream",
    }
}

/// Splits `s3://bucket/prefix`.
pub fn split(address: &str) -> Option<(&str, &str)> {
    let rest = address.strip_prefix("s3://")?;
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    (!bucket.is_empty()).then_some((bucket, prefix.trim_end_matches('/')))
}
