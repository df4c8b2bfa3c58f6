package vn.app4g.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.automirrored.filled.ArrowBack
import androidx.compose.material.icons.filled.Share
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.snapshotFlow
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.drop
import vn.app4g.core.FieldRow
import vn.app4g.core.Overlay
import vn.app4g.core.ReaderContent
import vn.app4g.core.ReaderEvent
import vn.app4g.core.ReaderState
import vn.app4g.core.Status
import vn.app4g.ui.parts.Badges
import vn.app4g.ui.parts.BlockView
import vn.app4g.ui.parts.Heading
import vn.app4g.ui.parts.IconPress
import vn.app4g.ui.parts.Level
import vn.app4g.ui.parts.Note
import vn.app4g.ui.parts.NoteButton
import vn.app4g.ui.parts.OutCard
import vn.app4g.ui.parts.PressButton
import vn.app4g.ui.parts.PressCard
import vn.app4g.ui.parts.StatusLine
import vn.app4g.ui.parts.Weight
import vn.app4g.ui.parts.Words
import vn.app4g.ui.parts.heading
import vn.app4g.ui.parts.joined
import vn.app4g.ui.parts.spokenAs
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Drawn
import vn.app4g.ui.theme.Space

/** Items above the first block. */
private const val ABOVE = 1

/**
 * A record, read.
 *
 * @param isSpeaking whether the voice of the phone reads it now
 */
@Composable
fun ReaderView(state: ReaderState, send: (ReaderEvent) -> Unit, does: Doings, isSpeaking: Boolean, modifier: Modifier = Modifier) {
    Column(modifier.fillMaxSize().background(App.colours.ground)) {
        Bar(state, does.back)
        val content = state.content
        if (content == null) {
            ScreenList { item("status") { StatusLine(state.status, { send(ReaderEvent.Retry) }) } }
        } else {
            val start = content.startBlock.toInt()
            val list = rememberLazyListState(if (start > 0) ABOVE + start else 0)
            Following(list, content, send)
            ScreenList(state = list, gap = Space.l) {
                item("head") { Head(state.status, content, send, does, isSpeaking) }
                record(content, send, does)
            }
        }
    }
}

/** What kind of record it is, and the way back. Without a record it is the only heading there is. */
@Composable
private fun Bar(state: ReaderState, back: () -> Unit) {
    Row(
        Modifier.fillMaxWidth().heightIn(min = 56.dp).padding(start = Space.xs, end = Space.l),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        IconPress(Icons.AutoMirrored.Filled.ArrowBack, App.strings.actionBack, back, tint = App.colours.ink)
        if (state.content == null) {
            Heading(state.title, Modifier.padding(start = Space.xs), Level.TITLE)
        } else {
            Words(state.title, Modifier.padding(start = Space.xs), App.type.label, App.colours.inkSoft)
        }
    }
}

/** Tells the core how far it was read. */
@Composable
private fun Following(list: LazyListState, content: ReaderContent, send: (ReaderEvent) -> Unit) {
    LaunchedEffect(list, content.id, content.blocks.size) {
        snapshotFlow { (list.firstVisibleItemIndex - ABOVE).coerceIn(0, content.blocks.lastIndex.coerceAtLeast(0)) }
            .distinctUntilChanged()
            .drop(1)
            .collect { send(ReaderEvent.Reached(it.toUInt())) }
    }
}

private fun LazyListScope.record(content: ReaderContent, send: (ReaderEvent) -> Unit, does: Doings) {
    itemsIndexed(content.blocks, { at, _ -> at }) { _, block -> BlockView(block, content.id, does.open) }
    content.load?.let { load -> item("load") { PressButton(load, { send(ReaderEvent.LoadText) }) } }
    if (content.contacts.isNotEmpty()) {
        item("contacts") { Heading(App.strings.readerContacts, Modifier.padding(top = Space.l)) }
        itemsIndexed(content.contacts, { at, _ -> "contact $at" }) { _, contact ->
            PressCard(contact.label, "", contact.spoken, Drawn.Outside, { does.open(contact.url) })
        }
    }
    if (content.attachments.isNotEmpty()) {
        item("attachments") { Heading(App.strings.readerAttachments, Modifier.padding(top = Space.l)) }
        itemsIndexed(content.attachments, { at, _ -> "attachment $at" }) { _, link -> OutCard(link, does.open) }
    }
    content.source?.let { source ->
        item("source") {
            Column(Modifier.padding(top = Space.l), Arrangement.spacedBy(Space.m)) {
                Heading(App.strings.readerSource)
                OutCard(source, does.open)
            }
        }
    }
}

@Composable
private fun Head(status: Status, content: ReaderContent, send: (ReaderEvent) -> Unit, does: Doings, isSpeaking: Boolean) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.m)) {
        StatusLine(status, { send(ReaderEvent.Retry) })
        content.overlay?.let { OverlayView(it, does) }
        Words(content.title.joined(App.colours), Modifier.padding(top = Space.xs).heading(Level.TITLE), App.type.display)
        Words(content.facts, style = App.type.small, color = App.colours.inkSoft)
        Badges(content.badges)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.xs)) {
            content.speak?.let { speak ->
                if (isSpeaking) {
                    PressButton(App.strings.actionStopSpeaking, does.stopSpeaking, icon = Drawn.Stop)
                } else {
                    PressButton(speak, { does.speak(content.id) }, icon = Drawn.Speaker)
                }
            }
            content.keep?.let { keep ->
                PressButton(
                    keep.label,
                    { send(ReaderEvent.ToggleKeep) },
                    weight = Weight.PLAIN,
                    icon = if (keep.isOn) Drawn.Bookmark else Drawn.BookmarkOutline,
                    spoken = keep.spoken,
                )
            }
            PressButton(App.strings.actionShare, { does.share(content.share) }, weight = Weight.PLAIN, icon = Icons.Filled.Share)
        }
        if (content.fields.isNotEmpty()) Fields(content.fields)
    }
}

@Composable
private fun OverlayView(overlay: Overlay, does: Doings) {
    val instead = overlay.instead
    Note(overlay.text, overlay.tone, below = instead?.let { { NoteButton(it.label, overlay.tone) { does.go(it.route) } } })
}

/** Fields with their labels, each one piece for a voice. */
@Composable
private fun Fields(fields: List<FieldRow>) {
    Column(
        Modifier.fillMaxWidth().clip(Corner.card).background(App.colours.surface).padding(Space.l),
        verticalArrangement = Arrangement.spacedBy(Space.m),
    ) {
        for (field in fields) {
            Column(Modifier.semantics(mergeDescendants = true) {}.spokenAs(field.spoken)) {
                Words(field.label, style = App.type.small, color = App.colours.inkSoft)
                for (line in field.lines) Words(line, style = App.type.body)
            }
        }
    }
}
