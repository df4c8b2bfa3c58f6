package vn.app4g.shell.ports

import vn.app4g.core.Connectivity
import vn.app4g.core.NetworkState

/** What the phone says of its network. */
data class Link(
    /** Whether it costs by volume. */
    val isMetered: Boolean,
    /** Whether the person told the phone to be sparing with this app. */
    val isSaving: Boolean,
)

/** Tells the core what the phone may use now; [read] answers at once, with null where there is no network. */
class PhoneNetwork(private val read: () -> Link?) : Connectivity {
    override fun current(): NetworkState = forCore {
        val link = read()
        when {
            link == null -> NetworkState.OFFLINE
            link.isMetered || link.isSaving -> NetworkState.METERED
            else -> NetworkState.UNMETERED
        }
    }
}
