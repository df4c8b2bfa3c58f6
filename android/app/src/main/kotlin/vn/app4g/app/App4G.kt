package vn.app4g.app

import android.app.Application
import android.content.res.Configuration
import java.io.File
import java.io.FileNotFoundException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.flow.MutableStateFlow
import vn.app4g.core.AddressRule
import vn.app4g.core.OpenConfig
import vn.app4g.core.Problem
import vn.app4g.core.RepositoryConfig
import vn.app4g.core.TrialRoot
import vn.app4g.shell.AppSession
import vn.app4g.shell.BackStack
import vn.app4g.shell.Ports
import vn.app4g.shell.Session
import vn.app4g.shell.Strings
import vn.app4g.shell.cancelling
import vn.app4g.shell.ports.BackgroundRefresh
import vn.app4g.shell.ports.EngineVoice
import vn.app4g.shell.ports.PhoneNetwork
import vn.app4g.shell.ports.PhoneNotifier
import vn.app4g.shell.ports.ReadAloud
import vn.app4g.shell.ports.SealedSecrets

/** What lives as long as the process: the session, the back stack and the ports, put together by hand. */
class App4G : Application() {
    /** Work that no screen owns; on the main thread, which the core never holds up. */
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)

    /** Where the person is; also after the activity was built anew. */
    val stack = BackStack()

    /** Whether a person looks at the app. */
    @Volatile
    var isSeen = false

    /** The folder of the profile; never in a backup. */
    val profile: File get() = File(noBackupFilesDir, "profile")

    private val network by lazy { AndroidNetwork(this) }
    private val shelf by lazy { AndroidShelf(this) }

    /** The one profile. */
    val session: AppSession by lazy {
        val secrets = SealedSecrets(File(noBackupFilesDir, "secrets"), KeystoreSealer())
        AppSession(::config, Ports(PhoneNetwork(network::read), secrets, PhoneNotifier(show = shelf::show)), scope)
    }

    /** What a button that the shell answers ran into, until it was seen; also if the phone was turned meanwhile. */
    val problem = MutableStateFlow<Problem?>(null)

    /** The voice; it reads on while the phone is turned. */
    val aloud by lazy { ReadAloud(EngineVoice { AndroidEngine(this) }, ::segments, scope) }

    /** What the system's alarm runs. */
    val background by lazy { BackgroundRefresh(session, WorkAlarm(this), { isSeen }, { System.currentTimeMillis() / 1000 }) }

    override fun onCreate() {
        super.onCreate()
        shelf.makeChannels()
        network.watch(scope) { session.networkChanged() }
        WorkAlarm(this).ensure(BackgroundRefresh.SOONEST)
    }

    override fun onConfigurationChanged(newConfig: Configuration) {
        super.onConfigurationChanged(newConfig)
        // The language of the phone may be another one.
        shelf.makeChannels()
    }

    /** The shell's own words in the language that the person chose. */
    fun words(): Strings {
        val open = session.state.value as? Session.Open
        return Strings.of(open?.settings?.state?.value?.appearance?.language ?: language())
    }

    private fun language() = resources.configuration.locales[0].toLanguageTag()

    private suspend fun segments(id: String) =
        (session.state.value as? Session.Open)?.let { open -> cancelling { open.core.speech(id, it) } }.orEmpty()

    /** The deployment is what stands in the assets: root, servers, and the pack that came with the app. */
    private fun config(): OpenConfig {
        val root = asset("root.json")
        val mirrors = asset("mirrors.txt")?.decodeToString()?.lines()?.filter { it.isNotBlank() }.orEmpty()
        return OpenConfig(
            folder = profile.path,
            language = language(),
            repository = root?.let { RepositoryConfig(it, mirrors, emptyList(), TrialRoot.REFUSED) },
            starter = asset("starter.tar"),
            addresses = AddressRule.PUBLIC,
        )
    }

    private fun asset(name: String): ByteArray? = try {
        assets.open(name).use { it.readBytes() }
    } catch (_: FileNotFoundException) {
        null
    }
}
