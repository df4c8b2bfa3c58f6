package vn.app4g.shell

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import kotlinx.coroutines.runBlocking
import vn.app4g.core.AddressRule
import vn.app4g.core.Clock
import vn.app4g.core.Connectivity
import vn.app4g.core.Core
import vn.app4g.core.NetworkState
import vn.app4g.core.Notification
import vn.app4g.core.Notifier
import vn.app4g.core.OpenConfig
import vn.app4g.core.RepositoryConfig
import vn.app4g.core.SecretStore
import vn.app4g.core.openCore

/** A network that a test switches. */
class TestNetwork(@Volatile var state: NetworkState = NetworkState.OFFLINE) : Connectivity {
    override fun current(): NetworkState = state
}

/** Secrets in memory. */
class TestSecrets : SecretStore {
    private val kept = java.util.concurrent.ConcurrentHashMap<String, ByteArray>()

    override fun get(name: String): ByteArray? = kept[name]

    override fun put(name: String, secret: ByteArray) {
        kept[name] = secret
    }

    override fun remove(name: String) {
        kept.remove(name)
    }
}

/** Remembers what would have been shown. */
class TestNotifier : Notifier {
    val shown = CopyOnWriteArrayList<Notification>()

    override fun show(notification: Notification) {
        shown += notification
    }
}

/** A clock that a test sets. */
class TestClock(@Volatile var seconds: Long) : Clock {
    override fun unixSeconds(): Long = seconds
}

/** The real core over a profile of its own, which is gone after [close]. */
class LiveCore private constructor(val core: Core, val folder: Path, val network: TestNetwork, val ports: Ports) : AutoCloseable {
    /** Switches the network and says so. */
    fun switchTo(state: NetworkState) {
        network.state = state
        core.networkChanged()
    }

    override fun close() {
        runBlocking { core.use { it.shutDown() } }
        folder.toFile().deleteRecursively()
    }

    companion object {
        /** What a test opens a profile with. */
        fun config(folder: Path, repository: RepositoryConfig? = null, starter: ByteArray? = null, language: String = "vi") =
            OpenConfig(folder.toString(), language, repository, starter, AddressRule.PUBLIC_AND_LOOPBACK)

        /** Opens a profile in a new folder; without a repository it is empty. */
        fun open(
            repository: RepositoryConfig? = null,
            starter: ByteArray? = null,
            network: TestNetwork = TestNetwork(),
            clock: Clock? = null,
        ): LiveCore {
            val folder = Files.createTempDirectory("app4g-shell")
            val ports = Ports(network, TestSecrets(), TestNotifier(), clock)
            val core = runBlocking {
                openCore(config(folder, repository, starter), ports.connectivity, ports.secrets, ports.notifier, clock, null)
            }
            return LiveCore(core, folder, network, ports)
        }
    }
}
