package vn.app4g.app

import android.content.Context
import androidx.work.Constraints
import androidx.work.CoroutineWorker
import androidx.work.ExistingWorkPolicy
import androidx.work.NetworkType
import androidx.work.OneTimeWorkRequest
import androidx.work.WorkManager
import androidx.work.WorkerParameters
import java.util.concurrent.TimeUnit
import vn.app4g.shell.ports.Alarm
import vn.app4g.shell.ports.Ended

/** Refreshes when the system wakes the app. All that is decided is decided in `BackgroundRefresh`. */
class RefreshWorker(context: Context, parameters: WorkerParameters) : CoroutineWorker(context, parameters) {
    override suspend fun doWork(): Result {
        val app = applicationContext as App4G
        return when (app.background.run(SECONDS)) {
            Ended.DONE -> Result.success()
            Ended.AGAIN_SOON -> Result.retry()
        }
    }

    private companion object {
        /** Seconds after which nothing new is begun; Android ends a worker after ten minutes. */
        const val SECONDS = 8 * 60
    }
}

/** One piece of work at a time, with a network; an alarm that the running one sets waits for its end and counts from there. */
class WorkAlarm(private val context: Context) : Alarm {
    override fun wakeIn(seconds: Long) = enqueue(seconds, ExistingWorkPolicy.APPEND_OR_REPLACE)

    /** Sets one if there is none, when the app was started by a person. */
    fun ensure(seconds: Long) = enqueue(seconds, ExistingWorkPolicy.KEEP)

    private fun enqueue(seconds: Long, policy: ExistingWorkPolicy) {
        val request = OneTimeWorkRequest.Builder(RefreshWorker::class.java)
            .setInitialDelay(seconds, TimeUnit.SECONDS)
            .setConstraints(Constraints.Builder().setRequiredNetworkType(NetworkType.CONNECTED).build())
            .build()
        WorkManager.getInstance(context).enqueueUniqueWork(NAME, policy, request)
    }

    private companion object {
        const val NAME = "refresh"
    }
}
