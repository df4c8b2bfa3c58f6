package vn.app4g.ui.theme

import androidx.compose.material3.Typography
import androidx.compose.ui.text.PlatformTextStyle
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.Hyphens
import androidx.compose.ui.text.style.LineHeightStyle
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.em
import androidx.compose.ui.unit.sp
import vn.app4g.shell.Tokens

/**
 * The type scale of the token file.
 *
 * Invariants: no line is trimmed, and lines are as far apart as the letters are large, whatever these grow to, or stacked Vietnamese
 * marks (Ẵ, ỗ) lose their tops; no letter spacing, no hyphens, no all-caps.
 *
 * @param family the font; null is the phone's own
 * @param density says how large text is wanted
 */
class Type internal constructor(family: FontFamily?, private val density: Density) {
    val display = style(Tokens.Type.display, family)
    val title = style(Tokens.Type.title, family)
    val heading = style(Tokens.Type.heading, family)
    val subheading = style(Tokens.Type.subheading, family)
    val body = style(Tokens.Type.body, family)
    val reading = style(Tokens.Type.reading, family)
    val label = style(Tokens.Type.label, family)
    val small = style(Tokens.Type.small, family)

    /** The same for the parts of Material that are used. */
    internal fun material() = Typography(
        displayLarge = display, displayMedium = display, displaySmall = display,
        headlineLarge = title, headlineMedium = title, headlineSmall = heading,
        titleLarge = heading, titleMedium = subheading, titleSmall = subheading,
        bodyLarge = body, bodyMedium = body, bodySmall = small,
        labelLarge = label, labelMedium = label, labelSmall = small,
    )

    private fun style(token: Tokens.Style, family: FontFamily?) = TextStyle(
        fontFamily = family,
        fontSize = density.grown(token.size),
        lineHeight = token.lineHeight.em,
        fontWeight = FontWeight(token.weight),
        letterSpacing = 0.sp,
        hyphens = Hyphens.None,
        lineHeightStyle = LineHeightStyle(LineHeightStyle.Alignment.Center, LineHeightStyle.Trim.None),
        platformStyle = PlatformTextStyle(null, null),
    )
}
