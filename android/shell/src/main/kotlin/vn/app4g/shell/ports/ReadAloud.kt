package vn.app4g.shell.ports

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import vn.app4g.core.CoreException
import vn.app4g.core.SpeechSegment

/** The voice of the phone. */
interface Voice {
    /** Says it and returns when it was said; stops when the coroutine is cancelled. Fails with [NoVoice] or [VoiceTaken]. */
    suspend fun say(text: String)
}

/** The phone has no voice for the language. */
class NoVoice : Exception()

/** Somebody else made the voice stop: the phone's screen reader, or another app that speaks. */
class VoiceTaken : Exception()

/** What is read aloud. */
sealed interface Speaking {
    /** Nothing. */
    data object Silent : Speaking

    /** A record; [block] is the piece the voice is at, null in the title. */
    data class Reading(val id: String, val block: Int?) : Speaking

    /** Nothing, because the phone has no voice for it. */
    data object NoVoice : Speaking
}

/**
 * Reads a record aloud, sentence by sentence.
 *
 * Used from the thread that draws. Invariant: one record at a time; a new one stops the old one.
 */
class ReadAloud(
    private val voice: Voice,
    private val segments: suspend (id: String) -> List<SpeechSegment>,
    private val scope: CoroutineScope,
) {
    private val now = MutableStateFlow<Speaking>(Speaking.Silent)
    private var reading: Job? = null

    /** What is read now. */
    val state: StateFlow<Speaking> = now.asStateFlow()

    /** Reads a record from its title to its end. */
    fun start(id: String) {
        stop()
        now.value = Speaking.Reading(id, null)
        reading = scope.launch {
            val end = try {
                for (segment in segments(id)) {
                    now.value = Speaking.Reading(id, segment.block?.toInt())
                    voice.say(segment.spoken)
                }
                Speaking.Silent
            } catch (_: NoVoice) {
                Speaking.NoVoice
            } catch (_: VoiceTaken) {
                // Not fought for: the next sentence would take it from whoever needs it more.
                Speaking.Silent
            } catch (_: CoreException) {
                // The record is gone or the profile is closed; the screen says so itself.
                Speaking.Silent
            }
            now.value = end
        }
    }

    /**
     * The app is not in front any more. With the screen on the person went on to something else, and stops hearing this; with the
     * screen off they only put the phone away, and listen.
     */
    fun left(isScreenOn: Boolean) {
        if (isScreenOn) stop()
    }

    /** Stops at once. */
    fun stop() {
        reading?.cancel()
        reading = null
        now.value = Speaking.Silent
    }
}
