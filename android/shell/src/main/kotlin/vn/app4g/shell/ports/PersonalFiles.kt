package vn.app4g.shell.ports

import java.io.File
import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import vn.app4g.core.CoreException
import vn.app4g.core.Core
import vn.app4g.core.Problem
import vn.app4g.shell.cancelling
import vn.app4g.shell.problem

/**
 * Takes what belongs to the person out into a file they chose, and back.
 *
 * The core works with files of its own; what the person chose may be a cloud, so it goes through [cache]. Nothing stays there.
 */
class PersonalFiles(private val core: Core, private val cache: File) {
    /** Writes everything personal; returns what went wrong, null if nothing did. */
    suspend fun exportTo(target: () -> OutputStream?): Problem? = through { file ->
        cancelling { core.exportPersonal(file.path, it) }
        val out = target() ?: throw IOException("not writable")
        out.use { file.inputStream().use { from -> from.copyTo(it) } }
    }

    /** Takes over what was written; returns what went wrong, null if nothing did. */
    suspend fun importFrom(source: () -> InputStream?): Problem? = through { file ->
        val from = source() ?: throw IOException("not readable")
        from.use { file.outputStream().use { out -> it.copyTo(out) } }
        cancelling { core.importPersonal(file.path, it) }
    }

    /** What to say where nothing on the phone lets a person choose a file. */
    suspend fun noChooser(): Problem? = core.unusableFile()

    private suspend fun through(work: suspend (File) -> Unit): Problem? = withContext(Dispatchers.IO) {
        var file: File? = null
        try {
            file = File.createTempFile("personal", ".tar", cache)
            work(file)
            null
        } catch (refused: CoreException) {
            refused.problem()
        } catch (cancelled: CancellationException) {
            throw cancelled
        } catch (_: Exception) {
            // Whatever the app behind the file throws, or a full cache: the core has the sentence for a file that cannot be used.
            core.unusableFile()
        } finally {
            file?.delete()
        }
    }
}

/** What the core says of a file that is none. */
private suspend fun Core.unusableFile(): Problem? = try {
    importPersonal("", null)
    null
} catch (refused: CoreException) {
    refused.problem()
}
