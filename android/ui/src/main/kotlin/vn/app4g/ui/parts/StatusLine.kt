package vn.app4g.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import vn.app4g.core.Activity
import vn.app4g.core.Freshness
import vn.app4g.core.Status
import vn.app4g.core.Tone
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Space

/**
 * What goes on, how old the content is, whether there is a network, what went wrong: above the content, never in its place.
 *
 * @param onStop ends what goes on; null where that cannot be ended
 */
@Composable
fun StatusLine(status: Status, onRetry: () -> Unit, modifier: Modifier = Modifier, onStop: (() -> Unit)? = null) {
    if (status.isQuiet()) return
    Column(modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(Space.s)) {
        status.problem?.let { ProblemLine(it, onRetry) }
        // What is old warns by itself; otherwise the age belongs to the word about the network, where there is one.
        val recent = status.age?.takeIf { it.freshness == Freshness.RECENT }?.text
        status.offline?.let { Note(it, Tone.NEUTRAL, Modifier.polite(), detail = recent) }
        if (status.offline == null) recent?.let { Words(it, style = App.type.small, color = App.colours.inkSoft) }
        status.age?.takeIf { it.freshness == Freshness.STALE }?.let { Note(it.text, Tone.CAUTION) }
        (status.activity as? Activity.Loading)?.let { Progress(it, onStop) }
        status.announcement?.let { Words(it, Modifier.polite(), App.type.small, App.colours.inkSoft) }
    }
}

/** Nothing goes on and nothing is to be said: then nothing is drawn, and no gap either. */
private fun Status.isQuiet(): Boolean =
    activity is Activity.Idle && age == null && offline == null && problem == null && announcement == null

@Composable
private fun Progress(activity: Activity.Loading, onStop: (() -> Unit)?) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
        Words(activity.text, Modifier.polite(), App.type.small, App.colours.inkSoft)
        // The words beside it say how far it is.
        val bar = Modifier.fillMaxWidth().clearAndSetSemantics {}
        if (activity.total > 0u) {
            LinearProgressIndicator({ activity.done.toFloat() / activity.total.toFloat() }, bar, trackColor = App.colours.accentSoft)
        } else {
            LinearProgressIndicator(bar, trackColor = App.colours.accentSoft)
        }
        if (onStop != null) PressButton(App.strings.actionStop, onStop, weight = Weight.PLAIN)
    }
}

/** A voice says it when it changes, once it has said what it is at. */
fun Modifier.polite(): Modifier = semantics { liveRegion = LiveRegionMode.Polite }
