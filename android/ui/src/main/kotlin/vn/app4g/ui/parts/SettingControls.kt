package vn.app4g.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.Switch
import androidx.compose.material3.SwitchDefaults
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.semantics
import vn.app4g.core.Confirm
import vn.app4g.core.SettingControl
import vn.app4g.core.SettingItem
import vn.app4g.core.SettingPress
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.InAppSize
import vn.app4g.ui.theme.Space
import vn.app4g.ui.theme.Target

/** Something that can be set or looked at. */
@Composable
fun SettingView(item: SettingItem, onSet: (key: String, value: String) -> Unit, onPress: (SettingPress) -> Unit) {
    when (val control = item.control) {
        is SettingControl.Switch -> SwitchView(item, control) { onSet(item.key, if (it) "on" else "off") }
        is SettingControl.Options -> Column(Modifier.fillMaxWidth().padding(Space.l), Arrangement.spacedBy(Space.s)) {
            ItemWords(item)
            Choices(control.options, { onSet(item.key, it) })
        }
        is SettingControl.Press -> Column(Modifier.fillMaxWidth().padding(Space.l), Arrangement.spacedBy(Space.m)) {
            ItemWords(item)
            AskedPress(control) { onPress(control.press) }
        }
        is SettingControl.Fact -> Column(
            Modifier.fillMaxWidth().padding(Space.l).semantics(mergeDescendants = true) {},
            Arrangement.spacedBy(Space.xs),
        ) {
            ItemWords(item)
            Words(control.text, style = App.type.body)
        }
    }
}

@Composable
private fun ItemWords(item: SettingItem, modifier: Modifier = Modifier) {
    Column(modifier) {
        Words(item.title, style = App.type.subheading)
        if (item.detail.isNotEmpty()) Words(item.detail, style = App.type.small, color = App.colours.inkSoft)
    }
}

@Composable
private fun SwitchView(item: SettingItem, control: SettingControl.Switch, onSwitch: (Boolean) -> Unit) {
    Row(
        Modifier
            .fillMaxWidth()
            .heightIn(min = Target)
            .toggleable(control.isOn, role = Role.Switch, onValueChange = onSwitch)
            .padding(Space.l),
        horizontalArrangement = Arrangement.spacedBy(Space.l),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        ItemWords(item, Modifier.weight(1f))
        Switch(
            control.isOn,
            onCheckedChange = null,
            Modifier.clearAndSetSemantics {},
            colors = SwitchDefaults.colors(uncheckedBorderColor = App.colours.outline, uncheckedThumbColor = App.colours.outline),
        )
    }
}

/** A button that asks before it does what cannot be taken back. */
@Composable
private fun AskedPress(control: SettingControl.Press, onSure: () -> Unit) {
    var asks by remember { mutableStateOf(false) }
    PressButton(control.label, { if (control.confirm == null) onSure() else asks = true })
    val confirm = control.confirm
    if (asks && confirm != null) {
        ConfirmDialog(confirm, { asks = false }) {
            asks = false
            onSure()
        }
    }
}

/** What is asked before something that cannot be taken back. */
@Composable
fun ConfirmDialog(confirm: Confirm, onNo: () -> Unit, onYes: () -> Unit) {
    AlertDialog(
        onDismissRequest = onNo,
        title = { InAppSize { Heading(confirm.title, level = Level.TITLE, style = App.type.heading) } },
        text = { InAppSize { Words(confirm.text) } },
        confirmButton = { InAppSize { PressButton(confirm.yes, onYes, weight = Weight.PLAIN, tint = App.colours.urgent) } },
        dismissButton = { InAppSize { PressButton(confirm.no, onNo, weight = Weight.PLAIN) } },
        containerColor = App.colours.surfaceRaised,
    )
}
