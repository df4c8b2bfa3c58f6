package vn.app4g.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.app4g.core.OutLink
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Drawn
import vn.app4g.ui.theme.Space
import vn.app4g.ui.theme.Target
import vn.app4g.ui.theme.iconSize

/** Something that is pressed as a whole, with a second line; a voice hears [spoken]. */
@Composable
fun PressCard(
    label: String,
    detail: String,
    spoken: String,
    icon: ImageVector,
    onPress: () -> Unit,
    modifier: Modifier = Modifier,
) {
    Row(
        modifier
            .fillMaxWidth()
            .heightIn(min = Target)
            .clip(Corner.card)
            .background(App.colours.surface)
            .clickable(role = Role.Button, onClick = onPress)
            .semantics { contentDescription = spoken }
            .padding(horizontal = Space.l, vertical = Space.m),
        horizontalArrangement = Arrangement.spacedBy(Space.m),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Column(Modifier.weight(1f).clearAndSetSemantics {}) {
            Words(label, style = App.type.body, color = App.colours.link)
            if (detail.isNotEmpty()) Words(detail, style = App.type.small, color = App.colours.inkSoft)
        }
        Icon(icon, contentDescription = null, Modifier.size(iconSize(20)), tint = App.colours.inkSoft)
    }
}

/** A link out of the app. */
@Composable
fun OutCard(link: OutLink, open: (String) -> Unit, modifier: Modifier = Modifier) =
    PressCard(link.label, link.detail, link.spoken, Drawn.Outside, { open(link.url) }, modifier)
