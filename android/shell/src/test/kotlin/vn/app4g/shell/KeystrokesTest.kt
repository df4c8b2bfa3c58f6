package vn.app4g.shell

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CountDownLatch
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlin.test.fail
import kotlinx.coroutines.runBlocking
import vn.app4g.core.RepositoryConfig
import vn.app4g.core.Route
import vn.app4g.core.SearchEvent
import vn.app4g.core.SearchListener
import vn.app4g.core.SearchState
import vn.app4g.core.TrialRoot

class KeystrokesTest {
    /** Keeps every state it is told. */
    private class Follower : SearchListener {
        val states = LinkedBlockingQueue<SearchState>()
        val closed = CountDownLatch(1)

        override fun onState(state: SearchState) {
            states += state
        }

        override fun onClosed() = closed.countDown()
    }

    /** What the rows of a state were looked for by; null where there are none. */
    private fun SearchState.foundBy(): String? =
        content?.rows?.map { (it.row.route as Route.Record).found }?.distinct()?.singleOrNull()

    @Test
    fun `of ten quick keystrokes the last one is answered, and no older one after a newer`() {
        // What came with the app is unpacked: only then there is something to find.
        unpacked { live ->
            val screen = live.core.search("")
            val follower = Follower()
            val seen = mutableListOf<SearchState>()
            val subscription = screen.observe(follower)
            val typed = TYPED.indices.map { TYPED.take(it + 1) }
            fun until(what: String, wanted: (SearchState) -> Boolean) {
                while (seen.lastOrNull()?.let(wanted) != true) {
                    seen += follower.states.poll(PATIENCE, TimeUnit.SECONDS) ?: fail("$what did not come: ${seen.lastOrNull()?.query}")
                }
            }
            for (text in typed) {
                screen.send(SearchEvent.Typed(text))
                // As soon as it stands in the field the next one follows; what it finds is not waited for.
                until(text) { it.query == text }
            }
            until("the answer to the last") { it.foundBy() == TYPED }
            screen.finish()
            follower.closed.arrives("onClosed")
            seen += follower.states
            assertEquals(10, typed.size)
            assertEquals(typed, seen.map { it.query }.filter { it.isNotEmpty() }.distinct())
            assertOrdered(typed, seen.map { it.query }.filter { it.isNotEmpty() })
            assertOrdered(typed, seen.mapNotNull { it.foundBy() })
            assertEquals(TYPED, seen.last().query)
            assertTrue(seen.all { it.status.problem == null }, "who was stopped is no problem")
            subscription.close()
            screen.close()
        }
    }

    @Test
    fun `a keystroke ends the rows that the query before it reads`() {
        unpacked { live ->
            val screen = live.core.search("")
            runBlocking { live.core.selfTestRows() }.use { rows ->
                screen.send(SearchEvent.Take(BROAD))
                eventually("the search reads the rows") { rows.seen() > 10u && rows.isRead() }
                screen.send(SearchEvent.Typed(""))
                eventually("the rows end") { !rows.isRead() }
            }
            screen.send(SearchEvent.Typed(BROAD))
            eventually("an answer") { !screen.state().content?.rows.isNullOrEmpty() }
            assertEquals(null, screen.state().status.problem)
            screen.finish()
            screen.close()
        }
    }

    /** Over what came with the app, all of it unpacked. */
    private fun unpacked(test: (LiveCore) -> Unit) {
        val root = Path.of("../..")
        val demo = Files.readAllBytes(root.resolve("portal/demo-keys/metadata/1.root.json"))
        val starter = Files.readAllBytes(root.resolve("cli/starter/starter.pack"))
        LiveCore.open(RepositoryConfig(demo, emptyList(), emptyList(), TrialRoot.ALLOWED), starter).use { live ->
            Witness().let { witness ->
                val home = live.core.home()
                home.observe(witness).use { witness.waitFor("articles") { it.content?.news?.rows.orEmpty().isNotEmpty() } }
                home.close()
            }
            test(live)
        }
    }

    private fun assertOrdered(typed: List<String>, shown: List<String>) {
        val places = shown.map { typed.indexOf(it) }
        assertEquals(places.sorted(), places, "$shown")
        assertTrue(places.all { it >= 0 }, "$shown")
    }

    private companion object {
        /** «Chuyển đổi», as it is typed on a phone. */
        const val TYPED = "chuyen doi"

        /** What finds much. */
        const val BROAD = "nước"
    }
}
