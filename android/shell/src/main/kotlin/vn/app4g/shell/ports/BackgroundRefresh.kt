package vn.app4g.shell.ports

import vn.app4g.core.CoreException
import vn.app4g.core.RefreshReason
import vn.app4g.core.RefreshRequest
import vn.app4g.shell.AppSession
import vn.app4g.shell.Session
import vn.app4g.shell.cancelling

/** Wakes the app later. */
fun interface Alarm {
    /** In so many seconds, when there is a network; an earlier alarm is forgotten. */
    fun wakeIn(seconds: Long)
}

/** How a background refresh ended, as the system wants to know it. */
enum class Ended { DONE, AGAIN_SOON }

/**
 * What happens when the system wakes the app: a refresh of what is due, within the time the system gives.
 *
 * Invariants: the next alarm is set before anything else, so that a killed process is woken again; unless a person looks at the app,
 * no file stays locked afterwards.
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
        alarm.wakeIn(FALLBACK)
        val open = session.open() as? Session.Open ?: return Ended.AGAIN_SOON
        try {
            val request = RefreshRequest(seconds.toUInt(), null, RefreshReason.SCHEDULED)
            cancelling { open.core.refresh(request, it) }
            open.core.nextWanted()?.let { alarm.wakeIn((it - now()).coerceIn(SOONEST, LATEST)) }
            return Ended.DONE
        } catch (_: CoreException.Busy) {
            // A person's refresh is running: it does the same.
            return Ended.DONE
        } catch (_: CoreException) {
            return Ended.AGAIN_SOON
        } finally {
            if (!isSeen()) session.pause()
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
