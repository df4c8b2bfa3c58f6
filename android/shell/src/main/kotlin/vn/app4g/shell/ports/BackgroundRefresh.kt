package vn.app4g.shell.ports

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext
import vn.app4g.core.Core
import vn.app4g.core.CoreException
import vn.app4g.core.RefreshReason
import vn.app4g.core.RefreshRequest
import vn.app4g.shell.AppSession
import vn.app4g.shell.Session
import vn.app4g.shell.cancelling

/** Wakes the app later. */
fun interface Alarm {
    /** In so many seconds after the refresh that asks for it has ended, when there is a network. */
    fun wakeIn(seconds: Long)
}

/** How a background refresh ended, as the system wants to know it: done, or to be run again by the system itself. */
enum class Ended { DONE, AGAIN_SOON }

/**
 * What happens when the system wakes the app: a refresh of what is due, within the time the system gives.
 *
 * Invariants: a refresh that is done sets one alarm, and one that is not sets none, because the system runs that one again, also
 * after it killed the process: alarms follow each other, and two of one refresh would never be fewer again. Unless a person looks
 * at the app, no file stays locked afterwards, also when the system stops the refresh in its middle.
 *
 * @param isSeen whether a person looks at the app
 * @param now seconds since 1970-01-01T00:00:00Z
 */
class BackgroundRefresh(
    private val session: AppSession,
    private val alarm: Alarm,
    private val isSeen: () -> Boolean,
    private val now: () -> Long,
) {
    /** Refreshes for at most [seconds]. */
    suspend fun run(seconds: Int): Ended {
        return try {
            val open = session.open() as? Session.Open ?: return Ended.AGAIN_SOON
            val wait = refreshed(open.core, seconds)
            // Stopped while the files were closed: the system runs it again, so the alarm is not ours.
            currentCoroutineContext().ensureActive()
            alarm.wakeIn(wait)
            Ended.DONE
        } catch (cancelled: CancellationException) {
            throw cancelled
        } catch (_: Exception) {
            // Whatever it is, a worker that fails is not run again and sets no alarm: that would be the last refresh.
            Ended.AGAIN_SOON
        }
    }

    /** Refreshes and closes the files; returns the seconds to the next alarm. */
    private suspend fun refreshed(core: Core, seconds: Int): Long = try {
        refresh(core, seconds)
        core.nextWanted()?.let { (it - now()).coerceIn(SOONEST, LATEST) } ?: FALLBACK
    } finally {
        withContext(NonCancellable) { session.pause(unless = isSeen) }
    }

    private suspend fun refresh(core: Core, seconds: Int) {
        try {
            cancelling { core.refresh(RefreshRequest(seconds.toUInt(), null, RefreshReason.SCHEDULED), it) }
        } catch (_: CoreException.Busy) {
            // Something runs that a person asked for, or the time went by while what came with the app was unpacked: the next one will do.
        }
    }

    companion object {
        /** Seconds to the next alarm where nobody says better. */
        const val FALLBACK = 6 * 3600L

        /** Seconds under which Android does not wake an app again. */
        const val SOONEST = 15 * 60L

        /** Seconds after which one looks again in any case. */
        const val LATEST = 24 * 3600L
    }
}
