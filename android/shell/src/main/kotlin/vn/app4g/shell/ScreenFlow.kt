package vn.app4g.shell

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.callbackFlow
import vn.app4g.core.Subscription

/**
 * The states of a screen: first the snapshot of the moment, then the newest one; whoever is slow misses states in between.
 *
 * Every stream of the core passes through here. Invariants: cancelling the collector cancels the subscription and frees its handle;
 * the flow ends when the core says that nothing more will come, whatever ended it.
 */
internal fun <State> screenFlow(observe: (onState: (State) -> Unit, onClosed: () -> Unit) -> Subscription): Flow<State> =
    callbackFlow {
        val subscription = observe({ trySend(it) }, { close() })
        awaitClose { subscription.use { it.cancel() } }
    }.buffer(Channel.CONFLATED)
