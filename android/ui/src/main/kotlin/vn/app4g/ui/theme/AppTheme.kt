package vn.app4g.ui.theme

import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Shapes
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import vn.app4g.shell.Strings
import vn.app4g.shell.Tokens

private val LocalColours = staticCompositionLocalOf { Colours(Tokens.Light) }
private val LocalType = staticCompositionLocalOf { Type(null, Density(1f)) }
private val LocalStrings = staticCompositionLocalOf { Strings.vi }

/** What the theme gives to every view. */
object App {
    val colours: Colours @Composable @ReadOnlyComposable get() = LocalColours.current
    val type: Type @Composable @ReadOnlyComposable get() = LocalType.current
    val strings: Strings @Composable @ReadOnlyComposable get() = LocalStrings.current
}

/** Distances of the token file. */
object Space {
    val xs: Dp = Tokens.Space.xs.dp
    val s: Dp = Tokens.Space.s.dp
    val m: Dp = Tokens.Space.m.dp
    val l: Dp = Tokens.Space.l.dp
    val xl: Dp = Tokens.Space.xl.dp
    val xxl: Dp = Tokens.Space.xxl.dp
}

/** Corners of the token file. */
object Corner {
    val small = RoundedCornerShape(Tokens.Radius.small.dp)
    val card = RoundedCornerShape(Tokens.Radius.card.dp)
    val pill = RoundedCornerShape(Tokens.Radius.pill.dp)

    /** A pill while it is one line high; with more lines its ends stay what they were. */
    val press = RoundedCornerShape(Tokens.Target.android.dp / 2)
}

/** How much an icon grows at most: beyond that it takes the room of the words. */
private const val LARGEST_ICON = 1.5f

/** The size of an icon that stands beside text: it grows with it, up to a point. */
@Composable
@ReadOnlyComposable
fun iconSize(size: Int): Dp = size.dp * LocalDensity.current.fontScale.coerceIn(1f, LARGEST_ICON)

/** The least side of what can be pressed. */
val Target: Dp = Tokens.Target.android.dp

/**
 * Colours, type and words for everything below.
 *
 * @param textPercent size of text in percent of what the system asks for
 * @param family the font; null is the phone's own
 */
@Composable
fun AppTheme(
    isDark: Boolean,
    strings: Strings,
    textPercent: Int = 100,
    family: FontFamily? = null,
    content: @Composable () -> Unit,
) {
    val colours = remember(isDark) { Colours(if (isDark) Tokens.Dark else Tokens.Light) }
    val system = LocalDensity.current
    val density = Density(system.density, system.fontScale * textPercent / 100f)
    val type = remember(family, density.fontScale) { Type(family, density) }
    CompositionLocalProvider(
        LocalColours provides colours,
        LocalType provides type,
        LocalStrings provides strings,
        LocalDensity provides density,
        LocalAppDensity provides density,
    ) {
        MaterialTheme(
            colorScheme = colours.material(isDark),
            typography = type.material(),
            shapes = Shapes(Corner.small, Corner.small, Corner.card, Corner.card, Corner.card),
            content = content,
        )
    }
}
