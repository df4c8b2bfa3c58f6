package vn.app4g.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.semantics.CollectionInfo
import androidx.compose.ui.semantics.CollectionItemInfo
import androidx.compose.ui.semantics.collectionInfo
import androidx.compose.ui.semantics.collectionItemInfo
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.dp
import kotlin.math.roundToInt
import vn.app4g.core.Block
import vn.app4g.core.TableCell
import vn.app4g.ui.theme.App
import vn.app4g.ui.theme.Corner
import vn.app4g.ui.theme.Space

/** Rows and columns; wider than the screen they scroll sideways by themselves. */
@Composable
fun TableBlock(table: Block.Table, open: (String) -> Unit, modifier: Modifier = Modifier) {
    Column(modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(Space.s)) {
        if (table.caption.isNotEmpty()) {
            Words(table.caption.joined(App.colours, open), style = App.type.small, color = App.colours.inkSoft)
        }
        Box(
            Modifier
                .clip(Corner.small)
                .border(1.dp, App.colours.line, Corner.small)
                .horizontalScroll(rememberScrollState())
                .semantics {
                    contentDescription = table.spoken
                    collectionInfo = CollectionInfo(table.rows.size, table.columns.toInt())
                },
        ) {
            Grid(table) { cell, isHeader, row, column ->
                CellView(cell, isHeader, row, column, open)
            }
        }
    }
}

@Composable
private fun CellView(cell: TableCell, isHeader: Boolean, row: Int, column: Int, open: (String) -> Unit) {
    val isNaming = isHeader || cell.isHeading
    Box(
        Modifier
            .background(if (isHeader) App.colours.accentSoft else App.colours.surface)
            .border(0.5.dp, App.colours.line)
            .semantics { collectionItemInfo = CollectionItemInfo(row, 1, column, cell.columns.toInt()) }
            .padding(horizontal = Space.m, vertical = Space.s),
    ) {
        Words(
            cell.runs.joined(App.colours, open),
            style = App.type.body.copy(fontWeight = if (isNaming) FontWeight.W600 else null),
        )
    }
}

/** Lays cells out: each column as wide as its widest word wants, within bounds; each row as high as its highest cell. */
@Composable
private fun Grid(table: Block.Table, cell: @Composable (TableCell, isHeader: Boolean, row: Int, column: Int) -> Unit) {
    val places = table.rows.flatMapIndexed { row, cells ->
        var column = 0
        cells.cells.map { Place(row, column, it.columns.toInt().coerceAtLeast(1)).also { place -> column += place.span } }
    }
    val size = App.type.body.fontSize
    val columns = maxOf(table.columns.toInt(), places.maxOfOrNull { it.column + it.span } ?: 0)
    Layout(
        content = {
            table.rows.forEachIndexed { row, cells ->
                var column = 0
                for (one in cells.cells) {
                    cell(one, cells.isHeader, row, column)
                    column += one.columns.toInt().coerceAtLeast(1)
                }
            }
        },
    ) { measurables, _ ->
        val widths = IntArray(columns) { narrowest() }
        // Cells of one column first: those over several only add what is missing.
        for ((at, place) in places.withIndex().sortedBy { it.value.span }) {
            val wanted = measurables[at].maxIntrinsicWidth(Constraints.Infinity).coerceAtMost(widest(size) * place.span)
            val missing = wanted - place.covers.sumOf { widths[it] }
            if (missing > 0) place.covers.forEach { widths[it] += (missing + place.span - 1) / place.span }
        }
        val heights = IntArray(table.rows.size)
        for ((at, place) in places.withIndex()) {
            val height = measurables[at].minIntrinsicHeight(place.covers.sumOf { widths[it] })
            heights[place.row] = maxOf(heights[place.row], height)
        }
        val cells = places.mapIndexed { at, place ->
            measurables[at].measure(Constraints.fixed(place.covers.sumOf { widths[it] }, heights[place.row]))
        }
        layout(widths.sum(), heights.sum()) {
            places.forEachIndexed { at, place ->
                cells[at].place(widths.take(place.column).sum(), heights.take(place.row).sum())
            }
        }
    }
}

private class Place(val row: Int, val column: Int, val span: Int) {
    val covers: IntRange get() = column until column + span
}

private fun Density.narrowest(): Int = 56.dp.roundToPx()

/** Grows with the text, or large type would stand in narrow columns. */
private fun Density.widest(size: TextUnit): Int = (size.toPx() * 12).roundToInt()
