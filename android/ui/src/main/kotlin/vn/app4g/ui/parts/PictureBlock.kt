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

/** A picture with its caption; in its place, while it is not here, what it shows and why it is missing. */
@Composable
fun PictureBlock(picture: Block.Picture, record: String, open: (String) -> Unit, modifier: Modifier = Modifier) {
    val pictures = LocalPictures.current
    val bitmap by produceState<ImageBitmap?>(null, record, picture.address) { value = pictures.load(record, picture.address) }
    Column(modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(Space.s)) {
        val loaded = bitmap
        if (loaded == null) {
            Column(
                Modifier.fillMaxWidth().clip(Corner.card).background(App.colours.surface).padding(Space.l),
                verticalArrangement = Arrangement.spacedBy(Space.xs),
            ) {
                Words(picture.alt)
                Words(picture.missing, style = App.type.small, color = App.colours.inkSoft)
            }
        } else {
            Box(
                Modifier.fillMaxWidth().clip(Corner.card).background(App.colours.surface).semantics {
                    contentDescription = picture.alt
                    role = Role.Image
                },
            ) {
                Image(
                    loaded,
                    contentDescription = null,
                    Modifier.fillMaxWidth().aspectRatio(loaded.width.toFloat() / loaded.height),
                    contentScale = ContentScale.Fit,
                )
            }
        }
        if (picture.caption.isNotEmpty()) {
            Words(picture.caption.joined(App.colours, open), style = App.type.small, color = App.colours.inkSoft)
        }
    }
}
