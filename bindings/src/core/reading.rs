//! What the reader needs beside its state: pictures by address, and the record as a voice reads it.

use std::sync::Arc;

use app4g_core::error::Error;
use app4g_core::model::ArticleId;
use app4g_core::store::content::image::url_hash;

use super::Core;
use crate::cancel::CancelToken;
use crate::error::CoreError;
use crate::runtime::{blocking, run};
use crate::screens::reader::{SpeechSegment, speech};
use crate::world::World;

#[uniffi::export]
impl Core {
    /// The bytes of a picture of a record; absent if it is not on the device. The shell decodes and scales.
    ///
    /// # Errors
    /// As any read.
    pub async fn picture(
        &self,
        record: String,
        address: String,
        cancel: Option<Arc<CancelToken>>,
    ) -> Result<Option<Vec<u8>>, CoreError> {
        self.reading(cancel, move |world| {
            let images = world.app.store().images(&ArticleId::new(record.as_str()))?;
            let wanted = url_hash(&address);
            Ok(images.into_iter().find(|image| image.url_hash == wanted).map(|image| image.bytes))
        })
        .await
    }

    /// A record as a voice reads it, sentence by sentence.
    ///
    /// # Errors
    /// `NotFound` if it is not on the device; as any read.
    pub async fn speech(
        &self,
        record: String,
        cancel: Option<Arc<CancelToken>>,
    ) -> Result<Vec<SpeechSegment>, CoreError> {
        self.reading(cancel, move |world| speech(world, &record)).await
    }
}

impl Core {
    /// Reads something on a thread that may wait.
    pub(crate) async fn reading<T: Send + 'static>(
        &self,
        cancel: Option<Arc<CancelToken>>,
        read: impl FnOnce(&World) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, CoreError> {
        let world = self.open_world()?;
        let cancel = CancelToken::of(cancel);
        let stop = cancel.clone();
        run(cancel, async move {
            let lang = world.lang();
            let done = blocking(move || {
                stop.check()?;
                read(&world)
            });
            done.await.map_err(|error| CoreError::said(&error, lang))
        })
        .await
    }
}
