package vn.app4g.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.focusable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import vn.app4g.core.Problem
import vn.app4g.core.Tone
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Space

/** A sentence on a tinted ground, above what it is about. */
@Composable
fun Note(text: String, tone: Tone, modifier: Modifier = Modifier, below: (@Composable () -> Unit)? = null) {
    Column(
        modifier
            .fillMaxWidth()
            .clip(Corner.card)
            .background(App.colours.ground(tone))
            .padding(start = Space.l, end = Space.l, top = Space.m, bottom = if (below == null) Space.m else Space.xs),
        verticalArrangement = Arrangement.spacedBy(Space.xs),
    ) {
        Words(text, style = App.type.small, color = if (tone == Tone.NEUTRAL) App.colours.inkSoft else App.colours.ink)
        below?.invoke()
    }
}

/** What can be done about a note, in its own tint. */
@Composable
fun NoteButton(text: String, tone: Tone, onPress: () -> Unit) {
    // Its words begin where those of the note do.
    PressButton(text, onPress, Modifier.offset(x = -Space.s), Weight.PLAIN, tint = App.colours.ink(tone))
}

/** What went wrong, above what is still there; the focus moves to it when it comes. */
@Composable
fun ProblemLine(problem: Problem, onRetry: () -> Unit, modifier: Modifier = Modifier) {
    val focus = remember { FocusRequester() }
    val retry = problem.retry
    val spoken = modifier.focusRequester(focus).focusable().semantics { liveRegion = LiveRegionMode.Polite }
    Note(problem.text, Tone.URGENT, spoken, retry?.let { { NoteButton(it, Tone.URGENT, onRetry) } })
    LaunchedEffect(problem) { focus.requestFocus() }
}
