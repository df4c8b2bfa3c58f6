package vn.app4g.shell

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotEquals
import kotlin.test.assertTrue
import vn.app4g.core.Route

class BackStackTest {
    private val article = Route.Record("article", "019f21b2-e500-7836-bc74-d17e224dec37", "")

    private fun BackStack.routes() = entries.value.map { it.route }

    @Test
    fun `it begins at Home and cannot go further back`() {
        val stack = BackStack()
        assertFalse(stack.canGoBack)
        assertFalse(stack.pop())
        assertEquals(listOf<Route>(Route.Home), stack.routes())
    }

    @Test
    fun `going on and back leads to where one was, with the same key`() {
        val stack = BackStack()
        val home = stack.top
        stack.push(article)
        assertTrue(stack.canGoBack)
        assertTrue(stack.pop())
        assertEquals(home, stack.top)
    }

    @Test
    fun `a double tap opens one screen`() {
        val stack = BackStack()
        stack.push(article)
        stack.push(article.copy())
        assertEquals(2, stack.entries.value.size)
    }

    @Test
    fun `the same record may be met twice on one way`() {
        val stack = BackStack(article)
        stack.push(Route.Listings)
        stack.push(article)
        assertEquals(3, stack.entries.value.size)
        assertNotEquals(stack.entries.value.first().key, stack.top.key)
    }

    @Test
    fun `replacing leaves no way back to what was there`() {
        val stack = BackStack()
        stack.push(article)
        stack.replace(Route.Settings)
        assertEquals(listOf(Route.Home, Route.Settings), stack.routes())
    }

    @Test
    fun `a tab lies above Home, and Home stays the same screen`() {
        val stack = BackStack()
        val home = stack.top
        stack.select(Route.Listings)
        stack.push(article)
        stack.select(Route.Search(""))
        assertEquals(listOf(Route.Home, Route.Search("")), stack.routes())
        stack.select(Route.Home)
        assertEquals(listOf(home), stack.entries.value)
    }

    @Test
    fun `from a link going back leads to Home once a tab was chosen`() {
        val stack = BackStack(article)
        stack.select(Route.Settings)
        assertEquals(listOf(Route.Home, Route.Settings), stack.routes())
    }

    @Test
    fun `links of ours are followed, others change nothing`() {
        val stack = BackStack()
        assertTrue(stack.open("app4g://search?q=m%E1%BB%99t+c%E1%BB%ADa"))
        assertEquals(Route.Search("một cửa"), stack.top.route)
        for (foreign in listOf("https://example.vn/", "app4g://nothing", "app4g://article/../etc", "", "app4g://article/" + "a".repeat(20_000))) {
            assertFalse(stack.open(foreign), foreign.take(40))
        }
        assertEquals(2, stack.entries.value.size)
    }

    @Test
    fun `what was saved comes back, and what is not understood is left out`() {
        val stack = BackStack()
        stack.push(article)
        stack.pop()
        stack.push(Route.Search("sổ đỏ & «Ẵ ỗ ượ» 100%"))
        stack.push(Route.Record("article", "a:b.c_d-e", "sổ đỏ"))
        val saved = stack.save()
        val restored = BackStack()
        restored.restore(saved.take(2) + "9 app4g://gone/1" + "app4g://home" + saved.drop(2))
        assertEquals(stack.entries.value, restored.entries.value, "with the keys by which views keep where they were")
        restored.push(Route.Settings)
        assertEquals(4, restored.entries.value.map { it.key }.toSet().size)
        restored.pop()
        val unread = BackStack()
        unread.restore(listOf("nothing", "7 app4g://gone/1"))
        assertEquals(listOf<Route>(Route.Home), unread.routes())
        assertTrue(unread.isUntouched)
    }

    @Test
    fun `whoever has been somewhere stays there when the past comes back`() {
        val saved = BackStack().apply { push(article) }.save()
        val steps = mapOf<String, (BackStack) -> Unit>(
            "a place" to { it.push(Route.Listings) },
            "there and back" to { it.push(Route.Listings); it.pop() },
            "a tab" to { it.select(Route.Settings) },
            "a link" to { it.open("app4g://search?q=cam") },
            "what was saved" to { it.restore(BackStack().apply { push(Route.Settings) }.save()) },
        )
        for ((step, go) in steps) {
            val stack = BackStack()
            go(stack)
            assertFalse(stack.isUntouched, step)
            val there = stack.entries.value
            stack.restore(saved)
            assertEquals(there, stack.entries.value, step)
        }
    }

    @Test
    fun `what leads nowhere is no step`() {
        val stack = BackStack()
        stack.push(Route.Home)
        stack.select(Route.Home)
        stack.open("https://example.vn/")
        stack.pop()
        assertTrue(stack.isUntouched)
        stack.restore(BackStack().apply { push(article) }.save())
        assertEquals(article, stack.top.route)
    }

    @Test
    fun `a key that was saved is given to no other place`() {
        val past = BackStack()
        repeat(3) { past.push(Route.Record("article", "a:$it", "")) }
        val saved = past.save()
        val stack = BackStack()
        stack.keepFree(saved + "no key")
        stack.push(article)
        stack.restore(saved)
        stack.push(Route.Listings)
        val kept = past.entries.value.drop(1).map { it.key }
        assertEquals(emptySet(), stack.entries.value.map { it.key }.intersect(kept.toSet()))
        assertTrue(stack.isUntouched.not() && stack.entries.value.size == 3)
    }
}
