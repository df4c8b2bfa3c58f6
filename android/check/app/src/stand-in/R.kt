package vn.app4g.app

/** Stands in for what the Android tools make of the resources. */
object R {
    object string {
        const val channel_urgent = 1
        const val channel_urgent_about = 2
        const val channel_revision = 3
        const val channel_revision_about = 4
    }

    object drawable {
        const val ic_notice = 5
    }
}
