package vn.app4g.preview

import com.sun.net.httpserver.HttpServer
import java.io.ByteArrayOutputStream
import java.io.File
import java.net.InetAddress
import java.net.InetSocketAddress
import java.time.Instant
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import java.util.Locale

/**
 * The sample feed `rss2.xml` on this machine, and a file of personal data that follows it: how a profile of a test gets news of today.
 *
 * The newest article of the starter pack is two weeks old on the day for which the pack was made; the feed's dates count from [now].
 *
 * @param samples the folder `portal/samples`
 * @param now seconds since 1970-01-01T00:00:00Z
 */
internal class SampleFeed(private val samples: File, private val now: () -> Long) : AutoCloseable {
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0).apply {
        createContext("/") { exchange ->
            val file = File(samples, "feeds/rss2.xml").takeIf { exchange.requestURI.path == PATH }
            val answer = file?.let { filled(it.readText()).toByteArray() } ?: ByteArray(0)
            exchange.responseHeaders.add("Content-Type", "application/rss+xml")
            exchange.sendResponseHeaders(if (file == null) 404 else 200, answer.size.toLong().takeIf { it > 0 } ?: -1)
            exchange.responseBody.use { it.write(answer) }
        }
        start()
    }
    private val base = "http://127.0.0.1:${server.address.port}"

    /** Writes what `importPersonal` takes: a profile that follows the feed and nothing else. */
    fun writeProfile(file: File) {
        val moment = Instant.ofEpochSecond(now())
        val source = """{"id":"x-nguon-mau","name":"Nguồn mẫu","url":"$base$PATH","tier":"official","poll_seconds":3600,""" +
            """"fetch_full_text":false,"allow_images":false,"added":"$moment","state":"ok","sample":true}"""
        val tar = ByteArrayOutputStream()
        tar.entry("app4g-export.json", """{"format":1,"exported":"$moment"}""")
        tar.entry("sources.ndjson", """{"id":"x-nguon-mau","source":$source,"changed":${now()}}""")
        tar.write(ByteArray(2 * RECORD))
        file.writeBytes(tar.toByteArray())
    }

    /** Its placeholders filled in, as `portal/samples/README.md` says. */
    private fun filled(text: String): String = PLACEHOLDER.replace(text.replace("{{BASE}}", base)) { found ->
        val (form, sign, count, unit) = found.destructured
        val seconds = count.toLong() * mapOf("m" to 60L, "h" to 3_600L, "d" to 86_400L).getValue(unit) * if (sign == "-") -1 else 1
        FORMS.getValue(form).format(Instant.ofEpochSecond(now() + seconds))
    }.also { check("{{" !in it) { "a placeholder that nobody defined" } }

    override fun close() = server.stop(0)

    private companion object {
        const val PATH = "/feeds/rss2.xml"

        /** Bytes of a block of a tar. */
        const val RECORD = 512
        val PLACEHOLDER = Regex("""\{\{DATE:(rfc822|vi):([-+])(\d+)([mhd])}}""")
        val FORMS = mapOf("rfc822" to "EEE, dd MMM yyyy HH:mm:ss xx", "vi" to "dd/MM/yyyy")
            .mapValues { (_, form) -> DateTimeFormatter.ofPattern(form, Locale.ENGLISH).withZone(ZoneOffset.ofHours(7)) }
    }

    /** One file of a tar (POSIX ustar): a header, then the bytes, filled up to a whole block. */
    private fun ByteArrayOutputStream.entry(name: String, line: String) {
        val bytes = (line + "\n").toByteArray()
        val header = ByteArray(RECORD)
        fun put(at: Int, text: String) = text.toByteArray().copyInto(header, at)
        put(0, name)
        put(100, "0000644\u0000")
        put(108, "0000000\u0000")
        put(116, "0000000\u0000")
        put(124, "%011o\u0000".format(bytes.size))
        put(136, "%011o\u0000".format(now()))
        put(148, " ".repeat(8))
        put(156, "0")
        put(257, "ustar\u000000")
        put(148, "%06o\u0000 ".format(header.sumOf { it.toInt() and 0xFF }))
        write(header)
        write(bytes)
        write(ByteArray((RECORD - bytes.size % RECORD) % RECORD))
    }
}
