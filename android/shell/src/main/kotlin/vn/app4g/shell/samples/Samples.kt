package vn.app4g.shell.samples

import vn.app4g.core.ActionLabel
import vn.app4g.core.Appearance
import vn.app4g.core.Confirm
import vn.app4g.core.Empty
import vn.app4g.core.FindContent
import vn.app4g.core.HomeContent
import vn.app4g.core.HomeState
import vn.app4g.core.ListingsState
import vn.app4g.core.ReaderState
import vn.app4g.core.RevisionCard
import vn.app4g.core.Route
import vn.app4g.core.SearchState
import vn.app4g.core.Section
import vn.app4g.core.SettingsState
import vn.app4g.core.ThemeChoice
import vn.app4g.core.Toggle
import vn.app4g.core.Tone

/**
 * Every screen in every look, made of generated records only: no library is loaded. Previews, pictures and tests of views all use
 * these and no others, so that a preview is a test. The content is invented and says so.
 */
object Samples {
    /** Home. */
    fun home(look: Look): HomeState = HomeState(
        title = "Tin khoa học và công nghệ",
        status = look.status(),
        refresh = ActionLabel("Cập nhật", "khoảng 240 kB", "Cập nhật, khoảng 240 kilôbyte"),
        content = when (look) {
            Look.LOADING -> null
            Look.EMPTY -> emptyHome
            else -> filledHome
        },
    )

    /** Home while a refresh is running over what is there. */
    fun refreshingHome(): HomeState = home(Look.READY).copy(status = Look.READY.status(isRefreshing = true))

    /** The reader; empty is a record of which only the summary is here. */
    fun reader(look: Look): ReaderState = ReaderState(
        title = "Tin bài",
        status = look.status(),
        content = when (look) {
            Look.LOADING -> null
            Look.EMPTY -> record.copy(badges = listOf(summary, sample), overlay = null, fields = emptyList(), blocks = blocks.take(1), contacts = emptyList(), attachments = emptyList(), load = "Tải toàn bài (khoảng 80 kB)", speak = null)
            else -> record
        },
    )

    /** Search; loading is before anything was asked. */
    fun search(look: Look): SearchState = SearchState(
        title = "Tìm kiếm",
        status = look.status(),
        query = if (look == Look.LOADING) "" else "vuon vai",
        hint = "Tìm trong mọi bài đã lưu, có dấu hay không dấu",
        suggestions = if (look == Look.READY) listOf(suggestion("vườn vải"), suggestion("vườn vải thiều"), suggestion("vườn ượm")) else emptyList(),
        recents = if (look == Look.LOADING) listOf("một cửa", "sương muối", "nghị định 118/2025", "đăng ký nhãn hiệu").map(::suggestion) else emptyList(),
        clearRecents = "Quên những lần tìm này".takeIf { look == Look.LOADING },
        clearChoices = "Xoá lọc".takeIf { look != Look.LOADING },
        narrow = "Lọc",
        content = when (look) {
            Look.LOADING -> null
            Look.EMPTY -> foundNothing
            else -> foundArticles
        },
    )

    /** Listings. */
    fun listings(look: Look): ListingsState = ListingsState(
        title = "Cung cầu công nghệ",
        status = look.status(),
        query = "",
        hint = "Tìm trong cung cầu công nghệ",
        expired = Toggle("Cả tin đã hết hạn", look == Look.STALE, "Hiện cả tin đã hết hạn"),
        clearChoices = "Xoá lọc".takeIf { look != Look.LOADING },
        narrow = "Lọc",
        content = when (look) {
            Look.LOADING -> null
            Look.EMPTY -> foundNothing.copy(count = "0 kết quả")
            else -> foundListings
        },
    )

    /** Settings; empty is one without sections. */
    fun settings(look: Look): SettingsState = SettingsState(
        title = "Cài đặt",
        status = look.status(),
        appearance = Appearance(ThemeChoice.SYSTEM, 100u, "vi"),
        content = when (look) {
            Look.LOADING -> null
            Look.EMPTY -> settings.copy(sections = settings.sections.takeLast(1))
            else -> settings
        },
    )

    /** What stands on the sheet of facets. */
    fun facetSheet(): FindContent = foundListings

    /** What is asked before everything is erased. */
    fun confirm(): Confirm = erase

    private val filledHome = HomeContent(
        headline = "3 tin chưa đọc trong 7 ngày qua",
        trial = "Kho thử nghiệm: nội dung chỉ để dùng thử",
        revisions = listOf(
            RevisionCard(
                "article-sample-9",
                "Đã đính chính: Hai mươi thước đo nước tự động trên kênh tiêu, và đêm 06/09",
                "Mực nước cao nhất là 3,42 m, không phải 4,32 m.",
                Tone.CAUTION,
                "Đã đính chính: Hai mươi thước đo nước tự động trên kênh tiêu. Mực nước cao nhất là 3,42 mét, không phải 4,32 mét.",
                Route.Record("article", "article-sample-9", ""),
            ),
        ),
        notices = Section("Thông báo", notices),
        news = Section("Tin mới", articles),
        more = "Xem thêm",
        empty = null,
    )

    private val emptyHome = HomeContent(
        headline = "Không có tin chưa đọc trong 7 ngày qua",
        trial = null,
        revisions = emptyList(),
        notices = Section("Thông báo", emptyList()),
        news = Section("Tin mới", emptyList()),
        more = null,
        empty = Empty("Chưa có tin nào trên máy", "Khi có mạng, hãy bấm Cập nhật để tải tin về đọc.", "Cập nhật"),
    )
}
