package vn.app4g.shell.ports

import vn.app4g.core.Notification
import vn.app4g.core.NotificationChannel
import vn.app4g.core.Notifier
import vn.app4g.core.Route
import vn.app4g.core.routeLink

/** Where the phone lists notifications. */
enum class Shelf(val id: String) { URGENT("urgent"), REVISION("revision") }

/** One notification for the phone. */
data class Notice(val tag: String, val shelf: Shelf, val title: String, val text: String, val link: String)

/** Hands notifications of the core to the phone; a second one about the same record takes the place of the first. */
class PhoneNotifier(private val link: (Route) -> String = ::routeLink, private val show: (Notice) -> Unit) : Notifier {
    override fun show(notification: Notification) = forCore {
        val shelf = when (notification.channel) {
            NotificationChannel.URGENT -> Shelf.URGENT
            NotificationChannel.REVISION -> Shelf.REVISION
        }
        show(Notice(notification.id, shelf, notification.title, notification.text, link(notification.route)))
    }
}
