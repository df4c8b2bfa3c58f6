package vn.app4g.shell

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.job
import kotlinx.coroutines.plus
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import vn.app4g.core.Clock
import vn.app4g.core.Connectivity
import vn.app4g.core.Core
import vn.app4g.core.CoreException
import vn.app4g.core.Notifier
import vn.app4g.core.OpenConfig
import vn.app4g.core.Problem
import vn.app4g.core.SecretStore
import vn.app4g.core.SettingsEvent
import vn.app4g.core.SettingsState
import vn.app4g.core.openCore

/** What the phone does for the core. */
class Ports(
    val connectivity: Connectivity,
    val secrets: SecretStore,
    val notifier: Notifier,
    val clock: Clock? = null,
)

/** How the one profile of the app stands. */
sealed interface Session {
    /** It is being opened, or was not asked for yet. */
    data object Opening : Session

    /**
     * It is open.
     *
     * @property settings observed from start to end: the look of the whole app comes from it
     */
    class Open(
        val core: Core,
        val screens: OpenScreens,
        val settings: ScreenHolder<SettingsState, SettingsEvent>,
    ) : Session

    /** It could not be opened. */
    data class Failed(val problem: Problem) : Session

    /** It was closed for good. */
    data object Closed : Session
}

/**
 * Opens the profile once for the whole process, lets it sleep and wake with the app, and closes it.
 *
 * The first call into the core unpacks and loads the library (a fifth of a second), so it is made on [loader], never on the thread
 * that draws; what came with the app is read there too. Invariant: one step at a time; a profile is never opened twice, also when
 * two threads ask, or when the one who asked first is cancelled: the profile is everybody's.
 */
class AppSession(
    private val config: () -> OpenConfig,
    private val ports: Ports,
    scope: CoroutineScope,
    private val loader: CoroutineDispatcher = Dispatchers.IO,
) {
    private val life = scope + Job(scope.coroutineContext.job)
    private val turn = Mutex()
    private val now = MutableStateFlow<Session>(Session.Opening)

    /** How it stands. */
    val state: StateFlow<Session> = now.asStateFlow()

    /** Opens it if it is not open; after a failure this tries again. */
    suspend fun open(): Session = turn.withLock {
        val before = now.value
        if (before is Session.Open || before is Session.Closed) return before
        now.value = Session.Opening
        withContext(NonCancellable) { now.value = opened() }
        now.value
    }

    private suspend fun opened(): Session = try {
        val core = withContext(loader) {
            openCore(config(), ports.connectivity, ports.secrets, ports.notifier, ports.clock, null)
        }
        Session.Open(core, OpenScreens(core, life), core.holdSettings(life, SharingStarted.Eagerly))
    } catch (refused: CoreException) {
        Session.Failed(refused.problem())
    }

    /** The app is not seen any more: no file stays locked. Asked when its turn has come, [unless] lets it stay awake. */
    suspend fun pause(unless: () -> Boolean = { false }) = whileOpen { if (!unless()) it.core.pause() }

    /** The app is seen again. */
    suspend fun resume() = whileOpen { it.core.resume() }

    /** The network of the phone changed. */
    suspend fun networkChanged() = whileOpen { it.core.networkChanged() }

    /** Closes it for good; what is on the disk is whole when this returns. */
    suspend fun close() = turn.withLock {
        val open = now.value as? Session.Open
        now.value = Session.Closed
        life.cancel()
        if (open != null) {
            open.screens.close()
            open.settings.close()
            open.core.use { it.shutDown() }
        }
    }

    private suspend fun whileOpen(work: suspend (Session.Open) -> Unit) = turn.withLock {
        val open = now.value as? Session.Open ?: return@withLock
        try {
            work(open)
        } catch (_: CoreException) {
            // What could not be written back is written at the next start, and the core has noted a defect; the screens keep what
            // they show.
        }
    }
}
