package vn.app4g.preview

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.toComposeImageBitmap
import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotEquals
import org.jetbrains.skia.Image
import vn.app4g.shell.Strings
import vn.app4g.shell.samples.Look
import vn.app4g.shell.samples.Samples
import vn.app4g.ui.parts.FacetList
import vn.app4g.ui.parts.LocalTextWitness
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.AppTheme

/** What lies below the first screenful, and what lies over the screens. */
class WholeTest {
    private val folder = File(System.getProperty("shots"))
    private val clipped = mutableListOf<String>()

    private fun whole(name: String, fontScale: Float, height: Int, content: @androidx.compose.runtime.Composable () -> Unit): Image =
        draw(1.5f, fontScale, height) {
            CompositionLocalProvider(LocalTextWitness provides { clipped += it.faults(name) }, content = content)
        }.also { it.writePng(File(folder, "$name.png")) }

    @Test
    fun `a record from its title to its source, with a picture and without`() {
        val picture = draw(1f, 1f, 275) { AppTheme(true, Strings.vi) { Box(Modifier.fillMaxSize().background(App.colours.accentSoft)) } }
        for (isDark in listOf(false, true)) for (fontScale in listOf(1f, 2f)) {
            val name = "whole-reader-${if (isDark) "dark" else "light"}-${fontScale.toInt()}"
            val height = if (fontScale > 1f) 9_000 else 3_000
            val missing = whole(name, fontScale, height) { SampleScreen(Screen.READER, Look.READY, isDark, Roboto.family) }
            val there = whole("$name-picture", fontScale, height) {
                SampleScreen(Screen.READER, Look.READY, isDark, Roboto.family, picture = picture.toComposeImageBitmap())
            }
            assertNotEquals(missing.thumbnail(), there.thumbnail())
        }
        assertEquals(emptyList(), clipped)
    }

    @Test
    fun `the sheet of orders and facets`() {
        for (isDark in listOf(false, true)) for (fontScale in listOf(1f, 2f)) {
            whole("sheet-${if (isDark) "dark" else "light"}-${fontScale.toInt()}", fontScale, HEIGHT) {
                AppTheme(isDark, Strings.vi, family = Roboto.family) {
                    Box(Modifier.fillMaxSize().background(App.colours.surface)) {
                        FacetList("Lọc", Samples.facetSheet(), {}, { _, _ -> }, {})
                    }
                }
            }
        }
        assertEquals(emptyList(), clipped)
    }

    @Test
    fun `lists to their end`() {
        for (screen in listOf(Screen.HOME, Screen.LISTINGS, Screen.SETTINGS)) for (isDark in listOf(false, true)) {
            whole("whole-${screen.name}-${if (isDark) "dark" else "light"}".lowercase(), 1f, 2_400) {
                SampleScreen(screen, Look.READY, isDark, Roboto.family)
            }
        }
        assertEquals(emptyList(), clipped)
    }
}
