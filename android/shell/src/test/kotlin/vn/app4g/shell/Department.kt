package vn.app4g.shell

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import kotlin.test.assertEquals
import vn.app4g.core.RepositoryConfig
import vn.app4g.core.TrialRoot

/** Noon of 23 November 2026 in Viet Nam, shortly after the department published. */
const val NOON = 1_795_410_000L

/** The department of `app4g-loopback`: a repository on this machine that does what a test says. Each order waits until it is carried out. */
class Department : AutoCloseable {
    private val program = checkNotNull(System.getProperty("app4g.loopback")) { "app4g.loopback names no server" }
    private val process = ProcessBuilder(program).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    private val answers = LinkedBlockingQueue<String>()
    private var left = 0

    /** What a profile trusts and where it asks. */
    val repository: RepositoryConfig

    init {
        thread(name = "department", isDaemon = true) {
            process.inputReader().useLines { lines -> lines.forEach { answers += it } }
            answers += GONE
        }
        val (ready, root, url) = answer().split(' ')
        assertEquals("ready", ready)
        repository = RepositoryConfig(Files.readAllBytes(Path.of(root)), listOf(url), emptyList(), TrialRoot.ALLOWED)
    }

    /** From now on what is asked first is never answered. */
    fun stall() = tell("stall", "stalls")

    /** Waits until somebody asks what is not answered. */
    fun hangs() = tell("hangs", "hangs")

    /** Waits until one more client closed its socket before it had its answer. */
    fun seesOneLeave() {
        left += 1
        tell("left $left", "left $left")
    }

    /** Answers again. */
    fun mend() = tell("mend", "mended")

    private fun tell(order: String, done: String) {
        process.outputWriter().run {
            write("$order\n")
            flush()
        }
        assertEquals(done, answer(), "the department was told: $order")
    }

    private fun answer(): String {
        val line = checkNotNull(answers.poll(PATIENCE, TimeUnit.SECONDS)) { "the department says nothing" }
        check(line != GONE) { "the department is gone" }
        return line
    }

    override fun close() {
        process.outputWriter().close()
        check(process.waitFor(PATIENCE, TimeUnit.SECONDS)) { "the department does not end" }
    }

    private companion object {
        /** Follows its last line. */
        const val GONE = ""
    }
}
