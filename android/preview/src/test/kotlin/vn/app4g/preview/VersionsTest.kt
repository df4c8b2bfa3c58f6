package vn.app4g.preview

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals

/** One set of versions for those with an SDK and those without. */
class VersionsTest {
    private val android = generateSequence(File("").absoluteFile) { it.parentFile }.first { File(it, "shell/src").isDirectory }
    private val gradle = File(android, "gradle/libs.versions.toml").readText()
    private val aars = File(android, "check/aars/pom.xml").readText()

    private fun gradle(name: String) = Regex("""(?m)^$name = "([^"]+)"""").find(gradle)?.groupValues?.get(1)

    private fun maven(name: String) = Regex("""<$name>([^<]+)</$name>""").find(File(android, "pom.xml").readText())?.groupValues?.get(1)

    private fun aar(name: String) = Regex("""<artifactId>$name</artifactId><version>([^<]+)</version>""").find(aars)?.groupValues?.get(1)

    @Test
    fun `Maven and Gradle name the same versions`() {
        val pairs = mapOf(
            "kotlin" to "kotlin.version", "androidx-compose" to "androidx.compose.version",
            "coroutines" to "coroutines.version", "jna" to "jna.version",
        )
        for ((left, right) in pairs) assertEquals(maven(right), gradle(left), left)
        val archives = mapOf("material3-androidx" to "material3-android", "icons-androidx" to "material-icons-core-android", "activity" to "activity-compose", "work" to "work-runtime")
        for ((left, right) in archives) assertEquals(aar(right), gradle(left), left)
    }
}
