package vn.app4g.preview

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.text.TextLayoutResult
import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.Image
import vn.app4g.shell.samples.Look
import vn.app4g.ui.parts.LocalTextWitness

/** Draws every screen in every look, theme and size of text, and looks at what came out. */
class PicturesTest {
    private val folder = File(System.getProperty("shots"))

    @Test
    fun `every picture shows something, differs from the other looks, and no text is clipped`() {
        val clipped = mutableListOf<String>()
        for (screen in Screen.entries) for (isDark in listOf(false, true)) for (fontScale in listOf(1f, 2f)) {
            val theme = if (isDark) "dark" else "light"
            val drawn = mutableMapOf<List<Int>, Look>()
            for (look in Look.entries) {
                val name = "${screen.name}-${look.name}-$theme-${fontScale.toInt()}".lowercase()
                val image = draw(2f, fontScale) {
                    CompositionLocalProvider(LocalTextWitness provides { layout -> clipped += layout.faults(name) }) {
                        SampleScreen(screen, look, isDark, Roboto.family)
                    }
                }
                image.writePng(File(folder, "$name.png"))
                val pixels = image.thumbnail()
                assertTrue(pixels.toSet().size > 8, "$name is blank")
                val twin = drawn.put(pixels, look)
                assertEquals(null, twin, "$name looks like $twin")
                val edge = pixels.first()
                assertEquals(isDark, (edge and 0xFF) < 0x60, "$name is not $theme")
            }
        }
        assertEquals(emptyList(), clipped.distinct())
    }
}

/** Where letters are cut off: by the width, by the height, by dots. */
internal fun TextLayoutResult.faults(where: String): List<String> {
    val isCut = hasVisualOverflow || (0 until lineCount).any { isLineEllipsized(it) }
    return if (isCut) listOf("$where: «${layoutInput.text.text.take(60)}»") else emptyList()
}

/** Every fourth pixel of every fourth row. */
internal fun Image.thumbnail(): List<Int> {
    val bitmap = Bitmap.makeFromImage(this)
    return (0 until height step 4).flatMap { y -> (0 until width step 4).map { x -> bitmap.getColor(x, y) } }
}
