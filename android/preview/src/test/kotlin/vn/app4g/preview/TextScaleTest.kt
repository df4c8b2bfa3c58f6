package vn.app4g.preview

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.unit.Density
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import vn.app4g.core.Chip
import vn.app4g.shell.Strings
import vn.app4g.ui.parts.ChosenChip
import vn.app4g.ui.parts.LocalTextWitness
import vn.app4g.ui.parts.Words
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.AppTheme
import vn.app4g.ui.theme.InAppSize
import vn.app4g.ui.theme.grown

/** How text grows for people who need it larger. */
@OptIn(ExperimentalTestApi::class)
class TextScaleTest {
    private val scales = listOf(0.85f, 1f, 1.15f, 1.3f, 1.5f, 2f, 3f, 4f)
    private val sizes = (2..200).map { it / 2f }

    @Test
    fun `small text grows in full, large text less`() {
        for (size in sizes) assertEquals(size, grown(size, 1f), "as designed")
        assertEquals(24f, grown(12f, 2f))
        assertEquals(30f, grown(18f, 2f))
        assertTrue(grown(28f, 2f) in 37f..38f, "${grown(28f, 2f)}")
        assertEquals(10.2f, grown(12f, 0.85f), 0.001f)
        assertEquals(24f, grown(28f, 0.85f), 0.5f)
    }

    @Test
    fun `what is larger stays larger, and a larger scale never makes anything smaller`() {
        for (scale in scales) for ((small, large) in sizes.zipWithNext()) assertTrue(grown(small, scale) < grown(large, scale), "$small at $scale")
        for (size in sizes) for ((less, more) in scales.zipWithNext()) assertTrue(grown(size, less) <= grown(size, more), "$size at $more")
    }

    private fun laidOut(fontScale: Float, textPercent: Int, text: @androidx.compose.runtime.Composable () -> Unit): List<TextLayoutResult> {
        val seen = mutableListOf<TextLayoutResult>()
        runSkikoComposeUiTest(androidx.compose.ui.geometry.Size(WIDTH.toFloat(), HEIGHT.toFloat()), Density(1f)) {
            setContent {
                CompositionLocalProvider(LocalDensity provides Density(1f, fontScale), LocalTextWitness provides { seen += it }) {
                    AppTheme(false, Strings.vi, textPercent, Roboto.family, text)
                }
            }
            waitForIdle()
        }
        return seen
    }

    @Test
    fun `titles keep the distance of their lines, so that no mark touches the line above`() {
        for (percent in listOf(100, 200)) for (fontScale in listOf(1f, 2f)) {
            val title = laidOut(fontScale, percent) { Words("Ẵ ỗ ượ", style = App.type.display) }.last()
            assertEquals(grown(28f, fontScale * percent / 100) * 1.5f, title.size.height.toFloat(), 1.5f)
        }
    }

    @Test
    fun `a window of its own has the size that was chosen in the app`() {
        fun height(inApp: Boolean) = laidOut(1f, 150) {
            // As a dialog of Android does.
            CompositionLocalProvider(LocalDensity provides Density(1f, 1f)) { if (inApp) InAppSize { Words("một") } else Words("một") }
        }.last().size.height
        assertTrue(height(inApp = true) > height(inApp = false))
    }

    @Test
    fun `a long chip leaves room for its mark`() {
        val label = "Kỹ thuật điện, điện tử, thông tin"
        val text = laidOut(2f, 100) { ChosenChip(Chip("field", "202", label, label)) {} }.last()
        assertTrue(text.lineCount > 1)
        assertTrue(text.size.width <= WIDTH - 2 * 14 - 6 - 24, "${text.size}")
    }
}
