package vn.app4g.app

import android.Manifest
import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import androidx.activity.ComponentActivity
import androidx.activity.result.contract.ActivityResultContracts

/**
 * Asks whether the app may show notifications, where Android wants that asked (13 and newer).
 *
 * Once, when a person comes back: on the first visit nobody knows yet what would be told. Whoever refuses loses nothing else, and
 * the system's settings still have the switch.
 */
class NoticePermission(private val activity: ComponentActivity) {
    private val question = activity.registerForActivityResult(ActivityResultContracts.RequestPermission()) {
        // The system keeps the answer, and drops what is shown against it.
    }

    /** A person opened the app. */
    fun visited() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return
        val given = activity.checkSelfPermission(Manifest.permission.POST_NOTIFICATIONS)
        if (given == PackageManager.PERMISSION_GRANTED) return
        val kept = activity.getSharedPreferences(FILE, Context.MODE_PRIVATE)
        val visits = kept.getInt(VISITS, 0)
        if (visits > ASKED_AT) return
        kept.edit().putInt(VISITS, visits + 1).apply()
        if (visits == ASKED_AT) question.launch(Manifest.permission.POST_NOTIFICATIONS)
    }

    private companion object {
        const val FILE = "notices"
        const val VISITS = "visits"

        /** Visits before the one that asks. */
        const val ASKED_AT = 1
    }
}
