package vn.app4g.shell.ports

import vn.app4g.core.ForeignException

/**
 * Runs what the phone does for the core; whatever it throws becomes the one failure that the core knows.
 *
 * Only the kind of the failure crosses, never its words: they may hold names or paths.
 */
internal fun <T> forCore(work: () -> T): T = try {
    work()
} catch (known: ForeignException) {
    throw known
} catch (other: Exception) {
    throw ForeignException.Failed(other.javaClass.simpleName)
}
