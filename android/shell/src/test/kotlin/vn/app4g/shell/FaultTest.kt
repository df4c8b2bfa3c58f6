package vn.app4g.shell

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import vn.app4g.core.CoreException
import vn.app4g.core.Fault
import vn.app4g.core.selfTest
import vn.app4g.core.selfTestLater

class FaultTest {
    @Test
    fun `a panic on the caller's thread arrives as an internal error`() {
        val error = assertFailsWith<CoreException.Internal> { selfTest(Fault.PANIC) }
        assertEquals("internal", error.problem().code)
        assertTrue(error.problem().text.isNotBlank())
        assertTrue("on purpose" !in error.problem().text, "the words of a panic are no words for a person")
    }

    @Test
    fun `a panic on a thread of the runtime arrives as an internal error`() = runBlocking<Unit> {
        assertFailsWith<CoreException.Internal> { selfTestLater(Fault.PANIC, 1u, null) }
    }

    @Test
    fun `a refusal arrives with its own kind and a sentence`() = runBlocking<Unit> {
        assertFailsWith<CoreException.InvalidInput> { selfTest(Fault.REFUSAL) }
        val error = assertFailsWith<CoreException.InvalidInput> { selfTestLater(Fault.REFUSAL, 1u, null) }
        assertEquals("invalid_input", error.problem().code)
        assertTrue(error.problem().text.isNotBlank())
    }

    @Test
    fun `after a panic everything works as before, with all Vietnamese letters`() = runBlocking {
        assertFailsWith<CoreException.Internal> { selfTest(Fault.PANIC) }
        assertFailsWith<CoreException.Internal> { selfTestLater(Fault.PANIC, 0u, null) }
        assertEquals("đường", selfTest(Fault.NOTHING))
        assertEquals("đường", selfTestLater(Fault.NOTHING, 0u, null))
    }
}
