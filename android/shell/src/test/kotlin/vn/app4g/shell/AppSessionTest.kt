package vn.app4g.shell

import java.nio.file.Files
import java.util.concurrent.atomic.AtomicInteger
import kotlin.test.AfterTest
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotEquals
import kotlin.test.assertSame
import kotlin.test.assertTrue
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import vn.app4g.core.NetworkState
import vn.app4g.core.Route

class AppSessionTest {
    private val folder = Files.createTempDirectory("app4g-session")
    private val network = TestNetwork()
    private val scope = CoroutineScope(Dispatchers.Default + Job())

    @AfterTest
    fun close() {
        scope.cancel()
        folder.toFile().deleteRecursively()
    }

    private fun session(config: vn.app4g.core.OpenConfig = LiveCore.config(folder)) =
        AppSession({ config }, Ports(network, TestSecrets(), TestNotifier()), scope)

    @Test
    fun `two that ask at the same time get the same profile`() = runBlocking<Unit> {
        val session = session()
        assertSame(Session.Opening, session.state.value)
        val both = List(2) { scope.async { session.open() } }.awaitAll()
        assertSame(both[0], both[1])
        assertIs<Session.Open>(both[0])
        session.close()
    }

    @Test
    fun `whoever asked first may be cancelled, and the profile is still opened once`() = runBlocking<Unit> {
        val begun = CompletableDeferred<Unit>()
        val opened = AtomicInteger()
        val config = {
            opened.incrementAndGet()
            begun.complete(Unit)
            LiveCore.config(folder)
        }
        val session = AppSession(config, Ports(network, TestSecrets(), TestNotifier()), scope)
        val first = scope.launch { session.open() }
        begun.await()
        first.cancel()
        assertIs<Session.Open>(session.open())
        assertEquals(1, opened.get())
        session.close()
    }

    @Test
    fun `somebody who looks again before the pause had its turn keeps it awake`() = runBlocking<Unit> {
        val session = session()
        session.open()
        session.pause(unless = { true })
        assertTrue(openFiles().any { folder.toString() in it })
        session.pause(unless = { false })
        assertTrue(openFiles().none { folder.toString() in it })
        session.close()
    }

    @Test
    fun `it sleeps without a lock and wakes with its screens`() = runBlocking<Unit> {
        val session = session()
        val open = assertIs<Session.Open>(session.open())
        val home = assertIs<OpenScreen.Home>(open.screens.of(BackStack().top)).screen
        withTimeout(PATIENCE * 1000) { home.state.first { it.content != null } }
        session.pause()
        assertEquals(emptyList(), openFiles().filter { folder.toString() in it })
        assertTrue(home.state.value.content != null, "what was on the screen stays")
        session.resume()
        network.state = NetworkState.UNMETERED
        session.networkChanged()
        withTimeout(PATIENCE * 1000) { home.state.first { it.status.offline == null } }
        session.close()
    }

    @Test
    fun `closing ends screens, threads and files, and opening again is refused`() = runBlocking<Unit> {
        val session = session()
        val open = assertIs<Session.Open>(session.open())
        open.screens.of(BackStack().top)
        session.close()
        session.close()
        assertSame(Session.Closed, session.state.value)
        assertSame(Session.Closed, session.open())
        assertEquals(emptyList(), openFiles().filter { folder.toString() in it })
        eventually("no listener") { coreThreads().none { it == "app4g-listener" } }
        // None of it fails once it is closed.
        session.pause()
        session.resume()
        session.networkChanged()
    }

    @Test
    fun `a profile that cannot be opened says why, and can be tried again`() = runBlocking<Unit> {
        val blocked = Files.createFile(folder.resolve("blocked"))
        val session = session(LiveCore.config(blocked))
        val failed = assertIs<Session.Failed>(session.open())
        assertTrue(failed.problem.text.isNotBlank())
        Files.delete(blocked)
        assertIs<Session.Open>(session.open())
        session.close()
    }

    @Test
    fun `each entry has its own screen, which goes with it`() = runBlocking<Unit> {
        val session = session()
        val open = assertIs<Session.Open>(session.open())
        val stack = BackStack()
        val first = open.screens.of(stack.top)
        stack.push(Route.Search("cam"))
        val search = open.screens.of(stack.top)
        assertSame(search, open.screens.of(stack.top))
        assertIs<OpenScreen.Search>(search)
        stack.pop()
        assertEquals(1, open.screens.keepOnly(stack.entries.value).size)
        assertEquals(emptySet(), open.screens.keepOnly(stack.entries.value))
        assertSame(first, open.screens.of(stack.top))
        stack.push(Route.Search("cam"))
        assertNotEquals<Any>(search, open.screens.of(stack.top))
        session.close()
    }
}
