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
import vn.app4g.shell.ports.NoVoice
import vn.app4g.shell.ports.Voice

/** The text-to-speech of the phone, in Vietnamese; as long as the process lives. */
class AndroidVoice(context: Context) : Voice {
    private val ready = CompletableDeferred<Boolean>()
    private val waiting = ConcurrentHashMap<String, CancellableContinuation<Unit>>()

    /** Started when something is read for the first time: most days nothing is. */
    private val engine by lazy {
        TextToSpeech(context) { status -> ready.complete(status == TextToSpeech.SUCCESS) }.apply { setOnUtteranceProgressListener(Heard()) }
    }

    private inner class Heard : UtteranceProgressListener() {
        override fun onStart(utteranceId: String) = Unit

        override fun onDone(utteranceId: String) {
            waiting.remove(utteranceId)?.resume(Unit)
        }

        @Deprecated("The system still calls it")
        override fun onError(utteranceId: String) = failed(utteranceId)

        override fun onError(utteranceId: String, errorCode: Int) = failed(utteranceId)
    }

    override suspend fun say(text: String) {
        val engine = engine
        if (!ready.await() || engine.setLanguage(Locale.forLanguageTag("vi-VN")) < TextToSpeech.LANG_AVAILABLE) throw NoVoice()
        suspendCancellableCoroutine { continuation ->
            val id = UUID.randomUUID().toString()
            waiting[id] = continuation
            continuation.invokeOnCancellation {
                waiting.remove(id)
                engine.stop()
            }
            if (engine.speak(text, TextToSpeech.QUEUE_FLUSH, null, id) != TextToSpeech.SUCCESS) failed(id)
        }
    }

    private fun failed(id: String) {
        waiting.remove(id)?.resumeWithException(NoVoice())
    }
}
