package vn.app4g.shell.ports

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import vn.app4g.core.ShareText
import vn.app4g.shell.Strings

class OutwardTest {
    private val text = ShareText("Mưa lớn", "Mưa lớn https://skhcn.example/bai-1")

    /** Remembers what it took; refuses all of it where [isEmpty]. */
    private class TestApps(private val isEmpty: Boolean = false) : OtherApps {
        val asked = mutableListOf<String>()

        override fun browse(address: String) = ask("browse $address")

        override fun dial(address: String) = ask("dial $address")

        override fun write(address: String) = ask("write $address")

        override fun hand(text: ShareText) = ask("hand ${text.subject}: ${text.text}")

        private fun ask(what: String) {
            asked += what
            if (isEmpty) throw IllegalStateException("no activity for $what")
        }
    }

    @Test
    fun `each address goes to the app for it, as it was written`() {
        val apps = TestApps()
        val outward = Outward(apps) { Strings.vi }
        val addresses = listOf("https://a.example/1", "HTTP://a.example", "tel:02043555000", "mailto:tram@a.example?subject=x")
        for (address in addresses) assertNull(outward.open(address))
        assertNull(outward.share(text))
        val wanted = listOf(
            "browse https://a.example/1", "browse HTTP://a.example", "dial tel:02043555000", "write mailto:tram@a.example?subject=x",
            "hand Mưa lớn: Mưa lớn https://skhcn.example/bai-1",
        )
        assertEquals(wanted, apps.asked)
    }

    @Test
    fun `a phone on which nobody takes it says so, in the words of the moment and none of its own`() {
        val apps = TestApps(isEmpty = true)
        var words = Strings.vi
        val outward = Outward(apps) { words }
        for (address in listOf("https://a.example/1", "tel:02043555000", "mailto:tram@a.example")) {
            val problem = assertNotNull(outward.open(address), address)
            assertEquals(Strings.vi.readerNoApp, problem.text)
            assertNull(problem.retry, "it is pressed again where it was pressed")
        }
        words = Strings.en
        assertEquals(Strings.en.readerNoApp, outward.share(text)?.text)
        assertEquals(4, apps.asked.size)
    }

    @Test
    fun `what content may not open reaches no app, and is answered too`() {
        val apps = TestApps()
        val outward = Outward(apps) { Strings.vi }
        val addresses = listOf("file:///data/a", "content://a/b", "intent:#Intent;end", "javascript:alert(1)", "sms:113", "app4g://home", "https", "")
        for (address in addresses) assertEquals(Strings.vi.readerNoApp, outward.open(address)?.text, address)
        assertEquals(emptyList(), apps.asked)
    }
}
