package vn.app4g.preview

import androidx.compose.ui.graphics.asSkiaBitmap
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.assertIsFocused
import androidx.compose.ui.test.assertIsOff
import androidx.compose.ui.test.assertIsOn
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.swipeDown
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import androidx.compose.ui.unit.Density
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.jetbrains.skia.Image
import vn.app4g.core.HomeEvent
import vn.app4g.core.HomeState
import vn.app4g.core.ListingsEvent
import vn.app4g.core.ReaderEvent
import vn.app4g.core.Route
import vn.app4g.core.RowCommand
import vn.app4g.core.SearchEvent
import vn.app4g.core.SettingPress
import vn.app4g.core.SettingsEvent
import vn.app4g.shell.Strings
import vn.app4g.shell.samples.Look
import vn.app4g.shell.samples.Samples
import vn.app4g.ui.screens.HomeScreenView
import vn.app4g.ui.theme.AppTheme

/** What a person does becomes exactly one event, and nothing that was not done does. */
@OptIn(ExperimentalTestApi::class)
class DeedsTest {
    private fun on(screen: Screen, look: Look = Look.READY, isSpeaking: Boolean = false, test: SkikoComposeUiTest.(Heard) -> Unit) {
        val heard = Heard()
        runSkikoComposeUiTest(androidx.compose.ui.geometry.Size(WIDTH.toFloat(), 8_000f), Density(1f)) {
            setContent { SampleScreen(screen, look, isDark = false, Roboto.family, heard, isSpeaking = isSpeaking) }
            assertEquals(emptyList(), heard.said, "drawing alone does nothing")
            test(heard)
        }
    }

    private fun SkikoComposeUiTest.press(words: String) = onNode(hasContentDescription(words).or(hasText(words))).performClick()

    @Test
    fun `a row opens its record, and its actions are heard with it`() = on(Screen.HOME) { heard ->
        val row = Samples.home(Look.READY).content!!.news.rows.first()
        val node = onNodeWithContentDescription(row.spoken)
        node.performClick()
        assertEquals(Route.Record("article", row.id, "").let { "go $it" }, heard.said.last())
        val actions = node.fetchSemanticsNode().config[SemanticsActions.CustomActions]
        assertEquals(row.actions.map { it.label }, actions.map { it.label })
        runOnIdle { actions.first().action() }
        assertEquals(HomeEvent.Act(row.id, RowCommand.KEEP).toString(), heard.said.last())
        assertEquals(2, heard.said.size)
    }

    @Test
    fun `the three dots offer the same actions to a finger`() = on(Screen.HOME) { heard ->
        // They are no node for a voice.
        assertTrue(onAllNodes(hasContentDescription("Thao tác khác")).fetchSemanticsNodes().isEmpty())
        assertEquals(emptyList(), heard.said)
    }

    @Test
    fun `refreshing, its cost, and more`() = on(Screen.HOME) { heard ->
        press("Cập nhật, khoảng 240 kilôbyte")
        press("Xem thêm")
        assertEquals(listOf(HomeEvent.Refresh, HomeEvent.LoadMore).map { it.toString() }, heard.said)
    }

    @Test
    fun `what went wrong has the focus and can be tried again`() {
        for (screen in Screen.entries) on(screen, Look.FAILED) { heard ->
            onNode(SemanticsMatcher.keyIsDefined(SemanticsProperties.Focused).and(SemanticsMatcher.expectValue(SemanticsProperties.Focused, true))).assertIsFocused()
            press("Thử lại")
            assertTrue(heard.said.single().contains("Retry", ignoreCase = true), "$screen: ${heard.said}")
        }
    }

    @Test
    fun `an empty Home says what to do and does it`() = on(Screen.HOME, Look.EMPTY) { heard ->
        press("Cập nhật")
        assertEquals(listOf(HomeEvent.Refresh.toString()), heard.said)
    }

    @Test
    fun `counts, network and trouble are said by themselves`() {
        on(Screen.SEARCH) { assertTrue(isPolite("5 kết quả")) }
        on(Screen.HOME, Look.OFFLINE) { assertTrue(isPolite("Không có mạng: đang xem bản đã lưu trên máy")) }
        on(Screen.HOME, Look.LOADING) { assertTrue(isPolite("Đang đọc nội dung đã lưu")) }
    }

    private fun SkikoComposeUiTest.isPolite(text: String): Boolean =
        onNode(hasText(text), useUnmergedTree = true).fetchSemanticsNode().let { node ->
            generateSequence(node) { it.parent }.any { SemanticsProperties.LiveRegion in it.config }
        }

    @Test
    fun `typing sends the whole text, taking a suggestion its query`() = on(Screen.SEARCH, Look.LOADING) { heard ->
        onNode(hasSetTextAction()).performTextInput("một cửa")
        assertEquals(SearchEvent.Typed("một cửa").toString(), heard.said.last())
        press("Tìm: sương muối")
        assertEquals(SearchEvent.Take("sương muối").toString(), heard.said.last())
        press("Quên những lần tìm này")
        assertEquals(SearchEvent.ClearRecents.toString(), heard.said.last())
        assertEquals(3, heard.said.size)
    }

    @Test
    fun `a chosen value is taken back by its chip, all of them by one press`() = on(Screen.LISTINGS) { heard ->
        press("Bỏ lọc: nhu cầu công nghệ")
        press("Xoá lọc")
        press("Hiện cả tin đã hết hạn")
        val expected = listOf(ListingsEvent.Choose("type", "need"), ListingsEvent.ClearChoices, ListingsEvent.ToggleExpired)
        assertEquals(expected.map { it.toString() }, heard.said)
        onNodeWithContentDescription("Hiện cả tin đã hết hạn").assertIsOff()
    }

    @Test
    fun `reading aloud, keeping, sharing and links`() = on(Screen.READER) { heard ->
        press("Nghe bài")
        press("Lưu lại, đang tắt")
        press("Chia sẻ")
        press("Gọi số 0204, 3555, 000")
        press("Xem bài về kênh tiêu đêm 06/09")
        press("Quay lại")
        val expected = listOf(
            "speak article-sample-1", ReaderEvent.ToggleKeep.toString(), "share Mười hai trạm thời tiết giữa vườn vải",
            "open tel:02043555000", "go ${Route.Record("article", "article-sample-9", "")}", "back",
        )
        assertEquals(expected, heard.said)
    }

    @Test
    fun `the whole text of a summary is asked for`() = on(Screen.READER, Look.EMPTY) { heard ->
        press("Tải toàn bài (khoảng 80 kB)")
        assertEquals(listOf(ReaderEvent.LoadText.toString()), heard.said)
    }

    @Test
    fun `what is read aloud can be stopped`() = on(Screen.READER, isSpeaking = true) { heard ->
        press("Dừng đọc")
        assertEquals(listOf("stop"), heard.said)
        assertTrue(onAllNodes(hasText("Nghe bài")).fetchSemanticsNodes().isEmpty())
    }

    @Test
    fun `switches, options and buttons of Settings`() = on(Screen.SETTINGS) { heard ->
        onNode(hasText("Tiết kiệm dữ liệu")).assertIsOn().performClick()
        onNodeWithText("50 MB").assertIsSelected()
        onNodeWithText("100 MB").performClick()
        press("Xuất ra tệp")
        assertEquals(
            listOf(SettingsEvent.Set("saver", "off").toString(), SettingsEvent.Set("cap", "100").toString(), "press ${SettingPress.EXPORT}"),
            heard.said,
        )
    }

    @Test
    fun `what cannot be taken back is asked first`() = on(Screen.SETTINGS) { heard ->
        press("Xoá")
        onNodeWithText(Samples.confirm().title).fetchSemanticsNode()
        press("Giữ lại")
        assertEquals(emptyList(), heard.said)
        press("Xoá")
        press("Xoá hết")
        assertEquals(listOf("press ${SettingPress.ERASE}"), heard.said)
    }

    @Test
    fun `tabs lead to their places and say which one is shown`() = on(Screen.LISTINGS) { heard ->
        onNode(hasText("Cung cầu")).assertIsSelected()
        onNode(hasText("Trang chủ")).performClick()
        assertEquals(listOf("tab HOME"), heard.said)
        assertEquals(null, heard.said.firstOrNull { "go" in it })
    }

    @Test
    fun `a table says how large it is and where a cell stands`() = on(Screen.READER) {
        val table = onNode(SemanticsMatcher.keyIsDefined(SemanticsProperties.CollectionInfo).and(hasContentDescription("Bảng 6 dòng, 5 cột: lượng mưa tháng 9 năm 2026 theo xã"))).fetchSemanticsNode()
        val info = table.config[SemanticsProperties.CollectionInfo]
        assertEquals(6 to 5, info.rowCount to info.columnCount)
        val cells = table.all().mapNotNull { it.config.getOrNull(SemanticsProperties.CollectionItemInfo) }
        assertEquals(5 * 5 + 4, cells.size)
        assertEquals(2, cells.first { it.rowIndex == 5 }.columnSpan)
    }

    @Test
    fun `the sheet of facets is opened, chosen from and left`() = on(Screen.LISTINGS) { heard ->
        press("Lọc")
        waitForIdle()
        onNodeWithContentDescription("Nhu cầu công nghệ, 4 kết quả").assertIsOn()
        onNodeWithContentDescription("Chào công nghệ, 3 kết quả").assertIsOff().performClick()
        press("Sắp hết hạn")
        press("Xong")
        waitForIdle()
        assertTrue(onAllNodes(hasText("Xong")).fetchSemanticsNodes().isEmpty())
        assertEquals(listOf(ListingsEvent.Choose("type", "offer"), ListingsEvent.Sort("ends")).map { it.toString() }, heard.said)
    }

    @Test
    fun `a refresh can be stopped, reading the device cannot`() {
        val heard = Heard()
        runSkikoComposeUiTest(androidx.compose.ui.geometry.Size(WIDTH.toFloat(), 2_000f), Density(1f)) {
            setContent {
                AppTheme(false, Strings.vi, family = Roboto.family) { HomeScreenView(Samples.refreshingHome(), heard::tell, {}) }
            }
            press("Dừng")
            assertTrue(onAllNodes(hasText("Cập nhật")).fetchSemanticsNodes().isEmpty(), "one refresh at a time")
            onNodeWithContentDescription(Samples.refreshingHome().content!!.news.rows[0].spoken).assertExists()
        }
        assertEquals(listOf(HomeEvent.StopRefresh.toString()), heard.said)
        on(Screen.HOME, Look.LOADING) { assertTrue(onAllNodes(hasText("Dừng")).fetchSemanticsNodes().isEmpty()) }
    }

    @Test
    fun `Home is refreshed by pulling it down, once, and the circle goes away by itself`() {
        fun pull(home: HomeState): List<String> {
            val heard = Heard()
            runSkikoComposeUiTest(androidx.compose.ui.geometry.Size(WIDTH.toFloat(), HEIGHT.toFloat()), Density(1f)) {
                setContent { AppTheme(false, Strings.vi, family = Roboto.family) { HomeScreenView(home, heard::tell, {}) } }
                fun seen() = Image.makeFromBitmap(onRoot().captureToImage().asSkiaBitmap()).thumbnail().take(head)
                val still = seen()
                onRoot().performTouchInput { swipeDown(startY = 90f, endY = 120f) }
                assertEquals(emptyList(), heard.said, "a finger that only trembles")
                onRoot().performTouchInput { swipeDown(startY = 90f, endY = 800f) }
                assertTrue(still != seen(), "nothing shows that the pull was understood")
                mainClock.advanceTimeBy(3_000)
                assertTrue(still == seen(), "the circle is still there")
            }
            return heard.said
        }
        assertEquals(listOf(HomeEvent.Refresh.toString()), pull(Samples.home(Look.READY)))
        assertEquals(listOf(HomeEvent.Refresh.toString()), pull(Samples.home(Look.EMPTY)))
        assertEquals(emptyList(), pull(Samples.refreshingHome()), "one refresh at a time")
    }

    /** As many points of a thumbnail as lie above the words that tell how far a refresh is. */
    private val head = 24 * WIDTH / 4

    @Test
    fun `what was found can be kept from where it was found`() = on(Screen.SEARCH) { heard ->
        val row = Samples.search(Look.READY).content!!.rows.first().row
        val actions = onNodeWithContentDescription(row.spoken).fetchSemanticsNode().config[SemanticsActions.CustomActions]
        runOnIdle { actions.first().action() }
        assertEquals(listOf(SearchEvent.Act(row.id, RowCommand.KEEP).toString()), heard.said)
    }
}
