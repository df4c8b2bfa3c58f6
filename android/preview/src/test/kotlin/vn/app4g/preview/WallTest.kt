package vn.app4g.preview

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** Who may use what: read from the sources, so that a wrong import fails before anybody has to notice it. */
class WallTest {
    private val android = generateSequence(File("").absoluteFile) { it.parentFile }.first { File(it, "shell/src").isDirectory }

    private fun sources(module: String) =
        File(android, "$module/src/main").walk().filter { it.extension == "kt" }.toList().also { assertTrue(it.isNotEmpty(), module) }

    private val objects = Regex("""import vn\.app4g\.core\.(Core|CoreException|CancelToken|Subscription|\w+Screen|\w+Listener|openCore|selfTest\w*)$""")

    @Test
    fun `views know records of the core, never its objects, listeners and exceptions`() {
        val found = sources("ui").flatMap { file -> file.readLines().filter { objects.matches(it.trim()) }.map { "${file.name}: $it" } }
        assertEquals(emptyList(), found)
    }

    @Test
    fun `objects of the core are used in the files that bridge and hold them only`() {
        val holders = setOf("ScreenFlow.kt", "Screens.kt", "ScreenHolder.kt", "OpenScreens.kt", "AppSession.kt", "Cancelling.kt", "Problems.kt", "BackStack.kt") +
            setOf("BackgroundRefresh.kt", "PersonalFiles.kt", "ReadAloud.kt")
        val users = sources("shell").filter { file -> file.readLines().any { objects.matches(it.trim()) } }.map { it.name }.toSet()
        assertEquals(emptySet(), users - holders)
    }

    @Test
    fun `views take nothing from Android`() {
        val forbidden = listOf("LocalContext", "stringResource", "painterResource", "AndroidView", "BackHandler", "viewModel(", "import android.")
        val found = sources("ui").flatMap { file -> forbidden.filter { it in file.readText() }.map { "${file.name}: $it" } }
        assertEquals(emptyList(), found)
    }

    @Test
    fun `views have no words and no colours of their own`() {
        val words = Regex(""""[^"]*[À-ỹ][^"]*"""")
        for (file in sources("ui")) {
            val text = file.readText()
            assertEquals(null, words.find(text)?.value, file.name)
            if (file.name != "Colours.kt") assertEquals(null, Regex("""Color\(0x""").find(text)?.value, file.name)
        }
    }

    @Test
    fun `a file holds one idea, and one of the app nothing that had to be decided`() {
        // The app runs on a phone only: what is long there is not tested.
        val longest = mapOf("shell" to 300, "ui" to 300, "preview" to 300, "app" to 150)
        val long = longest.flatMap { (module, lines) -> sources(module).filter { it.readLines().size > lines } }
        assertEquals(emptyList(), long.map { it.name })
    }
}
