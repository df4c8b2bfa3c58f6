package vn.app4g.preview

import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font
import java.io.File

/** The font of most phones, from the files of this machine; what Android draws with by itself. */
object Roboto {
    /** The family, or a message that says which package is missing. */
    val family: FontFamily by lazy {
        FontFamily(
            Font(file("Regular"), FontWeight.W400),
            Font(file("Italic"), FontWeight.W400, FontStyle.Italic),
            Font(file("Medium"), FontWeight.W500),
            Font(file("Medium"), FontWeight.W600),
            Font(file("Bold"), FontWeight.W700),
        )
    }

    private fun file(style: String): File {
        val asked = ProcessBuilder("fc-match", "-f", "%{file}", "Roboto:style=$style").start()
        val path = asked.inputStream.reader().readText()
        check("Roboto" in path) { "no Roboto here (package fonts-roboto-unhinted): $path" }
        return File(path)
    }
}
