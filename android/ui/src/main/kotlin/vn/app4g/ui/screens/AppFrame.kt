package vn.app4g.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Home
import androidx.compose.material.icons.filled.Search
import androidx.compose.material.icons.filled.Settings
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.Icon
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import vn.app4g.core.Route
import vn.app4g.shell.Strings
import vn.app4g.ui.parts.Words
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Drawn
import vn.app4g.ui.theme.Space
import vn.app4g.ui.theme.iconSize

/** The places that are always one tap away. */
enum class Tab(val route: Route, internal val icon: ImageVector, internal val label: (Strings) -> String) {
    HOME(Route.Home, Icons.Filled.Home, Strings::navHome),
    SEARCH(Route.Search(""), Icons.Filled.Search, Strings::navSearch),
    LISTINGS(Route.Listings, Drawn.Exchange, Strings::navListings),
    SETTINGS(Route.Settings, Icons.Filled.Settings, Strings::navSettings),
    ;

    companion object {
        /** The tab that a route lies under; none for a record, which is read on the whole screen. */
        fun of(route: Route): Tab? = when (route) {
            is Route.Home -> HOME
            is Route.Search -> SEARCH
            is Route.Listings -> LISTINGS
            is Route.Settings -> SETTINGS
            is Route.Record -> null
        }
    }
}

/** A screen with the bar of tabs below it; without a tab the screen has all the room. */
@Composable
fun AppFrame(tab: Tab?, onTab: (Tab) -> Unit, modifier: Modifier = Modifier, content: @Composable () -> Unit) {
    Column(Modifier.fillMaxSize().background(App.colours.ground).then(modifier)) {
        Box(Modifier.weight(1f)) { content() }
        if (tab != null) TabBar(tab, onTab)
    }
}

@Composable
private fun TabBar(chosen: Tab, onTab: (Tab) -> Unit) {
    HorizontalDivider(color = App.colours.line)
    Row(Modifier.fillMaxWidth().background(App.colours.surface).selectableGroup().padding(horizontal = Space.xs)) {
        for (tab in Tab.entries) {
            val isChosen = tab == chosen
            Column(
                Modifier
                    .weight(1f)
                    .heightIn(min = 64.dp)
                    .clip(Corner.card)
                    .selectable(isChosen, role = Role.Tab) { onTab(tab) }
                    .padding(vertical = Space.s),
                horizontalAlignment = Alignment.CenterHorizontally,
            ) {
                Box(
                    Modifier
                        .clip(Corner.pill)
                        .background(if (isChosen) App.colours.accentSoft else Color.Transparent)
                        .padding(horizontal = 18.dp, vertical = 3.dp),
                ) {
                    Icon(
                        tab.icon,
                        contentDescription = null,
                        Modifier.size(iconSize(24)),
                        tint = if (isChosen) App.colours.accent else App.colours.inkSoft,
                    )
                }
                Words(
                    tab.label(App.strings),
                    style = App.type.small.copy(textAlign = TextAlign.Center),
                    color = if (isChosen) App.colours.ink else App.colours.inkSoft,
                )
            }
        }
    }
}
