package vn.app4g.shell

/**
 * Keeps a text field and the state of a screen in step.
 *
 * A state answers what was typed a moment ago; taken as it is, it would undo the letters typed since and move the cursor. So answers to
 * what this field itself sent are passed over, and only a text that came from elsewhere (a suggestion was taken) is put in.
 */
class TypedText(first: String) {
    private var answered = first
    private val sent = ArrayDeque<String>()

    /** The person typed; true if the screen is to be told. */
    fun typed(text: String): Boolean {
        if (text == (sent.lastOrNull() ?: answered)) return false
        sent.addLast(text)
        return true
    }

    /** A state says [text]; true if the field is to show it in place of what it shows. */
    fun shown(text: String): Boolean {
        if (text == answered && sent.isNotEmpty()) return false
        val at = sent.indexOf(text)
        if (at >= 0) {
            repeat(at + 1) { sent.removeFirst() }
            answered = text
            return false
        }
        val isNew = text != answered
        answered = text
        sent.clear()
        return isNew
    }
}
