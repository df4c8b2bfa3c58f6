package vn.app4g.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import vn.app4g.core.Empty
import vn.app4g.core.FindContent
import vn.app4g.core.Route
import vn.app4g.core.RowCommand
import vn.app4g.core.Suggestion
import vn.app4g.ui.parts.ChipRow
import vn.app4g.ui.parts.ChosenChip
import vn.app4g.ui.parts.EmptyView
import vn.app4g.ui.parts.PressButton
import vn.app4g.ui.parts.PressChip
import vn.app4g.ui.parts.RowCard
import vn.app4g.ui.parts.SuggestionChip
import vn.app4g.ui.parts.Words
import vn.app4g.ui.parts.joined
import vn.app4g.ui.parts.polite
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Drawn
import vn.app4g.ui.theme.Space

/** What a person does with what was found. */
internal class FoundActions(
    val onNarrow: () -> Unit,
    val onChoose: (field: String, value: String) -> Unit,
    val onClear: () -> Unit,
    val onSort: (String) -> Unit,
    val onTake: (String) -> Unit,
    val onMore: () -> Unit,
    val onEmpty: () -> Unit,
    val onAct: (id: String, command: RowCommand) -> Unit,
    val go: (Route) -> Unit,
)

/**
 * What was found, and how it may be narrowed.
 *
 * @param alternatives those that are shown above the rows
 * @param beside stands beside the button that narrows
 */
internal fun LazyListScope.found(
    content: FindContent,
    narrow: String,
    clear: String?,
    actions: FoundActions,
    alternatives: List<Suggestion> = content.alternatives,
    beside: @Composable () -> Unit = {},
) {
    item("found") {
        Column(Modifier.padding(vertical = Space.xs), Arrangement.spacedBy(Space.s)) {
            Narrowing(content, narrow, clear, actions, beside)
            for (note in content.notes) Words(note, style = App.type.small, color = App.colours.inkSoft)
            Suggestions(App.strings.findAlternatives, alternatives, actions.onTake)
        }
    }
    items(content.rows, { it.row.id }) { found ->
        val colours = App.colours
        RowCard(
            found.row,
            { actions.go(found.row.route) },
            title = found.title.joined(colours),
            snippet = found.snippet.joined(colours),
            onAct = { actions.onAct(found.row.id, it) },
        )
    }
    content.more?.let { item("more") { PressButton(it, actions.onMore, Modifier.padding(top = Space.s)) } }
    content.empty?.let { empty: Empty -> item("empty") { EmptyView(empty, actions.onEmpty) } }
}

/** Words that may be typed instead, under what they are. */
@Composable
internal fun Suggestions(title: String, suggestions: List<Suggestion>, onTake: (String) -> Unit) {
    if (suggestions.isEmpty()) return
    Column {
        Words(title, style = App.type.small, color = App.colours.inkSoft)
        ChipRow { for (one in suggestions) SuggestionChip(one) { onTake(one.query) } }
    }
}

@Composable
private fun Narrowing(content: FindContent, narrow: String, clear: String?, actions: FoundActions, beside: @Composable () -> Unit) {
    ChipRow {
        Words(content.count, Modifier.polite(), App.type.subheading)
        if (content.facets.isNotEmpty() || content.orders.isNotEmpty()) PressChip(narrow, actions.onNarrow, Drawn.Narrow)
        if (clear != null) PressChip(clear, actions.onClear)
        beside()
        for (chip in content.chips) ChosenChip(chip) { actions.onChoose(chip.field, chip.value) }
    }
}
