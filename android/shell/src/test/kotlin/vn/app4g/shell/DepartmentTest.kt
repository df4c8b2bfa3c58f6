package vn.app4g.shell

import java.nio.file.Files
import java.nio.file.Path
import kotlin.concurrent.thread
import kotlin.test.AfterTest
import kotlin.test.BeforeTest
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.TestInstance
import vn.app4g.core.Activity
import vn.app4g.core.Core
import vn.app4g.core.CoreException
import vn.app4g.core.HomeEvent
import vn.app4g.core.HomeScreen
import vn.app4g.core.HomeState
import vn.app4g.core.NetworkState
import vn.app4g.core.RefreshOutcome
import vn.app4g.core.RefreshReason
import vn.app4g.core.RefreshReport
import vn.app4g.core.RefreshRequest
import vn.app4g.core.openCore

/** The core with a server: what a sync brings, what stops it at the server, what stays when the network is gone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DepartmentTest {
    private val department = Department()
    private lateinit var folder: Path
    private lateinit var scope: CoroutineScope

    @BeforeTest
    fun open() {
        folder = Files.createTempDirectory("app4g-department")
        scope = CoroutineScope(Dispatchers.Default + Job())
    }

    @AfterTest
    fun clean() {
        scope.cancel()
        folder.toFile().deleteRecursively()
    }

    @AfterAll
    fun end() = department.close()

    private fun ports(network: NetworkState = NetworkState.UNMETERED, now: Long = NOON) =
        Ports(TestNetwork(network), TestSecrets(), TestNotifier(), TestClock(now))

    /** Opens the app, hands over its core and Home, and closes it. */
    private fun inTheApp(ports: Ports = ports(), work: suspend (Core, ScreenHolder<HomeState, HomeEvent>) -> Unit) = runBlocking {
        val session = AppSession({ LiveCore.config(folder, department.repository) }, ports, scope)
        val open = assertIs<Session.Open>(session.open())
        try {
            work(open.core, assertIs<OpenScreen.Home>(open.screens.of(BackStack().top)).screen)
        } finally {
            session.close()
        }
    }

    private suspend fun ScreenHolder<HomeState, HomeEvent>.until(wanted: (HomeState) -> Boolean) =
        withTimeout(PATIENCE * 1000) { state.first(wanted) }

    private fun HomeState.titles() = content?.news?.rows.orEmpty().map { it.title }

    @Test
    fun `a sync brings articles to Home, and in flight mode after a restart they are there with their age`() {
        val brought = mutableListOf<String>()
        inTheApp { core, home ->
            assertEquals(emptyList(), home.until { it.content != null && it.status.activity == Activity.Idle }.titles())
            val report = cancelling { core.refresh(ASKED, it) }
            assertEquals(RefreshOutcome.DONE, report.outcome)
            assertTrue(report.newRecords > 20u, "${report.newRecords}")
            val state = home.until { it.titles().isNotEmpty() && it.status.activity == Activity.Idle }
            assertNull(state.status.age, "what came just now is nobody's concern")
            assertNull(state.status.offline)
            // What another Home reads now, for this one may still be about to look again.
            val whole = core.holdHome(scope)
            brought += whole.until { it.titles().isNotEmpty() }.titles()
            whole.close()
        }
        inTheApp(ports(NetworkState.OFFLINE, NOON + 3 * DAY)) { core, home ->
            val state = home.until { it.titles().isNotEmpty() && it.status.age != null }
            assertEquals(brought, state.titles())
            assertContains(assertNotNull(state.status.age).text, "3 ngày trước")
            assertNotNull(state.status.offline)
            assertNull(state.status.problem)
            assertEquals(RefreshOutcome.NO_NETWORK, cancelling { core.refresh(ASKED, it) }.outcome)
        }
    }

    @Test
    fun `cancelling the coroutine closes the socket at the server, and the next refresh goes through`() = inTheApp { core, _ ->
        department.stall()
        val asked = scope.launch { cancelling { core.refresh(ASKED, it) } }
        department.hangs()
        asked.cancelAndJoin()
        department.seesOneLeave()
        department.mend()
        assertEquals(RefreshOutcome.DONE, core.refreshOnceFree().outcome)
    }

    @Test
    fun `the event that stops a refresh closes the socket at the server, and Home says so`() = inTheApp { core, home ->
        department.stall()
        home.send(HomeEvent.Refresh)
        department.hangs()
        home.until { it.status.activity is Activity.Loading }
        home.send(HomeEvent.StopRefresh)
        department.seesOneLeave()
        val state = home.until { it.status.activity == Activity.Idle && it.status.announcement != null }
        assertEquals("Đã dừng cập nhật.", state.status.announcement)
        assertNull(state.status.problem, "to be stopped is no failure")
        department.mend()
        assertEquals(RefreshOutcome.DONE, cancelling { core.refresh(ASKED, it) }.outcome)
    }

    @Test
    fun `a profile closed during a sync says goodbye, closes the socket and leaves no thread and no file`() = runBlocking<Unit> {
        val (core, _, witness) = observed()
        department.stall()
        val refresh = scope.async { outcome { cancelling { core.refresh(ASKED, it) } } }
        department.hangs()
        withTimeout(PATIENCE * 1000) { core.shutDown() }
        department.seesOneLeave()
        assertOver(witness)
        assertEquals(STOPPED, withTimeout(PATIENCE * 1000) { refresh.await() })
        department.mend()
        core.close()
    }

    @Test
    fun `a profile let go of on a bare thread during a sync ends as if it were closed`() = runBlocking<Unit> {
        val (core, home, witness) = observed()
        department.stall()
        home.send(HomeEvent.Refresh)
        department.hangs()
        thread { core.close() }.join()
        department.seesOneLeave()
        assertOver(witness)
        department.mend()
    }

    /** A profile whose Home is observed, without anything in between. */
    private suspend fun observed(): Triple<Core, HomeScreen, Witness> {
        val ports = ports()
        val config = LiveCore.config(folder, department.repository)
        val core = openCore(config, ports.connectivity, ports.secrets, ports.notifier, ports.clock, null)
        val witness = Witness()
        val home = core.home()
        held.addAll(listOf(home, home.observe(witness)))
        witness.waitFor("content") { it.content != null }
        return Triple(core, home, witness)
    }

    /** So that no collector of garbage ends what a test means to end. */
    private val held = mutableListOf<Any>()

    private fun assertOver(witness: Witness) {
        witness.waitForClosing()
        eventually("no listener's thread") { coreThreads().none { it == "app4g-listener" } }
        eventually("no open file") { openFiles().none { folder.toString() in it } }
        assertEquals(1, witness.closings.get())
        assertTrue(coreThreads().size <= RUNTIME, "${coreThreads()}")
    }

    /** How a refresh ended: that it was stopped is said by its report or by its error. */
    private suspend fun outcome(refresh: suspend () -> RefreshReport): String = try {
        refresh().outcome.toString()
    } catch (_: CoreException.Cancelled) {
        STOPPED
    }

    /** Refreshes as soon as the refresh before it has ended. */
    private suspend fun Core.refreshOnceFree(): RefreshReport = withTimeout(PATIENCE * 1000) {
        var report: RefreshReport? = null
        while (report == null) {
            try {
                report = cancelling { refresh(ASKED, it) }
            } catch (_: CoreException.Busy) {
                yield()
            }
        }
        report
    }

    private companion object {
        val ASKED = RefreshRequest(null, null, RefreshReason.ASKED)
        val STOPPED = RefreshOutcome.STOPPED.toString()

        /** Seconds. */
        const val DAY = 86_400L

        /** Threads of the core that stay: two for sockets and events, at most four for what waits for the disk. */
        const val RUNTIME = 6
    }
}
