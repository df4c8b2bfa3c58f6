package vn.app4g.app

import android.graphics.BitmapFactory
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import vn.app4g.core.Core
import vn.app4g.core.CoreException
import vn.app4g.shell.cancelling
import vn.app4g.ui.parts.Pictures

/** Pictures of records, decoded no larger than the phone is wide. */
class AndroidPictures(private val core: Core, private val widest: Int) : Pictures {
    override suspend fun load(record: String, address: String): ImageBitmap? = try {
        cancelling { core.picture(record, address, it) }?.let { bytes -> withContext(Dispatchers.Default) { decode(bytes) } }
    } catch (_: CoreException) {
        // What it shows is said in its place.
        null
    }

    private fun decode(bytes: ByteArray): ImageBitmap? {
        val size = BitmapFactory.Options().apply { inJustDecodeBounds = true }
        BitmapFactory.decodeByteArray(bytes, 0, bytes.size, size)
        val options = BitmapFactory.Options().apply {
            inSampleSize = 1
            while (size.outWidth / (inSampleSize * 2) >= widest) inSampleSize *= 2
        }
        return BitmapFactory.decodeByteArray(bytes, 0, bytes.size, options)?.asImageBitmap()
    }
}
