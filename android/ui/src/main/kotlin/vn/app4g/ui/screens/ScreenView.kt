package vn.app4g.ui.screens

import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import vn.app4g.shell.OpenScreen

/** Draws an open screen and hands its events back. */
@Composable
fun ScreenView(open: OpenScreen, does: Doings, isSpeaking: Boolean, modifier: Modifier = Modifier) {
    when (open) {
        is OpenScreen.Home -> {
            val state by open.screen.state.collectAsState()
            HomeScreenView(state, open.screen::send, does.go, modifier)
        }
        is OpenScreen.Search -> {
            val state by open.screen.state.collectAsState()
            SearchView(state, open.screen::send, does.go, modifier)
        }
        is OpenScreen.Listings -> {
            val state by open.screen.state.collectAsState()
            ListingsView(state, open.screen::send, does.go, modifier)
        }
        is OpenScreen.Settings -> {
            val state by open.screen.state.collectAsState()
            SettingsView(state, open.screen::send, does.press, modifier)
        }
        is OpenScreen.Reader -> {
            val state by open.screen.state.collectAsState()
            ReaderView(state, open.screen::send, does, isSpeaking, modifier)
        }
    }
}
