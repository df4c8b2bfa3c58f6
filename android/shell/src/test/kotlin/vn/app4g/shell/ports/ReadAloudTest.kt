package vn.app4g.shell.ports

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import vn.app4g.core.CoreException
import vn.app4g.core.Problem
import vn.app4g.core.SpeechSegment

@OptIn(ExperimentalCoroutinesApi::class)
class ReadAloudTest {
    private val text = listOf(SpeechSegment("Tiêu đề.", null), SpeechSegment("Câu một.", 0u), SpeechSegment("Câu hai.", 2u))

    /** A voice that a test lets go on, sentence by sentence. */
    private class TestVoice : Voice {
        val said = mutableListOf<String>()
        var isHushed = false
        private var turn = CompletableDeferred<Unit>()

        override suspend fun say(text: String) {
            said += text
            try {
                turn.await()
            } catch (cancelled: kotlinx.coroutines.CancellationException) {
                isHushed = true
                throw cancelled
            }
        }

        fun goOn() {
            turn.complete(Unit)
            turn = CompletableDeferred()
        }
    }

    private fun TestScope.reading(voice: Voice, segments: suspend (String) -> List<SpeechSegment> = { text }) =
        ReadAloud(voice, segments, backgroundScope)

    @Test
    fun `it says where it is and falls silent at the end`() = runTest {
        val voice = TestVoice()
        val aloud = reading(voice)
        aloud.start("a")
        for (block in listOf(null, 0, 2)) {
            runCurrent()
            assertEquals(Speaking.Reading("a", block), aloud.state.value)
            voice.goOn()
        }
        runCurrent()
        assertEquals(Speaking.Silent, aloud.state.value)
        assertEquals(text.map { it.spoken }, voice.said)
    }

    @Test
    fun `stopping hushes at once, and another record takes its place`() = runTest {
        val voice = TestVoice()
        val aloud = reading(voice)
        aloud.start("a")
        runCurrent()
        aloud.start("b")
        runCurrent()
        assertEquals(true, voice.isHushed)
        assertEquals("b", assertIs<Speaking.Reading>(aloud.state.value).id)
        aloud.stop()
        runCurrent()
        assertEquals(Speaking.Silent, aloud.state.value)
    }

    @Test
    fun `a phone without a voice says so`() = runTest {
        val aloud = reading(object : Voice {
            override suspend fun say(text: String) = throw NoVoice()
        })
        aloud.start("a")
        runCurrent()
        assertEquals(Speaking.NoVoice, aloud.state.value)
    }

    @Test
    fun `a voice that somebody else takes is let go`() = runTest {
        var asked = 0
        val aloud = reading(object : Voice {
            override suspend fun say(text: String) {
                if (++asked == 2) throw VoiceTaken()
            }
        })
        aloud.start("a")
        runCurrent()
        assertEquals(Speaking.Silent, aloud.state.value)
        assertEquals(2, asked, "the sentence after it is not begun")
    }

    @Test
    fun `it stops for another app and reads on while the screen is off`() = runTest {
        val voice = TestVoice()
        val aloud = reading(voice)
        aloud.start("a")
        runCurrent()
        aloud.left(isScreenOn = false)
        voice.goOn()
        runCurrent()
        assertEquals(Speaking.Reading("a", 0), aloud.state.value)
        aloud.left(isScreenOn = true)
        runCurrent()
        assertEquals(Speaking.Silent, aloud.state.value)
        assertEquals(true, voice.isHushed)
        assertEquals(2, voice.said.size)
    }

    @Test
    fun `a record that is gone is silence`() = runTest {
        val aloud = reading(TestVoice()) { throw CoreException.NotFound(Problem("not_found", "k", "t", null)) }
        aloud.start("a")
        runCurrent()
        assertEquals(Speaking.Silent, aloud.state.value)
    }

    @Test
    fun `text that does not come can be stopped`() = runTest {
        val aloud = reading(TestVoice()) { awaitCancellation() }
        aloud.start("a")
        runCurrent()
        assertIs<Speaking.Reading>(aloud.state.value)
        aloud.stop()
        assertEquals(Speaking.Silent, aloud.state.value)
    }
}
