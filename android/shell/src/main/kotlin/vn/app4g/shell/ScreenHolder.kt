package vn.app4g.shell

import java.util.concurrent.atomic.AtomicBoolean
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.stateIn
import kotlinx.coroutines.job
import kotlinx.coroutines.plus
import vn.app4g.core.CoreException

/**
 * One open screen for as long as it is on the back stack.
 *
 * It lives outside of the composition: a view that is drawn again, or built anew after the phone was turned, finds the same holder
 * and the same [state]. The core is observed only while somebody watches, and a moment longer, so that turning the phone does not
 * begin anew; whoever comes back gets the snapshot of the moment first.
 *
 * Invariant: after [close] nothing is sent, nothing is observed, and the handle of the screen is free.
 *
 * @param first what to draw before the core said anything
 * @param take hands an event to the screen
 * @param end closes the screen and frees it
 */
class ScreenHolder<State, Event>(
    first: State,
    states: Flow<State>,
    private val take: (Event) -> Unit,
    private val end: () -> Unit,
    scope: CoroutineScope,
    started: SharingStarted = WhileWatched,
) : AutoCloseable {
    private val life = scope + Job(scope.coroutineContext.job)
    private val isClosed = AtomicBoolean(false)

    /** What is to be drawn. */
    val state: StateFlow<State> = states.stateIn(life, started, first)

    /** Hands an event over. One that comes too late, from a view that is on its way out, changes nothing. */
    fun send(event: Event) {
        if (isClosed.get()) return
        try {
            take(event)
        } catch (_: CoreException) {
            // The screen or the profile was closed meanwhile: its flow ends and says so.
        } catch (_: IllegalStateException) {
            // Closed between the two lines above.
        }
    }

    /** Closes the screen; idempotent, returns at once. */
    override fun close() {
        if (isClosed.compareAndSet(false, true)) {
            life.cancel()
            end()
        }
    }

    companion object {
        /** Milliseconds that the core is still observed after the last watcher left. */
        private const val LINGER = 5_000L

        /** While somebody watches. */
        val WhileWatched: SharingStarted = SharingStarted.WhileSubscribed(LINGER)
    }
}
