package vn.app4g.ui.parts

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.produceState
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import vn.app4g.core.Block
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Space

/** Gets the picture of a record, decoded; null if it is not on the device. */
fun interface Pictures {
    /** Reads and decodes; called off the thread that draws, or quick. */
    suspend fun load(record: String, address: String): ImageBitmap?
}

/** Where pictures come from. */
val LocalPictures = staticCompositionLocalOf { Pictures { _, _ -> null } }

/** How far a picture is. */
private sealed interface Sight {
    /** It is being read. */
    data object Awaited : Sight

    /** It is not on the device. */
    data object Missing : Sight

    /** It is here. */
    class Here(val bitmap: ImageBitmap) : Sight
}

/**
 * A picture with its caption; in its place, while it is not here, what it shows and why it is missing.
 *
 * While it is being read its place is kept as high as it will be, so that the text below does not jump.
 */
@Composable
fun PictureBlock(picture: Block.Picture, record: String, open: (String) -> Unit, modifier: Modifier = Modifier) {
    val pictures = LocalPictures.current
    val sight by produceState<Sight>(Sight.Awaited, record, picture.address) {
        value = pictures.load(record, picture.address)?.let { Sight.Here(it) } ?: Sight.Missing
    }
    Column(modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(Space.s)) {
        when (val now = sight) {
            Sight.Awaited -> Box(Modifier.place(ratio(picture) ?: USUAL))
            Sight.Missing -> Missing(picture)
            is Sight.Here -> Box(Modifier.place(ratio(picture) ?: now.bitmap.ratio()).spokenPicture(picture.alt)) {
                Image(now.bitmap, contentDescription = null, Modifier.matchParentSize(), contentScale = ContentScale.Fit)
            }
        }
        if (picture.caption.isNotEmpty()) {
            Words(picture.caption.joined(App.colours, open), style = App.type.small, color = App.colours.inkSoft)
        }
    }
}

@Composable
private fun Missing(picture: Block.Picture) {
    Column(
        Modifier.fillMaxWidth().clip(Corner.card).background(App.colours.surface).padding(Space.l),
        verticalArrangement = Arrangement.spacedBy(Space.xs),
    ) {
        if (picture.alt.isNotEmpty()) Words(picture.alt)
        Words(picture.missing, style = App.type.small, color = App.colours.inkSoft)
    }
}

@Composable
private fun Modifier.place(ratio: Float): Modifier =
    fillMaxWidth().aspectRatio(ratio.coerceIn(NARROWEST, WIDEST)).clip(Corner.card).background(App.colours.surface)

/** A picture that nobody described is left out by a voice. */
private fun Modifier.spokenPicture(alt: String): Modifier = if (alt.isEmpty()) this else semantics {
    contentDescription = alt
    role = Role.Image
}

/** Width by height as the record says; null if it does not. */
private fun ratio(picture: Block.Picture): Float? =
    if (picture.width > 0u && picture.height > 0u) picture.width.toFloat() / picture.height.toFloat() else null

private fun ImageBitmap.ratio(): Float = width.toFloat() / height

/** Most pictures of news are about so. */
private const val USUAL = 16f / 9

/** What a record says may be wrong, or meant for a line of dots: its place is never higher than this, or lower than that. */
private const val NARROWEST = 0.3f
private const val WIDEST = 6f
