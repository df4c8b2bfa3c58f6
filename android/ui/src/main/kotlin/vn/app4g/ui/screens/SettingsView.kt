package vn.app4g.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.HorizontalDivider
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import vn.app4g.core.SettingPress
import vn.app4g.core.SettingSection
import vn.app4g.core.SettingsEvent
import vn.app4g.core.SettingsState
import vn.app4g.ui.parts.Heading
import vn.app4g.ui.parts.SettingView
import vn.app4g.ui.parts.StatusLine
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Space

/** Settings. */
@Composable
fun SettingsView(
    state: SettingsState,
    send: (SettingsEvent) -> Unit,
    onPress: (SettingPress) -> Unit,
    modifier: Modifier = Modifier,
) {
    ScreenList(modifier) {
        item("head") { ScreenHead(state.title) { StatusLine(state.status, { send(SettingsEvent.Retry) }) } }
        items(state.content?.sections.orEmpty(), { it.title }) { section ->
            SectionView(section, { key, value -> send(SettingsEvent.Set(key, value)) }, onPress)
        }
    }
}

@Composable
private fun SectionView(section: SettingSection, onSet: (String, String) -> Unit, onPress: (SettingPress) -> Unit) {
    Heading(section.title, Modifier.padding(top = Space.l, bottom = Space.m))
    Column(Modifier.fillMaxWidth().clip(Corner.card).background(App.colours.surface)) {
        section.items.forEachIndexed { at, item ->
            if (at > 0) HorizontalDivider(Modifier.padding(horizontal = Space.l), color = App.colours.line)
            SettingView(item, onSet, onPress)
        }
    }
}
