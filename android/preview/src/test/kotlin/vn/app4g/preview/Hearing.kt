package vn.app4g.preview

import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.unit.toSize
import vn.app4g.ui.parts.HeadingLevel
import vn.app4g.ui.parts.Level

// What a voice comes to one after the other, for SemanticsTest: the order of headings, and of everything that is said.

/** All nodes in the order in which they are read: parents before children, children as they are composed unless they say otherwise. */
internal fun SemanticsNode.all(): List<SemanticsNode> =
    listOf(this) + children.sortedBy { it.config.getOrNull(SemanticsProperties.TraversalIndex) ?: 0f }.flatMap { it.all() }

/** What is wrong with the headings of one window: it has one title, first of all, and below it no level is left out. */
internal fun headingFaults(nodes: List<SemanticsNode>): List<String> = buildList {
    val headings = nodes.filter { SemanticsProperties.Heading in it.config }
    if (headings.isEmpty()) add("no heading")
    if (headings.map { it.said() }.let { it.size != it.toSet().size }) add("a heading twice")
    for (heading in headings) if (HeadingLevel !in heading.config) add("no level: «${heading.said()}»")
    val levels = headings.mapNotNull { it.config.getOrNull(HeadingLevel) }
    if (levels.isNotEmpty() && levels.first() != Level.TITLE) add("the first heading is no title: $levels")
    if (levels.count { it == Level.TITLE } > 1) add("more than one title: $levels")
    if (levels.zipWithNext().any { (above, below) -> below.ordinal > above.ordinal + 1 }) add("a level is left out: $levels")
}

/**
 * What is read before what stands above it, or left of it in the same line.
 *
 * In a column everything is read from its top to its end; what stands in columns beside each other is compared within each of them, and
 * across them line by line.
 */
internal fun orderFaults(nodes: List<SemanticsNode>): List<String> = buildList {
    val heard = nodes.filter { it.isHeard() }
    for ((at, before) in heard.withIndex()) for (after in heard.drop(at + 1)) {
        if (generateSequence(after.parent) { it.parent }.any { it.id == before.id }) continue
        val first = before.drawn()
        val second = after.drawn()
        val sameColumn = first.left < second.right && second.left < first.right
        val sameLine = first.top < second.bottom && second.top < first.bottom
        val isAbove = sameColumn && second.top < first.top
        val isLeft = sameLine && !sameColumn && second.left < first.left
        if (isAbove || isLeft) add("«${before.said().take(30)}» $first is read before «${after.said().take(30)}» $second")
    }
}

/** It has words or a role, and is drawn. */
private fun SemanticsNode.isHeard(): Boolean =
    (said().isNotEmpty() || SemanticsProperties.Role in config || SemanticsProperties.EditableText in config) && size.width > 0 && size.height > 0

/** Where it is drawn, also as far as it lies in something that scrolls. */
private fun SemanticsNode.drawn(): Rect = Rect(positionInRoot, size.toSize())
