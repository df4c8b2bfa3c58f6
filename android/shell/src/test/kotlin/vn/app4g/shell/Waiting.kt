package vn.app4g.shell

import java.io.File
import java.util.concurrent.CountDownLatch
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.test.assertTrue
import kotlin.test.fail
import vn.app4g.core.HomeListener
import vn.app4g.core.HomeState

/** Seconds after which an event counts as lost: less than the minute after which screens look again anyway. */
const val PATIENCE = 45L

/** Waits for a latch. */
fun CountDownLatch.arrives(what: String) = assertTrue(await(PATIENCE, TimeUnit.SECONDS), "$what did not come")

/** Remembers what a listener is told. */
open class Witness : HomeListener {
    val states = LinkedBlockingQueue<HomeState>()
    val closings = AtomicInteger()
    private val closed = CountDownLatch(1)

    override fun onState(state: HomeState) {
        states += state
    }

    override fun onClosed() {
        closings.incrementAndGet()
        closed.countDown()
    }

    /** Waits for a state of which [wanted] holds; the states before it are used up. */
    fun waitFor(what: String, wanted: (HomeState) -> Boolean): HomeState {
        val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE)
        while (true) {
            val state = states.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS) ?: fail("no state: $what")
            if (wanted(state)) return state
        }
    }

    /** Waits until nothing more will come. */
    fun waitForClosing() = closed.arrives("onClosed")
}

/** Waits until something is as wanted, asking again and again without holding a core. */
fun eventually(what: String, asked: () -> Boolean) {
    val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE)
    while (!asked()) {
        if (System.nanoTime() > end) fail("not in time: $what")
        java.util.concurrent.locks.LockSupport.parkNanos(1_000_000)
    }
}

/** Lets the collector run until something is gone. */
fun eventuallyCollected(what: String, asked: () -> Boolean) = eventually(what) {
    System.gc()
    System.runFinalization()
    asked()
}

/** Names of the native threads of this process that belong to the core. */
fun coreThreads(): List<String> =
    File("/proc/self/task").listFiles().orEmpty()
        .mapNotNull { task -> runCatchingGone { File(task, "comm").readText().trim() } }
        .filter { it.startsWith("app4g") }

/** Open files of this process. */
fun openFiles(): List<String> =
    File("/proc/self/fd").listFiles().orEmpty()
        .mapNotNull { fd -> runCatchingGone { java.nio.file.Files.readSymbolicLink(fd.toPath()).toString() } }

/** What vanishes while it is looked at counts as gone. */
private fun runCatchingGone(read: () -> String): String? = try {
    read()
} catch (_: java.io.IOException) {
    null
}
