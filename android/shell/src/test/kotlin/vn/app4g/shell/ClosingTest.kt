package vn.app4g.shell

import java.util.concurrent.atomic.AtomicReference
import kotlin.concurrent.thread
import kotlin.test.AfterTest
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import vn.app4g.core.CoreException
import vn.app4g.core.HomeEvent
import vn.app4g.core.HomeScreen
import vn.app4g.core.Subscription

/** `onClosed` comes exactly once, whatever ended the subscription. */
class ClosingTest {
    private val live = LiveCore.open()

    @AfterTest
    fun close() = live.close()

    private fun observed(): Triple<HomeScreen, Subscription, Witness> {
        val home = live.core.home()
        val witness = Witness()
        val subscription = home.observe(witness)
        witness.waitFor("a state") { true }
        return Triple(home, subscription, witness)
    }

    /** The delivering threads are gone, so nothing can be called any more. */
    private fun assertOnce(witness: Witness) {
        witness.waitForClosing()
        eventually("no listener's thread") { coreThreads().none { it == "app4g-listener" } }
        assertEquals(1, witness.closings.get())
    }

    @Test
    fun `after cancel`() {
        val (home, subscription, witness) = observed()
        subscription.cancel()
        assertOnce(witness)
        home.close()
    }

    @Test
    fun `after the screen was closed`() {
        val (home, subscription, witness) = observed()
        home.finish()
        assertOnce(witness)
        assertFailsWith<CoreException> { repeat(1_000) { home.send(HomeEvent.Retry); Thread.yield() } }
        subscription.close()
        home.close()
    }

    @Test
    fun `after the profile was closed`() {
        val (home, subscription, witness) = observed()
        runBlocking { live.core.shutDown() }
        assertOnce(witness)
        assertFailsWith<CoreException> { live.core.home() }
        subscription.close()
        home.close()
    }

    @Test
    fun `after the handle of the subscription was let go of`() {
        val (home, subscription, witness) = observed()
        subscription.close()
        assertOnce(witness)
        home.close()
    }

    @Test
    fun `after all of it at once, from many threads`() {
        val (home, subscription, witness) = observed()
        val ends = listOf({ subscription.cancel() }, { home.finish() }, { runBlocking { live.core.shutDown() } }, { subscription.cancel() })
        ends.map { end -> thread { end() } }.forEach { it.join() }
        assertOnce(witness)
        subscription.close()
        home.close()
    }

    @Test
    fun `a listener that comes after the end hears the last state and the end`() {
        val (home, subscription, _) = observed()
        home.finish()
        val late = Witness()
        home.observe(late).use { assertOnce(late) }
        assertEquals(1, late.states.size)
        subscription.close()
        home.close()
    }

    @Test
    fun `after the collector took what a bare thread had opened`() {
        val witness = AtomicReference<Witness>()
        thread {
            // Nobody keeps the screen or the subscription.
            val (_, _, seen) = observed()
            witness.set(seen)
        }.join()
        eventuallyCollected("onClosed after the collector") { witness.get().closings.get() > 0 }
        assertOnce(witness.get())
        // The profile is as good as before.
        val (home, subscription, again) = observed()
        subscription.cancel()
        assertOnce(again)
        home.close()
        assertTrue(runBlocking { live.core.selfCheck() }.secretsWork)
    }
}
