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
import vn.app4g.core.Problem
import vn.app4g.core.Tone
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Space

/**
 * A sentence on a tinted ground, above what it is about.
 *
 * @param detail belongs to it and weighs less
 */
@Composable
fun Note(
    text: String,
    tone: Tone,
    modifier: Modifier = Modifier,
    detail: String? = null,
    below: (@Composable () -> Unit)? = null,
) {
    Column(
        modifier
            .fillMaxWidth()
            .clip(Corner.card)
            .background(App.colours.ground(tone))
            .padding(start = Space.l, end = Space.l, top = Space.m, bottom = if (below == null) Space.m else Space.xs),
        verticalArrangement = Arrangement.spacedBy(Space.xs),
    ) {
        Words(text, style = App.type.small)
        detail?.let { Words(it, style = App.type.small, color = App.colours.inkSoft) }
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
    val retry = problem.retry
    Note(problem.text, Tone.URGENT, modifier.focusedFor(problem), below = retry?.let { { NoteButton(it, Tone.URGENT, onRetry) } })
}

/** What went wrong with something that is over: it can be begun anew where it was begun, here it is only put away. */
@Composable
fun SeenProblem(problem: Problem, onSeen: () -> Unit, modifier: Modifier = Modifier) =
    Note(problem.text, Tone.URGENT, modifier.focusedFor(problem), below = { NoteButton(App.strings.actionDone, Tone.URGENT, onSeen) })

/** The focus moves here when a problem comes, and a voice says it. */
@Composable
private fun Modifier.focusedFor(problem: Problem): Modifier {
    val focus = remember { FocusRequester() }
    LaunchedEffect(problem) { focus.requestFocus() }
    return focusRequester(focus).focusable().polite()
}
