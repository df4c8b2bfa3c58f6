package vn.app4g.preview

import java.io.File
import java.nio.file.Files
import java.util.concurrent.ConcurrentHashMap
import kotlinx.coroutines.CoroutineScope
import vn.app4g.core.AddressRule
import vn.app4g.core.Clock
import vn.app4g.core.NetworkState
import vn.app4g.core.OpenConfig
import vn.app4g.core.RepositoryConfig
import vn.app4g.core.SecretStore
import vn.app4g.core.ShareText
import vn.app4g.core.TrialRoot
import vn.app4g.shell.AppSession
import vn.app4g.shell.Ports
import vn.app4g.shell.ports.OtherApps
import vn.app4g.shell.ports.PhoneNotifier

/**
 * The real core over the content that comes with the app, without a phone.
 *
 * @param project the folder of the project: the pack and the demo root are files there
 * @param now seconds since 1970-01-01T00:00:00Z for a clock that stands still; null for the machine's
 * @param folder the profile, a new one unless it was there before
 */
class Live(
    project: File,
    scope: CoroutineScope,
    now: Long? = null,
    mirrors: List<String> = emptyList(),
    private val folder: File = Files.createTempDirectory("app4g-live").toFile(),
) : AutoCloseable {
    /** Secrets in memory: there is no safe here. */
    private class Forgetful : SecretStore {
        private val kept = ConcurrentHashMap<String, ByteArray>()

        override fun get(name: String): ByteArray? = kept[name]

        override fun put(name: String, secret: ByteArray) {
            kept[name] = secret
        }

        override fun remove(name: String) {
            kept.remove(name)
        }
    }

    /** The network it believes in. */
    @Volatile
    var network = if (mirrors.isEmpty()) NetworkState.OFFLINE else NetworkState.UNMETERED

    private val ports = Ports(
        connectivity = object : vn.app4g.core.Connectivity {
            override fun current(): NetworkState = network
        },
        secrets = Forgetful(),
        notifier = PhoneNotifier { println("${it.shelf.id}: ${it.title} (${it.link})") },
        clock = now?.let { seconds ->
            object : Clock {
                override fun unixSeconds(): Long = seconds
            }
        },
    )

    /** The session, to be opened and closed by whoever made this. */
    val session = AppSession(
        {
            OpenConfig(
                folder = folder.path,
                language = "vi",
                repository = RepositoryConfig(
                    File(project, "portal/demo-keys/metadata/1.root.json").readBytes(), mirrors, emptyList(), TrialRoot.ALLOWED,
                ),
                starter = File(project, "cli/starter/starter.pack").readBytes(),
                addresses = AddressRule.PUBLIC_AND_LOOPBACK,
            )
        },
        ports,
        scope,
    )

    /** Removes the profile; close the session before. */
    override fun close() {
        folder.deleteRecursively()
    }
}

/** There are no other apps beside a window of this machine: what would be handed to them is printed. */
object Printing : OtherApps {
    override fun browse(address: String) = println("browse $address")

    override fun dial(address: String) = println("dial $address")

    override fun write(address: String) = println("write $address")

    override fun hand(text: ShareText) = println(text.text)
}
