package vn.app4g.preview

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.requiredHeight
import androidx.compose.foundation.layout.requiredSize
import androidx.compose.foundation.layout.requiredWidth
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.traversalIndex
import androidx.compose.ui.unit.dp
import vn.app4g.ui.parts.Heading
import vn.app4g.ui.parts.Level
import vn.app4g.ui.parts.Words

/** What nobody can press, or see as a whole. */
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

/** Headings as no window may have them, by the fault that is to be found in them. */
internal val faultyHeadings = mapOf<String, @Composable () -> Unit>(
    "no heading" to { Words("Tin mới") },
    "no level" to {
        Heading("Tin", level = Level.TITLE)
        Words("Tin mới", Modifier.semantics { heading() })
    },
    "the first heading is no title" to {
        Column {
            Heading("Tin mới")
            Words("Bão số 9")
        }
    },
    "more than one title" to {
        Column { for (title in listOf("Tin", "Thông báo")) Heading(title, level = Level.TITLE) }
    },
    "a level is left out" to {
        Column {
            Heading("Tin", level = Level.TITLE)
            Heading("Lục Ngạn", level = Level.PART)
        }
    },
    "a heading twice" to {
        Column {
            Heading("Tin", level = Level.TITLE)
            for (at in 1..2) Heading("Thông báo")
        }
    },
)

/** Words that are read in another order than they stand in. */
internal val faultyOrders = mapOf<String, @Composable () -> Unit>(
    "drawn above what it is composed after" to {
        Box {
            Words("dưới", Modifier.offset(y = 100.dp))
            Words("trên")
        }
    },
    "drawn left of what it is composed after" to {
        Box {
            Words("phải", Modifier.offset(x = 100.dp))
            Words("trái")
        }
    },
    "sent to the end of the reading" to {
        Column {
            Words("trên", Modifier.semantics { traversalIndex = 1f })
            Words("dưới")
        }
    },
    "a button over the words that it belongs to" to {
        Box {
            Words("chữ", Modifier.offset(y = 60.dp))
            Box(Modifier.size(48.dp).clickable(role = Role.Button) {})
        }
    },
)

/** Nothing is wrong here: the left column is read to its end before the right one begins. */
@Composable
internal fun TwoColumns() {
    Row {
        Column(Modifier.width(100.dp)) { for (word in listOf("một", "hai")) Words(word) }
        Column(Modifier.offset(y = 40.dp)) { for (word in listOf("ba", "bốn")) Words(word) }
    }
}
