package vn.app4g.shell.ports

import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.nio.file.Files
import kotlin.test.AfterTest
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import vn.app4g.core.NetworkState
import vn.app4g.shell.AppSession
import vn.app4g.shell.LiveCore
import vn.app4g.shell.Ports
import vn.app4g.shell.TestNetwork
import vn.app4g.shell.TestNotifier
import vn.app4g.shell.TestSecrets
import vn.app4g.shell.openFiles

class BackgroundTest {
    private val folder = Files.createTempDirectory("app4g-background")
    private val scope = CoroutineScope(Dispatchers.Default + Job())
    private val alarms = mutableListOf<Long>()

    @AfterTest
    fun clean() {
        scope.cancel()
        folder.toFile().deleteRecursively()
    }

    private fun session(profile: java.nio.file.Path = folder) =
        AppSession({ LiveCore.config(profile) }, Ports(TestNetwork(NetworkState.UNMETERED), TestSecrets(), TestNotifier()), scope)

    private fun refresh(session: AppSession, isSeen: Boolean) =
        BackgroundRefresh(session, { alarms += it }, { isSeen }, { 1_795_000_000 })

    private fun locked() = openFiles().filter { folder.toString() in it }

    @Test
    fun `it refreshes, sets one alarm, and leaves no file locked`() = runBlocking<Unit> {
        val session = session()
        assertEquals(Ended.DONE, refresh(session, isSeen = false).run(25))
        assertTrue(alarms.single() in BackgroundRefresh.SOONEST..BackgroundRefresh.LATEST)
        assertEquals(emptyList(), locked())
        session.close()
    }

    @Test
    fun `an app that is looked at stays awake`() = runBlocking<Unit> {
        val session = session()
        assertEquals(Ended.DONE, refresh(session, isSeen = true).run(25))
        assertTrue(locked().isNotEmpty())
        session.close()
    }

    @Test
    fun `a refresh that the system stops leaves no file locked and no alarm of its own`() = runBlocking<Unit> {
        val session = session()
        session.open()
        assertTrue(locked().isNotEmpty())
        val refresh = launch(start = CoroutineStart.UNDISPATCHED) { refresh(session, isSeen = false).run(25) }
        refresh.cancelAndJoin()
        assertEquals(emptyList(), locked())
        assertEquals(emptyList(), alarms)
        session.close()
    }

    @Test
    fun `a profile that cannot be opened is tried again by the system, without an alarm`() = runBlocking<Unit> {
        val session = session(Files.createFile(folder.resolve("blocked")))
        assertEquals(Ended.AGAIN_SOON, refresh(session, isSeen = false).run(25))
        assertEquals(emptyList(), alarms)
        session.close()
    }

    @Test
    fun `a phone that cannot read what comes with the app tries again, without an alarm`() = runBlocking<Unit> {
        val ports = Ports(TestNetwork(), TestSecrets(), TestNotifier())
        val session = AppSession({ throw IOException("no such asset") }, ports, scope)
        assertEquals(Ended.AGAIN_SOON, refresh(session, isSeen = false).run(25))
        assertEquals(emptyList(), alarms)
    }

    @Test
    fun `the alarm is set once no file is locked, and an alarm that fails is tried again`() = runBlocking<Unit> {
        val session = session()
        val asleep = mutableListOf<Boolean>()
        val alarm = Alarm {
            asleep += locked().isEmpty()
            throw IllegalStateException("no alarms here")
        }
        assertEquals(Ended.AGAIN_SOON, BackgroundRefresh(session, alarm, { false }, { 1_795_000_000 }).run(25))
        assertEquals(listOf(true), asleep)
        session.close()
    }

    @Test
    fun `a refresh that the system stops while it goes to sleep sets no alarm`() = runBlocking<Unit> {
        val session = session()
        val work = Job()
        val stopped = BackgroundRefresh(session, { alarms += it }, { work.cancel(); false }, { 1_795_000_000 })
        val refresh = launch(work) { stopped.run(25) }
        refresh.join()
        assertTrue(refresh.isCancelled)
        assertEquals(emptyList(), locked())
        assertEquals(emptyList(), alarms)
        session.close()
    }

    @Test
    fun `a phone without anything to choose a file with is told`() = runBlocking<Unit> {
        LiveCore.open().use { live ->
            val cache = Files.createDirectory(folder.resolve("cache")).toFile()
            assertTrue(assertNotNull(PersonalFiles(live.core, cache).noChooser()).text.isNotBlank())
        }
    }

    @Test
    fun `what was exported can be imported, and nothing stays in the cache`() = runBlocking<Unit> {
        LiveCore.open().use { live ->
            val cache = Files.createDirectory(folder.resolve("cache")).toFile()
            val files = PersonalFiles(live.core, cache)
            val out = ByteArrayOutputStream()
            assertNull(files.exportTo { out })
            assertTrue(out.size() > 0)
            assertNull(files.importFrom { ByteArrayInputStream(out.toByteArray()) })
            assertEquals(0, cache.listFiles().orEmpty().size)
        }
    }

    @Test
    fun `a file that is none, cannot be read or cannot be written says what is wrong`() = runBlocking<Unit> {
        LiveCore.open().use { live ->
            val cache = Files.createDirectory(folder.resolve("cache")).toFile()
            val files = PersonalFiles(live.core, cache)
            val sources = listOf(
                { ByteArrayInputStream("none".toByteArray()) }, { null }, { throw IOException("gone") }, { throw SecurityException("not yours") },
            )
            for (source in sources) assertTrue(assertNotNull(files.importFrom(source)).text.isNotBlank())
            assertNotNull(files.exportTo { null })
            assertEquals(0, cache.listFiles().orEmpty().size)
            val full = PersonalFiles(live.core, folder.resolve("no/such/cache").toFile())
            assertNotNull(full.exportTo { ByteArrayOutputStream() })
        }
    }
}
