package vn.app4g.shell.ports

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest

@OptIn(ExperimentalCoroutinesApi::class)
class EngineVoiceTest {
    private class TestEngine(private val speak: suspend (String) -> Unit) : Engine {
        val said = mutableListOf<String>()
        var endings = 0

        override suspend fun say(text: String) {
            said += text
            speak(text)
        }

        override fun close() {
            endings++
        }
    }

    private val engines = mutableListOf<TestEngine>()

    private fun voice(vararg speak: suspend (String) -> Unit) =
        EngineVoice { TestEngine(speak[engines.size]).also { engines += it } }

    @Test
    fun `an engine is started when something is read, once`() = runTest {
        val voice = voice({})
        assertEquals(0, engines.size)
        voice.say("Một.")
        voice.say("Hai.")
        assertEquals(listOf("Một.", "Hai."), engines.single().said)
        assertEquals(0, engines.single().endings)
    }

    @Test
    fun `an engine that failed is ended, and the next reading starts another`() = runTest {
        val voice = voice({ throw NoVoice() }, {})
        assertFailsWith<NoVoice> { voice.say("Một.") }
        assertEquals(1, engines[0].endings)
        voice.say("Hai.")
        assertEquals(listOf("Hai."), engines[1].said)
        assertEquals(listOf(1, 0), engines.map { it.endings })
    }

    @Test
    fun `an engine that was taken or told to stop is kept`() = runTest {
        val never = CompletableDeferred<Unit>()
        val voice = voice({ if (it == "Một.") throw VoiceTaken() else never.await() })
        assertFailsWith<VoiceTaken> { voice.say("Một.") }
        val reading = launch { voice.say("Hai.") }
        runCurrent()
        reading.cancel()
        runCurrent()
        assertEquals(0, engines.single().endings)
    }
}
