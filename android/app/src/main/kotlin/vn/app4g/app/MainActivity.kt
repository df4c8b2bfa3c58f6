package vn.app4g.app

import android.content.Intent
import android.graphics.Color
import android.os.Bundle
import android.os.PowerManager
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

    /** Where the person was before the process ended, until the profile is open and they are there again. */
    private var past: ArrayList<String>? = null

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
            app.aloud.left(isScreenOn = checkNotNull(getSystemService(PowerManager::class.java)).isInteractive)
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
        // The library is loaded once anything was shown; before that there is only Home, or what waits to be restored.
        val links = past ?: if (app.session.state.value is Session.Open) ArrayList(app.stack.save()) else null
        outState.putStringArrayList(LINKS, links)
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
            if (app.session.open() is Session.Open) comeBack()
            if (app.isSeen) app.session.resume()
        }
    }

    /** Links are read by the core, whose library is loaded by then. */
    private fun follow(intent: Intent) {
        val link = intent.takeIf { it.action == Intent.ACTION_VIEW }?.dataString ?: return
        app.scope.launch {
            if (app.session.open() !is Session.Open) return@launch
            comeBack()
            app.stack.open(link)
        }
    }

    private fun restore(state: Bundle) {
        val links = state.getStringArrayList(LINKS) ?: return
        app.stack.keepFree(links)
        // Where the process lived on the stack is as it was. That a profile is open does not say so: a refresh may have opened it.
        if (app.stack.isUntouched) past = links
    }

    /** Once the profile is open, and before any link is followed: it would take back where the link led. */
    private fun comeBack() {
        past?.let(app.stack::restore)
        past = null
    }

    private companion object {
        const val LINKS = "links"
    }
}
