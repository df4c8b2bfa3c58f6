package vn.app4g.ui.parts

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.FlowRowScope
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.sizeIn
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Check
import androidx.compose.material.icons.filled.Close
import androidx.compose.material3.Icon
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.app4g.core.Chip
import vn.app4g.core.Choice
import vn.app4g.core.Suggestion
import vn.app4g.core.Toggle
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Space
import vn.app4g.ui.theme.Target
import vn.app4g.ui.theme.iconSize

/** Chips beside each other as long as there is room, then below. */
@Composable
fun ChipRow(modifier: Modifier = Modifier, content: @Composable FlowRowScope.() -> Unit) {
    FlowRow(
        modifier,
        horizontalArrangement = Arrangement.spacedBy(Space.s),
        itemVerticalAlignment = Alignment.CenterVertically,
        content = content,
    )
}

/** A chosen value; a tap takes it back. */
@Composable
fun ChosenChip(chip: Chip, onTakeBack: () -> Unit) {
    ChipBox(Modifier.clickable(role = Role.Button, onClick = onTakeBack).semantics { contentDescription = chip.spoken }) {
        PillFrame(App.colours.accentSoft, Color.Transparent, Modifier.clearAndSetSemantics {}) {
            Words(chip.label, Modifier.weight(1f, fill = false), App.type.label, App.colours.onAccentSoft)
            Icon(Icons.Filled.Close, contentDescription = null, Modifier.size(iconSize(16)), tint = App.colours.onAccentSoft)
        }
    }
}

/** Opens or does something, among chips. */
@Composable
fun PressChip(text: String, onPress: () -> Unit, icon: ImageVector? = null) {
    ChipBox(Modifier.clickable(role = Role.Button, onClick = onPress)) {
        if (icon == null) {
            // Without an edge it begins where the edges of the others do.
            Words(text, Modifier.padding(horizontal = Space.xs), App.type.label, App.colours.accent)
        } else {
            PillFrame(Color.Transparent, App.colours.accent) {
                Icon(icon, contentDescription = null, Modifier.size(iconSize(18)), tint = App.colours.accent)
                Words(text, Modifier.weight(1f, fill = false), App.type.label, App.colours.accent)
            }
        }
    }
}

/** Something that may be typed instead. */
@Composable
fun SuggestionChip(suggestion: Suggestion, onTake: () -> Unit) {
    ChipBox(Modifier.clickable(role = Role.Button, onClick = onTake).semantics { contentDescription = suggestion.spoken }) {
        PillFrame(App.colours.surface, App.colours.outline, Modifier.clearAndSetSemantics {}) {
            Words(suggestion.label, Modifier.weight(1f, fill = false), App.type.label)
        }
    }
}

/** One of several, of which one is chosen. */
@Composable
fun Choices(choices: List<Choice>, onChoose: (String) -> Unit, modifier: Modifier = Modifier) {
    ChipRow(modifier.selectableGroup()) {
        for (choice in choices) {
            ChipBox(Modifier.selectable(choice.isChosen, role = Role.RadioButton) { onChoose(choice.value) }) {
                TickedPill(choice.label, choice.isChosen)
            }
        }
    }
}

/** Something that is on or off. */
@Composable
fun ToggleChip(toggle: Toggle, onToggle: () -> Unit) {
    ChipBox(
        Modifier
            .toggleable(toggle.isOn, role = Role.Checkbox) { onToggle() }
            .semantics { contentDescription = toggle.spoken },
    ) { TickedPill(toggle.label, toggle.isOn, Modifier.clearAndSetSemantics {}) }
}

/** Chosen or not: by ground, edge and a tick, never by colour alone. */
@Composable
private fun TickedPill(text: String, isChosen: Boolean, modifier: Modifier = Modifier) {
    val colours = App.colours
    PillFrame(
        if (isChosen) colours.accentSoft else Color.Transparent,
        if (isChosen) Color.Transparent else colours.outline,
        modifier,
    ) {
        if (isChosen) Icon(Icons.Filled.Check, contentDescription = null, Modifier.size(iconSize(16)), tint = colours.onAccentSoft)
        Words(text, Modifier.weight(1f, fill = false), App.type.label, if (isChosen) colours.onAccentSoft else colours.ink)
    }
}

/** What a finger hits: never lower or narrower than it is. */
@Composable
private fun ChipBox(pressed: Modifier, content: @Composable () -> Unit) {
    Box(
        Modifier.sizeIn(minWidth = Target, minHeight = Target).then(pressed).padding(vertical = Space.xs),
        contentAlignment = Alignment.CenterStart,
    ) { content() }
}
