package vn.app4g.preview

import androidx.compose.ui.geometry.Size
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import androidx.compose.ui.unit.Density
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import vn.app4g.core.Badge
import vn.app4g.core.SearchState
import vn.app4g.core.Tone
import vn.app4g.shell.Strings
import vn.app4g.shell.samples.Look
import vn.app4g.shell.samples.Samples
import vn.app4g.ui.screens.HomeScreenView
import vn.app4g.ui.screens.SearchView
import vn.app4g.ui.theme.AppTheme

/** What waits so that the first screen has what it is for: never what is urgent, and never for ever. */
@OptIn(ExperimentalTestApi::class)
class FoldTest {
    @Test
    fun `two notices stand above the news, of urgent ones all, and the others behind a line`() {
        folded(urgent = 0, seen = 2)
        folded(urgent = 3, seen = 3)
        folded(urgent = 0, seen = 2, of = 2)
    }

    private fun folded(urgent: Int, seen: Int, of: Int = 4) {
        val ready = Samples.home(Look.READY)
        val one = ready.content!!.notices.rows.single()
        val rows = (1..of).map { at ->
            one.copy(id = "notice-$at", spoken = "Thông báo $at", badges = if (at > urgent) one.badges else pressing)
        }
        runSkikoComposeUiTest(Size(WIDTH.toFloat(), 3_000f), Density(1f)) {
            val home = ready.copy(content = ready.content!!.let { it.copy(notices = it.notices.copy(rows = rows)) })
            setContent { AppTheme(false, Strings.vi, family = Roboto.family) { HomeScreenView(home, {}, {}) } }
            fun seen() = rows.filter { onAllNodes(hasContentDescription(it.spoken)).fetchSemanticsNodes().isNotEmpty() }
            assertEquals(rows.take(seen), seen())
            val line = onAllNodes(hasText(Strings.vi.homeOtherNotices))
            if (of > seen) line[0].performClick()
            assertEquals(rows, seen())
            assertTrue(line.fetchSemanticsNodes().isEmpty(), "there are no others")
        }
    }

    private val pressing = listOf(Badge("Khẩn cấp", Tone.URGENT))

    @Test
    fun `what else may have been meant waits until nothing is suggested any more`() {
        fun offered(search: SearchState): Boolean {
            var isThere = false
            runSkikoComposeUiTest(Size(WIDTH.toFloat(), 3_000f), Density(1f)) {
                setContent { AppTheme(false, Strings.vi, family = Roboto.family) { SearchView(search, {}, {}) } }
                isThere = onAllNodes(hasText(Strings.vi.findAlternatives)).fetchSemanticsNodes().isNotEmpty()
            }
            return isThere
        }
        val nothing = Samples.search(Look.EMPTY).content!!
        val typing = Samples.search(Look.READY).let { it.copy(content = it.content!!.copy(alternatives = nothing.alternatives)) }
        assertTrue(!offered(typing))
        assertTrue(offered(typing.copy(suggestions = emptyList())))
        assertTrue(offered(typing.copy(content = nothing)), "nothing was found: all help is wanted")
    }
}
