package vn.app4g.preview

import java.awt.image.BufferedImage
import java.awt.image.IndexColorModel
import java.io.File
import javax.imageio.ImageIO
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.Image

/** Colours a picture of the documentation may have. */
private const val COLOURS = 256

/** Writes a picture with its 256 most frequent colours, a third of the size; what is rarer takes the nearest of them. */
fun Image.writeSmallPng(file: File) {
    val bitmap = Bitmap.makeFromImage(this)
    val pixels = IntArray(width * height) { bitmap.getColor(it % width, it / width) }
    val palette = pixels.toList().groupingBy { it }.eachCount().entries.sortedByDescending { it.value }.take(COLOURS).map { it.key }
    val nearest = HashMap<Int, Byte>()
    val indexed = pixels.map { pixel -> nearest.getOrPut(pixel) { palette.indices.minBy { distance(palette[it], pixel) }.toByte() } }
    val colours = IndexColorModel(8, palette.size, palette.channel(16), palette.channel(8), palette.channel(0))
    val image = BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours)
    image.raster.setDataElements(0, 0, width, height, indexed.toByteArray())
    file.parentFile.mkdirs()
    check(ImageIO.write(image, "png", file))
}

private fun List<Int>.channel(shift: Int) = ByteArray(size) { (this[it] shr shift).toByte() }

private fun distance(one: Int, other: Int): Int = listOf(0, 8, 16).sumOf { shift ->
    val apart = (one shr shift and 0xFF) - (other shr shift and 0xFF)
    apart * apart
}
