package vn.app4g.ui.screens

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import vn.app4g.core.ListingsEvent
import vn.app4g.core.ListingsState
import vn.app4g.core.Route
import vn.app4g.ui.parts.FacetSheet
import vn.app4g.ui.parts.SearchField
import vn.app4g.ui.parts.StatusLine
import vn.app4g.ui.parts.ToggleChip

/** Offers and needs of technology. */
@Composable
fun ListingsView(state: ListingsState, send: (ListingsEvent) -> Unit, go: (Route) -> Unit, modifier: Modifier = Modifier) {
    var narrows by rememberSaveable { mutableStateOf(false) }
    val actions = FoundActions(
        onNarrow = { narrows = true },
        onChoose = { field, value -> send(ListingsEvent.Choose(field, value)) },
        onClear = { send(ListingsEvent.ClearChoices) },
        onSort = { send(ListingsEvent.Sort(it)) },
        onTake = { send(ListingsEvent.Typed(it)) },
        onMore = { send(ListingsEvent.LoadMore) },
        onEmpty = { send(ListingsEvent.ClearChoices) },
        onAct = { id, command -> send(ListingsEvent.Act(id, command)) },
        go = go,
    )
    ScreenList(modifier) {
        item("head") {
            ScreenHead(state.title) {
                SearchField(state.query, state.hint, { send(ListingsEvent.Typed(it)) })
                StatusLine(state.status, { send(ListingsEvent.Retry) })
            }
        }
        state.content?.let {
            found(it, state.narrow, state.clearChoices, actions) { ToggleChip(state.expired) { send(ListingsEvent.ToggleExpired) } }
        }
    }
    val content = state.content
    if (narrows && content != null) FacetSheet(state.narrow, content, actions.onSort, actions.onChoose) { narrows = false }
}
