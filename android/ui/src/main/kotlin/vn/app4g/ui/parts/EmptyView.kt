package vn.app4g.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import vn.app4g.core.Empty
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Space

/** Why there is nothing, and what to do. */
@Composable
fun EmptyView(empty: Empty, onAct: () -> Unit, modifier: Modifier = Modifier) {
    Column(modifier.fillMaxWidth().padding(vertical = Space.xl), verticalArrangement = Arrangement.spacedBy(Space.s)) {
        Heading(empty.title)
        Words(empty.text, color = App.colours.inkSoft)
        empty.action?.let { PressButton(it, onAct, Modifier.padding(top = Space.s), Weight.MAIN) }
    }
}
