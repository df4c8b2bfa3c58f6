package vn.app4g.shell.samples

import vn.app4g.core.Chip
import vn.app4g.core.Choice
import vn.app4g.core.Empty
import vn.app4g.core.Facet
import vn.app4g.core.FacetValue
import vn.app4g.core.FindContent
import vn.app4g.core.FoundRow
import vn.app4g.core.Row
import vn.app4g.core.Suggestion

private fun value(value: String, label: String, count: String, level: Int = 0, isChosen: Boolean = false) =
    FacetValue(value, label, count, level.toUByte(), isChosen, "$label, $count kết quả")

private fun plainly(row: Row) = FoundRow(row, listOf(run(row.title)), emptyList())

internal fun suggestion(label: String) = Suggestion(label, label, "Tìm: $label")

private val orders = listOf(
    Choice("relevance", "Hợp nhất", true), Choice("newest", "Mới nhất", false), Choice("oldest", "Cũ nhất", false),
)

/** What a search found. */
internal val foundArticles = FindContent(
    count = "5 kết quả",
    notes = listOf("Đang hiển thị kết quả cho: vườn vải (bạn gõ: vuon vai)"),
    alternatives = emptyList(),
    chips = listOf(Chip("date", "month", "30 ngày qua", "Bỏ lọc: 30 ngày qua")),
    facets = listOf(
        Facet(
            "source", "Nguồn",
            listOf(value("x-so-khcn", "Sở Khoa học và Công nghệ", "2"), value("x-luc-ngan", "Xã Lục Ngạn", "1"), value("x-bao", "Báo khoa học", "1"), value("x-yen-the", "Xã Yên Thế", "1")),
        ),
        Facet("date", "Thời gian", listOf(value("week", "7 ngày qua", "4"), value("month", "30 ngày qua", "5", isChosen = true))),
    ),
    orders = orders,
    rows = listOf(
        FoundRow(articles[0], found("Mười hai trạm thời tiết giữa |vườn vải|: cách 4 km, mưa lệch gấp ba"), found("… Dữ liệu có ích cho người trồng |vải|, miễn là biết trạm nào đang nói sai. |Vườn| ở Đèo Gia …")),
        FoundRow(articles[3], found("Phơi mì Chũ ngày nồm: số liệu 18 mẻ sấy bơm nhiệt ở một xưởng gia đình"), found("… buồng sấy đặt cạnh |vườn vải| sau nhà, mùa |vải| thì sấy |vải| …")),
        FoundRow(articles[2], found(articles[2].title), found("… «Ẵ ỗ ượ» trong tên |vườn| và tên người …")),
        FoundRow(articles[8], found(articles[8].title), found("… thước số 14 đứng cuối |vườn vải|, nơi kênh tiêu gặp ngòi …")),
        FoundRow(articles[11], found(articles[11].title), found("… chuồng úm che gió bằng hàng |vải| già trong |vườn| …")),
    ),
    more = null,
    empty = null,
)

/** Nothing was found. */
internal val foundNothing = FindContent(
    count = "0 kết quả",
    notes = emptyList(),
    alternatives = listOf(suggestion("vườn vải"), suggestion("cam sành")),
    chips = listOf(Chip("date", "week", "7 ngày qua", "Bỏ lọc: 7 ngày qua")),
    facets = emptyList(),
    orders = emptyList(),
    rows = emptyList(),
    more = null,
    empty = Empty(
        "Không có bài nào khớp",
        "Hãy thử ít từ hơn hoặc bỏ bớt điều kiện lọc. Chỉ tìm trong nội dung đã lưu trên máy này.",
        "Xoá lọc",
    ),
)

/** Offers and needs, narrowed. */
internal val foundListings = FindContent(
    count = "4 kết quả",
    notes = emptyList(),
    alternatives = emptyList(),
    chips = listOf(
        Chip("type", "need", "Nhu cầu công nghệ", "Bỏ lọc: nhu cầu công nghệ"),
        Chip("field", "202", "Kỹ thuật điện, kỹ thuật điện tử, kỹ thuật thông tin", "Bỏ lọc: kỹ thuật điện, kỹ thuật điện tử, kỹ thuật thông tin"),
    ),
    facets = facets,
    orders = listOf(Choice("newest", "Mới nhất", true), Choice("ends", "Sắp hết hạn", false)),
    rows = listings.map(::plainly),
    more = null,
    empty = null,
)

/** Fields with values below each other. How many of each there are is counted as if nothing were chosen in the same field. */
internal val facets: List<Facet> get() = listOf(
    Facet(
        "type", "Loại",
        listOf(
            value("offer", "Chào công nghệ", "3"), value("need", "Nhu cầu công nghệ", "4", isChosen = true),
            value("research_result", "Kết quả nghiên cứu", "1"), value("expert_service", "Dịch vụ chuyên gia", "1"),
        ),
    ),
    Facet(
        "field", "Lĩnh vực khoa học và công nghệ",
        listOf(
            value("2", "Khoa học kỹ thuật và công nghệ", "15"),
            value("202", "Kỹ thuật điện, kỹ thuật điện tử, kỹ thuật thông tin", "4", level = 1, isChosen = true),
            value("208", "Công nghệ sinh học môi trường", "1", level = 1),
            value("4", "Khoa học nông nghiệp", "5"),
            value("402", "Chăn nuôi", "1", level = 1),
        ),
    ),
    Facet("trl", "Mức sẵn sàng công nghệ", listOf(value("7-9", "7 đến 9: đã chạy thật", "4"))),
)
