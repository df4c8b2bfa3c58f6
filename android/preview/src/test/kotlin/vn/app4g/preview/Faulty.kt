package vn.app4g.preview

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.requiredHeight
import androidx.compose.foundation.layout.requiredSize
import androidx.compose.foundation.layout.requiredWidth
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp

/** Everything that a screen must not have. */
@Composable
fun Faulty() {
    Column {
        Box(Modifier.size(60.dp).clickable {})
        Box(Modifier.requiredSize(20.dp).clickable {}.semantics { contentDescription = "small" })
        Box(Modifier.size(100.dp).height(20.dp).clipToBounds()) {
            Box(Modifier.requiredWidth(600.dp).requiredHeight(90.dp).semantics { contentDescription = "cut" })
        }
    }
}
