package vn.app4g.preview

import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.asSkiaBitmap
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isHeading
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performMouseInput
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import androidx.compose.ui.unit.Density
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
import kotlinx.coroutines.runBlocking
import org.jetbrains.skia.Image
import vn.app4g.core.Choice
import vn.app4g.core.HomeState
import vn.app4g.core.ListingsState
import vn.app4g.core.NetworkState
import vn.app4g.core.ReaderState
import vn.app4g.core.Row
import vn.app4g.core.SearchState
import vn.app4g.core.SettingControl
import vn.app4g.core.SettingsState
import vn.app4g.core.ShareText
import vn.app4g.core.Status
import vn.app4g.shell.BackStack
import vn.app4g.shell.OpenScreen
import vn.app4g.shell.Session
import vn.app4g.shell.Strings
import vn.app4g.shell.ports.OtherApps

/**
 * A person's way through the whole app over the real core and what comes with the app, by what is on the screen only.
 *
 * `-Dscreenshots=write` writes three moments of it for the README. They are not compared: what they show is the content's business.
 * So that Home has something new, the person follows the sample feed and refreshed two hours before.
 */
@OptIn(ExperimentalTestApi::class)
class WalkTest {
    private val scope = CoroutineScope(Dispatchers.Default + Job())
    private val project = File(System.getProperty("project"))
    private val live = Live(project, scope, NOW, folder = refreshed(project, scope, SYNCED)).apply { network = NetworkState.UNMETERED }
    private val open = runBlocking { assertIs<Session.Open>(live.session.open()) }
    private val stack = BackStack()
    private val words = Strings.vi
    private var shared = 0

    /** A phone that has no other apps. */
    private val noApps = object : OtherApps by Printing {
        override fun hand(text: ShareText) {
            shared += 1
            throw IllegalStateException(text.subject)
        }
    }

    @AfterTest
    fun close() {
        runBlocking { live.session.close() }
        live.close()
        scope.cancel()
    }

    @Test
    fun `from Home to an article, a search, a facet, a listing, the settings, and without a network`() =
        runSkikoComposeUiTest(Size(WIDTH * SCALE, HEIGHT * SCALE), Density(SCALE)) {
            setContent { LiveApp(live, stack, noApps) }
            await { home.content?.news?.rows.orEmpty().size >= PACKED }
            answersAtOneGlance()
            shoot("home-light", isDark = false)
            val news = home.content!!.news.rows[1].title
            readAndComeBack { home.content!!.news.rows[1] }
            val kept = search()
            listing()
            settings()
            withoutNetwork(news, kept)
        }

    /** What is new, how old it is, what a refresh would cost: all of it on the first screen, and two articles to begin with. */
    private fun SkikoComposeUiTest.answersAtOneGlance() {
        assertEquals(null, home.status.offline)
        val content = home.content!!
        assertTrue(content.news.rows.first().isUnread)
        val said = listOf(content.headline, home.status.age!!.text).map(::hasText)
        val heard = (listOf(home.refresh.spoken) + content.news.rows.take(2).map { it.spoken }).map { hasContentDescription(it) }
        assertTrue(home.refresh.detail != null, "no cost")
        for (one in said + heard) onNode(one).assertIsDisplayed()
    }

    /** Opens a row, reads, goes back to where it was. */
    private fun SkikoComposeUiTest.readAndComeBack(row: () -> Row) {
        val title = row().title
        see(hasContentDescription(row().spoken)).performClick()
        await(hasText(title).and(isHeading()))
        assertTrue(tabs().isEmpty(), "a record has the whole screen")
        press(words.actionBack)
        // The same one; that it was read may be said of it by now.
        await { onAllNodes(hasContentDescription(row().spoken)).fetchSemanticsNodes().isNotEmpty() }
        assertEquals(title, row().title)
        assertEquals(4, tabs().size)
    }

    /** Searches without marks and narrows what was found; returns what a voice says of the first row. */
    private fun SkikoComposeUiTest.search(): String {
        tab(words.navSearch)
        await(hasSetTextAction())
        onNode(hasSetTextAction()).performTextInput("vuon vai")
        await { found.content?.rows.orEmpty().isNotEmpty() }
        assertTrue(found.content!!.rows.any { row -> row.title.any { it.style.marked && it.text == "vườn" } })
        shoot("search-light", isDark = false)
        val all = found.content!!
        press(found.narrow)
        val value = all.facets.first().values.first()
        await(hasContentDescription(value.spoken))
        onNode(hasContentDescription(value.spoken)).performClick()
        await { found.content?.chips.orEmpty().isNotEmpty() }
        press(words.actionDone)
        await(hasContentDescription(found.content!!.chips.single().spoken))
        assertEquals(value.count.filter(Char::isDigit), found.content!!.count.filter(Char::isDigit), "as many as the facet said")
        return found.content!!.rows.first().row.spoken
    }

    private fun SkikoComposeUiTest.listing() {
        tab(words.navListings)
        await { offers.content?.rows.orEmpty().isNotEmpty() }
        readAndComeBack { offers.content!!.rows.first().row }
    }

    /** Large text and a dark ground, at once and everywhere; then text as it was. */
    private fun SkikoComposeUiTest.settings() {
        tab(words.navSettings)
        await { settings.content != null }
        val heading = hasText(settings.title).and(isHeading())
        val before = onNode(heading).fetchSemanticsNode().size.height
        choose("150")
        await { onNode(heading).fetchSemanticsNode().size.height > before * 1.2 }
        choose("100")
        await { onNode(heading).fetchSemanticsNode().size.height == before }
        choose("dark")
        await { isDark(picture()) }
    }

    private fun SkikoComposeUiTest.choose(value: String) {
        see(hasText(choice(value).label)).performClick()
    }

    private fun choice(value: String): Choice =
        settings.content!!.sections.flatMap { it.items }.map { it.control }.filterIsInstance<SettingControl.Options>()
            .flatMap { it.options }.first { it.value == value }

    /** In flight mode everything is still there, and says how old it is. */
    private fun SkikoComposeUiTest.withoutNetwork(news: String, found: String) {
        live.network = NetworkState.OFFLINE
        runBlocking { live.session.networkChanged() }
        tab(words.navHome)
        await { home.status.offline != null }
        aged(home.status)
        see(hasContentDescription(home.content!!.news.rows.first { it.title == news }.spoken)).performClick()
        await(hasText(news).and(isHeading()))
        shoot("article-dark", isDark = true)
        aged(read.status)
        notTaken()
        press(words.actionBack)
        tab(words.navSearch)
        await(hasSetTextAction())
        onNode(hasSetTextAction()).performTextInput("vuon vai")
        await { this@WalkTest.found.content?.rows.orEmpty().isNotEmpty() }
        aged(this@WalkTest.found.status)
        see(hasContentDescription(found))
        tab(words.navListings)
        await { offers.content?.rows.orEmpty().isNotEmpty() }
        aged(offers.status)
        readAndComeBack { offers.content!!.rows.first().row }
        facets()
        tab(words.navSettings)
        await { settings.content?.sections.orEmpty().isNotEmpty() }
        aged(settings.status)
        assertTrue(choice("dark").isChosen, "what was chosen with a network")
        see(hasText(choice("dark").label))
    }

    /** The sheet of facets opens with the values it had, and closes. */
    private fun SkikoComposeUiTest.facets() {
        press(offers.narrow)
        val value = offers.content!!.facets.first().values.first()
        await(hasContentDescription(value.spoken))
        press(words.actionDone)
        await { onAllNodes(hasContentDescription(value.spoken)).fetchSemanticsNodes().isEmpty() }
    }

    /** Nobody takes what is shared: that is said until it was seen, and said anew. */
    private fun SkikoComposeUiTest.notTaken() {
        val said = hasText(words.readerNoApp)
        for (time in 1..2) {
            see(hasText(words.actionShare)).performClick()
            await(said)
            press(words.actionDone)
            await { onAllNodes(said).fetchSemanticsNodes().isEmpty() }
        }
        assertEquals(2, shared)
    }

    private fun SkikoComposeUiTest.aged(status: Status) {
        see(hasText(status.offline!!))
        see(hasText(status.age!!.text))
    }

    // What the screen on top has to say.
    private val top: OpenScreen get() = open.screens.of(stack.top)
    private val home: HomeState get() = assertIs<OpenScreen.Home>(top).screen.state.value
    private val found: SearchState get() = assertIs<OpenScreen.Search>(top).screen.state.value
    private val read: ReaderState get() = assertIs<OpenScreen.Reader>(top).screen.state.value
    private val offers: ListingsState get() = assertIs<OpenScreen.Listings>(top).screen.state.value
    private val settings: SettingsState get() = assertIs<OpenScreen.Settings>(top).screen.state.value

    private val isTab = SemanticsMatcher.expectValue(SemanticsProperties.Role, Role.Tab)

    private fun SkikoComposeUiTest.tabs() = onAllNodes(isTab).fetchSemanticsNodes()

    private fun SkikoComposeUiTest.tab(label: String) {
        onNode(hasText(label).and(isTab)).performClick()
        waitForIdle()
    }

    private fun SkikoComposeUiTest.press(label: String) = onNode(hasText(label).or(hasContentDescription(label))).performClick()

    /** Scrolls to it. */
    private fun SkikoComposeUiTest.see(what: SemanticsMatcher) = run {
        waitForIdle()
        onNode(hasScrollToNodeAction()).performScrollToNode(what)
        onNode(what)
    }

    private fun SkikoComposeUiTest.await(what: SemanticsMatcher) = await { onAllNodes(what).fetchSemanticsNodes().isNotEmpty() }

    /** The core works on threads of its own. */
    private fun SkikoComposeUiTest.await(isSo: () -> Boolean) {
        waitUntil(timeoutMillis = 60_000, condition = isSo)
        waitForIdle()
    }

    private fun SkikoComposeUiTest.picture(): Image = Image.makeFromBitmap(onRoot().captureToImage().asSkiaBitmap())

    private fun isDark(image: Image): Boolean = image.thumbnail().first() and 0xFF < 0x60

    private fun SkikoComposeUiTest.shoot(name: String, isDark: Boolean) {
        // What was pressed last looks pressed for a moment, and as long as a pointer stands on it.
        onRoot().performMouseInput { moveTo(topLeft) }
        mainClock.advanceTimeBy(1_000)
        val image = picture()
        assertTrue(image.thumbnail().toSet().size > 8, "$name is blank")
        assertEquals(isDark, isDark(image), name)
        image.writePng(File(System.getProperty("shots"), "walk-$name.png"))
        val file = File(System.getProperty("pictures"), "live-$name.png")
        if (System.getProperty("screenshots") == "write") image.writeSmallPng(file)
        assertTrue(file.isFile, "${file.name} is missing: run with -Dscreenshots=write")
        assertTrue(file.length() <= 80_000, "${file.name} has ${file.length()} bytes")
    }

    private companion object {
        /** When everything was last asked for: two hours before [NOW]. */
        const val SYNCED = NOW - 2 * 3_600

        /** More articles than the feed alone has: those of the pack are here too. */
        const val PACKED = 30

        /** Pixels to a dp. */
        const val SCALE = 1.5f
    }
}
