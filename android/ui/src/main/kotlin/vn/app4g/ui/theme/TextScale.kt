package vn.app4g.ui.theme

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.dp

// What sizes of text become when the person asks for twice the size: the points at which Android 14 bends its own scale.
private val asked = floatArrayOf(0f, 12f, 14f, 18f, 20f, 24f, 30f, 100f)
private val doubled = floatArrayOf(0f, 24f, 26f, 30f, 34f, 36f, 38f, 100f)

/** Up to here sizes grow each at its own pace, beyond it all alike. */
private const val DOUBLE = 2f

/**
 * How large a text is drawn, in dp, for a size in sp and a scale of text (1: as designed).
 *
 * Small text grows in full, large text less, as it does on Android 14 and newer: at 2 a title of 28 becomes 37 and not 56, which
 * would leave room for two words in a line, while hints of 12 become 24. The order of sizes stays: what is larger stays larger.
 * A smaller scale than 1 shrinks everything alike.
 */
fun grown(size: Float, scale: Float): Float {
    if (scale <= 1f) return size * scale
    val twice = bent(size, asked, doubled)
    return if (scale < DOUBLE) size + (twice - size) * (scale - 1f) else twice * scale / DOUBLE
}

/** Where a value between two of [from] lies between those of [to]; beyond the last in proportion to it. */
private fun bent(value: Float, from: FloatArray, to: FloatArray): Float {
    val at = from.indexOfLast { it <= value }
    if (at < 0 || at == from.lastIndex) return value * to.last() / from.last()
    return to[at] + (to[at + 1] - to[at]) * (value - from[at]) / (from[at + 1] - from[at])
}

/**
 * The same as a size in sp.
 *
 * Asked of the system and not counted here: Android bends what it is given, the machine that draws the pictures does not. What comes
 * out of [grown] is drawn as large on both.
 */
internal fun Density.grown(size: Float): TextUnit = grown(size, fontScale).dp.toSp()

/** The density that the theme chose, with the scale of text of the app in it. */
internal val LocalAppDensity = staticCompositionLocalOf<Density?> { null }

/** What stands in a window of its own, a menu, a dialog or a sheet: such a window begins anew with the sizes of the system. */
@Composable
fun InAppSize(content: @Composable () -> Unit) =
    CompositionLocalProvider(LocalDensity provides (LocalAppDensity.current ?: LocalDensity.current), content = content)
