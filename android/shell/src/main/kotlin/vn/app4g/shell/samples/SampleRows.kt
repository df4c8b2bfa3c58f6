package vn.app4g.shell.samples

import vn.app4g.core.Badge
import vn.app4g.core.Row
import vn.app4g.core.RowAction
import vn.app4g.core.RowCommand
import vn.app4g.core.Route
import vn.app4g.core.Shift
import vn.app4g.core.TextRun
import vn.app4g.core.TextStyle
import vn.app4g.core.Tone

internal val full = Badge("Đủ bài", Tone.GOOD)
private val fullWithImages = Badge("Đủ bài và ảnh", Tone.GOOD)
internal val summary = Badge("Chỉ tóm tắt", Tone.NEUTRAL)
private val damaged = Badge("Bản lưu bị hỏng, sẽ tải lại", Tone.CAUTION)
internal val sample = Badge("dữ liệu mẫu", Tone.CAUTION)

/** A row as the core makes them. */
internal fun row(
    kind: String,
    number: Int,
    title: String,
    meta: String,
    badges: List<Badge>,
    isUnread: Boolean = false,
    isKept: Boolean = false,
    hasActions: Boolean = kind == "article",
): Row {
    val id = "$kind-sample-$number"
    val spoken = listOfNotNull(
        "Chưa đọc".takeIf { isUnread }, title, meta, badges.joinToString(". ") { it.text }, "Đã lưu".takeIf { isKept },
    ).joinToString(". ")
    val actions = listOf(
        if (isKept) RowAction("Bỏ lưu", RowCommand.LET_GO) else RowAction("Lưu lại", RowCommand.KEEP),
        if (isUnread) RowAction("Đánh dấu đã đọc", RowCommand.MARK_READ) else RowAction("Đánh dấu chưa đọc", RowCommand.MARK_UNREAD),
    )
    return Row(
        id, title, meta, badges, spoken, Route.Record(kind, id, ""), isUnread, isKept,
        if (hasActions) actions else emptyList(),
    )
}

/** Enough for a list to scroll; long titles, stacked marks, every badge. */
internal val articles: List<Row> = listOf(
    row("article", 1, "Mười hai trạm thời tiết giữa vườn vải: cách 4 km, mưa lệch gấp ba", "Sở Khoa học và Công nghệ · 7 giờ trước", listOf(full, sample), isUnread = true),
    row("article", 2, "Một cửa thay đổi ra sao từ 01/07/2025 với người nộp hồ sơ khoa học", "Sở Khoa học và Công nghệ · 9 giờ trước", listOf(full, sample), isUnread = true, isKept = true),
    row("article", 3, "«Ẵ ỗ ượ»: vì sao chữ chồng dấu hay bị cắt ngọn trên màn hình rẻ tiền, và cách các trường ở Sơn Động chọn phông chữ", "Báo khoa học · 1 ngày trước", listOf(summary, sample), isUnread = true),
    row("article", 4, "Phơi mì Chũ ngày nồm: số liệu 18 mẻ sấy bơm nhiệt ở một xưởng gia đình", "Xã Lục Ngạn · 1 ngày trước", listOf(full, sample)),
    row("article", 5, "Luật Khoa học và Công nghệ 2013 đã hết hiệu lực: luật nào thay, hồ sơ cũ đọc thế nào", "Sở Khoa học và Công nghệ · 2 ngày trước", listOf(damaged, sample)),
    row("article", 6, "Cá nổi đầu lúc rạng sáng: bốn việc làm ngay", "Trung tâm Khuyến nông · 2 ngày trước", listOf(full, sample), isKept = true),
    row("article", 7, "Danh sách 312 thành viên gửi vào nhóm trò chuyện: có phải chuyện nhỏ?", "Xã Hợp Thịnh · 3 ngày trước", listOf(summary, sample)),
    row("article", 8, "Nước giếng khoan để một lúc thì vàng: lọc được gì, không lọc được gì", "Sở Khoa học và Công nghệ · 4 ngày trước", listOf(full, sample)),
    row("article", 9, "Hai mươi thước đo nước tự động trên kênh tiêu, và đêm 06/09", "Sở Khoa học và Công nghệ · 5 ngày trước", listOf(fullWithImages, sample)),
    row("article", 10, "Đăng ký nhãn hiệu: bảy bước cho một cơ sở làm bánh", "Sở Khoa học và Công nghệ · 6 ngày trước", listOf(full, sample)),
    row("article", 11, "Mã vạch không nói hàng của nước nào, càng không nói hàng tốt", "Sở Khoa học và Công nghệ · 12/11/2026", listOf(full, sample)),
    row("article", 12, "Úm gà con ngày rét: nhìn đàn gà mà chỉnh bóng đèn", "Xã Yên Thế · 10/11/2026", listOf(full, sample)),
)

/** Notices in force. */
internal val notices: List<Row> = listOf(
    row("notice", 1, "Có người giả danh cán bộ Sở gọi điện đòi tiền duy trì mã vạch", "đến 17:00 31/12/2026", listOf(Badge("Cảnh báo", Tone.CAUTION), sample)),
)

/** A need as the core makes its row: whose, where and until when; of what sort, how ready, how it stands. */
private fun need(number: Int, title: String, meta: String, trl: String, status: Badge) =
    row("listing", number, title, meta, listOf(Badge("Nhu cầu công nghệ", Tone.NEUTRAL), Badge(trl, Tone.NEUTRAL), status, sample))

private val statusOpen = Badge("Đang mở", Tone.GOOD)
private val statusMatched = Badge("Đã kết nối", Tone.GOOD)

/** What is left of offers and needs with both choices of the sample made: every one is a need, and of that field. */
internal val listings: List<Row> = listOf(
    need(1, "Cần đầu đo oxy ít bám rêu, tự bật máy sục cho 74 lồng cá trên sông", "Hợp tác xã Cá lồng Bến Nguyệt · Xã Cao Đức · đến 27/05/2027", "TRL 8", statusOpen),
    need(2, "Cần bộ cảnh báo trượt mái dốc đường thôn, tự nuôi pin và hú còi trong ba phút", "Trung tâm Dịch vụ công ích Khe Đá · Xã Tây Yên Tử · đến 02/04/2027", "TRL 7", statusOpen),
    need(3, "Cần thiết bị đếm khách lên xuống theo điểm dừng trên 28 xe buýt, không lưu ảnh mặt", "Công ty Vận tải khách Xương Giang Mới · Phường Bắc Giang · đến 24/03/2027", "TRL 8", statusMatched),
    need(4, "Cần bộ phân loại ảnh sau máy soi mối hàn, bớt báo lỗi giả trên bản mạch", "Công ty Điện tử Sông Cầu Quang · Phường Nếnh · đến 20/01/2027", "TRL 7", statusOpen),
)

/** Plain words. */
internal fun run(text: String) = TextRun(text, plain, null)

/** What was searched for. */
internal fun marked(text: String) = TextRun(text, plain.copy(marked = true), null)

/** A text in which what stands between two «|» was searched for. */
internal fun found(text: String): List<TextRun> =
    text.split('|').mapIndexed { at, part -> if (at % 2 == 1) marked(part) else run(part) }.filter { it.text.isNotEmpty() }

internal val plain = TextStyle(
    bold = false, italic = false, underline = false, strike = false, code = false, marked = false, shift = Shift.LEVEL,
)
