package vn.app4g.app

import android.content.Intent
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.launch
import vn.app4g.core.Problem
import vn.app4g.shell.Session
import vn.app4g.shell.cancelling
import vn.app4g.shell.ports.ReadAloud
import vn.app4g.ui.screens.Doings

/** The one window. It holds nothing that has to outlive it. */
class MainActivity : ComponentActivity() {
    private val app get() = application as App4G
    private val voice by lazy { AndroidVoice(this) }
    private val aloud by lazy { ReadAloud(voice, ::segments, app.scope) }
    private var problem by mutableStateOf<Problem?>(null)

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        val outward = Outward(this)
        val pickers = PersonalPickers(this, app) { problem = it }
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
            open = outward::open,
            share = outward::share,
            speak = aloud::start,
            stopSpeaking = aloud::stop,
            press = pickers::press,
        )
        setContent { Root(app, doings, aloud.state, problem, { problem = null }, { open() }) }
    }

    override fun onStart() {
        super.onStart()
        app.isSeen = true
        open()
    }

    override fun onStop() {
        app.isSeen = false
        app.scope.launch { app.session.pause() }
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
        aloud.stop()
        voice.close()
        super.onDestroy()
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

    private suspend fun segments(id: String) =
        (app.session.state.value as? Session.Open)?.let { open -> cancelling { open.core.speech(id, it) } }.orEmpty()

    private companion object {
        const val LINKS = "links"
    }
}
