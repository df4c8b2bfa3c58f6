package vn.app4g.shell

import java.util.concurrent.Executors
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertTrue
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import vn.app4g.core.CancelToken
import vn.app4g.core.CoreException
import vn.app4g.core.Fault
import vn.app4g.core.selfTestLater

class AsyncTest {
    @Test
    fun `a call gives its thread back at once`() {
        val drawing = Executors.newSingleThreadExecutor().asCoroutineDispatcher()
        val seen = mutableListOf<String>()
        drawing.use {
            runBlocking(drawing) {
                val later = async(start = CoroutineStart.UNDISPATCHED) {
                    selfTestLater(Fault.NOTHING, 500u, null).also { seen += "answered" }
                }
                seen += "asked"
                // Other work has its turns on the only thread there is, before the answer.
                repeat(20) { turn ->
                    yield()
                    seen += "drew $turn"
                }
                later.await()
            }
        }
        assertEquals(listOf("asked") + List(20) { "drew $it" } + "answered", seen)
    }

    @Test
    fun `cancelling the coroutine cancels the work of the core`() = runBlocking<Unit> {
        supervisorScope {
            val handed = CompletableDeferred<CancelToken>()
            val asked = launch(Dispatchers.Default) {
                cancelling { token ->
                    handed.complete(token)
                    selfTestLater(Fault.NOTHING, 600_000u, token)
                }
            }
            val token = handed.await()
            // Work that nobody cancels, on the same token: that it ends shows that the core was told, not only the coroutine.
            val other = async(Dispatchers.Default, CoroutineStart.UNDISPATCHED) { selfTestLater(Fault.NOTHING, 600_000u, token) }
            assertFalse(token.isCancelled())
            asked.cancelAndJoin()
            withTimeout(PATIENCE * 1000) { assertFailsWith<CoreException.Cancelled> { other.await() } }
        }
    }

    @Test
    fun `cancelling also reaches work that the coroutine does not wait for at that moment`() = runBlocking<Unit> {
        supervisorScope {
            val handed = CompletableDeferred<CancelToken>()
            val asked = launch(Dispatchers.Default) {
                cancelling { token ->
                    handed.complete(token)
                    awaitCancellation()
                }
            }
            val token = handed.await()
            val other = async(Dispatchers.Default, CoroutineStart.UNDISPATCHED) { selfTestLater(Fault.NOTHING, 600_000u, token) }
            asked.cancelAndJoin()
            try {
                withTimeout(PATIENCE * 1000) { assertFailsWith<CoreException.Cancelled> { other.await() } }
            } finally {
                other.cancel()
            }
        }
    }

    @Test
    fun `a token cancelled by hand stops the call and says so`() = runBlocking<Unit> {
        CancelToken().use { token ->
            supervisorScope {
                val asked = async(start = CoroutineStart.UNDISPATCHED) { selfTestLater(Fault.NOTHING, 600_000u, token) }
                token.cancel()
                token.cancel()
                assertFailsWith<CoreException.Cancelled> { asked.await() }
            }
            assertTrue(token.isCancelled())
        }
    }

    @Test
    fun `cancelling the coroutine stops SQLite inside a statement`() = runBlocking<Unit> {
        LiveCore.open().use { live ->
            live.core.selfTestRows().use { rows ->
                val reading = launch(Dispatchers.Default) { cancelling { token -> rows.read(token) } }
                eventually("rows are read") { rows.seen() > 10u && rows.isRead() }
                reading.cancelAndJoin()
                eventually("the rows end") { !rows.isRead() }
                val seen = rows.seen()
                delay(50)
                assertEquals(seen, rows.seen())
            }
        }
    }

    @Test
    fun `a token of work that ended well was not cancelled`() = runBlocking<Unit> {
        val wasCancelled = cancelling { token ->
            selfTestLater(Fault.NOTHING, 0u, token)
            token.isCancelled()
        }
        assertFalse(wasCancelled)
    }

    @Test
    fun `cancelling is passed on and never swallowed`() = runBlocking<Unit> {
        val asked = async(Dispatchers.Default, CoroutineStart.UNDISPATCHED) { cancelling { selfTestLater(Fault.NOTHING, 600_000u, it) } }
        asked.cancel()
        assertFailsWith<CancellationException> { asked.await() }
    }

    @Test
    fun `failures pass through unchanged`() = runBlocking<Unit> {
        assertFailsWith<CoreException.InvalidInput> { cancelling { selfTestLater(Fault.REFUSAL, 0u, it) } }
    }
}
