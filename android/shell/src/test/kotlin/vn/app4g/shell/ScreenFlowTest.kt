package vn.app4g.shell

import kotlin.test.AfterTest
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import vn.app4g.core.HomeEvent
import vn.app4g.core.HomeListener
import vn.app4g.core.HomeState
import vn.app4g.core.NetworkState
import vn.app4g.core.Subscription

class ScreenFlowTest {
    private val live = LiveCore.open()
    private val scope = CoroutineScope(Dispatchers.Default + Job())

    @AfterTest
    fun close() {
        scope.cancel()
        live.close()
    }

    @Test
    fun `cancelling the collector ends the subscription in the core`() = runBlocking<Unit> {
        val home = live.core.home()
        // Kept here, so that no collector of garbage ends it in place of the bridge.
        val kept = CompletableDeferred<Subscription>()
        val states = screenFlow { tell, end ->
            home.observe(object : HomeListener {
                override fun onState(state: HomeState) = tell(state)

                override fun onClosed() = end()
            }).also { kept.complete(it) }
        }
        val seen = CompletableDeferred<HomeState>()
        val collector = scope.launch { states.collect { seen.complete(it) } }
        assertEquals(home.state().title, withTimeout(PATIENCE * 1000) { seen.await() }.title)
        assertTrue(coreThreads().any { it == "app4g-listener" })
        collector.cancelAndJoin()
        eventually("the subscription's thread ends") { coreThreads().none { it == "app4g-listener" } }
        assertTrue(kept.await().uniffiIsDestroyed, "its handle is free")
        home.close()
    }

    @Test
    fun `the flow ends when the screen is closed`() = runBlocking<Unit> {
        val home = live.core.home()
        val began = CompletableDeferred<Unit>()
        val all = scope.launch { home.states().onEach { began.complete(Unit) }.toList() }
        began.await()
        home.finish()
        withTimeout(PATIENCE * 1000) { all.join() }
        assertTrue(!all.isCancelled, "it ended by itself")
        home.close()
    }

    @Test
    fun `the flow ends when the profile is closed`() = runBlocking<Unit> {
        val home = live.core.home()
        val began = CompletableDeferred<Unit>()
        val all = scope.launch { home.states().onEach { began.complete(Unit) }.toList() }
        began.await()
        live.core.shutDown()
        withTimeout(PATIENCE * 1000) { all.join() }
        home.close()
    }

    @Test
    fun `a holder has a state before anybody watches and the newest once somebody does`() = runBlocking<Unit> {
        val holder = live.core.holdHome(scope)
        assertEquals("Tin khoa học và công nghệ", holder.state.value.title)
        withTimeout(PATIENCE * 1000) {
            assertNotNull(holder.state.first { it.content != null }.status.offline)
            live.switchTo(NetworkState.UNMETERED)
            assertNull(holder.state.first { it.status.offline == null }.status.offline)
        }
        holder.close()
    }

    @Test
    fun `a view that comes back finds what was there`() = runBlocking<Unit> {
        val holder = live.core.holdHome(scope)
        val content = withTimeout(PATIENCE * 1000) { holder.state.first { it.content != null } }
        // The first view is gone; the one that is built anew starts with the same state, not with an empty one.
        assertEquals(content, holder.state.value)
        assertEquals(content, holder.state.first())
        holder.close()
    }

    @Test
    fun `a closed holder frees its screen and swallows late events`() = runBlocking<Unit> {
        val holder = live.core.holdHome(scope)
        withTimeout(PATIENCE * 1000) { holder.state.first { it.content != null } }
        holder.close()
        holder.close()
        eventually("nothing is observed") { coreThreads().none { it == "app4g-listener" } }
        holder.send(HomeEvent.Refresh)
        assertNotNull(holder.state.value.content)
    }

    @Test
    fun `events to a closed profile change nothing`() = runBlocking<Unit> {
        val holder = live.core.holdHome(scope)
        live.core.shutDown()
        repeat(100) { holder.send(HomeEvent.Retry) }
        holder.close()
    }
}
