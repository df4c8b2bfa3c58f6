package vn.app4g.app

import android.content.Context
import android.speech.tts.TextToSpeech
import android.speech.tts.UtteranceProgressListener
import java.util.Locale
import java.util.UUID
import java.util.concurrent.ConcurrentHashMap
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.suspendCancellableCoroutine
import vn.app4g.shell.ports.Engine
import vn.app4g.shell.ports.NoVoice
import vn.app4g.shell.ports.VoiceTaken

/** The text-to-speech of the phone, in Vietnamese. `EngineVoice` starts it and decides how long it lives. */
class AndroidEngine(context: Context) : Engine {
    private val ready = CompletableDeferred<Boolean>()
    private val waiting = ConcurrentHashMap<String, CancellableContinuation<Unit>>()
    private val engine =
        TextToSpeech(context) { status -> ready.complete(status == TextToSpeech.SUCCESS) }.apply { setOnUtteranceProgressListener(Heard()) }

    private inner class Heard : UtteranceProgressListener() {
        override fun onStart(utteranceId: String) = Unit

        override fun onDone(utteranceId: String) {
            waiting.remove(utteranceId)?.resume(Unit)
        }

        /** A stop of ours is no longer waited for when this comes. */
        override fun onStop(utteranceId: String, interrupted: Boolean) = failed(utteranceId, VoiceTaken())

        @Deprecated("The system still calls it")
        override fun onError(utteranceId: String) = failed(utteranceId, NoVoice())

        override fun onError(utteranceId: String, errorCode: Int) = failed(utteranceId, NoVoice())
    }

    override suspend fun say(text: String) {
        if (!ready.await() || engine.setLanguage(Locale.forLanguageTag("vi-VN")) < TextToSpeech.LANG_AVAILABLE) throw NoVoice()
        suspendCancellableCoroutine { continuation ->
            val id = UUID.randomUUID().toString()
            waiting[id] = continuation
            continuation.invokeOnCancellation {
                waiting.remove(id)
                engine.stop()
            }
            if (engine.speak(text, TextToSpeech.QUEUE_FLUSH, null, id) != TextToSpeech.SUCCESS) failed(id, NoVoice())
        }
    }

    override fun close() = engine.shutdown()

    private fun failed(id: String, why: Exception) {
        waiting.remove(id)?.resumeWithException(why)
    }
}
