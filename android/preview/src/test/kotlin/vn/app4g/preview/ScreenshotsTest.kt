package vn.app4g.preview

import java.io.File
import kotlin.math.abs
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.Image
import vn.app4g.shell.samples.Look

/**
 * The pictures of the documentation are what is drawn today: a light and a dark one of each screen.
 *
 * `-Dscreenshots=write` draws them anew. They are compared with a tolerance: other versions of the font shift edges.
 */
class ScreenshotsTest {
    private val folder = File(System.getProperty("pictures"))
    private val writes = System.getProperty("screenshots") == "write"

    @Test
    fun `the pictures of the documentation are of today`() {
        val old = mutableListOf<String>()
        for (screen in Screen.entries) for (isDark in listOf(false, true)) {
            val name = "android-${screen.name}-${if (isDark) "dark" else "light"}.png".lowercase()
            val file = File(folder, name)
            val image = draw(1f, 1f) { SampleScreen(screen, Look.READY, isDark, Roboto.family) }
            if (writes) image.writeSmallPng(file)
            assertTrue(file.isFile, "$name is missing: run with -Dscreenshots=write")
            assertTrue(file.length() <= 80_000, "$name has ${file.length()} bytes")
            val share = difference(image, Image.makeFromEncoded(file.readBytes()))
            if (share > TOLERANCE) old += "$name differs in ${(share * 100).toInt()} of 100 pixels"
        }
        assertEquals(emptyList(), old, "look at them and run with -Dscreenshots=write")
    }

    @Test
    fun `a changed word is noticed`() {
        val one = draw(1f, 1f) { SampleScreen(Screen.HOME, Look.READY, false, Roboto.family) }
        val other = draw(1f, 1f) { SampleScreen(Screen.HOME, Look.OFFLINE, false, Roboto.family) }
        assertTrue(difference(one, other) > TOLERANCE)
        assertEquals(0.0, difference(one, one))
    }

    private companion object {
        /** Share of pixels that may differ. */
        const val TOLERANCE = 0.03

        /** How much a channel of a pixel may differ without being counted. */
        const val CLOSE = 48
    }

    private fun difference(one: Image, other: Image): Double {
        if (one.width != other.width || one.height != other.height) return 1.0
        val (a, b) = Bitmap.makeFromImage(one) to Bitmap.makeFromImage(other)
        var count = 0
        for (y in 0 until one.height) for (x in 0 until one.width) {
            val (left, right) = a.getColor(x, y) to b.getColor(x, y)
            if (listOf(0, 8, 16).any { abs((left shr it and 0xFF) - (right shr it and 0xFF)) > CLOSE }) count++
        }
        return count.toDouble() / (one.width * one.height)
    }
}
