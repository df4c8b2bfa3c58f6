package vn.app4g.shell.samples

import vn.app4g.core.Activity
import vn.app4g.core.Age
import vn.app4g.core.Freshness
import vn.app4g.core.Problem
import vn.app4g.core.Status

/** In which state a sample shows its screen. */
enum class Look {
    /** Content, as it is on most days. */
    READY,

    /** Nothing to show, and why. */
    EMPTY,

    /** For the first time: nothing was read yet. */
    LOADING,

    /** Content that may well be out of date. */
    STALE,

    /** Content, and no network. */
    OFFLINE,

    /** Content, and something that went wrong. */
    FAILED,
}

/** What the state says about itself in this look. */
internal fun Look.status(isRefreshing: Boolean = false): Status {
    val idle = Status(Activity.Idle, null, null, null, null)
    val recent = idle.copy(age = Age("Cập nhật 14:05 23/11/2026 (2 giờ trước)", Freshness.RECENT))
    return when (this) {
        Look.READY -> if (isRefreshing) recent.copy(activity = Activity.Loading("Nguồn tin 3/12", 3u, 12u)) else recent
        Look.EMPTY -> idle
        Look.LOADING -> idle.copy(activity = Activity.Loading("Đang đọc nội dung đã lưu", 0u, 0u))
        Look.STALE -> idle.copy(age = Age("Cập nhật 07:40 09/11/2026 (14 ngày trước)", Freshness.STALE))
        Look.OFFLINE -> recent.copy(offline = "Không có mạng: đang xem bản đã lưu trên máy")
        Look.FAILED -> recent.copy(
            problem = Problem(
                "server_unavailable",
                "error.net.server",
                "Máy chủ của Sở đang bận hoặc bảo trì. Nội dung đã lưu vẫn đọc được; hãy thử lại sau ít phút.",
                "Thử lại",
            ),
        )
    }
}
