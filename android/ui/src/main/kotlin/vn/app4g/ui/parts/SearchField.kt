package vn.app4g.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Close
import androidx.compose.material.icons.filled.Search
import androidx.compose.material3.Icon
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextRange
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.TextFieldValue
import androidx.compose.ui.unit.dp
import vn.app4g.shell.TypedText
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Space
import vn.app4g.ui.theme.iconSize

/** A field for words to be found; what the state says later never undoes what is being typed. */
@Composable
fun SearchField(text: String, hint: String, onTyped: (String) -> Unit, modifier: Modifier = Modifier, onSubmit: () -> Unit = {}) {
    val step = remember { TypedText(text) }
    var field by remember { mutableStateOf(TextFieldValue(text, TextRange(text.length))) }
    LaunchedEffect(text) { if (step.shown(text)) field = TextFieldValue(text, TextRange(text.length)) }
    val type = { typed: TextFieldValue ->
        field = typed
        if (step.typed(typed.text)) onTyped(typed.text)
    }
    Row(
        modifier
            .fillMaxWidth()
            .heightIn(min = 56.dp)
            .clip(Corner.card)
            .background(App.colours.surfaceRaised)
            .border(1.dp, App.colours.outline, Corner.card)
            .padding(start = Space.l, end = if (field.text.isEmpty()) Space.l else Space.xs),
        verticalAlignment = Alignment.CenterVertically,
        horizontalArrangement = Arrangement.spacedBy(Space.m),
    ) {
        Icon(Icons.Filled.Search, contentDescription = null, Modifier.size(iconSize(24)), tint = App.colours.inkSoft)
        BasicTextField(
            field,
            type,
            Modifier.weight(1f).heightIn(min = 56.dp).semantics { contentDescription = hint },
            textStyle = App.type.body.copy(color = App.colours.ink),
            keyboardOptions = KeyboardOptions(imeAction = ImeAction.Search),
            keyboardActions = KeyboardActions(onSearch = { onSubmit() }),
            singleLine = true,
            cursorBrush = SolidColor(App.colours.accent),
        ) { inner ->
            Box(Modifier.padding(vertical = Space.m), contentAlignment = Alignment.CenterStart) {
                if (field.text.isEmpty()) Words(hint, Modifier.clearAndSetSemantics {}, color = App.colours.inkSoft)
                inner()
            }
        }
        if (field.text.isNotEmpty()) IconPress(Icons.Filled.Close, App.strings.actionClear, { type(TextFieldValue("")) })
    }
}
