package vn.app4g.preview

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.graphics.toComposeImageBitmap
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.WindowState
import androidx.compose.ui.window.application
import java.io.File
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.runBlocking
import org.jetbrains.skia.Image
import vn.app4g.core.CoreException
import vn.app4g.core.Problem
import vn.app4g.shell.BackStack
import vn.app4g.shell.Session
import vn.app4g.shell.Strings
import vn.app4g.shell.ports.OtherApps
import vn.app4g.shell.ports.Outward
import vn.app4g.shell.ports.Speaking
import vn.app4g.ui.parts.LocalPictures
import vn.app4g.ui.parts.Pictures
import vn.app4g.ui.screens.AppView
import vn.app4g.ui.screens.ClosedView
import vn.app4g.ui.screens.Doings
import vn.app4g.ui.theme.AppTheme
import vn.app4g.ui.theme.isDark

/** The whole app in a window of this machine: `--live PROJECT [MIRROR…]`. */
fun main(arguments: Array<String>) {
    require(arguments.size >= 2 && arguments[0] == "--live") { "--live PROJECT [MIRROR…]" }
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main)
    val live = Live(File(arguments[1]), scope, mirrors = arguments.drop(2))
    val stack = BackStack()
    application {
        Window(
            onCloseRequest = {
                runBlocking { live.session.close() }
                live.close()
                exitApplication()
            },
            state = WindowState(size = DpSize(WIDTH.dp, HEIGHT.dp)),
            title = Strings.vi.systemAppName,
        ) {
            LaunchedEffect(Unit) { live.session.open() }
            LiveApp(live, stack)
        }
    }
}

/** The app over a live session; what leaves it goes to [apps]. */
@Composable
fun LiveApp(live: Live, stack: BackStack, apps: OtherApps = Printing) {
    val session by live.session.state.collectAsState()
    when (val now = session) {
        is Session.Open -> Opened(now, stack, apps)
        is Session.Failed -> AppTheme(false, Strings.vi, family = Roboto.family) { ClosedView(now.problem, {}) }
        Session.Opening, Session.Closed -> AppTheme(false, Strings.vi, family = Roboto.family) { ClosedView(null, {}) }
    }
}

@Composable
private fun Opened(open: Session.Open, stack: BackStack, apps: OtherApps) {
    val settings by open.settings.state.collectAsState()
    var problem by remember { mutableStateOf<Problem?>(null) }
    val looks = settings.appearance
    val words = Strings.of(looks.language)
    val outward = Outward(apps) { words }
    val doings = Doings(
        go = stack::push,
        back = { stack.pop() },
        open = { problem = outward.open(it) },
        share = { problem = outward.share(it) },
        speak = { println("speak $it") },
        stopSpeaking = {},
        press = { println(it) },
    )
    AppTheme(looks.isDark(isSystemInDarkTheme()), words, looks.textPercent.toInt(), Roboto.family) {
        CompositionLocalProvider(LocalPictures provides livePictures(open)) {
            AppView(stack, open.screens, doings, Speaking.Silent, problem = problem, onSeen = { problem = null })
        }
    }
}

/** Pictures of the records, decoded as they are. */
fun livePictures(open: Session.Open) = Pictures { record, address ->
    try {
        open.core.picture(record, address, null)?.let { Image.makeFromEncoded(it).toComposeImageBitmap() }
    } catch (_: CoreException) {
        null
    }
}
