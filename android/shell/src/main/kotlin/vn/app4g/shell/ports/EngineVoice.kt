package vn.app4g.shell.ports

/** A speech engine of the phone that was asked to start; ended when nobody speaks with it any more. */
interface Engine : Voice, AutoCloseable

/**
 * The voice of whatever engine the phone has now.
 *
 * An engine is started when something is read for the first time (most days nothing is) and kept, because starting takes a second.
 * Used from the thread that draws. Invariant: one that had no voice is ended and not asked again, so that who installs a voice, or
 * whose engine was busy with an update, need not end the app to hear it.
 *
 * @param start begins to start an engine, and returns at once
 */
class EngineVoice(private val start: () -> Engine) : Voice {
    private var started: Engine? = null

    override suspend fun say(text: String) {
        val engine = started ?: start().also { started = it }
        try {
            engine.say(text)
        } catch (none: NoVoice) {
            if (started === engine) {
                started = null
                engine.close()
            }
            throw none
        }
    }
}
