package vn.app4g.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import vn.app4g.core.Problem
import vn.app4g.core.Tone
import vn.app4g.shell.BackStack
import vn.app4g.shell.OpenScreens
import vn.app4g.shell.ports.Speaking
import vn.app4g.ui.parts.Note
import vn.app4g.ui.parts.ProblemLine
import vn.app4g.ui.parts.SeenProblem
import vn.app4g.ui.parts.polite
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Space

/**
 * The whole app over an open profile: the screen on top of the back stack in its frame.
 *
 * @param problem what something that the shell does itself, like writing a file of the person, ran into
 * @param onSeen the person has read [problem]
 */
@Composable
fun AppView(
    stack: BackStack,
    screens: OpenScreens,
    does: Doings,
    speaking: Speaking,
    modifier: Modifier = Modifier,
    problem: Problem? = null,
    onSeen: () -> Unit = {},
) {
    val entries by stack.entries.collectAsState()
    val top = entries.last()
    // Where a list was scrolled to comes back with its entry.
    val kept = rememberSaveableStateHolder()
    LaunchedEffect(entries) { screens.keepOnly(entries).forEach(kept::removeState) }
    // The voice reads what is looked at: whoever leaves the record finds the button that stops it nowhere else.
    var looked by rememberSaveable { mutableIntStateOf(top.key) }
    LaunchedEffect(top.key) {
        if (looked != top.key) does.stopSpeaking()
        looked = top.key
    }
    AppFrame(Tab.of(top.route), { stack.select(it.route) }, modifier) {
        Column {
            if (speaking is Speaking.NoVoice) Note(App.strings.readerNoVoice, Tone.CAUTION, Modifier.padding(Space.l).polite())
            problem?.let { SeenProblem(it, onSeen, Modifier.padding(Space.l)) }
            key(top.key) {
                kept.SaveableStateProvider(top.key) { ScreenView(screens.of(top), does, speaking is Speaking.Reading) }
            }
        }
    }
}

/** While there is no open profile: nothing, or why it cannot be opened. */
@Composable
fun ClosedView(problem: Problem?, onRetry: () -> Unit, modifier: Modifier = Modifier) {
    Box(Modifier.fillMaxSize().background(App.colours.ground).then(modifier).padding(Space.l)) {
        problem?.let { ProblemLine(it, onRetry) }
    }
}
