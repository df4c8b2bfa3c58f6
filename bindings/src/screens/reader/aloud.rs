//! A record as a voice reads it: its title, then sentence by sentence what stands below it.

use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use app4g_core::reader::speech as voice;

use super::effects::load;
use super::state::SpeechSegment;
use crate::world::World;

/// Sentences with the pieces they stand in; blocking.
///
/// # Errors
/// `NotFound` if it is not on the device; as any read.
pub(crate) fn speech(world: &World, id: &str) -> Result<Vec<SpeechSegment>, Error> {
    let page = load(world, id, "", &CancelToken::new())?;
    let title: String = page.content.title.iter().map(|run| run.text.as_str()).collect();
    let piece =
        |block: u32| page.origins.iter().position(|origin| *origin == block).and_then(|at| u32::try_from(at).ok());
    let fields = page.content.fields.iter().map(|field| SpeechSegment { spoken: field.spoken.clone(), block: None });
    let text = voice::segments(&page.blocks).into_iter();
    let text = text.map(|segment| SpeechSegment { spoken: segment.spoken, block: piece(segment.block) });
    let title = SpeechSegment { spoken: voice::say(&title), block: None };
    Ok(std::iter::once(title).chain(fields).chain(text).collect())
}
