package vn.app4g.ui.theme

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.PathFillType
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.PathBuilder
import androidx.compose.ui.graphics.vector.path
import androidx.compose.ui.unit.dp

/** Icons that the small set of Material lacks. */
object Drawn {
    /** Kept. */
    val Bookmark: ImageVector by lazy { drawn("bookmark", isFilled = true) { bookmark() } }

    /** To be kept. */
    val BookmarkOutline: ImageVector by lazy { drawn("bookmark-outline") { bookmark() } }

    /** Reads aloud. */
    val Speaker: ImageVector by lazy {
        drawn("speaker") {
            moveTo(4f, 9.5f)
            lineTo(4f, 14.5f)
            lineTo(7.5f, 14.5f)
            lineTo(12f, 18.5f)
            lineTo(12f, 5.5f)
            lineTo(7.5f, 9.5f)
            close()
            moveTo(15f, 9f)
            curveTo(16.8f, 10.6f, 16.8f, 13.4f, 15f, 15f)
            moveTo(17.5f, 6.5f)
            curveTo(21f, 9.5f, 21f, 14.5f, 17.5f, 17.5f)
        }
    }

    /** Stops reading. */
    val Stop: ImageVector by lazy {
        drawn("stop", isFilled = true) {
            moveTo(7f, 7f)
            lineTo(17f, 7f)
            lineTo(17f, 17f)
            lineTo(7f, 17f)
            close()
        }
    }

    /** Narrows a list. */
    val Narrow: ImageVector by lazy {
        drawn("narrow") {
            moveTo(4f, 7f)
            lineTo(20f, 7f)
            moveTo(7f, 12f)
            lineTo(17f, 12f)
            moveTo(10f, 17f)
            lineTo(14f, 17f)
        }
    }

    /** Leads out of the app. */
    val Outside: ImageVector by lazy {
        drawn("outside") {
            moveTo(10f, 5f)
            lineTo(5f, 5f)
            lineTo(5f, 19f)
            lineTo(19f, 19f)
            lineTo(19f, 14f)
            moveTo(13f, 5f)
            lineTo(19f, 5f)
            lineTo(19f, 11f)
            moveTo(19f, 5f)
            lineTo(11f, 13f)
        }
    }

    /** Offers and needs: two arrows that meet. */
    val Exchange: ImageVector by lazy {
        drawn("exchange") {
            moveTo(4f, 8f)
            lineTo(19f, 8f)
            moveTo(15f, 4f)
            lineTo(19f, 8f)
            lineTo(15f, 12f)
            moveTo(20f, 16f)
            lineTo(5f, 16f)
            moveTo(9f, 12f)
            lineTo(5f, 16f)
            lineTo(9f, 20f)
        }
    }

    private fun PathBuilder.bookmark() {
        moveTo(6.5f, 4f)
        lineTo(17.5f, 4f)
        lineTo(17.5f, 20f)
        lineTo(12f, 16.2f)
        lineTo(6.5f, 20f)
        close()
    }

    private fun drawn(name: String, isFilled: Boolean = false, draw: PathBuilder.() -> Unit): ImageVector =
        ImageVector.Builder(name, 24.dp, 24.dp, 24f, 24f).path(
            fill = if (isFilled) SolidColor(Color.Black) else null,
            stroke = SolidColor(Color.Black),
            strokeLineWidth = 1.8f,
            strokeLineJoin = StrokeJoin.Round,
            pathFillType = PathFillType.NonZero,
            pathBuilder = draw,
        ).build()
}
