package vn.app4g.app

import android.app.Activity
import android.content.Intent
import android.net.Uri
import vn.app4g.core.ShareText
import vn.app4g.shell.ports.OtherApps

/**
 * The other apps of this phone, over the window. What Android throws where there is none for an intent is `Outward`'s to say.
 *
 * Asked is by starting: whether an app could be started is hidden from other apps since Android 11.
 */
class AndroidApps(private val activity: Activity) : OtherApps {
    override fun browse(address: String) = start(Intent(Intent.ACTION_VIEW, uri(address)).addCategory(Intent.CATEGORY_BROWSABLE))

    override fun dial(address: String) = start(Intent(Intent.ACTION_DIAL, uri(address)))

    override fun write(address: String) = start(Intent(Intent.ACTION_SENDTO, uri(address)))

    /** The system's sheet is there on every phone; where nobody takes a text, the sheet says so itself. */
    override fun hand(text: ShareText) {
        val intent = Intent(Intent.ACTION_SEND)
            .setType("text/plain")
            .putExtra(Intent.EXTRA_SUBJECT, text.subject)
            .putExtra(Intent.EXTRA_TEXT, text.text)
        start(Intent.createChooser(intent, text.subject))
    }

    /** Android compares schemes letter by letter. */
    private fun uri(address: String) = Uri.parse(address).normalizeScheme()

    private fun start(intent: Intent) = activity.startActivity(intent)
}
