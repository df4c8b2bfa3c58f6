package vn.app4g.preview

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import androidx.compose.ui.unit.Density
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import vn.app4g.shell.samples.Look
import vn.app4g.ui.parts.LocalTextWitness

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
        val headings = nodes.filter { SemanticsProperties.Heading in it.config }
        if (headings.isEmpty()) faults += "$name: no heading"
        // The first heading is the largest, and nothing but the bar and notes stands above it.
        val top = headings.firstOrNull()
        if (top != null && headings.any { it != top && it.boundsInRoot.top < top.boundsInRoot.top }) faults += "$name: heading order"
        if (headings.map { it.said() }.let { it.size != it.toSet().size }) faults += "$name: a heading twice"
        // What is heard one after the other stands below or beside each other.
        val rows = nodes.filter { it.isPressable() && SemanticsProperties.Role !in it.config }.map { it.boundsInRoot.top }
        if (rows != rows.sorted()) faults += "$name: reading order $rows"
        val tabs = nodes.count { it.config.getOrNull(SemanticsProperties.Role) == androidx.compose.ui.semantics.Role.Tab }
        if (tabs != (if (screen.tab == null) 0 else 4)) faults += "$name: $tabs tabs"
    }

    @Test
    fun `a test like this finds what is wrong`() {
        runSkikoComposeUiTest(androidx.compose.ui.geometry.Size(WIDTH.toFloat(), 400f), Density(1f)) {
            setContent { Faulty() }
            val nodes = onRoot().fetchSemanticsNode().all()
            assertTrue(nodes.any { it.unlabelled() != null }, "no label")
            assertTrue(nodes.any { it.small() != null }, "small")
            assertTrue(nodes.any { it.clipped(Rect(0f, 0f, 412f, 400f)) != null }, "clipped")
        }
    }
}

internal fun SemanticsNode.all(): List<SemanticsNode> = listOf(this) + children.flatMap { it.all() }

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
