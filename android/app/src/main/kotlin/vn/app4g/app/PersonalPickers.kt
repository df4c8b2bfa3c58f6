package vn.app4g.app

import android.net.Uri
import androidx.activity.ComponentActivity
import androidx.activity.result.contract.ActivityResultContracts
import kotlinx.coroutines.launch
import vn.app4g.core.Problem
import vn.app4g.core.SettingPress
import vn.app4g.core.eraseProfile
import vn.app4g.shell.Session
import vn.app4g.shell.ports.PersonalFiles

/**
 * The buttons of Settings that need a file of the person, or end the app.
 *
 * @param tell shows what went wrong; null if nothing did
 */
class PersonalPickers(private val activity: ComponentActivity, private val app: App4G, private val tell: (Problem?) -> Unit) {
    private val save = activity.registerForActivityResult(ActivityResultContracts.CreateDocument("application/x-tar")) { it?.let(::export) }
    private val choose = activity.registerForActivityResult(ActivityResultContracts.OpenDocument()) { it?.let(::import) }

    /** Does what a button names. */
    fun press(press: SettingPress) = when (press) {
        SettingPress.EXPORT -> save.launch("app4g.tar")
        SettingPress.IMPORT -> choose.launch(arrayOf("application/x-tar", "application/octet-stream"))
        SettingPress.ERASE -> erase()
    }

    private fun export(uri: Uri) = withFiles { tell(it.exportTo { activity.contentResolver.openOutputStream(uri, "wt") }) }

    private fun import(uri: Uri) = withFiles { tell(it.importFrom { activity.contentResolver.openInputStream(uri) }) }

    private fun withFiles(work: suspend (PersonalFiles) -> Unit) {
        val open = app.session.state.value as? Session.Open ?: return
        app.scope.launch { work(PersonalFiles(open.core, app.cacheDir)) }
    }

    /** The process ends with the profile, so that nothing of it stays in memory; the next start begins anew. */
    private fun erase() {
        app.scope.launch {
            app.session.close()
            eraseProfile(app.profile.path)
            activity.finishAndRemoveTask()
            android.os.Process.killProcess(android.os.Process.myPid())
        }
    }
}
