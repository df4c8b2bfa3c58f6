package vn.app4g.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Refresh
import androidx.compose.material3.pulltorefresh.PullToRefreshBox
import androidx.compose.material3.pulltorefresh.PullToRefreshDefaults
import androidx.compose.material3.pulltorefresh.rememberPullToRefreshState
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import kotlinx.coroutines.delay
import vn.app4g.core.Activity
import vn.app4g.core.Badge
import vn.app4g.core.HomeContent
import vn.app4g.core.HomeEvent
import vn.app4g.core.HomeState
import vn.app4g.core.RevisionCard
import vn.app4g.core.Route
import vn.app4g.core.Section
import vn.app4g.core.Tone
import vn.app4g.ui.parts.Badges
import vn.app4g.ui.parts.EmptyView
import vn.app4g.ui.parts.Heading
import vn.app4g.ui.parts.PressButton
import vn.app4g.ui.parts.RevisionView
import vn.app4g.ui.parts.RowCard
import vn.app4g.ui.parts.StatusLine
import vn.app4g.ui.parts.Weight
import vn.app4g.ui.parts.Words
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Space

/** What is new. */
@Composable
fun HomeScreenView(state: HomeState, send: (HomeEvent) -> Unit, go: (Route) -> Unit, modifier: Modifier = Modifier) {
    var seesAll by rememberSaveable { mutableStateOf(false) }
    Pulled(state, { send(HomeEvent.Refresh) }, modifier) {
        item("head") {
            ScreenHead(state.title) {
                // What is new and how old it is are one answer: they stand together, and what a refresh would cost below them.
                Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
                    state.content?.let { Words(it.headline, color = App.colours.inkSoft) }
                    // Over content only a refresh is said to load; the first reading of the device cannot be stopped.
                    val stop = { send(HomeEvent.StopRefresh) }.takeIf { state.content != null }
                    StatusLine(state.status, onRetry = { send(HomeEvent.Retry) }, onStop = stop)
                }
                state.content?.trial?.let { Badges(listOf(Badge(it, Tone.CAUTION))) }
                // Where there is nothing, what says so has the button.
                if (state.status.activity is Activity.Idle && state.content?.empty == null) {
                    RefreshButton(state) { send(HomeEvent.Refresh) }
                }
            }
        }
        state.content?.let { content(it, seesAll, { seesAll = true }, send, go) }
    }
}

/**
 * The list, which is also refreshed by pulling it down; whoever cannot pull has the button.
 *
 * The circle says for a moment that the pull was understood. How far a refresh is, and that nothing can be asked for without a
 * network, is said by words in the list: over them a circle would only turn.
 */
@Composable
private fun Pulled(state: HomeState, onRefresh: () -> Unit, modifier: Modifier, content: LazyListScope.() -> Unit) {
    val pull = rememberPullToRefreshState()
    var isUnderstood by remember { mutableStateOf(false) }
    LaunchedEffect(isUnderstood) {
        if (isUnderstood) {
            delay(UNDERSTOOD)
            isUnderstood = false
        }
    }
    PullToRefreshBox(
        isRefreshing = isUnderstood,
        onRefresh = {
            isUnderstood = true
            // One refresh at a time.
            if (state.status.activity is Activity.Idle) onRefresh()
        },
        modifier = modifier,
        state = pull,
        indicator = {
            PullToRefreshDefaults.Indicator(
                pull,
                isUnderstood,
                Modifier.align(Alignment.TopCenter).clearAndSetSemantics {},
                containerColor = App.colours.accentSoft,
                color = App.colours.onAccentSoft,
            )
        },
    ) { ScreenList(content = content) }
}

/** Milliseconds for which the circle of a pull is seen. */
private const val UNDERSTOOD = 700L

@Composable
private fun RefreshButton(state: HomeState, onPress: () -> Unit) {
    FlowRow(
        horizontalArrangement = Arrangement.spacedBy(Space.m),
        itemVerticalAlignment = Alignment.CenterVertically,
    ) {
        PressButton(state.refresh.label, onPress, icon = Icons.Filled.Refresh, spoken = state.refresh.spoken)
        state.refresh.detail?.let { Words(it, Modifier.clearAndSetSemantics {}, App.type.small, App.colours.inkSoft) }
    }
}

/** Notices above the news; the others wait behind a line, so that the first screen has news on it. */
private const val SEEN = 2

/** How many of them are seen at once: what is urgent comes first and is never folded away. */
private fun Section.seen(): Int = rows.count { row -> row.badges.any { it.tone == Tone.URGENT } }.coerceAtLeast(SEEN)

private fun LazyListScope.content(
    content: HomeContent,
    seesAll: Boolean,
    onSeeAll: () -> Unit,
    send: (HomeEvent) -> Unit,
    go: (Route) -> Unit,
) {
    items(content.revisions, { "revision " + it.id }) { revision: RevisionCard ->
        RevisionView(revision, { go(revision.route) }, Modifier.padding(top = Space.xs))
    }
    val seen = if (seesAll) content.notices.rows.size else content.notices.seen()
    section("notice", content.notices, seen, send, go)
    if (content.notices.rows.size > seen) {
        // Its words begin where those of the heading do.
        item("notices") { PressButton(App.strings.homeOtherNotices, onSeeAll, Modifier.offset(x = -Space.s), Weight.PLAIN) }
    }
    section("news", content.news, content.news.rows.size, send, go)
    content.more?.let { item("more") { PressButton(it, { send(HomeEvent.LoadMore) }, Modifier.padding(top = Space.s)) } }
    content.empty?.let { item("empty") { EmptyView(it, { send(HomeEvent.Refresh) }) } }
}

private fun LazyListScope.section(key: String, section: Section, seen: Int, send: (HomeEvent) -> Unit, go: (Route) -> Unit) {
    if (section.rows.isEmpty()) return
    item(key) { Heading(section.title, Modifier.padding(top = Space.s)) }
    items(section.rows.take(seen), { "$key ${it.id}" }) { row ->
        RowCard(row, { go(row.route) }, onAct = { send(HomeEvent.Act(row.id, it)) })
    }
}
