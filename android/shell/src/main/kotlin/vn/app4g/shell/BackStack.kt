package vn.app4g.shell

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import vn.app4g.core.CoreException
import vn.app4g.core.Route
import vn.app4g.core.parseRoute
import vn.app4g.core.routeLink

/** A place on the back stack. The same route may be there twice; the [key] tells them apart and stays while it is there. */
data class Entry(val key: Int, val route: Route)

/**
 * Where the person is and how they came there.
 *
 * Invariants: never empty, the last entry is what is shown; below a tab lies Home, so that going back leads there before it leaves the
 * app. Links are written and read by the core only. Used from the thread that draws.
 */
class BackStack(first: Route = Route.Home) {
    private var lastKey = 0
    private val shown = MutableStateFlow(listOf(entry(first)))

    /** From the first to the one that is shown. */
    val entries: StateFlow<List<Entry>> = shown.asStateFlow()

    /** What is shown. */
    val top: Entry get() = shown.value.last()

    /** Whether nobody has been anywhere yet: what was saved may then take its place. */
    var isUntouched = true
        private set

    /** Whether going back stays in the app. */
    val canGoBack: Boolean get() = shown.value.size > 1

    /** Goes on to a place. Going to where one is already changes nothing, so that a double tap opens one screen. */
    fun push(route: Route) = go { if (it.last().route == route) it else it + entry(route) }

    /** Goes back; false if that would leave the app. */
    fun pop(): Boolean {
        val before = shown.value
        go { if (it.size > 1) it.dropLast(1) else it }
        return before.size > 1
    }

    /** Puts a place where one is. */
    fun replace(route: Route) = go { it.dropLast(1) + entry(route) }

    /** Goes to one of the tabs: Home, or a tab above Home. The screen of Home stays the same one. */
    fun select(tab: Route) = go { stack ->
        val home = stack.first().takeIf { it.route == Route.Home } ?: entry(Route.Home)
        if (tab == Route.Home) listOf(home) else listOf(home, entry(tab))
    }

    /** Follows a link from outside; false, and nothing changes, if it is none of ours. */
    fun open(link: String): Boolean {
        val route = routeOf(link) ?: return false
        push(route)
        return true
    }

    /** What brings all of it back after the system ended the app: for each entry its key and its link. */
    fun save(): List<String> = shown.value.map { "${it.key} ${routeLink(it.route)}" }

    /**
     * From now on gives no key that stands in [saved]: under it views have kept where they were scrolled to in another place.
     *
     * Reads no link, so it may come before the library is loaded and before anybody can go anywhere.
     */
    fun keepFree(saved: List<String>) {
        lastKey = maxOf(lastKey, saved.maxOfOrNull { keyOf(it) ?: 0 } ?: 0)
    }

    /**
     * Brings back what was saved, with the keys it had, by which views find what they kept; links that are not understood any more
     * are left out. Whoever has been somewhere meanwhile stays there.
     */
    fun restore(saved: List<String>) {
        keepFree(saved)
        val entries = saved.mapNotNull(::entryOf).distinctBy { it.key }
        if (isUntouched && entries.isNotEmpty()) go { entries }
    }

    private fun go(next: (List<Entry>) -> List<Entry>) {
        val before = shown.value
        shown.value = next(before)
        if (shown.value != before) isUntouched = false
    }

    private fun entry(route: Route) = Entry(++lastKey, route)

    private fun entryOf(saved: String): Entry? {
        val key = keyOf(saved) ?: return null
        return routeOf(saved.substringAfter(' '))?.let { Entry(key, it) }
    }

    private fun keyOf(saved: String): Int? = saved.substringBefore(' ').toIntOrNull()

    private fun routeOf(link: String): Route? = try {
        parseRoute(link)
    } catch (_: CoreException.InvalidInput) {
        null
    }
}
