package vn.app4g.shell.ports

import java.io.File
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import java.security.MessageDigest
import vn.app4g.core.SecretStore

/** Seals bytes with a key that never leaves the phone's safe. */
interface Sealer {
    /** What only [open] can read. */
    fun seal(plain: ByteArray): ByteArray

    /** What was sealed; fails if it was changed or the key is gone. */
    fun open(sealed: ByteArray): ByteArray
}

/**
 * Keeps secrets as sealed files, one for each name.
 *
 * Invariants: a name is not to be read from a file's name; a file is the old one or the new one, never half of it. A secret whose key
 * is gone (the safe was emptied, the app was moved to another phone) fails when it is read, and can be put anew.
 */
class SealedSecrets(private val folder: File, private val sealer: Sealer) : SecretStore {
    override fun get(name: String): ByteArray? = forCore {
        file(name).takeIf { it.isFile }?.let { sealer.open(it.readBytes()) }
    }

    override fun put(name: String, secret: ByteArray) = forCore {
        folder.mkdirs()
        val unfinished = File.createTempFile("secret", ".part", folder)
        try {
            unfinished.writeBytes(sealer.seal(secret))
            Files.move(unfinished.toPath(), file(name).toPath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
        } finally {
            unfinished.delete()
        }
        Unit
    }

    override fun remove(name: String) = forCore {
        Files.deleteIfExists(file(name).toPath())
        Unit
    }

    private fun file(name: String): File {
        val digest = MessageDigest.getInstance("SHA-256").digest(name.toByteArray())
        return File(folder, digest.joinToString("") { "%02x".format(it) })
    }
}
