package vn.app4g.app

import android.content.Context
import android.net.ConnectivityManager
import android.net.Network
import android.net.NetworkCapabilities
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.launch
import vn.app4g.shell.ports.Link

/** What Android says of the network. That there is one does not mean that anybody answers: the core finds that out. */
class AndroidNetwork(context: Context) {
    private val manager = checkNotNull(context.getSystemService(ConnectivityManager::class.java))

    /** The network now; null if there is none. */
    fun read(): Link? {
        val network = manager.activeNetwork ?: return null
        val abilities = manager.getNetworkCapabilities(network) ?: return null
        if (!abilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)) return null
        return Link(
            isMetered = !abilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_NOT_METERED),
            isSaving = manager.restrictBackgroundStatus == ConnectivityManager.RESTRICT_BACKGROUND_STATUS_ENABLED,
        )
    }

    /** Calls [changed] after each change, one after the other; what changes meanwhile is one change. */
    fun watch(scope: CoroutineScope, changed: suspend () -> Unit) {
        val changes = callbackFlow {
            val callback = object : ConnectivityManager.NetworkCallback() {
                override fun onAvailable(network: Network) {
                    trySend(Unit)
                }

                override fun onLost(network: Network) {
                    trySend(Unit)
                }

                override fun onCapabilitiesChanged(network: Network, networkCapabilities: NetworkCapabilities) {
                    trySend(Unit)
                }
            }
            manager.registerDefaultNetworkCallback(callback)
            awaitClose { manager.unregisterNetworkCallback(callback) }
        }
        scope.launch { changes.buffer(Channel.CONFLATED).collect { changed() } }
    }
}
