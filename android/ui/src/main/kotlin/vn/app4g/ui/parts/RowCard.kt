package vn.app4g.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.MoreVert
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.Icon
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.CustomAccessibilityAction
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.customActions
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import vn.app4g.core.Row
import vn.app4g.core.RowAction
import vn.app4g.core.RowCommand
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.InAppSize
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Drawn
import vn.app4g.ui.theme.Space
import vn.app4g.ui.theme.Target
import vn.app4g.ui.theme.iconSize

/**
 * One row of a list: one node for a voice, which hears the whole row and its actions.
 *
 * @param title the row's title with what matched, where it was found
 * @param snippet why it was found
 */
@Composable
fun RowCard(
    row: Row,
    onOpen: () -> Unit,
    modifier: Modifier = Modifier,
    title: AnnotatedString = AnnotatedString(row.title),
    snippet: AnnotatedString? = null,
    onAct: (RowCommand) -> Unit = {},
) {
    Box(
        modifier
            .fillMaxWidth()
            .heightIn(min = Target)
            .clip(Corner.card)
            .background(App.colours.surface)
            .clickable(onClick = onOpen)
            .semantics {
                contentDescription = row.spoken
                customActions = row.actions.map { action ->
                    CustomAccessibilityAction(action.label) {
                        onAct(action.command)
                        true
                    }
                }
            },
    ) {
        Box(Modifier.clearAndSetSemantics {}) {
            Column(
                Modifier.fillMaxWidth().padding(horizontal = Space.l, vertical = Space.m),
                verticalArrangement = Arrangement.spacedBy(6.dp),
            ) {
                // Only the title makes room for the dots beside it.
                Words(
                    title,
                    Modifier.padding(end = if (row.actions.isEmpty()) 0.dp else Target - Space.l),
                    App.type.subheading.copy(fontWeight = if (row.isUnread) FontWeight.W600 else FontWeight.W500),
                )
                if (snippet != null && snippet.isNotEmpty()) Words(snippet, style = App.type.body, color = App.colours.inkSoft)
                FlowRow(
                    horizontalArrangement = Arrangement.spacedBy(Space.s),
                    verticalArrangement = Arrangement.spacedBy(6.dp),
                    itemVerticalAlignment = Alignment.CenterVertically,
                ) {
                    MetaLine(row)
                    Badges(row.badges)
                }
            }
            if (row.actions.isNotEmpty()) RowMenu(row.actions, Modifier.align(Alignment.TopEnd), onAct)
        }
    }
}

/** Who and when; before it a dot for what is new and a mark for what is kept. */
@Composable
private fun MetaLine(row: Row) {
    Row(horizontalArrangement = Arrangement.spacedBy(6.dp)) {
        if (row.isUnread) FirstLine { Box(Modifier.size(8.dp).clip(CircleShape).background(App.colours.accent)) }
        if (row.isKept) {
            FirstLine { Icon(Drawn.Bookmark, contentDescription = null, Modifier.size(iconSize(16)), tint = App.colours.accent) }
        }
        Words(row.meta, style = App.type.small, color = App.colours.inkSoft)
    }
}

/** As high as a line of the words beside it, so that a mark stands at the first of them. */
@Composable
private fun FirstLine(mark: @Composable () -> Unit) {
    val height = with(LocalDensity.current) { App.type.small.fontSize.toDp() * App.type.small.lineHeight.value }
    Box(Modifier.heightIn(min = height), Alignment.Center) { mark() }
}

/** The actions of a row for a finger; a voice has them on the row itself. */
@Composable
private fun RowMenu(actions: List<RowAction>, modifier: Modifier, onAct: (RowCommand) -> Unit) {
    var isOpen by remember { mutableStateOf(false) }
    Box(modifier) {
        IconPress(Icons.Filled.MoreVert, App.strings.actionMore, { isOpen = true })
        DropdownMenu(isOpen, { isOpen = false }, containerColor = App.colours.surfaceRaised) {
            for (action in actions) {
                DropdownMenuItem(
                    text = { InAppSize { Words(action.label) } },
                    onClick = {
                        isOpen = false
                        onAct(action.command)
                    },
                )
            }
        }
    }
}
