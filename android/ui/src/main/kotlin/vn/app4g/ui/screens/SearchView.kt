package vn.app4g.ui.screens

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import vn.app4g.core.Route
import vn.app4g.core.SearchEvent
import vn.app4g.core.SearchState
import vn.app4g.core.Suggestion
import vn.app4g.ui.parts.ChipRow
import vn.app4g.ui.parts.FacetSheet
import vn.app4g.ui.parts.Heading
import vn.app4g.ui.parts.PressButton
import vn.app4g.ui.parts.SearchField
import vn.app4g.ui.parts.StatusLine
import vn.app4g.ui.parts.SuggestionChip
import vn.app4g.ui.parts.Weight
import vn.app4g.ui.parts.Words
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Space
import vn.app4g.ui.theme.Target

/** Searching everything on the device. */
@Composable
fun SearchView(state: SearchState, send: (SearchEvent) -> Unit, go: (Route) -> Unit, modifier: Modifier = Modifier) {
    var narrows by rememberSaveable { mutableStateOf(false) }
    val actions = FoundActions(
        onNarrow = { narrows = true },
        onChoose = { field, value -> send(SearchEvent.Choose(field, value)) },
        onClear = { send(SearchEvent.ClearChoices) },
        onSort = { send(SearchEvent.Sort(it)) },
        onTake = { send(SearchEvent.Take(it)) },
        onMore = { send(SearchEvent.LoadMore) },
        onEmpty = { send(SearchEvent.ClearChoices) },
        onAct = { id, command -> send(SearchEvent.Act(id, command)) },
        go = {
            send(SearchEvent.Submit)
            go(it)
        },
    )
    ScreenList(modifier) {
        item("head") {
            ScreenHead(state.title) {
                SearchField(
                    state.query,
                    state.hint,
                    { send(SearchEvent.Typed(it)) },
                    onSubmit = { send(SearchEvent.Submit) },
                )
                if (state.suggestions.isNotEmpty()) {
                    ChipRow { for (one in state.suggestions) SuggestionChip(one) { send(SearchEvent.Take(one.query)) } }
                }
                StatusLine(state.status, { send(SearchEvent.Retry) })
            }
        }
        recents(state, send)
        state.content?.let { content ->
            // Two rows of chips above the first hit are enough: while what is typed may become something else, that row is the one.
            val alternatives = content.alternatives.takeIf { state.suggestions.isEmpty() || content.rows.isEmpty() }.orEmpty()
            found(content, state.narrow, state.clearChoices, actions, alternatives)
        }
    }
    val content = state.content
    if (narrows && content != null) FacetSheet(state.narrow, content, actions.onSort, actions.onChoose) { narrows = false }
}

private fun LazyListScope.recents(state: SearchState, send: (SearchEvent) -> Unit) {
    if (state.recents.isEmpty()) return
    item("recents") { Heading(App.strings.findRecents, Modifier.padding(top = Space.l)) }
    items(state.recents, { "recent " + it.query }) { recent -> Recent(recent) { send(SearchEvent.Take(recent.query)) } }
    state.clearRecents?.let {
        // Its words begin where those of the list do.
        item("forget") { PressButton(it, { send(SearchEvent.ClearRecents) }, Modifier.offset(x = -Space.s), Weight.PLAIN) }
    }
}

@Composable
private fun Recent(recent: Suggestion, onTake: () -> Unit) {
    Box(
        Modifier
            .fillMaxWidth()
            .heightIn(min = Target)
            .clickable(role = Role.Button, onClick = onTake)
            .semantics { contentDescription = recent.spoken }
            .padding(vertical = Space.s),
        Alignment.CenterStart,
    ) { Words(recent.label, Modifier.clearAndSetSemantics {}) }
}
