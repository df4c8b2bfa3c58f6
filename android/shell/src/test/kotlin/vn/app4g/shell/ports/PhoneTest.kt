package vn.app4g.shell.ports

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import vn.app4g.core.ForeignException
import vn.app4g.core.NetworkState
import vn.app4g.core.Notification
import vn.app4g.core.NotificationChannel
import vn.app4g.core.Route
import vn.app4g.shell.LiveCore
import vn.app4g.shell.PATIENCE
import vn.app4g.shell.TestNotifier
import vn.app4g.shell.TestSecrets
import vn.app4g.shell.holdHome

class PhoneTest {
    @Test
    fun `a network that costs, or is to be spared, is not used freely`() {
        assertEquals(NetworkState.OFFLINE, PhoneNetwork { null }.current())
        assertEquals(NetworkState.UNMETERED, PhoneNetwork { Link(isMetered = false, isSaving = false) }.current())
        assertEquals(NetworkState.METERED, PhoneNetwork { Link(isMetered = true, isSaving = false) }.current())
        assertEquals(NetworkState.METERED, PhoneNetwork { Link(isMetered = false, isSaving = true) }.current())
    }

    @Test
    fun `a phone that does not know its network stops nothing`() = runBlocking<Unit> {
        val unknowing = PhoneNetwork { throw SecurityException("no permission") }
        assertEquals("SecurityException", assertFailsWith<ForeignException.Failed> { unknowing.current() }.reason)
        val folder = java.nio.file.Files.createTempDirectory("app4g-network")
        val scope = CoroutineScope(Dispatchers.Default + Job())
        val core = vn.app4g.core.openCore(LiveCore.config(folder), unknowing, TestSecrets(), TestNotifier(), null, null)
        val home = core.holdHome(scope)
        val state = withTimeout(PATIENCE * 1000) { home.state.first { it.content != null } }
        assertNull(state.status.offline)
        home.close()
        core.shutDown()
        core.close()
        scope.cancel()
        folder.toFile().deleteRecursively()
    }

    private val notice = Notification("a:1", NotificationChannel.URGENT, "Bão số 9", "Hồ mở cửa xả", Route.Record("notice", "a:1", ""))

    @Test
    fun `a notification has its shelf and a link that leads back`() {
        val shown = mutableListOf<Notice>()
        val notifier = PhoneNotifier { shown += it }
        notifier.show(notice)
        notifier.show(notice.copy(channel = NotificationChannel.REVISION))
        assertEquals(listOf(Shelf.URGENT, Shelf.REVISION), shown.map { it.shelf })
        assertEquals("app4g://notice/a:1", shown[0].link)
        assertNotNull(vn.app4g.core.parseRoute(shown[0].link))
    }

    @Test
    fun `a phone that refuses notifications says so without words of theirs`() {
        val refusing = PhoneNotifier { throw SecurityException(it.title) }
        val failure = assertFailsWith<ForeignException.Failed> { refusing.show(notice) }
        assertEquals("SecurityException", failure.reason)
    }
}
