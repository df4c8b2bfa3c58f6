package vn.app4g.shell

import java.lang.ref.WeakReference
import java.nio.file.Files
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlinx.coroutines.runBlocking
import vn.app4g.core.openCore

class LeakTest {
    @Test
    fun `a thousand opened and closed profiles leave no thread, no file and no object`() = runBlocking {
        val folder = Files.createTempDirectory("app4g-leak")
        val objects = mutableListOf<WeakReference<Any>>()
        repeat(10) { round(folder, objects) }
        eventually("rest") { coreThreads().none { it == "app4g-listener" } }
        val threads = coreThreads().size
        val files = openFiles().size
        val inFolder = openFiles().filter { folder.toString() in it }
        assertEquals(emptyList(), inFolder)
        objects.clear()
        repeat(1_000) { round(folder, objects) }
        eventually("listeners' threads end") { coreThreads().none { it == "app4g-listener" } }
        eventually("threads: $threads, then ${coreThreads()}") { coreThreads().size <= threads }
        eventually("files: $files, then ${openFiles().size}") { openFiles().size <= files }
        // One round more: what the last one had at hand may still stand on the stack.
        round(folder, mutableListOf())
        fun left() = objects.mapNotNull { it.get() }.groupingBy { it.javaClass.simpleName }.eachCount()
        eventuallyCollected("objects") { left().isEmpty() }
        folder.toFile().deleteRecursively()
        Unit
    }

    private suspend fun round(folder: java.nio.file.Path, objects: MutableList<WeakReference<Any>>) {
        val ports = Ports(TestNetwork(), TestSecrets(), TestNotifier())
        val core = openCore(LiveCore.config(folder), ports.connectivity, ports.secrets, ports.notifier, null, null)
        val home = core.home()
        val witness = Witness()
        val subscription = home.observe(witness)
        witness.waitFor("a state") { true }
        core.shutDown()
        witness.waitForClosing()
        subscription.close()
        home.close()
        core.close()
        listOf(core, home, witness, subscription, ports.connectivity, ports.secrets, ports.notifier).forEach { objects += WeakReference(it) }
    }
}
