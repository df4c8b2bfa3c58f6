package vn.app4g.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.sizeIn
import androidx.compose.material3.Icon
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Space
import vn.app4g.ui.theme.Target
import vn.app4g.ui.theme.iconSize

/** How much a button asks for attention. */
enum class Weight { MAIN, SOFT, PLAIN }

/**
 * A button with words on it; grows with them.
 *
 * @param spoken what a voice says in place of the words; null if they say all
 * @param tint the colour of a plain one, which stands on a ground that is not its own
 */
@Composable
fun PressButton(
    text: String,
    onPress: () -> Unit,
    modifier: Modifier = Modifier,
    weight: Weight = Weight.SOFT,
    icon: ImageVector? = null,
    spoken: String? = null,
    tint: Color = App.colours.accent,
) {
    val colours = App.colours
    val (ground, ink) = when (weight) {
        Weight.MAIN -> colours.accent to colours.onAccent
        Weight.SOFT -> colours.accentSoft to colours.onAccentSoft
        Weight.PLAIN -> Color.Transparent to tint
    }
    Row(
        modifier
            .heightIn(min = Target)
            .clip(Corner.press)
            .background(ground)
            .clickable(role = Role.Button, onClick = onPress)
            .spokenAs(spoken)
            .padding(horizontal = if (weight == Weight.PLAIN) Space.s else Space.l, vertical = Space.m),
        horizontalArrangement = Arrangement.spacedBy(Space.s, Alignment.CenterHorizontally),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (icon != null) Icon(icon, contentDescription = null, Modifier.size(iconSize(20)), tint = ink)
        Words(text, Modifier.weight(1f, fill = false).silentIf(spoken != null), App.type.label, ink)
    }
}

/** A button with an icon only. */
@Composable
fun IconPress(
    icon: ImageVector,
    label: String,
    onPress: () -> Unit,
    modifier: Modifier = Modifier,
    tint: Color = App.colours.inkSoft,
) {
    Box(
        modifier
            .sizeIn(minWidth = Target, minHeight = Target)
            .clip(Corner.pill)
            .clickable(role = Role.Button, onClick = onPress)
            .semantics { contentDescription = label },
        contentAlignment = Alignment.Center,
    ) {
        Icon(icon, contentDescription = null, Modifier.size(iconSize(24)), tint = tint)
    }
}

/** A frame in which words stand; they leave room for an icon beside them. */
@Composable
fun PillFrame(ground: Color, edge: Color, modifier: Modifier = Modifier, content: @Composable RowScope.() -> Unit) {
    Row(
        modifier
            .clip(Corner.press)
            .background(ground)
            .border(1.dp, edge, Corner.press)
            .padding(horizontal = 14.dp, vertical = 7.dp),
        horizontalArrangement = Arrangement.spacedBy(6.dp),
        verticalAlignment = Alignment.CenterVertically,
        content = content,
    )
}

/** A voice says this in place of what is drawn. */
fun Modifier.spokenAs(spoken: String?): Modifier = if (spoken == null) this else semantics { contentDescription = spoken }

/** What is drawn here was said by the node around it. */
fun Modifier.silentIf(isSilent: Boolean): Modifier = if (isSilent) clearAndSetSemantics {} else this
