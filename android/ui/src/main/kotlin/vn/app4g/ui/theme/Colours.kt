package vn.app4g.ui.theme

import androidx.compose.material3.ColorScheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.ui.graphics.Color
import vn.app4g.core.Tone
import vn.app4g.shell.Tokens

/** The colours of the token file by role. */
class Colours internal constructor(tokens: Tokens.Palette) {
    val ground = Color(tokens.ground)
    val surface = Color(tokens.surface)
    val surfaceRaised = Color(tokens.surfaceRaised)
    val ink = Color(tokens.ink)
    val inkSoft = Color(tokens.inkSoft)
    val line = Color(tokens.line)
    val outline = Color(tokens.outline)
    val accent = Color(tokens.accent)
    val onAccent = Color(tokens.onAccent)
    val accentSoft = Color(tokens.accentSoft)
    val onAccentSoft = Color(tokens.onAccentSoft)
    val good = Color(tokens.good)
    val goodSoft = Color(tokens.goodSoft)
    val caution = Color(tokens.caution)
    val cautionSoft = Color(tokens.cautionSoft)
    val urgent = Color(tokens.urgent)
    val urgentSoft = Color(tokens.urgentSoft)
    val marked = Color(tokens.marked)
    val link = Color(tokens.link)
    val focus = Color(tokens.focus)

    /** What is written in a tone. */
    fun ink(tone: Tone): Color = when (tone) {
        Tone.NEUTRAL -> inkSoft
        Tone.GOOD -> good
        Tone.CAUTION -> caution
        Tone.URGENT -> urgent
    }

    /** The ground it is written on. */
    fun ground(tone: Tone): Color = when (tone) {
        Tone.NEUTRAL -> surfaceRaised
        Tone.GOOD -> goodSoft
        Tone.CAUTION -> cautionSoft
        Tone.URGENT -> urgentSoft
    }

    /** The same for the parts of Material that are used. */
    internal fun material(isDark: Boolean): ColorScheme = (if (isDark) darkColorScheme() else lightColorScheme()).copy(
        primary = accent,
        onPrimary = onAccent,
        primaryContainer = accentSoft,
        onPrimaryContainer = onAccentSoft,
        secondary = accent,
        onSecondary = onAccent,
        secondaryContainer = accentSoft,
        onSecondaryContainer = onAccentSoft,
        background = ground,
        onBackground = ink,
        surface = surface,
        onSurface = ink,
        surfaceVariant = surface,
        onSurfaceVariant = inkSoft,
        surfaceContainerLowest = surface,
        surfaceContainerLow = surface,
        surfaceContainer = surface,
        surfaceContainerHigh = surfaceRaised,
        surfaceContainerHighest = surfaceRaised,
        outline = outline,
        outlineVariant = line,
        error = urgent,
        onError = ground,
        errorContainer = urgentSoft,
        onErrorContainer = urgent,
    )
}
