package vn.app4g.ui.screens

import vn.app4g.core.Route
import vn.app4g.core.SettingPress
import vn.app4g.core.ShareText

/** What views ask of the shell around them; the core knows nothing of it. */
class Doings(
    /** Goes to a place in the app. */
    val go: (Route) -> Unit,
    /** Goes back. */
    val back: () -> Unit,
    /** Opens an address outside the app. */
    val open: (String) -> Unit,
    /** Hands a text to other apps. */
    val share: (ShareText) -> Unit,
    /** Reads a record aloud. */
    val speak: (id: String) -> Unit,
    /** Stops reading. */
    val stopSpeaking: () -> Unit,
    /** Does what a button of Settings names. */
    val press: (SettingPress) -> Unit,
)
