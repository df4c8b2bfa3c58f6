package vn.app4g.app

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.net.Uri
import vn.app4g.shell.ports.Notice
import vn.app4g.shell.ports.Shelf

/** Notifications of the system, in the two lists that its settings show. */
class AndroidShelf(private val context: Context) {
    private val manager = checkNotNull(context.getSystemService(NotificationManager::class.java))

    /** Names the lists; again after the language changed. */
    fun makeChannels() {
        val urgent = channel(Shelf.URGENT, R.string.channel_urgent, R.string.channel_urgent_about, NotificationManager.IMPORTANCE_HIGH)
        val revision =
            channel(Shelf.REVISION, R.string.channel_revision, R.string.channel_revision_about, NotificationManager.IMPORTANCE_LOW)
        manager.createNotificationChannels(listOf(urgent, revision))
    }

    /** Shows one. Where the person refused notifications the system drops it, and that is their choice. */
    fun show(notice: Notice) {
        val intent = Intent(Intent.ACTION_VIEW, Uri.parse(notice.link), context, MainActivity::class.java)
        val flags = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT
        val notification = Notification.Builder(context, notice.shelf.id)
            .setSmallIcon(R.drawable.ic_notice)
            .setContentTitle(notice.title)
            .setContentText(notice.text)
            .setStyle(Notification.BigTextStyle().bigText(notice.text))
            .setContentIntent(PendingIntent.getActivity(context, notice.tag.hashCode(), intent, flags))
            .setAutoCancel(true)
            .build()
        manager.notify(notice.tag, 0, notification)
    }

    private fun channel(shelf: Shelf, name: Int, about: Int, importance: Int) =
        NotificationChannel(shelf.id, context.getString(name), importance).apply { description = context.getString(about) }
}
