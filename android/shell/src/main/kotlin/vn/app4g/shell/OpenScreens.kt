package vn.app4g.shell

import kotlinx.coroutines.CoroutineScope
import vn.app4g.core.Core
import vn.app4g.core.HomeEvent
import vn.app4g.core.HomeState
import vn.app4g.core.ListingsEvent
import vn.app4g.core.ListingsState
import vn.app4g.core.ReaderEvent
import vn.app4g.core.ReaderState
import vn.app4g.core.Route
import vn.app4g.core.SearchEvent
import vn.app4g.core.SearchState
import vn.app4g.core.SettingsEvent
import vn.app4g.core.SettingsState

/** An open screen of any kind; views choose by it what they draw. */
sealed class OpenScreen(private val holder: AutoCloseable) : AutoCloseable by holder {
    /** What is new. */
    class Home(val screen: ScreenHolder<HomeState, HomeEvent>) : OpenScreen(screen)

    /** One record. */
    class Reader(val id: String, val screen: ScreenHolder<ReaderState, ReaderEvent>) : OpenScreen(screen)

    /** Searching. */
    class Search(val screen: ScreenHolder<SearchState, SearchEvent>) : OpenScreen(screen)

    /** Offers and needs. */
    class Listings(val screen: ScreenHolder<ListingsState, ListingsEvent>) : OpenScreen(screen)

    /** Settings. */
    class Settings(val screen: ScreenHolder<SettingsState, SettingsEvent>) : OpenScreen(screen)
}

/**
 * The screens of the entries of a back stack: each is opened when it is first shown and closed when its entry is gone.
 *
 * Used from the thread that draws.
 */
class OpenScreens(private val open: (Route) -> OpenScreen) : AutoCloseable {
    private val screens = mutableMapOf<Int, OpenScreen>()

    /** Screens of a profile. */
    constructor(core: Core, scope: CoroutineScope) : this({ route -> core.open(route, scope) })

    /** The screen of an entry. */
    fun of(entry: Entry): OpenScreen = screens.getOrPut(entry.key) { open(entry.route) }

    /** Closes the screens whose entries are gone; returns the keys of these. */
    fun keepOnly(entries: List<Entry>): Set<Int> {
        val keys = entries.mapTo(mutableSetOf()) { it.key }
        val gone = screens.filterKeys { it !in keys }
        screens.keys.removeAll(gone.keys)
        gone.values.forEach { it.close() }
        return gone.keys
    }

    /** Closes all of them. */
    override fun close() {
        keepOnly(emptyList())
    }
}

private fun Core.open(route: Route, scope: CoroutineScope): OpenScreen = when (route) {
    is Route.Home -> OpenScreen.Home(holdHome(scope))
    is Route.Search -> OpenScreen.Search(holdSearch(route.query, scope))
    is Route.Listings -> OpenScreen.Listings(holdListings(scope))
    is Route.Settings -> OpenScreen.Settings(holdSettings(scope))
    is Route.Record -> OpenScreen.Reader(route.id, holdReader(route.id, route.found, scope))
}
