package vn.app4g.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import vn.app4g.core.RevisionCard
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Space
import vn.app4g.ui.theme.Target

/** That something the person read was corrected or withdrawn. */
@Composable
fun RevisionView(revision: RevisionCard, onOpen: () -> Unit, modifier: Modifier = Modifier) {
    Column(
        modifier
            .fillMaxWidth()
            .heightIn(min = Target)
            .clip(Corner.card)
            .background(App.colours.ground(revision.tone))
            .clickable(onClick = onOpen)
            .semantics { contentDescription = revision.spoken }
            .padding(horizontal = Space.l, vertical = Space.m),
    ) {
        Column(Modifier.clearAndSetSemantics {}, Arrangement.spacedBy(Space.xs)) {
            Words(revision.title, style = App.type.subheading)
            Words(revision.text, style = App.type.small)
        }
    }
}
