package vn.app4g.ui.parts

import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.LinkAnnotation
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.TextLinkStyles
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.BaselineShift
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.text.withLink
import androidx.compose.ui.text.withStyle
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.em
import vn.app4g.core.Shift
import vn.app4g.core.TextRun
import vn.app4g.core.TextStyle
import vn.app4g.ui.theme.Colours

/** The pieces of a text as one; links go to [open], without it they are plain. */
fun List<TextRun>.joined(colours: Colours, open: ((String) -> Unit)? = null): AnnotatedString = buildAnnotatedString {
    for (run in this@joined) {
        val address = run.link
        if (address == null || open == null) {
            withStyle(run.style.span(colours)) { append(run.text) }
        } else {
            val look = SpanStyle(color = colours.link, textDecoration = TextDecoration.Underline)
            withLink(LinkAnnotation.Url(address, TextLinkStyles(look)) { open(address) }) {
                withStyle(run.style.span(colours).copy(textDecoration = null)) { append(run.text) }
            }
        }
    }
}

private fun TextStyle.span(colours: Colours) = SpanStyle(
    fontWeight = FontWeight.Bold.takeIf { bold },
    fontStyle = FontStyle.Italic.takeIf { italic },
    fontFamily = FontFamily.Monospace.takeIf { code },
    background = if (marked) colours.marked else androidx.compose.ui.graphics.Color.Unspecified,
    color = if (marked) colours.ink else androidx.compose.ui.graphics.Color.Unspecified,
    textDecoration = TextDecoration.combine(
        listOfNotNull(TextDecoration.Underline.takeIf { underline }, TextDecoration.LineThrough.takeIf { strike }),
    ),
    baselineShift = when (shift) {
        Shift.LEVEL -> null
        Shift.SUB -> BaselineShift.Subscript
        Shift.SUP -> BaselineShift.Superscript
    },
    fontSize = if (shift == Shift.LEVEL) TextUnit.Unspecified else 0.75.em,
)
