package vn.app4g.shell.ports

import vn.app4g.core.Problem
import vn.app4g.core.ShareText
import vn.app4g.shell.Strings

/** The other apps of the phone. Each of these throws, in whatever way the phone does, where no app takes what is handed over. */
interface OtherApps {
    /** Shows a page. */
    fun browse(address: String)

    /** Shows a number that can be called; calls nobody. */
    fun dial(address: String)

    /** Begins a letter. */
    fun write(address: String)

    /** Hands a text to the app that the person chooses. */
    fun hand(text: ShareText)
}

/**
 * What leaves the app: addresses, calls, letters, shared texts.
 *
 * The windows ask it, and show what it returns as they show a failed export. Invariant: content opens pages, numbers and letters only,
 * and a press is never without an answer.
 *
 * @param words in the language that the person chose, at the moment they are said
 */
class Outward(private val apps: OtherApps, private val words: () -> Strings) {
    /** Opens an address outside the app; returns what went wrong, null if nothing did. */
    fun open(address: String): Problem? = answered {
        when (address.substringBefore(':', "").lowercase()) {
            "http", "https" -> apps.browse(address)
            "tel" -> apps.dial(address)
            "mailto" -> apps.write(address)
            // A file of this phone, a script, another app's inside: nothing that content may open.
            else -> throw IllegalArgumentException()
        }
    }

    /** Hands a text on; returns what went wrong, null if nothing did. */
    fun share(text: ShareText): Problem? = answered { apps.hand(text) }

    private fun answered(work: () -> Unit): Problem? = try {
        work()
        null
    } catch (_: Exception) {
        // Nobody is there, or refuses, or the text is too long for the phone to carry: for the person it is the same. The phone's own
        // words are left out, they may hold the address.
        Problem("not_found", "shell.reader.no_app", words().readerNoApp, null)
    }
}
