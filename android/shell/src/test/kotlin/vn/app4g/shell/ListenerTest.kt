package vn.app4g.shell

import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.test.AfterTest
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull
import kotlin.test.assertTrue
import vn.app4g.core.ForeignException
import vn.app4g.core.HomeEvent
import vn.app4g.core.HomeState
import vn.app4g.core.NetworkState
import vn.app4g.core.Subscription

/** Listeners as the core calls them, without the bridge: what they do wrong is their own affair. */
class ListenerTest {
    private val live = LiveCore.open()
    private val home = live.core.home()

    @AfterTest
    fun close() {
        home.close()
        live.close()
    }

    @Test
    fun `first comes the snapshot of the moment`() {
        val witness = Witness()
        home.observe(witness).use {
            val first = witness.waitFor("the first") { true }
            assertEquals(home.state().title, first.title)
            assertTrue(first.content != null || witness.waitFor("content") { it.content != null }.title == first.title)
        }
    }

    @Test
    fun `what a listener throws changes nothing, and the next state comes`() {
        for (thrown in listOf(IllegalStateException("thrown"), ForeignException.Failed("thrown"), OutOfMemoryError("thrown"))) {
            val calls = AtomicInteger()
            val witness = object : Witness() {
                override fun onState(state: HomeState) {
                    super.onState(state)
                    if (calls.incrementAndGet() <= 2) throw thrown
                }
            }
            home.observe(witness).use {
                witness.waitFor("offline") { it.status.offline != null }
                live.switchTo(NetworkState.UNMETERED)
                witness.waitFor("online") { it.status.offline == null }
                live.switchTo(NetworkState.OFFLINE)
                witness.waitFor("offline again") { it.status.offline != null }
                assertEquals(0, witness.closings.get())
            }
            witness.waitForClosing()
        }
    }

    @Test
    fun `what onClosed throws changes nothing`() {
        val told = CountDownLatch(1)
        val rude = object : Witness() {
            override fun onClosed() {
                told.countDown()
                error("thrown")
            }
        }
        home.observe(rude).use { it.cancel() }
        told.arrives("onClosed")
        val other = Witness()
        home.observe(other).use { other.waitFor("a state") { true } }
    }

    @Test
    fun `a slow listener delays nobody and then gets the newest state only`() {
        val began = CountDownLatch(1)
        val goOn = CountDownLatch(1)
        val slow = object : Witness() {
            override fun onState(state: HomeState) {
                super.onState(state)
                began.countDown()
                goOn.await(PATIENCE, TimeUnit.SECONDS)
            }
        }
        val quick = Witness()
        home.observe(slow).use {
            began.arrives("the first state")
            home.observe(quick).use {
                for (turn in 1..5) {
                    live.switchTo(NetworkState.UNMETERED)
                    quick.waitFor("online $turn") { it.status.offline == null }
                    live.switchTo(NetworkState.OFFLINE)
                    quick.waitFor("offline $turn") { it.status.offline != null }
                }
                live.switchTo(NetworkState.UNMETERED)
                quick.waitFor("online at last") { it.status.offline == null }
                assertEquals(1, slow.states.size)
                goOn.countDown()
                slow.waitFor("the newest") { it.status.offline == null }
            }
        }
        slow.waitForClosing()
        assertTrue(slow.states.size <= 1, "states in between were delivered: ${slow.states.size}")
    }

    @Test
    fun `a listener may end its own subscription inside the callback`() {
        val own = CompletableFuture<Subscription>()
        val witness = object : Witness() {
            override fun onState(state: HomeState) {
                super.onState(state)
                own.get(PATIENCE, TimeUnit.SECONDS).cancel()
            }
        }
        own.complete(home.observe(witness))
        witness.waitForClosing()
        assertEquals(1, witness.states.size)
        live.switchTo(NetworkState.UNMETERED)
        // Another listener hears it, so it was told; the one that left did not.
        val other = Witness()
        home.observe(other).use { other.waitFor("online") { it.status.offline == null } }
        assertEquals(1, witness.states.size)
        assertEquals(1, witness.closings.get())
        own.get().close()
    }

    @Test
    fun `inside a callback everything may be called, for no lock is held`() {
        val called = CountDownLatch(1)
        val other = Witness()
        val witness = object : Witness() {
            override fun onState(state: HomeState) {
                super.onState(state)
                if (called.count == 0L) return
                // The same screen from here, and from a thread that this one waits for.
                assertEquals(state.title, home.state().title)
                val beside = CompletableFuture.supplyAsync { home.state().title }
                assertEquals(state.title, beside.get(PATIENCE, TimeUnit.SECONDS))
                home.send(HomeEvent.Retry)
                home.observe(other).use { other.waitFor("a state") { true } }
                live.core.search("").use { it.finish() }
                home.finish()
                called.countDown()
            }
        }
        home.observe(witness).use {
            called.arrives("the end of the callback")
            witness.waitForClosing()
            other.waitForClosing()
        }
    }

    @Test
    fun `a state that changes nothing tells nobody`() {
        val witness = Witness()
        home.observe(witness).use {
            witness.waitFor("content") { it.content != null }
            live.switchTo(NetworkState.OFFLINE)
            live.switchTo(NetworkState.UNMETERED)
            val next = witness.states.poll(PATIENCE, TimeUnit.SECONDS)
            assertNull(next?.status?.offline, "the first change that is told is the one to online")
        }
    }
}
