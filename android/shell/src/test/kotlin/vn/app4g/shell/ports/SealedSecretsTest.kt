package vn.app4g.shell.ports

import java.io.File
import java.nio.file.Files
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import kotlin.test.AfterTest
import kotlin.test.Test
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNull
import kotlinx.coroutines.runBlocking
import vn.app4g.core.ForeignException
import vn.app4g.core.openCore
import vn.app4g.shell.LiveCore
import vn.app4g.shell.TestNetwork
import vn.app4g.shell.TestNotifier

class SealedSecretsTest {
    private val folder = Files.createTempDirectory("app4g-secrets").toFile()

    /** As on the phone, with a key of this process. */
    private class TestSealer(private val key: SecretKey = KeyGenerator.getInstance("AES").apply { init(128) }.generateKey()) : Sealer {
        override fun seal(plain: ByteArray): ByteArray {
            val cipher = Cipher.getInstance("AES/GCM/NoPadding").apply { init(Cipher.ENCRYPT_MODE, key) }
            return cipher.iv + cipher.doFinal(plain)
        }

        override fun open(sealed: ByteArray): ByteArray {
            val cipher = Cipher.getInstance("AES/GCM/NoPadding")
            cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(128, sealed, 0, 12))
            return cipher.doFinal(sealed, 12, sealed.size - 12)
        }
    }

    @AfterTest
    fun clean() {
        folder.deleteRecursively()
    }

    private fun bytes() = folder.listFiles().orEmpty().map { it.readBytes().decodeToString() + it.name }.joinToString()

    @Test
    fun `what was put in comes out, also in the next process, and is not readable in between`() {
        val sealer = TestSealer()
        SealedSecrets(folder, sealer).put("phiên làm việc", "bí mật".toByteArray())
        assertContentEquals("bí mật".toByteArray(), SealedSecrets(folder, sealer).get("phiên làm việc"))
        assertFalse("bí mật" in bytes())
        assertFalse("phiên" in bytes())
    }

    @Test
    fun `what is not there is absent, and forgetting it is no failure`() {
        val secrets = SealedSecrets(folder, TestSealer())
        assertNull(secrets.get("nothing"))
        secrets.remove("nothing")
        secrets.put("a", byteArrayOf(1))
        secrets.remove("a")
        assertNull(secrets.get("a"))
        assertEquals(0, folder.listFiles().orEmpty().size)
    }

    @Test
    fun `a key that is gone and a file that was changed fail, and the secret can be put anew`() {
        SealedSecrets(folder, TestSealer()).put("a", byteArrayOf(1))
        val other = SealedSecrets(folder, TestSealer())
        assertFailsWith<ForeignException.Failed> { other.get("a") }
        other.put("a", byteArrayOf(2))
        assertContentEquals(byteArrayOf(2), other.get("a"))
        val file = folder.listFiles().orEmpty().single()
        file.writeBytes(file.readBytes().also { it[it.size - 1] = (it.last() + 1).toByte() })
        assertFailsWith<ForeignException.Failed> { other.get("a") }
    }

    @Test
    fun `a folder that cannot be written fails and leaves nothing half done`() {
        val blocked = File(folder, "file").apply { writeText("") }
        val secrets = SealedSecrets(File(blocked, "secrets"), TestSealer())
        val failure = assertFailsWith<ForeignException.Failed> { secrets.put("a", byteArrayOf(1)) }
        assertFalse(folder.path in failure.reason)
        assertNull(secrets.get("a"))
    }

    @Test
    fun `the core finds out whether secrets can be kept`() = runBlocking {
        val broken = object : Sealer {
            override fun seal(plain: ByteArray) = error("no safe")

            override fun open(sealed: ByteArray) = error("no safe")
        }
        for ((sealer, works) in listOf(TestSealer() to true, broken to false)) {
            val profile = Files.createTempDirectory("app4g-secrets")
            val core = openCore(LiveCore.config(profile), TestNetwork(), SealedSecrets(folder, sealer), TestNotifier(), null, null)
            assertEquals(works, core.selfCheck().secretsWork)
            core.shutDown()
            core.close()
            profile.toFile().deleteRecursively()
        }
        assertEquals(0, folder.listFiles().orEmpty().size)
    }
}
