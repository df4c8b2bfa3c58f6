package vn.app4g.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.Checkbox
import androidx.compose.material3.CheckboxDefaults
import androidx.compose.material3.ModalBottomSheet
import androidx.compose.material3.rememberModalBottomSheetState
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import vn.app4g.core.FacetValue
import vn.app4g.core.FindContent
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.InAppSize
import vn.app4g.ui.theme.Space
import vn.app4g.ui.theme.Target

/** The sheet of orders and facets over a list; what is chosen counts at once. */
@Composable
fun FacetSheet(
    title: String,
    content: FindContent,
    onSort: (String) -> Unit,
    onChoose: (field: String, value: String) -> Unit,
    onDone: () -> Unit,
) {
    ModalBottomSheet(onDone, sheetState = rememberModalBottomSheetState(skipPartiallyExpanded = true), containerColor = App.colours.surface) {
        InAppSize { FacetList(title, content, onSort, onChoose, onDone) }
    }
}

/** What stands on the sheet. */
@Composable
fun FacetList(
    title: String,
    content: FindContent,
    onSort: (String) -> Unit,
    onChoose: (field: String, value: String) -> Unit,
    onDone: () -> Unit,
) {
    Column {
        Heading(title, Modifier.padding(horizontal = Space.l, vertical = Space.s), Level.TITLE)
        LazyColumn(
            Modifier.weight(1f, fill = false),
            contentPadding = PaddingValues(horizontal = Space.l),
            verticalArrangement = Arrangement.spacedBy(Space.xs),
        ) {
            if (content.orders.isNotEmpty()) {
                item("order") {
                    Heading(App.strings.findOrder, Modifier.padding(top = Space.s, bottom = Space.xs))
                    Choices(content.orders, onSort)
                }
            }
            for (facet in content.facets) {
                item(facet.field) { Heading(facet.title, Modifier.padding(top = Space.l, bottom = Space.xs)) }
                items(facet.values, { facet.field + "=" + it.value }) { value ->
                    FacetLine(value) { onChoose(facet.field, value.value) }
                }
            }
        }
        PressButton(
            App.strings.actionDone,
            onDone,
            Modifier.fillMaxWidth().padding(Space.l),
            Weight.MAIN,
        )
    }
}

/** A value with the number of rows that are shown when it alone is chosen. */
@Composable
private fun FacetLine(value: FacetValue, onToggle: () -> Unit) {
    Row(
        Modifier
            .fillMaxWidth()
            .heightIn(min = Target)
            .toggleable(value.isChosen, role = Role.Checkbox) { onToggle() }
            .semantics { contentDescription = value.spoken }
            .padding(start = Space.xl * value.level.toInt(), top = Space.xs, bottom = Space.xs),
        horizontalArrangement = Arrangement.spacedBy(Space.m),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Checkbox(
            value.isChosen,
            onCheckedChange = null,
            Modifier.clearAndSetSemantics {},
            colors = CheckboxDefaults.colors(uncheckedColor = App.colours.outline),
        )
        Words(value.label, Modifier.weight(1f).clearAndSetSemantics {})
        Words(value.count, Modifier.clearAndSetSemantics {}, App.type.small, App.colours.inkSoft)
    }
}
