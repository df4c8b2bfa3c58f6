package vn.app4g.preview

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.text.font.FontFamily
import vn.app4g.shell.Strings
import vn.app4g.shell.samples.Look
import vn.app4g.shell.samples.Samples
import vn.app4g.ui.parts.LocalPictures
import vn.app4g.ui.parts.Pictures
import vn.app4g.ui.screens.AppFrame
import vn.app4g.ui.screens.Doings
import vn.app4g.ui.screens.HomeScreenView
import vn.app4g.ui.screens.ListingsView
import vn.app4g.ui.screens.ReaderView
import vn.app4g.ui.screens.SearchView
import vn.app4g.ui.screens.SettingsView
import vn.app4g.ui.screens.Tab
import vn.app4g.ui.theme.AppTheme

/** The screens there are. */
enum class Screen(val tab: Tab?) {
    HOME(Tab.HOME),
    READER(null),
    SEARCH(Tab.SEARCH),
    LISTINGS(Tab.LISTINGS),
    SETTINGS(Tab.SETTINGS),
}

/** What happened on a sample, in words that a test can compare. */
class Heard {
    val said = mutableListOf<String>()

    internal fun tell(what: Any?) {
        said += what.toString()
    }

    internal val doings = Doings(
        go = { tell("go $it") },
        back = { tell("back") },
        open = { tell("open $it") },
        share = { tell("share ${it.subject}") },
        speak = { tell("speak $it") },
        stopSpeaking = { tell("stop") },
        press = { tell("press $it") },
    )
}

/** A screen in one of its looks, with the frame around it, in the theme. */
@Composable
fun SampleScreen(
    screen: Screen,
    look: Look,
    isDark: Boolean,
    family: FontFamily?,
    heard: Heard = Heard(),
    picture: ImageBitmap? = null,
    isSpeaking: Boolean = false,
) {
    AppTheme(isDark, Strings.vi, family = family) {
        CompositionLocalProvider(LocalPictures provides Pictures { _, _ -> picture }) {
            AppFrame(screen.tab, { heard.tell("tab $it") }) {
                when (screen) {
                    Screen.HOME -> HomeScreenView(Samples.home(look), heard::tell, heard.doings.go)
                    Screen.READER -> ReaderView(Samples.reader(look), heard::tell, heard.doings, isSpeaking)
                    Screen.SEARCH -> SearchView(Samples.search(look), heard::tell, heard.doings.go)
                    Screen.LISTINGS -> ListingsView(Samples.listings(look), heard::tell, heard.doings.go)
                    Screen.SETTINGS -> SettingsView(Samples.settings(look), heard::tell, heard.doings.press)
                }
            }
        }
    }
}
