package vn.app4g.ui.parts

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.SemanticsPropertyKey
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import vn.app4g.ui.theme.App

/** How deep a heading lies. Every window has one title, first of all; below it no step is left out. */
enum class Level { TITLE, SECTION, PART }

/**
 * The level of a heading, for tests.
 *
 * Compose, and so TalkBack, knows only that something is a heading. The order of levels is kept here all the same: whoever jumps from
 * heading to heading hears it in the words, and sees it in the sizes.
 */
val HeadingLevel = SemanticsPropertyKey<Level>("HeadingLevel")

/** A reader with a voice can jump here. */
fun Modifier.heading(level: Level): Modifier = semantics {
    heading()
    this[HeadingLevel] = level
}

/** Words that a reader with a voice can jump to, as large as their level; a [style] of their own where they stand elsewhere. */
@Composable
fun Heading(
    text: String,
    modifier: Modifier = Modifier,
    level: Level = Level.SECTION,
    style: TextStyle = if (level == Level.TITLE) App.type.title else App.type.heading,
    color: Color = App.colours.ink,
) = Words(text, modifier.heading(level), style, color)
