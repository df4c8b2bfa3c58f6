package vn.app4g.app

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalResources
import vn.app4g.core.Problem
import vn.app4g.shell.Session
import vn.app4g.shell.Strings
import vn.app4g.ui.parts.LocalPictures
import vn.app4g.ui.screens.AppView
import vn.app4g.ui.screens.ClosedView
import vn.app4g.ui.screens.Doings
import vn.app4g.ui.theme.AppTheme
import vn.app4g.ui.theme.isDark

/**
 * What the window shows: the app, or why there is none.
 *
 * @param onDark the app is dark now, or is not
 */
@Composable
fun Root(app: App4G, doings: Doings, onDark: (Boolean) -> Unit, onRetry: () -> Unit) {
    val session by app.session.state.collectAsState()
    val problem by app.problem.collectAsState()
    when (val now = session) {
        is Session.Open -> Opened(app, now, doings, problem, onDark)
        is Session.Failed -> Plain { ClosedView(now.problem, onRetry, Modifier.safeDrawingPadding()) }
        Session.Opening, Session.Closed -> Plain { ClosedView(problem, onRetry, Modifier.safeDrawingPadding()) }
    }
}

@Composable
private fun Opened(app: App4G, open: Session.Open, doings: Doings, problem: Problem?, onDark: (Boolean) -> Unit) {
    val settings by open.settings.state.collectAsState()
    val entries by app.stack.entries.collectAsState()
    val said by app.aloud.state.collectAsState()
    val widest = LocalResources.current.displayMetrics.widthPixels
    val pictures = remember(open, widest) { AndroidPictures(open.core, widest) }
    val looks = settings.appearance
    BackHandler(enabled = entries.size > 1, onBack = doings.back)
    val isDark = looks.isDark(isSystemInDarkTheme())
    LaunchedEffect(isDark) { onDark(isDark) }
    AppTheme(isDark, Strings.of(looks.language), looks.textPercent.toInt()) {
        CompositionLocalProvider(LocalPictures provides pictures) {
            AppView(app.stack, open.screens, doings, said, Modifier.safeDrawingPadding(), problem) { app.problem.value = null }
        }
    }
}

@Composable
private fun Plain(content: @Composable () -> Unit) =
    AppTheme(isSystemInDarkTheme(), Strings.of(LocalResources.current.configuration.locales[0].toLanguageTag()), content = content)
