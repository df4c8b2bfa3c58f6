package vn.app4g.preview

import androidx.compose.runtime.Composable
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.unit.Density
import java.io.File
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.Image

/** Size of a common phone, in dp. */
const val WIDTH = 412
const val HEIGHT = 892

/** Draws something without a display. */
fun draw(scale: Float, fontScale: Float, height: Int = HEIGHT, content: @Composable () -> Unit): Image {
    val scene = ImageComposeScene((WIDTH * scale).toInt(), (height * scale).toInt(), Density(scale, fontScale)) { content() }
    return try {
        scene.render(0)
        // Twice: what is loaded or measured in the first frame is drawn in the second.
        scene.render(1_000_000_000)
    } finally {
        scene.close()
    }
}

/** The same as a file. */
fun Image.writePng(file: File) {
    file.parentFile.mkdirs()
    file.writeBytes(checkNotNull(encodeToData(EncodedImageFormat.PNG)).bytes)
}
