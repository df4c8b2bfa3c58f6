package vn.app4g.app

import android.content.ActivityNotFoundException
import android.net.Uri
import androidx.activity.ComponentActivity
import androidx.activity.result.contract.ActivityResultContracts
import kotlinx.coroutines.launch
import vn.app4g.core.CoreException
import vn.app4g.core.Problem
import vn.app4g.core.SettingPress
import vn.app4g.core.eraseProfile
import vn.app4g.shell.Session
import vn.app4g.shell.ports.PersonalFiles
import vn.app4g.shell.problem

/** The buttons of Settings that need a file of the person, or end the app. */
class PersonalPickers(private val activity: ComponentActivity, private val app: App4G) {
    private val save = activity.registerForActivityResult(ActivityResultContracts.CreateDocument("application/x-tar")) { it?.let(::export) }
    private val choose = activity.registerForActivityResult(ActivityResultContracts.OpenDocument()) { it?.let(::import) }

    /** Does what a button names. */
    fun press(press: SettingPress) = when (press) {
        SettingPress.EXPORT -> ask { save.launch("app4g.tar") }
        SettingPress.IMPORT -> ask { choose.launch(arrayOf("application/x-tar", "application/octet-stream")) }
        SettingPress.ERASE -> erase()
    }

    /** Phones whose files app was taken off have nobody who answers. */
    private fun ask(question: () -> Unit) = try {
        question()
    } catch (_: ActivityNotFoundException) {
        withFiles { it.noChooser() }
    }

    private fun export(uri: Uri) = withFiles { it.exportTo { app.contentResolver.openOutputStream(uri, "wt") } }

    private fun import(uri: Uri) = withFiles { it.importFrom { app.contentResolver.openInputStream(uri) } }

    /** Opens the profile first: the system may have ended the process while the person chose the file. */
    private fun withFiles(work: suspend (PersonalFiles) -> Problem?) {
        app.scope.launch {
            val open = app.session.open() as? Session.Open ?: return@launch
            app.session.resume()
            app.problem.value = work(PersonalFiles(open.core, app.cacheDir))
        }
    }

    /** The process ends with the profile, so that nothing of it stays in memory; the next start begins anew. */
    private fun erase() {
        app.scope.launch {
            try {
                app.session.close()
                eraseProfile(app.profile.path)
            } catch (refused: CoreException) {
                // Said where the app was. A profile that is closed is not opened again in this process: there is nothing to retry.
                app.problem.value = refused.problem().copy(retry = null)
                return@launch
            }
            activity.finishAndRemoveTask()
            android.os.Process.killProcess(android.os.Process.myPid())
        }
    }
}
