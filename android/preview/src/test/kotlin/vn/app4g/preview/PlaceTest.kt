package vn.app4g.preview

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.width
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.dp
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlinx.coroutines.CompletableDeferred
import vn.app4g.core.Block
import vn.app4g.shell.Strings
import vn.app4g.ui.parts.LocalPictures
import vn.app4g.ui.parts.PictureBlock
import vn.app4g.ui.parts.Pictures
import vn.app4g.ui.parts.Words
import vn.app4g.ui.theme.AppTheme

/** Text below a picture stays where it is when the picture comes. */
@OptIn(ExperimentalTestApi::class)
class PlaceTest {
    /** Where the text below begins while the picture is read, and once it was. */
    private fun tops(picture: Block.Picture, bitmap: ImageBitmap?): Pair<Float, Float> {
        val coming = CompletableDeferred<ImageBitmap?>()
        var before = 0f
        var after = 0f
        runSkikoComposeUiTest(androidx.compose.ui.geometry.Size(WIDTH.toFloat(), 6_000f), Density(1f)) {
            setContent {
                CompositionLocalProvider(LocalPictures provides Pictures { _, _ -> coming.await() }) {
                    AppTheme(false, Strings.vi, family = Roboto.family) {
                        Column(Modifier.width(300.dp)) {
                            PictureBlock(picture, "article-1", {})
                            Words(BELOW)
                        }
                    }
                }
            }
            before = onNodeWithText(BELOW).fetchSemanticsNode().boundsInRoot.top
            assertTrue(onAllNodes(hasText(MISSING)).fetchSemanticsNodes().isEmpty(), "not missing yet")
            coming.complete(bitmap)
            waitForIdle()
            after = onNodeWithText(BELOW).fetchSemanticsNode().boundsInRoot.top
            val seen = onAllNodes(hasContentDescription(ALT)).fetchSemanticsNodes().size
            assertEquals(if (bitmap == null) 0 else 1, seen)
            assertEquals(if (bitmap == null) 1 else 0, onAllNodes(hasText(MISSING)).fetchSemanticsNodes().size)
        }
        return before to after
    }

    private fun picture(width: Int, height: Int) =
        Block.Picture("https://anh.example/1.jpg", ALT, emptyList(), width.toUInt(), height.toUInt(), MISSING)

    @Test
    fun `the place is as high as the record says`() {
        assertEquals(200f to 200f, tops(picture(1200, 800), ImageBitmap(600, 400)))
        // What came is another cut of it: it stands in the place that was kept.
        assertEquals(200f to 200f, tops(picture(1200, 800), ImageBitmap(400, 400)))
    }

    @Test
    fun `without a size the picture takes its own`() {
        val (before, after) = tops(picture(0, 0), ImageBitmap(300, 300))
        assertEquals(300f * 9 / 16, before, 1f)
        assertEquals(300f, after)
    }

    @Test
    fun `a size that cannot be meant keeps neither a tower nor a line`() {
        val (tower, _) = tops(picture(1, 5000), ImageBitmap(300, 300))
        assertTrue(tower <= 1_000f, "$tower")
        val (line, _) = tops(picture(5000, 1), ImageBitmap(300, 300))
        assertTrue(line >= 48f, "$line")
    }

    @Test
    fun `what is not on the device leaves words and no hole`() {
        val (before, after) = tops(picture(800, 1200), null)
        assertEquals(450f, before)
        assertTrue(after < 150f, "$after")
    }

    private companion object {
        const val ALT = "Một trạm thời tiết"
        const val MISSING = "Ảnh chưa có trên máy"
        const val BELOW = "Chữ bên dưới"
    }
}
