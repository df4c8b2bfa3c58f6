package vn.app4g.preview

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.hasAnyDescendant
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import androidx.compose.ui.unit.Density
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.flowOf
import vn.app4g.core.Problem
import vn.app4g.core.Route
import vn.app4g.shell.BackStack
import vn.app4g.shell.OpenScreen
import vn.app4g.shell.OpenScreens
import vn.app4g.shell.ScreenHolder
import vn.app4g.shell.Strings
import vn.app4g.shell.ports.Speaking
import vn.app4g.shell.samples.Look
import vn.app4g.shell.samples.Samples
import vn.app4g.ui.screens.AppView
import vn.app4g.ui.screens.Doings
import vn.app4g.ui.theme.AppTheme

/** The way through the app: rows, tabs and back, over screens made of samples. */
@OptIn(ExperimentalTestApi::class)
class AppViewTest {
    private val scope = CoroutineScope(Dispatchers.Unconfined + Job())
    private val stack = BackStack()
    private val closed = mutableListOf<Route>()

    private fun <State, Event> held(route: Route, state: State): ScreenHolder<State, Event> =
        ScreenHolder(state, flowOf(state), {}, { closed += route }, scope)

    private val screens = OpenScreens { route ->
        when (route) {
            is Route.Home -> OpenScreen.Home(held(route, Samples.home(Look.READY)))
            is Route.Search -> OpenScreen.Search(held(route, Samples.search(Look.READY)))
            is Route.Listings -> OpenScreen.Listings(held(route, Samples.listings(Look.READY)))
            is Route.Settings -> OpenScreen.Settings(held(route, Samples.settings(Look.READY)))
            is Route.Record -> OpenScreen.Reader(route.id, held(route, Samples.reader(Look.READY)))
        }
    }

    private var stops = 0
    private val doings = Doings(stack::push, { stack.pop() }, {}, {}, {}, { stops += 1 }, {})

    @Test
    fun `a row leads to its record, back leads to the list, and what was left is closed`() =
        runSkikoComposeUiTest(androidx.compose.ui.geometry.Size(WIDTH.toFloat(), 3_000f), Density(1f)) {
            setContent { AppTheme(false, Strings.vi, family = Roboto.family) { AppView(stack, screens, doings, Speaking.Silent) } }
            val row = Samples.home(Look.READY).content!!.news.rows[1]
            onNodeWithContentDescription(row.spoken).performClick()
            waitForIdle()
            onNodeWithText("Nghe bài").assertExists()
            val before = stops
            assertTrue(onAllNodes(hasText("Trang chủ")).fetchSemanticsNodes().isEmpty(), "a record has the whole screen")
            onNodeWithContentDescription("Quay lại").performClick()
            waitForIdle()
            onNodeWithContentDescription(row.spoken).assertExists()
            assertEquals(before + 1, stops, "nobody reads on where nothing stops it")
            assertEquals(listOf(row.route), closed)
            onNode(hasText("Cung cầu")).performClick()
            waitForIdle()
            onNode(hasText("Cung cầu")).assertIsSelected()
            assertEquals(listOf(Route.Home, Route.Listings), stack.entries.value.map { it.route })
            assertEquals(1, closed.size, "Home lies below and stays open")
        }

    @Test
    fun `what a button of Settings ran into stands above what is read until it was seen`() =
        runSkikoComposeUiTest(androidx.compose.ui.geometry.Size(WIDTH.toFloat(), 3_000f), Density(1f)) {
            var problem by mutableStateOf<Problem?>(null)
            setContent {
                AppTheme(false, Strings.vi, family = Roboto.family) {
                    AppView(stack, screens, doings, Speaking.Silent, problem = problem, onSeen = { problem = null })
                }
            }
            val text = "Không mở được tệp này: tệp không phải do ứng dụng xuất ra."
            assertTrue(onAllNodes(hasText(Strings.vi.actionDone)).fetchSemanticsNodes().isEmpty())
            problem = Problem("invalid_input", "error.file", text, null)
            waitForIdle()
            onNode(SemanticsMatcher.expectValue(SemanticsProperties.Focused, true).and(hasAnyDescendant(hasText(text)))).assertExists()
            onNode(hasContentDescription(Samples.home(Look.READY).content!!.news.rows[0].spoken)).assertExists()
            onNodeWithText(Strings.vi.actionDone).performClick()
            waitForIdle()
            assertTrue(onAllNodes(hasText(text)).fetchSemanticsNodes().isEmpty())
        }

    @Test
    fun `a phone without a voice says so above what is read`() =
        runSkikoComposeUiTest(androidx.compose.ui.geometry.Size(WIDTH.toFloat(), 3_000f), Density(1f)) {
            setContent { AppTheme(false, Strings.vi, family = Roboto.family) { AppView(stack, screens, doings, Speaking.NoVoice) } }
            onNodeWithText(Strings.vi.readerNoVoice).assertExists()
            onNode(hasContentDescription(Samples.home(Look.READY).content!!.news.rows[0].spoken)).assertExists()
        }
}
