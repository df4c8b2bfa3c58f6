package vn.app4g.app

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import vn.app4g.core.ShareText

/** What leaves the app: addresses, calls, letters, shared texts. */
class Outward(private val activity: Activity) {
    /** Opens an address with whatever the person uses for it; a call is only dialled, never made. */
    fun open(address: String) {
        val uri = Uri.parse(address)
        val intent = when (uri.scheme) {
            "tel" -> Intent(Intent.ACTION_DIAL, uri)
            "mailto" -> Intent(Intent.ACTION_SENDTO, uri)
            "http", "https" -> Intent(Intent.ACTION_VIEW, uri).addCategory(Intent.CATEGORY_BROWSABLE)
            // Nothing else comes from content.
            else -> return
        }
        start(intent)
    }

    /** Hands a text to the app that the person chooses. */
    fun share(text: ShareText) {
        val intent = Intent(Intent.ACTION_SEND)
            .setType("text/plain")
            .putExtra(Intent.EXTRA_SUBJECT, text.subject)
            .putExtra(Intent.EXTRA_TEXT, text.text)
        start(Intent.createChooser(intent, text.subject))
    }

    private fun start(intent: Intent) = try {
        activity.startActivity(intent)
    } catch (_: ActivityNotFoundException) {
        // No app for it on this phone: a tap that does nothing, as on a phone without a telephone.
    }
}
