package vn.app4g.preview

import java.io.File
import java.nio.file.Files
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.retry
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import vn.app4g.core.CoreException
import vn.app4g.core.NetworkState
import vn.app4g.core.RefreshOutcome
import vn.app4g.core.RefreshReason
import vn.app4g.core.RefreshRequest
import vn.app4g.shell.Session
import vn.app4g.shell.cancelling

/**
 * The profile of a person who at [moment] followed the sample feed, refreshed, and left the app.
 *
 * @param moment seconds since 1970-01-01T00:00:00Z
 */
internal fun refreshed(project: File, scope: CoroutineScope, moment: Long): File {
    val folder = Files.createTempDirectory("app4g-walk").toFile()
    val live = Live(project, scope, moment, folder = folder).apply { network = NetworkState.UNMETERED }
    val profile = File.createTempFile("app4g-profile", ".tar")
    val asked = RefreshRequest(null, null, RefreshReason.ASKED)
    SampleFeed(File(project, "portal/samples")) { moment }.use { feed ->
        feed.writeProfile(profile)
        runBlocking {
            val core = assertIs<Session.Open>(live.session.open()).core
            whenFree { cancelling { core.importPersonal(profile.path, it) } }
            assertEquals(RefreshOutcome.DONE, whenFree { cancelling { core.refresh(asked, it) } }.outcome)
            live.session.close()
        }
    }
    profile.delete()
    return folder
}

/** The starter pack is taken over first. */
private suspend fun <T> whenFree(work: suspend () -> T): T = withTimeout(60_000) {
    flow { emit(work()) }.retry { refusal -> (refusal is CoreException.Busy).also { delay(100) } }.first()
}
