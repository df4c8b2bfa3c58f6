package vn.app4g.preview

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import java.io.File
import kotlin.test.AfterTest
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertTrue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import vn.app4g.core.Block
import vn.app4g.core.Route
import vn.app4g.shell.BackStack
import vn.app4g.shell.OpenScreen
import vn.app4g.shell.ScreenHolder
import vn.app4g.shell.Session
import vn.app4g.shell.Strings
import vn.app4g.shell.samples.Look
import vn.app4g.shell.samples.Samples
import vn.app4g.ui.parts.LocalPictures
import vn.app4g.ui.parts.LocalTextWitness
import vn.app4g.ui.screens.AppFrame
import vn.app4g.ui.screens.ScreenView
import vn.app4g.ui.screens.Tab
import vn.app4g.ui.theme.AppTheme

/** What the real core says of the content that comes with the app, drawn by the same views as the samples. */
class LiveTest {
    private val scope = CoroutineScope(Dispatchers.Default + Job())
    private val live = Live(File(System.getProperty("project")), scope, NOW)
    private val open = runBlocking { assertIs<Session.Open>(live.session.open()) }
    private val stack = BackStack()
    private val clipped = mutableListOf<String>()

    @AfterTest
    fun close() {
        runBlocking { live.session.close() }
        live.close()
        scope.cancel()
    }

    private fun <S, E> ScreenHolder<S, E>.waitFor(wanted: (S) -> Boolean): S =
        runBlocking { withTimeout(120_000) { state.first { wanted(it) } } }

    private fun screen(route: Route): OpenScreen {
        stack.push(route)
        return open.screens.of(stack.top)
    }

    /** Draws it in both themes, the dark one with large text. */
    private fun shoot(name: String, route: Route, screen: OpenScreen, height: Int = 2 * HEIGHT) {
        for ((isDark, fontScale) in listOf(false to 1f, true to 2f)) {
            val image = draw(1.5f, fontScale, height) {
                Framed(isDark, route, screen, "$name $fontScale")
            }
            image.writePng(File(System.getProperty("shots"), "live-$name-${if (isDark) "dark-2" else "light-1"}.png"))
            assertTrue(image.thumbnail().toSet().size > 8, "$name is blank")
        }
        assertEquals(emptyList(), clipped)
    }

    @Composable
    private fun Framed(isDark: Boolean, route: Route, screen: OpenScreen, name: String) {
        AppTheme(isDark, Strings.vi, family = Roboto.family) {
            CompositionLocalProvider(
                LocalPictures provides livePictures(open),
                LocalTextWitness provides { clipped += it.faults(name) },
            ) {
                AppFrame(Tab.of(route), {}) { ScreenView(screen, Heard().doings, isSpeaking = false) }
            }
        }
    }

    @Test
    fun `Home has news and notices, and says that they are samples of a trial repository`() {
        val home = assertIs<OpenScreen.Home>(screen(Route.Home))
        val state = home.screen.waitFor { it.content?.news?.rows.orEmpty().size >= 10 }
        assertTrue(state.content!!.notices.rows.isNotEmpty())
        assertTrue(state.content!!.news.rows.all { row -> row.badges.any { it.text == "dữ liệu mẫu" } })
        assertEquals(Samples.home(Look.READY).content!!.trial, state.content!!.trial)
        shoot("home", Route.Home, home)
    }

    @Test
    fun `an article found by a search without marks is read with what was found`() {
        runBlocking { ready() }
        val route = Route.Search("vuon vai")
        val search = assertIs<OpenScreen.Search>(screen(route))
        val found = search.screen.waitFor { it.content?.rows.orEmpty().isNotEmpty() }.content!!
        assertTrue(found.rows.any { row -> (row.title + row.snippet).any { it.style.marked } })
        shoot("search", route, search)
        val to = found.rows.map { it.row.route }.filterIsInstance<Route.Record>().first { it.kind == "article" }
        val reader = assertIs<OpenScreen.Reader>(screen(to))
        val record = reader.screen.waitFor { it.content?.blocks.orEmpty().isNotEmpty() }.content!!
        shoot("reader", to, reader, 3 * HEIGHT)
        val runs = record.title + record.blocks.filterIsInstance<Block.Text>().flatMap { it.runs }
        assertTrue(runs.any { it.style.marked }, "nothing is marked in $to: ${runs.take(20).map { it.text }}")
    }

    @Test
    fun `listings and settings are drawn`() {
        runBlocking { ready() }
        val listings = assertIs<OpenScreen.Listings>(screen(Route.Listings))
        val content = listings.screen.waitFor { it.content?.rows.orEmpty().isNotEmpty() }.content!!
        assertTrue(content.facets.isNotEmpty())
        shoot("listings", Route.Listings, listings)
        val settings = assertIs<OpenScreen.Settings>(screen(Route.Settings))
        settings.screen.waitFor { it.content?.sections.orEmpty().size > 2 }
        shoot("settings", Route.Settings, settings)
    }

    /** The pack is taken over in the background. */
    private suspend fun ready() {
        val home = assertIs<OpenScreen.Home>(screen(Route.Home))
        withTimeout(120_000) { home.screen.state.first { it.content?.news?.rows.orEmpty().size >= 10 } }
    }
}

/** 23/11/2026 16:05 in Vietnam: the day for which the content that comes with the app was made. */
internal const val NOW = 1_795_424_700L
