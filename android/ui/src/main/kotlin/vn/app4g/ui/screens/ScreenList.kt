package vn.app4g.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.Dp
import vn.app4g.ui.parts.Heading
import vn.app4g.ui.parts.Level
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Space

/** The heading of a screen and what belongs to all of it. */
@Composable
internal fun ScreenHead(title: String, below: @Composable ColumnScope.() -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.m)) {
        Heading(title, level = Level.TITLE)
        below()
    }
}

/** The one column that every screen is. */
@Composable
internal fun ScreenList(
    modifier: Modifier = Modifier,
    state: LazyListState = rememberLazyListState(),
    gap: Dp = Space.s,
    content: LazyListScope.() -> Unit,
) {
    LazyColumn(
        modifier.fillMaxSize().background(App.colours.ground),
        state,
        contentPadding = PaddingValues(start = Space.l, end = Space.l, top = Space.l, bottom = Space.xxl),
        verticalArrangement = Arrangement.spacedBy(gap),
        content = content,
    )
}
