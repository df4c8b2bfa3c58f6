package vn.app4g.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.material3.HorizontalDivider
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.dp
import vn.app4g.core.Block
import vn.app4g.core.TextRole
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Space

/** A piece of a record's text. */
@Composable
fun BlockView(block: Block, record: String, open: (String) -> Unit, modifier: Modifier = Modifier) {
    when (block) {
        is Block.Text -> TextBlock(block, open, modifier)
        is Block.Table -> TableBlock(block, open, modifier)
        is Block.Picture -> PictureBlock(block, record, open, modifier)
        is Block.Card -> OutCard(block.link, open, modifier)
        is Block.Rule -> HorizontalDivider(modifier.padding(vertical = Space.l), color = App.colours.line)
    }
}

@Composable
private fun TextBlock(block: Block.Text, open: (String) -> Unit, modifier: Modifier) {
    val words = block.runs.joined(App.colours, open)
    Row(
        modifier
            .fillMaxWidth()
            .then(if (block.isQuoted) Modifier.quoteBar() else Modifier)
            // The mark stands in the last step, so that a second paragraph of the same item begins where its first does.
            .padding(start = markerWidth() * (block.indent.toInt() - if (block.marker == null) 0 else 1).coerceAtLeast(0)),
    ) {
        // The mark belongs to the words after it: a voice hears both as one piece.
        block.marker?.let { Words(it, Modifier.widthIn(min = markerWidth()).padding(end = Space.s), App.type.reading, App.colours.inkSoft) }
        when (block.role) {
            TextRole.PARAGRAPH -> Words(words, style = App.type.reading)
            TextRole.HEADING -> Words(words, Modifier.padding(top = Space.m).heading(Level.SECTION), App.type.heading)
            TextRole.SUBHEADING -> Words(words, Modifier.padding(top = Space.s).heading(Level.PART), App.type.subheading)
            TextRole.CODE -> Box(
                Modifier
                    .clip(Corner.small)
                    .background(App.colours.surface)
                    .horizontalScroll(rememberScrollState())
                    .padding(Space.m),
            ) { Words(words, style = App.type.body.copy(fontFamily = FontFamily.Monospace)) }
        }
    }
}

/** Room for «10.»; as large as the text is. */
@Composable
private fun markerWidth() = with(LocalDensity.current) { App.type.reading.fontSize.toDp() * MARKER }

private const val MARKER = 1.5f

/** A line down the left side: somebody else's words. */
@Composable
private fun Modifier.quoteBar(): Modifier {
    val colour = App.colours.accent
    return drawBehind { drawRect(colour, Offset.Zero, Size(3.dp.toPx(), size.height)) }.padding(start = Space.l)
}
