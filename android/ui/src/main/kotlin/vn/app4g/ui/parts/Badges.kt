package vn.app4g.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.unit.dp
import vn.app4g.core.Badge
import vn.app4g.core.Tone
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Space

/** What is to be known before the tap; the words say all, the tint only helps. */
@Composable
fun Badges(badges: List<Badge>, modifier: Modifier = Modifier) {
    if (badges.isEmpty()) return
    FlowRow(
        modifier,
        horizontalArrangement = Arrangement.spacedBy(6.dp),
        verticalArrangement = Arrangement.spacedBy(6.dp),
    ) {
        for (badge in badges) {
            Words(
                badge.text,
                Modifier
                    .clip(Corner.small)
                    .background(if (badge.tone == Tone.NEUTRAL) Color.Transparent else App.colours.ground(badge.tone))
                    .border(1.dp, if (badge.tone == Tone.NEUTRAL) App.colours.line else Color.Transparent, Corner.small)
                    .padding(horizontal = Space.s, vertical = 2.dp),
                App.type.small,
                App.colours.ink(badge.tone),
            )
        }
    }
}
