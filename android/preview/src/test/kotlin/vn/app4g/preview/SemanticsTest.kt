package vn.app4g.preview

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import androidx.compose.ui.unit.Density
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import vn.app4g.shell.Strings
import vn.app4g.shell.samples.Look
import vn.app4g.shell.samples.Samples
import vn.app4g.ui.parts.ConfirmDialog
import vn.app4g.ui.parts.FacetList
import vn.app4g.ui.parts.LocalTextWitness
import vn.app4g.ui.theme.AppTheme

/** What a person who hears the screens, or presses with a stiff finger, has of them: all screens, all looks, both sizes of text. */
@OptIn(ExperimentalTestApi::class)
class SemanticsTest {
    private val faults = mutableListOf<String>()

    @Test
    fun `every screen can be heard and pressed, with text as large as it goes`() {
        for (screen in Screen.entries) for (look in Look.entries) for (fontScale in listOf(1f, 2f)) {
            val name = "$screen $look ${fontScale.toInt()}"
            shown(screen, look, fontScale) { check(name, screen, onRoot(useUnmergedTree = false).fetchSemanticsNode()) }
        }
        assertEquals(emptyList(), faults.distinct())
    }

    /** So high that a list shows all its rows. */
    private fun shown(screen: Screen, look: Look, fontScale: Float, test: SkikoComposeUiTest.() -> Unit) =
        runSkikoComposeUiTest(androidx.compose.ui.geometry.Size(WIDTH.toFloat(), 24_000f), Density(1f)) {
            setContent {
                CompositionLocalProvider(
                    LocalDensity provides Density(1f, fontScale),
                    LocalTextWitness provides { faults += it.faults("$screen $look $fontScale") },
                ) { SampleScreen(screen, look, isDark = false, Roboto.family) }
            }
            test()
        }

    private fun check(name: String, screen: Screen, root: SemanticsNode) {
        val nodes = root.all()
        for (node in nodes) {
            node.unlabelled()?.let { faults += "$name: no label: $it" }
            node.small()?.let { faults += "$name: too small: $it" }
            node.clipped(root.boundsInRoot)?.let { faults += "$name: clipped: $it" }
        }
        faults += headingFaults(nodes).map { "$name: $it" }
        // One node in the wrong place is wrong against many.
        faults += orderFaults(nodes).take(1).map { "$name: $it" }
        val tabs = nodes.count { it.config.getOrNull(SemanticsProperties.Role) == androidx.compose.ui.semantics.Role.Tab }
        if (tabs != (if (screen.tab == null) 0 else 4)) faults += "$name: $tabs tabs"
    }

    @Test
    fun `what lies over a screen has a title of its own`() {
        val windows = mapOf<String, @Composable () -> Unit>(
            "sheet" to { FacetList("Lọc", Samples.facetSheet(), {}, { _, _ -> }, {}) },
            "question" to { ConfirmDialog(Samples.confirm(), {}, {}) },
        )
        for ((name, window) in windows) alone(window) { nodes -> assertEquals(emptyList(), headingFaults(nodes) + orderFaults(nodes), name) }
    }

    @Test
    fun `a test like this finds what is wrong`() {
        alone({ Faulty() }) { nodes ->
            assertTrue(nodes.any { it.unlabelled() != null }, "no label")
            assertTrue(nodes.any { it.small() != null }, "small")
            assertTrue(nodes.any { it.clipped(Rect(0f, 0f, WIDTH.toFloat(), 4_000f)) != null }, "clipped")
        }
    }

    @Test
    fun `headings that are missing, doubled, without a level or out of order are found`() {
        for ((fault, faulty) in faultyHeadings) alone(faulty) { nodes ->
            val found = headingFaults(nodes)
            assertEquals(1, found.size, "$fault: $found")
            assertTrue(found.single().startsWith(fault), "$fault: $found")
        }
    }

    @Test
    fun `what is read before what stands above or left of it is found`() {
        for ((fault, faulty) in faultyOrders) alone(faulty) { nodes -> assertEquals(1, orderFaults(nodes).size, "$fault: ${orderFaults(nodes)}") }
        alone({ TwoColumns() }) { nodes -> assertEquals(emptyList(), orderFaults(nodes), "columns are read one after the other") }
    }

    /** A window of its own; its nodes are those of the last root, which lies on top. */
    private fun alone(window: @Composable () -> Unit, test: (List<SemanticsNode>) -> Unit) =
        runSkikoComposeUiTest(androidx.compose.ui.geometry.Size(WIDTH.toFloat(), 4_000f), Density(1f)) {
            setContent { AppTheme(false, Strings.vi, family = Roboto.family, content = window) }
            test(onAllNodes(isRoot()).fetchSemanticsNodes().last().all())
        }
}

internal fun SemanticsNode.isPressable(): Boolean =
    SemanticsActions.OnClick in config && SemanticsProperties.EditableText !in config && !isLinkInText()

/** A link inside running text is as high as its line (WCAG 2.2, 2.5.8 leaves them out). */
private fun SemanticsNode.isLinkInText(): Boolean = config.any { it.key.name == "LinkTestMarker" }

/** What a voice says of it. */
internal fun SemanticsNode.said(): String {
    val described = config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
    val text = config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
    return (described.ifEmpty { text }).joinToString(" ").trim()
}

internal fun SemanticsNode.unlabelled(): String? =
    if ((isPressable() || SemanticsProperties.EditableText in config) && said().isEmpty()) "at $boundsInRoot" else null

/** Under 48 dp in either direction; its own size, not what Compose adds around small things where there is room. */
internal fun SemanticsNode.small(): String? =
    if (isPressable() && (size.width < 48 || size.height < 48)) "«${said().take(40)}» $size" else null

/** Wider or higher than what is seen of it, unless it lies in something that scrolls sideways. */
internal fun SemanticsNode.clipped(screen: Rect): String? {
    val scrolls = generateSequence(this) { it.parent }.any { SemanticsProperties.HorizontalScrollAxisRange in it.config }
    val bounds = boundsInRoot
    val isCut = size.width > bounds.width + 1 || size.height > bounds.height + 1 || bounds.right > screen.right + 1
    return if (isCut && !scrolls) "«${said().take(40)}» $size in $bounds" else null
}
