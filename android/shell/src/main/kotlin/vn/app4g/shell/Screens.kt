package vn.app4g.shell

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.SharingStarted
import vn.app4g.core.Core
import vn.app4g.core.HomeEvent
import vn.app4g.core.HomeListener
import vn.app4g.core.HomeScreen
import vn.app4g.core.HomeState
import vn.app4g.core.ListingsEvent
import vn.app4g.core.ListingsListener
import vn.app4g.core.ListingsScreen
import vn.app4g.core.ListingsState
import vn.app4g.core.ReaderEvent
import vn.app4g.core.ReaderListener
import vn.app4g.core.ReaderScreen
import vn.app4g.core.ReaderState
import vn.app4g.core.SearchEvent
import vn.app4g.core.SearchListener
import vn.app4g.core.SearchScreen
import vn.app4g.core.SearchState
import vn.app4g.core.SettingsEvent
import vn.app4g.core.SettingsListener
import vn.app4g.core.SettingsScreen
import vn.app4g.core.SettingsState

// UniFFI has no generics: the same few lines for each screen, and nowhere else.

/** The states of Home. */
fun HomeScreen.states() = screenFlow { tell, end ->
    observe(object : HomeListener {
        override fun onState(state: HomeState) = tell(state)

        override fun onClosed() = end()
    })
}

/** The states of the reader. */
fun ReaderScreen.states() = screenFlow { tell, end ->
    observe(object : ReaderListener {
        override fun onState(state: ReaderState) = tell(state)

        override fun onClosed() = end()
    })
}

/** The states of Search. */
fun SearchScreen.states() = screenFlow { tell, end ->
    observe(object : SearchListener {
        override fun onState(state: SearchState) = tell(state)

        override fun onClosed() = end()
    })
}

/** The states of Listings. */
fun ListingsScreen.states() = screenFlow { tell, end ->
    observe(object : ListingsListener {
        override fun onState(state: ListingsState) = tell(state)

        override fun onClosed() = end()
    })
}

/** The states of Settings. */
fun SettingsScreen.states() = screenFlow { tell, end ->
    observe(object : SettingsListener {
        override fun onState(state: SettingsState) = tell(state)

        override fun onClosed() = end()
    })
}

/** Opens Home and holds it. */
fun Core.holdHome(scope: CoroutineScope): ScreenHolder<HomeState, HomeEvent> =
    home().let { screen -> ScreenHolder(screen.state(), screen.states(), screen::send, { screen.use { it.finish() } }, scope) }

/** Opens a record and holds the reader. */
fun Core.holdReader(id: String, found: String, scope: CoroutineScope): ScreenHolder<ReaderState, ReaderEvent> =
    reader(id, found).let { screen ->
        ScreenHolder(screen.state(), screen.states(), screen::send, { screen.use { it.finish() } }, scope)
    }

/** Opens Search and holds it. */
fun Core.holdSearch(query: String, scope: CoroutineScope): ScreenHolder<SearchState, SearchEvent> =
    search(query).let { screen ->
        ScreenHolder(screen.state(), screen.states(), screen::send, { screen.use { it.finish() } }, scope)
    }

/** Opens Listings and holds it. */
fun Core.holdListings(scope: CoroutineScope): ScreenHolder<ListingsState, ListingsEvent> =
    listings().let { screen ->
        ScreenHolder(screen.state(), screen.states(), screen::send, { screen.use { it.finish() } }, scope)
    }

/** Opens Settings and holds it; with [SharingStarted.Eagerly] for the one that the look of the whole app comes from. */
fun Core.holdSettings(
    scope: CoroutineScope,
    started: SharingStarted = ScreenHolder.WhileWatched,
): ScreenHolder<SettingsState, SettingsEvent> =
    settings().let { screen ->
        ScreenHolder(screen.state(), screen.states(), screen::send, { screen.use { it.finish() } }, scope, started)
    }
