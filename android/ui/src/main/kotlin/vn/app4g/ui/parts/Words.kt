package vn.app4g.ui.parts

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.TextOverflow
import vn.app4g.ui.theme.App

/** Looks at how each text was laid out; tests find here what is clipped. */
val LocalTextWitness = staticCompositionLocalOf<(TextLayoutResult) -> Unit> { {} }

/** Text of any kind. All of it passes through here: it wraps, and is never cut off with dots. */
@Composable
fun Words(
    text: AnnotatedString,
    modifier: Modifier = Modifier,
    style: TextStyle = App.type.body,
    color: Color = App.colours.ink,
) {
    Text(
        text = text,
        modifier = modifier,
        color = color,
        style = style,
        overflow = TextOverflow.Clip,
        onTextLayout = LocalTextWitness.current,
    )
}

/** Plain text. */
@Composable
fun Words(
    text: String,
    modifier: Modifier = Modifier,
    style: TextStyle = App.type.body,
    color: Color = App.colours.ink,
) = Words(AnnotatedString(text), modifier, style, color)
