package vn.app4g.app

import android.content.Intent
import android.graphics.Color
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.SystemBarStyle
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import kotlinx.coroutines.launch
import vn.app4g.shell.Session
import vn.app4g.shell.ports.Outward
import vn.app4g.ui.screens.Doings

/** The one window. It holds nothing that has to outlive it. */
class MainActivity : ComponentActivity() {
    private val app get() = application as App4G

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        val outward = Outward(AndroidApps(this), app::words)
        val pickers = PersonalPickers(this, app)
        val permission = NoticePermission(this)
        if (savedInstanceState == null) {
            follow(intent)
            permission.visited()
        } else {
            restore(savedInstanceState)
        }
        val doings = Doings(
            go = app.stack::push,
            back = { app.stack.pop() },
            open = { app.problem.value = outward.open(it) },
            share = { app.problem.value = outward.share(it) },
            speak = app.aloud::start,
            stopSpeaking = app.aloud::stop,
            press = pickers::press,
        )
        setContent { Root(app, doings, ::bars, { open() }) }
    }

    override fun onStart() {
        super.onStart()
        app.isSeen = true
        open()
    }

    override fun onStop() {
        // A phone that is turned is still looked at: a pause would end the refresh that runs.
        if (!isChangingConfigurations) {
            app.isSeen = false
            app.scope.launch { app.session.pause() }
        }
        super.onStop()
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        follow(intent)
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        // The library is loaded once anything was shown; before that there is only Home.
        if (app.session.state.value is Session.Open) outState.putStringArrayList(LINKS, ArrayList(app.stack.save()))
    }

    override fun onDestroy() {
        if (!isChangingConfigurations) app.aloud.stop()
        super.onDestroy()
    }

    /** What the system writes over the app is light where the app is dark, also where the phone itself is not. */
    private fun bars(isDark: Boolean) {
        val style = SystemBarStyle.auto(Color.TRANSPARENT, Color.TRANSPARENT) { isDark }
        enableEdgeToEdge(style, style)
    }

    /** Opens the profile, or wakes it; off this thread. */
    private fun open() {
        app.scope.launch {
            app.session.open()
            if (app.isSeen) app.session.resume()
        }
    }

    /** Links are read by the core, whose library is loaded by then. */
    private fun follow(intent: Intent) {
        val link = intent.takeIf { it.action == Intent.ACTION_VIEW }?.dataString ?: return
        app.scope.launch { if (app.session.open() is Session.Open) app.stack.open(link) }
    }

    private fun restore(state: Bundle) {
        // The process was ended meanwhile; where it was not, the stack is as it was.
        val links = state.getStringArrayList(LINKS)
        if (links == null || app.session.state.value is Session.Open) return
        app.scope.launch { if (app.session.open() is Session.Open) app.stack.restore(links) }
    }

    private companion object {
        const val LINKS = "links"
    }
}
