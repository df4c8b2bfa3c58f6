package vn.app4g.shell

import kotlinx.coroutines.CancellationException
import vn.app4g.core.CancelToken

/**
 * Runs work of the core so that cancelling the coroutine stops it there too: sockets are closed, SQLite is interrupted.
 *
 * Without a token a cancelled coroutine only stops waiting for the call it stands at.
 */
suspend fun <T> cancelling(work: suspend (CancelToken) -> T): T {
    val token = CancelToken()
    try {
        return work(token)
    } catch (cancelled: CancellationException) {
        token.cancel()
        throw cancelled
    } finally {
        token.close()
    }
}
