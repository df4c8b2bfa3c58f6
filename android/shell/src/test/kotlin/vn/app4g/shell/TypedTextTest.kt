package vn.app4g.shell

import kotlin.test.Test
import kotlin.test.assertFalse
import kotlin.test.assertTrue

class TypedTextTest {
    @Test
    fun `late answers to what was typed do not undo the letters typed since`() {
        val text = TypedText("")
        assertTrue(text.typed("d"))
        assertTrue(text.typed("du"))
        assertTrue(text.typed("dươ"))
        assertFalse(text.shown(""))
        assertFalse(text.shown("d"))
        assertFalse(text.shown("dươ"))
    }

    @Test
    fun `answers that were left out are not waited for`() {
        val text = TypedText("")
        text.typed("d")
        text.typed("du")
        assertFalse(text.shown("du"))
        assertTrue(text.shown("d"), "a text that comes again comes from elsewhere")
    }

    @Test
    fun `a text from elsewhere is shown once`() {
        val text = TypedText("")
        text.typed("cam")
        assertFalse(text.shown("cam"))
        assertTrue(text.shown("cam sành"))
        assertFalse(text.shown("cam sành"))
    }

    @Test
    fun `a text from elsewhere wins over what is on its way`() {
        val text = TypedText("")
        text.typed("ca")
        assertTrue(text.shown("một cửa"))
        assertFalse(text.shown("một cửa"))
    }

    @Test
    fun `the same text again tells nobody`() {
        val text = TypedText("cam")
        assertFalse(text.typed("cam"))
        assertTrue(text.typed("ca"))
        assertFalse(text.typed("ca"))
        assertTrue(text.typed("cam"))
    }
}
